"""A paper's figure over one condition after another, beside ours: `dfmvr-angles` is Table 4.

Every method with scores of the study's benchmark below `--runs` has a row.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .bootstrap import Interval, mean_interval
from .published import PAPERS, PublishedScore, read_published
from .registry import BENCHMARKS
from .sample_scores import SampleScores, origin_of, read_samples, refuse_other_data
from .text_tables import TextTable, interval_text, terminal
from .whole_files import csv_text, write_whole

RANDOM = "random"
_SEED = 0
_CSV_COLUMNS = (
    *("study", "method", "benchmark", "origin", "bin", "metric", "value", "ci_low", "ci_high"),
    *("n", "failed", "note"),
)


@dataclass(frozen=True)
class Study:
    """What a study compares.

    Attributes:
        benchmark: our protocol.
        bins: of it, the columns.
        paper: whose table it is.
        table: its number.
        random: whether there is one more column: of each subject, the sample of one bin drawn at
            random.
    """

    benchmark: str
    bins: tuple[str, ...]
    paper: str
    table: int
    random: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """Bins, and the random one."""
        return (*self.bins, RANDOM) if self.random else self.bins


STUDIES = {
    "dfmvr-angles": Study(
        "bosphorus-three-view",
        ("right-10", "right-20", "right-30", "right-45"),
        paper="dfmvr",
        table=4,
        random=True,
    ),
}
"""The studies by name. A new one is an entry here."""


@dataclass(frozen=True)
class Cell:
    """One method's figure in one column.

    Attributes:
        mean: with its interval by subject.
        n: samples in the mean.
        failed: samples of the column without a score.
    """

    mean: Interval
    n: int
    failed: int


def read_methods(runs: Path, study: Study) -> dict[str, SampleScores]:
    """Read the scores of every method that has some.

    Raises:
        ValueError: none has, they are of different data, or a bin is empty.
    """
    metric = BENCHMARKS[study.benchmark].metrics[0].name
    paths = sorted(runs.glob(f"*/scores/{study.benchmark}.csv"))
    found = {path.parents[1].name: read_samples(path, metric) for path in paths}
    found = {method: scores for method, scores in found.items() if scores.values}
    if not found:
        raise ValueError(
            f"{runs}: no scores in */scores/{study.benchmark}.csv; run make bench "
            f"DATASET={study.benchmark} RUNS={runs} first"
        )
    refuse_other_data(runs, found)
    for method, scores in found.items():
        empty = [name for name in study.bins if name not in scores.bins]
        if empty:
            raise ValueError(
                f"{runs}/{method}/scores/{study.benchmark}.csv: no sample in {', '.join(empty)}; "
                "the data lacks this condition"
            )
    return found


def draw_one_each(bins: dict[str, list[str]], subjects: dict[str, str]) -> list[str]:
    """Draw one of each subject's samples; the same ones for every method on the same data.

    Args:
        bins: name to sample ids.
        subjects: sample id to who is in it.
    """
    of_subject: dict[str, list[str]] = {}
    for ids in bins.values():
        for sample_id in ids:
            of_subject.setdefault(subjects[sample_id], []).append(sample_id)
    rng = np.random.default_rng(_SEED)
    return [ids[rng.integers(len(ids))] for _, ids in sorted(of_subject.items())]


def cells(scores: SampleScores, study: Study) -> dict[str, Cell]:
    """Return the figure of each column; one without any score is absent."""
    bins = {name: scores.bins[name] for name in study.bins}
    if study.random:
        bins[RANDOM] = draw_one_each(bins, scores.subjects)
    found = {}
    for name, ids in bins.items():
        scored = [i for i in ids if i in scores.values]
        if scored:
            values = np.array([scores.values[i] for i in scored])
            mean = mean_interval(values, [scores.subjects[i] for i in scored])
            found[name] = Cell(mean, len(scored), len(ids) - len(scored))
    return found


def reported_rows(study: Study) -> dict[str, dict[str, PublishedScore]]:
    """Return what the paper reports: method to column to figure."""
    rows: dict[str, dict[str, PublishedScore]] = {}
    for score in read_published(study.paper):
        if (score.table, score.benchmark) == (study.table, study.benchmark):
            rows.setdefault(score.printed_method, {})[score.bin] = score
    return rows


def study_tables(
    name: str, study: Study, ours: dict[str, dict[str, Cell]], label: str
) -> list[TextTable]:
    """Return the paper's table and ours, one after the other and never in one ranking."""
    metric = BENCHMARKS[study.benchmark].metrics[0]
    reported = reported_rows(study)
    metrics = {score.metric for row in reported.values() for score in row.values()}
    form = f".{metric.decimals}f"
    rows: list[list[str]] = []
    for method, row in ours.items():
        found = [row.get(column) for column in study.columns]
        rows.append([method, *("-" if c is None else f"{c.mean.value:{form}}" for c in found)])
        ends = ("-" if c is None else interval_text(c.mean, form) for c in found)
        rows.append(["  95 %", *ends])
        rows.append(["  n (failed)", *("-" if c is None else _count(c) for c in found)])
    notes = ["Intervals by subject; averages are over what could be scored."]
    if study.random:
        notes.append(f"{RANDOM}: one of each subject's samples, drawn with seed {_SEED}.")
    if metric.aggregate != "mean":
        notes.append("Means over samples here, not over all points together.")
    if origin_of(label) == "synthetic":
        notes.append("Synthetic stand-in data: not comparable to the figures reported.")
    return [
        TextTable(
            f"{name}, reported: Table {study.table} of {study.paper}; {' '.join(sorted(metrics))}",
            ["method", *study.columns],
            [[method, *_printed(row, study.columns)] for method, row in reported.items()],
            notes=[f"Reported, not scored here. {PAPERS[study.paper]}."],
        ),
        TextTable(
            f"{name}, scored here: {label}; {metric.title}",
            ["method", *study.columns],
            rows,
            notes=notes,
            breaks=frozenset(range(3, len(rows), 3)),
        ),
    ]


def csv_rows(
    name: str, study: Study, ours: dict[str, dict[str, Cell]], label: str
) -> list[dict[str, object]]:
    """One row per figure, each with its origin."""
    rows: list[dict[str, object]] = [
        {
            **{"study": name, "method": method, "benchmark": study.benchmark, "bin": column},
            **{"origin": "reported", "metric": score.metric, "value": score.printed},
            "note": score.note,
        }
        for method, row in reported_rows(study).items()
        for column, score in row.items()
    ]
    rows += [
        {
            **{"study": name, "method": method, "benchmark": label, "bin": column},
            "origin": origin_of(label),
            "metric": BENCHMARKS[study.benchmark].metrics[0].name,
            "value": repr(cell.mean.value),
            "ci_low": repr(cell.mean.low),
            "ci_high": repr(cell.mean.high),
            **{"n": cell.n, "failed": cell.failed},
        }
        for method, row in ours.items()
        for column, cell in row.items()
    ]
    return rows


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `study`."""
    summary = "a paper's figure over one condition after another, beside ours"
    parser = subparsers.add_parser(
        "study",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks study dfmvr-angles",
            "python -m benchmarks study dfmvr-angles --list-benchmarks",
        ),
    )
    parser.add_argument("study", metavar="STUDY", help=f"one of {', '.join(STUDIES)}")
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument(
        "--list-benchmarks",
        action="store_true",
        help="only say which benchmark the study is scored on",
    )


def run(arguments: argparse.Namespace) -> None:
    """Print the tables and write `<runs>/<study>.csv` and `.md`."""
    name, runs, console = arguments.study, arguments.runs, terminal()
    if name not in STUDIES:
        raise ValueError(f"there is no study {name!r}; it is one of {', '.join(STUDIES)}")
    study = STUDIES[name]
    if arguments.list_benchmarks:
        console.print(study.benchmark)
        return
    found = read_methods(runs, study)
    ours = {method: cells(scores, study) for method, scores in found.items()}
    label = next(iter(found.values())).label
    tables = study_tables(name, study, ours, label)
    write_whole(runs / f"{name}.csv", csv_text(_CSV_COLUMNS, csv_rows(name, study, ours, label)))
    write_whole(runs / f"{name}.md", "\n".join(table.markdown() for table in tables))
    for table in tables:
        table.print_on(console)
    console.print(f"Written: {runs / name}.csv, .md", markup=False)


def _printed(row: dict[str, PublishedScore], columns: Sequence[str]) -> Iterable[str]:
    return (row[column].printed if column in row else "-" for column in columns)


def _count(cell: Cell) -> str:
    return f"{cell.n} ({cell.failed})"
