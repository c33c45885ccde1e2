"""The tables of the papers, as printed: `published/*.csv`, read and never computed.

Every row is `reported`: somebody's own scorer, data and alignment. They stand beside scores of this
suite in tables and are never ranked with them.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).resolve().parent / "published"

PAPERS = {
    "mfnet": "Zheng et al., FLAME-based Multi-View 3D Face Reconstruction",
    "dfmvr": "Zhao et al., From 2D Images to 3D Model: Weakly Supervised Multi-View Face "
    "Reconstruction with Deep Fusion",
    "specular": "Deng et al., End-to-End 3D Face Reconstruction with Expressions and Specular "
    "Albedos from Single In-the-wild Images, ACM MM 2022",
}
"""The papers, by the name of their file; MFNet's EasyChair preprint (2023-08-02) has the same
tables, and stands in a column of its own."""


@dataclass(frozen=True)
class PublishedScore:
    """One printed figure.

    Attributes:
        paper: key of `PAPERS`.
        table: its number in the paper.
        method: one name per method over all papers; FaceScape's names where it has them.
        printed_method: as the paper names it in that table.
        benchmark: our protocol for this table, or the nearest one: see `note`.
        bin: as our protocol names it, where it has it.
        metric: what was measured, with its unit; the paper's meaning, not our definition.
        printed: the figure's characters, for they say how many digits were printed.
        value: the figure; NaN where "NaN" is printed.
        std: standard deviation as printed, or None.
        origin: always "reported".
        preprint_value: the figure in the preprint, or "" where there is none.
        note: what else the paper says about this figure.
    """

    paper: str
    table: int
    method: str
    printed_method: str
    benchmark: str
    bin: str
    metric: str
    printed: str
    value: float
    std: float | None
    origin: Literal["reported"]
    preprint_value: str
    note: str

    @property
    def decimals(self) -> int:
        """Digits after the point, as printed."""
        return len(self.printed.partition(".")[2])


COLUMNS = [field.name for field in fields(PublishedScore) if field.name != "printed"]


def read_published(paper: str | None = None) -> list[PublishedScore]:
    """Return the figures of one paper, or of all, in the order of their tables.

    Raises:
        ValueError: there is no such paper, or a row is not "reported".
    """
    if paper is not None and paper not in PAPERS:
        raise ValueError(f"there is no paper {paper!r}; expected one of {', '.join(PAPERS)}")
    scores = []
    for name in PAPERS if paper is None else [paper]:
        with (FOLDER / f"{name}.csv").open(newline="", encoding="utf-8") as file:
            scores += [_score(row) for row in csv.DictReader(file)]
    return scores


def _score(row: dict[str, str]) -> PublishedScore:
    if row["origin"] != "reported":
        raise ValueError(f"{row}: published figures have the origin 'reported'")
    return PublishedScore(
        paper=row["paper"],
        table=int(row["table"]),
        method=row["method"],
        printed_method=row["printed_method"],
        benchmark=row["benchmark"],
        bin=row["bin"],
        metric=row["metric"],
        printed=row["value"],
        value=float(row["value"]),
        std=float(row["std"]) if row["std"] else None,
        origin="reported",
        preprint_value=row["preprint_value"],
        note=row["note"],
    )
