"""How an ablation is shown: what is reported and what was scored here, each with its origin."""

from __future__ import annotations

import math
from collections.abc import Sequence

from .ablation_figures import COMPARED, Ablation, Figure
from .policies import POLICIES
from .protocol import Metric
from .published import PAPERS
from .registry import BENCHMARKS
from .sample_scores import origin_of
from .summary import OVERALL
from .text_tables import TextTable, interval_text

CSV_COLUMNS = (
    *("paper", "table", "variant", "benchmark", "origin", "metric", "value", "ci_low", "ci_high"),
    *("minus", "difference", "difference_ci_low", "difference_ci_high", "distinguishable"),
    *("n", "failed", "note"),
)


def ablation_table(
    ablation: Ablation, ours: dict[str, Figure], label: str, missing: Sequence[str]
) -> TextTable:
    """One row per variant: what the paper reports, and, apart from it, what was scored here."""
    metric = BENCHMARKS[ablation.benchmark].metrics[0]
    full = ablation.full
    rows = [
        [name, score.printed, _reported_minus(ablation, name), *_cells(ours.get(name), metric)]
        for name, score in ablation.reported.items()
    ]
    origin = origin_of(label)
    return TextTable(
        f"Ablation of {ablation.method}: Table {ablation.table} as reported; {label}, "
        f"{metric.title}",
        [
            *("variant", "reported", f"minus {full}", origin, "95 %"),
            *(f"minus {full}", "95 % paired", "apart", "n (failed)"),
        ],
        rows,
        notes=_notes(ablation, ours, origin, missing),
    )


def csv_rows(ablation: Ablation, ours: dict[str, Figure], label: str) -> list[dict[str, object]]:
    """Two rows per variant, each with its origin: what is reported, and ours where there is one."""
    metric = BENCHMARKS[ablation.benchmark].metrics[0]
    rows: list[dict[str, object]] = []
    for variant, score in ablation.reported.items():
        place = {"paper": ablation.method, "table": ablation.table, "variant": variant}
        reported = {"benchmark": score.benchmark, "origin": "reported", "metric": score.metric}
        rows.append({**place, **reported, "value": score.printed, "note": score.note})
        if figure := ours.get(variant):
            rows.append({**place, **_our_row(figure, metric, label, ablation)})
    return rows


def _reported_minus(ablation: Ablation, variant: str) -> str:
    """Return the difference of two printed figures, in the digits that both have."""
    score, full = ablation.reported[variant], ablation.reported[ablation.full]
    difference = score.value - full.value
    if variant == ablation.full or math.isnan(difference):
        return "-"
    return f"{difference:+.{min(score.decimals, full.decimals)}f}"


def _cells(figure: Figure | None, metric: Metric) -> list[str]:
    if figure is None:
        return ["-"] * 6
    digits = f".{metric.decimals}f"
    difference = figure.difference
    return [
        f"{figure.mean.value:{digits}}",
        interval_text(figure.mean, digits),
        "-" if difference is None else f"{difference.value:+{digits}}",
        "-" if difference is None else interval_text(difference, f"+{digits}"),
        "-" if difference is None else ("yes" if figure.distinguishable else "no"),
        f"{figure.n} ({figure.failed})",
    ]


def _our_row(figure: Figure, metric: Metric, label: str, ablation: Ablation) -> dict[str, object]:
    row: dict[str, object] = {
        "benchmark": label,
        "origin": origin_of(label),
        "metric": metric.name,
        "value": repr(figure.mean.value),
        "ci_low": repr(figure.mean.low),
        "ci_high": repr(figure.mean.high),
        "n": figure.n,
        "failed": figure.failed,
    }
    if figure.difference is not None:
        row |= {
            "minus": ablation.full,
            "difference": repr(figure.difference.value),
            "difference_ci_low": repr(figure.difference.low),
            "difference_ci_high": repr(figure.difference.high),
            "distinguishable": "yes" if figure.distinguishable else "no",
        }
    return row


def _notes(
    ablation: Ablation, ours: dict[str, Figure], origin: str, missing: Sequence[str]
) -> list[str]:
    first = next(iter(ablation.reported.values()))
    notes = [f"{variant}: {score.note}." for variant, score in ablation.reported.items()]
    notes.append(
        f"reported: {PAPERS[ablation.method]}; {first.metric} of {first.bin} by its own scorer, "
        "data and training. Not scored here."
    )
    notes.append(
        f"{origin}: failures {COMPARED}: {POLICIES[COMPARED]}. Intervals by subject, of one "
        "training each: how another seed would come out they do not say. apart: whether the "
        f"difference to {ablation.full} tells the two apart."
    )
    if origin == "synthetic":
        notes.append("Synthetic stand-in data: compare the rows, not the two columns of figures.")
    if BENCHMARKS[ablation.benchmark].metrics[0].aggregate != "mean":
        notes.append(f"{origin}: means over samples, not over all points together.")
    if missing:
        names = ", ".join(f"{ablation.method}-{variant}" for variant in missing)
        notes.append(f"Not scored yet: {names}.")
    if first.bin != OVERALL:
        notes.append(f"Our figures are of all samples, those reported of {first.bin}.")
    if ours and ablation.full not in ours:
        notes.append(f"No differences without {ablation.method}-{ablation.full}.")
    return notes
