"""What a benchmark prints beside its table: comparisons to mean faces, and every failure."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console

from .bootstrap import FEWEST_SUBJECTS
from .leaderboard import LeaderboardRow
from .protocol import Benchmark, Metric
from .records import SampleScore
from .runner import FolderProblems
from .summary import DIFFERENCE_SUFFIX, OVERALL, RATIO_SUFFIX

_MOST_LISTED = 8


def print_mean_face_comparisons(
    console: Console, metric: Metric, rows: Sequence[LeaderboardRow]
) -> None:
    """Say in one line per method how far it is from its own mean face over all samples."""
    figures = {(row.method, row.metric): row for row in rows if row.bin == OVERALL}
    for method in dict.fromkeys(row.method for row in rows):
        difference = figures.get((method, metric.name + DIFFERENCE_SUFFIX))
        ratio = figures.get((method, metric.name + RATIO_SUFFIX))
        if difference is None or ratio is None:
            continue
        console.print(
            f"{method} minus its mean face, {metric.title}, paired: "
            f"{difference.value:+.{metric.decimals}f} "
            f"(95 % interval {difference.ci_low:+.{metric.decimals}f} to "
            f"{difference.ci_high:+.{metric.decimals}f}, {difference.number_scored} samples); "
            f"ratio {ratio.value:.3f} ({ratio.ci_low:.3f} to {ratio.ci_high:.3f})",
            markup=False,
        )


def print_how_sure(console: Console, benchmark: Benchmark) -> None:
    """Warn of intervals over hardly any people."""
    n_subjects = len({benchmark.subject(sample_id) for sample_id in benchmark.ids()})
    if n_subjects < FEWEST_SUBJECTS:
        console.print(
            f"Only {n_subjects} subjects: intervals are narrower than they should be, and no "
            f"methods are told apart, which takes {FEWEST_SUBJECTS}."
        )


def print_failures(console: Console, row: str, samples: Sequence[SampleScore]) -> None:
    """List the samples of a row that count as failures."""
    failed = {sample.sample_id: sample.reason for sample in samples if sample.failed}
    if failed:
        console.print(
            f"{row}: {len(failed)} of {len(samples)} failed: {listed(failed)}", markup=False
        )


def problem_text(problems: FolderProblems) -> str:
    """Say in one line what makes a folder unfit for scoring; missing files alone do not."""
    parts = []
    if problems.damaged:
        parts.append(f"{len(problems.damaged)} damaged: {listed(problems.damaged)}")
    if problems.unknown:
        names = problems.unknown[:_MOST_LISTED]
        rest = len(problems.unknown) - len(names)
        more = f" and {rest} more" if rest else ""
        parts.append(f"{len(problems.unknown)} for unknown ids: {', '.join(names)}{more}")
    return "; ".join(parts)


def listed(reasons: dict[str, str]) -> str:
    """Join ids and reasons, the first few of them."""
    shown = [
        f"{sample_id} ({reason})" for sample_id, reason in list(reasons.items())[:_MOST_LISTED]
    ]
    rest = len(reasons) - len(shown)
    return ", ".join(shown) + (f" and {rest} more" if rest else "")
