"""A comparison as a page: differences per bin, where each side wins, and the faces behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from .compared_faces import face_blocks
from .comparison_tables import Names, data_warning, left_out, share, title
from .differences import Comparison, Difference, SamplePair, extremes
from .page import write_page
from .page_blocks import (
    Badge,
    Block,
    Column,
    Figure,
    Head,
    LineChart,
    Row,
    Section,
    Series,
    Table,
    Text,
)
from .sides import Side

_MOST_LISTED = 10
_SYNTHETIC = Badge("synthetic data", "warning")


def write_comparison(
    out: Path,
    comparisons: Sequence[Comparison],
    names: Names,
    sides: tuple[Side, Side],
    data: Mapping[str, Path],
    *,
    n_faces: int,
) -> int:
    """Write the page and return its size in bytes.

    Args:
        out: an .html file.
        comparisons: one section each.
        names: of the sides.
        sides: whose predictions are shown.
        data: by benchmark, where its data would be; without them, there are no pictures.
        n_faces: samples to show each way.
    """
    synthetic = any(_is_synthetic(found) for found in comparisons)
    head = Head(
        f"{names.first} against {names.second}",
        "A is the former, B the latter; differences are A minus B, sample by sample.",
        [_SYNTHETIC] if synthetic else [],
        [(f"{letter} ({side.kind})", side.asked) for letter, side in zip("AB", sides, strict=True)],
    )
    sections = [
        Section(
            title(found),
            [
                *_tables(found, names),
                *face_blocks(found, names, sides, data[found.pairing.benchmark], n_faces),
            ],
            badges=[_SYNTHETIC] if _is_synthetic(found) else [],
        )
        for found in comparisons
    ]
    return write_page(out, head, sections)


def _tables(found: Comparison, names: Names) -> list[Block]:
    metric = found.metrics[0]
    overall = found.of(metric)[0]
    blocks: list[Block] = [Text(verdict(overall, names, found))]
    if warning := data_warning(found):
        blocks.append(Text(warning, "warning"))
    blocks.append(_differences(found, names))
    if alone := left_out(overall, names):
        blocks.append(Text(alone, "warning"))
    blocks.append(_gains(found))
    for letter, name, samples in zip(
        "AB", names, extremes(found.samples, _MOST_LISTED), strict=True
    ):
        if samples:
            heading = f"Where {letter} ({name}) wins most, by {metric.title}"
            blocks.append(_samples(heading, samples, metric.decimals))
    return blocks


def verdict(overall: Difference, names: Names, found: Comparison) -> str:
    """Say in a sentence who is better, and how sure that is."""
    metric = found.metrics[0]
    sign = -1.0 if metric.higher_is_better else 1.0
    difference = overall.difference
    wins = (
        f"A wins on {share(overall.first_wins, overall.n)} of {overall.n} samples, B on "
        f"{share(overall.second_wins, overall.n)}"
    )
    if not overall.distinguishable:
        return f"By {metric.title}, these data do not tell A and B apart. {wins}."
    better, name = ("A", names.first) if sign * difference.value < 0 else ("B", names.second)
    form = f"+.{metric.decimals}f"
    return (
        f"By {metric.title}, {better} ({name}) is better: A minus B is {difference.value:{form}}, "
        f"95 % interval {difference.low:{form}} to {difference.high:{form}}. {wins}."
    )


def _differences(found: Comparison, names: Names) -> Table:
    rows = []
    for metric in found.metrics:
        form = f".{metric.decimals}f"
        for row in found.of(metric):
            low, high = row.difference.low, row.difference.high
            note = "" if np.isnan(low) else f"[{low:+{form}}, {high:+{form}}]"
            value = row.difference.value
            cells = (
                *(metric.title, row.bin, row.n),
                *(Figure(mean, f"{mean:{form}}") for mean in (row.first, row.second)),
                Figure(value, f"{value:+{form}}", note),
                "yes" if row.distinguishable else "no",
                *(100 * wins / row.n for wins in (row.first_wins, row.second_wins)),
            )
            rows.append(Row(cells, "plain" if row.distinguishable else "muted"))
    first = found.metrics[0]
    columns = [
        Column("metric", filterable=True, chosen=first.title),
        Column("bin"),
        Column("n both", numeric=True),
        Column("A", numeric=True),
        Column("B", numeric=True),
        Column("A - B", numeric=True),
        Column("told apart"),
        Column("A wins, %", numeric=True, decimals=0),
        Column("B wins, %", numeric=True, decimals=0),
    ]
    better = ", ".join(m.title for m in found.metrics if m.higher_is_better)
    notes = [
        f"A is {names.first}, B is {names.second}; means of the values of single samples, over "
        "those that both have. Small: 95 % interval of the difference, resampled by subject.",
        f"Lower is better{f'; of {better}, higher' if better else ''}.",
    ]
    return Table("Paired differences", columns, rows, name=_name(found, "differences"), notes=notes)


def _gains(found: Comparison) -> LineChart:
    """Draw the samples' differences in the order of their size."""
    metric = found.metrics[0]
    gains = np.array([pair.gain for pair in found.samples])
    places = 100 * (np.arange(len(gains)) + 0.5) / len(gains)
    return LineChart(
        "By how much each side wins, sample by sample",
        "samples in order, %",
        f"gain of A, {metric.title}",
        [Series("gain of A", places, gains), Series("equal", np.array([0.0, 100.0]), np.zeros(2))],
        x_range=(0.0, 100.0),
        notes=["Above zero A is better, below it B; the line crosses where B takes over."],
    )


def _samples(heading: str, samples: Sequence[SamplePair], decimals: int) -> Table:
    columns = [
        Column("sample", code=True),
        Column("subject", code=True),
        *(Column(name, numeric=True, decimals=decimals) for name in ("A", "B", "gain of A")),
    ]
    rows = [Row((s.sample_id, s.subject, s.first, s.second, s.gain)) for s in samples]
    return Table(heading, columns, rows)


def _is_synthetic(found: Comparison) -> bool:
    return found.label.endswith("(synthetic)")


def _name(found: Comparison, what: str) -> str:
    return "-".join(
        [what, found.pairing.benchmark, *[found.pairing.what] * bool(found.pairing.what)]
    )
