"""The papers' tables, to stand beside ours: one per table number, in the paper's order."""

from __future__ import annotations

from collections.abc import Iterable

from .published import PAPERS, PublishedScore, read_published
from .registry import BENCHMARKS
from .text_tables import TextTable


def reported_tables(benchmarks: Iterable[str]) -> list[TextTable]:
    """Return what the papers report on the data of these benchmarks; nothing here is ranked.

    Args:
        benchmarks: names; variants of a protocol share its data. Others are passed over.
    """
    datasets = {BENCHMARKS[name].dataset for name in benchmarks if name in BENCHMARKS}
    tables: dict[tuple[str, int, str], list[PublishedScore]] = {}
    for score in read_published():
        if BENCHMARKS[score.benchmark].dataset in datasets:
            tables.setdefault((score.paper, score.table, score.benchmark), []).append(score)
    return [_table(scores) for scores in tables.values()]


def _table(scores: list[PublishedScore]) -> TextTable:
    bins = list(dict.fromkeys(s.bin for s in scores))
    metrics = list(dict.fromkeys(s.metric for s in scores))
    cells = {(s.method, s.bin, s.metric): s for s in scores}
    with_notes = len(bins) == 1
    rows = []
    for method in dict.fromkeys(s.method for s in scores):
        row = [method]
        for name in bins:
            row.append(" ".join(_text(cells.get((method, name, metric))) for metric in metrics))
        if with_notes:
            mine = [s.note for s in scores if s.method == method]
            row.append("; ".join(dict.fromkeys(note for note in mine if note)))
        rows.append(row)
    paper, number = scores[0].paper, scores[0].table
    header = ["method", *bins] + (["note"] if with_notes else [])
    left = {0, len(header) - 1} if with_notes else {0}
    return TextTable(
        f"{scores[0].benchmark}, reported: Table {number} of {paper}; {' '.join(metrics)}",
        header,
        rows,
        frozenset(left),
        [f"Reported, not scored here, in no ranking of ours. {PAPERS[paper]}."],
    )


def _text(score: PublishedScore | None) -> str:
    if score is None:
        return "-"
    return score.printed + (f" ± {score.std:.{score.decimals}f}" if score.std is not None else "")
