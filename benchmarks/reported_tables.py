"""The papers' tables, to stand beside ours: one per table number, in the paper's order."""

from __future__ import annotations

from .published import PAPERS, PublishedScore, for_benchmark, read_published
from .text_tables import TextTable


def reported_tables(benchmark: str) -> list[TextTable]:
    """Return what the papers report on a benchmark's data; nothing here is ranked."""
    tables: dict[tuple[str, int], list[PublishedScore]] = {}
    for score in for_benchmark(read_published(), benchmark):
        tables.setdefault((score.paper, score.table), []).append(score)
    return [_table(benchmark, scores) for scores in tables.values()]


def _table(benchmark: str, scores: list[PublishedScore]) -> TextTable:
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
    header = ["method", *bins] + (["as the paper says"] if with_notes else [])
    left = {0, len(header) - 1} if with_notes else {0}
    return TextTable(
        f"{benchmark}, reported: Table {number} of {paper}; each bin: {' '.join(metrics)}",
        header,
        rows,
        frozenset(left),
        [f"Reported, not scored here, in no ranking of ours. {PAPERS[paper]}."],
    )


def _text(score: PublishedScore | None) -> str:
    if score is None:
        return "-"
    return score.printed + (f" ± {score.std:.{_decimals(score)}f}" if score.std is not None else "")


def _decimals(score: PublishedScore) -> int:
    return len(score.printed.partition(".")[2])
