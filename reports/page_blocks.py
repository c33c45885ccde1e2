"""What a page consists of: sections, and the blocks in them.

Blocks are `Text`, `Heading`, `Table`, `LineChart`, `Gallery`, `MeshViewers`, and `Fold`, which
holds others. None knows what its numbers mean. Text is plain text and is escaped. Numbers of a
table are written twice: as they are to be read, and in full in the attribute `data-value`, by which
they are sorted.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

import numpy as np
from jaxtyping import Float

from .page_meshes import BufferStore, Surface, packed_surface, shared_frame

Tone = Literal["plain", "muted", "warning"]


@dataclass(frozen=True)
class Text:
    """One paragraph.

    Attributes:
        text: plain text.
        tone: "muted" for remarks, "warning" for what must not be overlooked.
    """

    text: str
    tone: Tone = "plain"


@dataclass(frozen=True)
class Heading:
    """A heading within a section.

    Attributes:
        text: of the heading.
    """

    text: str


@dataclass(frozen=True)
class Badge:
    """A word or two in a small frame, such as "synthetic".

    Attributes:
        text: the words.
        tone: how much it wants to be seen.
    """

    text: str
    tone: Literal["plain", "warning", "accent"] = "plain"


@dataclass(frozen=True)
class Figure:
    """A number in a table that is not shown as its column shows numbers, or has a remark.

    Attributes:
        value: the number, by which the column is sorted; NaN where there is none.
        text: how it is to be read; None formats it as the column does.
        note: small, behind it: an interval, a deviation.
    """

    value: float
    text: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Shown:
    """Text that is read otherwise than it is sorted and filtered by: "rms_mm" as "rms_mm ↓".

    Attributes:
        value: what is sorted and filtered by.
        text: what is read.
    """

    value: str
    text: str


@dataclass(frozen=True)
class Hash:
    """A long checksum or commit: its first ten digits are shown, all when one points at it.

    Attributes:
        value: all of it.
    """

    value: str

    @property
    def text(self) -> str:
        """What is shown; a commit says if its files were changed."""
        dirty = "-dirty" if self.value.endswith("-dirty") else ""
        return self.value[:10] + dirty if len(self.value) > 20 else self.value


Cell: TypeAlias = "str | int | float | Badge | Figure | Shown | Hash | None"


@dataclass(frozen=True)
class Column:
    """One column of a table.

    Attributes:
        title: its heading.
        numeric: whether it holds numbers: they stand at the right and are sorted as such.
        decimals: digits after the point; None shows a number as Python does.
        filterable: whether a menu above the table chooses among its values.
        chosen: what that menu shows at first; "" shows all rows.
        wraps: whether its text may take several lines.
        code: whether its text is in letters of one width: hashes, ids.
    """

    title: str
    numeric: bool = False
    decimals: int | None = None
    filterable: bool = False
    chosen: str = ""
    wraps: bool = False
    code: bool = False

    def style(self) -> str:
        """Return the classes of its cells."""
        named = {"number": self.numeric, "wrap": self.wraps, "code": self.code}
        return " ".join(name for name, holds in named.items() if holds)


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes:
        cells: one per column; None is an empty cell.
        tone: "muted" for rows that are there to compare with, "failed" for failures.
    """

    cells: Sequence[Cell]
    tone: Literal["plain", "muted", "failed"] = "plain"


@dataclass(frozen=True)
class Table:
    """A table that can be sorted by each of its columns.

    Attributes:
        title: what it shows.
        columns: in order.
        rows: as they stand at first.
        name: identifies it in the page (`id`), for links and tests; "" for none.
        searchable: whether there is a box to search all its text.
        notes: lines below it.
    """

    title: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    name: str = ""
    searchable: bool = False
    notes: Sequence[str] = ()

    def __post_init__(self) -> None:
        """Refuse rows of another length than the header."""
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(
                    f"{self.title}: {len(row.cells)} cells in a row, not {len(self.columns)}"
                )

    def menus(self) -> dict[int, list[str]]:
        """Return what the menu of each filterable column offers; none where there is no choice."""
        found = {}
        for number, column in enumerate(self.columns):
            values = dict.fromkeys(cell_value(row.cells[number]) for row in self.rows)
            choices = [value for value in values if value]
            if column.filterable and len(choices) > 1:
                found[number] = choices
        return found


@dataclass(frozen=True, eq=False)
class Series:
    """One line of a chart.

    Attributes:
        name: in the legend.
        x: positions.
        y: as many values; those that are not finite are left out.
        note: behind the name in the legend.
    """

    name: str
    x: Float[np.ndarray, " _"]
    y: Float[np.ndarray, " _"]
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse lines whose parts differ in length."""
        if len(self.x) != len(self.y):
            raise ValueError(f"{self.name}: {len(self.x)} positions and {len(self.y)} values")


@dataclass(frozen=True, eq=False)
class LineChart:
    """Lines over one axis; the legend's buttons hide and show them.

    Attributes:
        title: what it shows.
        x_label: with its unit.
        y_label: with its unit.
        series: told apart by colour and dashes.
        x_range: ends of the axis; None takes those of the data.
        y_range: likewise.
        log_y: logarithmic; values that are not positive are left out.
        notes: lines below it.
    """

    title: str
    x_label: str
    y_label: str
    series: Sequence[Series]
    x_range: tuple[float, float] | None = None
    y_range: tuple[float, float] | None = None
    log_y: bool = False
    notes: Sequence[str] = ()

    def data(self) -> dict[str, Any]:
        """Return what the script draws."""
        names = ("x_label", "y_label", "x_range", "y_range", "log_y")
        lines = [
            {"name": s.name, "note": s.note, "x": _numbers(s.x), "y": _numbers(s.y)}
            for s in self.series
        ]
        return {"series": lines, **{name: getattr(self, name) for name in names}}


@dataclass(frozen=True)
class Picture:
    """A picture of a gallery.

    Attributes:
        source: a data URI (`page_images.data_uri`).
        caption: below it, and what is read out in its stead.
        note: small, below the caption.
    """

    source: str
    caption: str
    note: str = ""

    def __post_init__(self) -> None:
        """Refuse pictures that the page would have to load."""
        if not self.source.startswith("data:image/"):
            raise ValueError(f"{self.caption}: {self.source[:60]!r} is no data URI of an image")


@dataclass(frozen=True)
class Gallery:
    """Pictures side by side; each opens in full size.

    Attributes:
        title: of the group.
        pictures: in order.
        notes: lines above them.
    """

    title: str
    pictures: Sequence[Picture]
    notes: Sequence[str] = ()


@dataclass(frozen=True, eq=False)
class Viewer:
    """One 3D view.

    Attributes:
        title: whose mesh it is.
        surfaces: what it shows, by the name of the mode; see `MeshViewers`. A mode that it lacks
            leaves it empty.
        note: small, below the title.
    """

    title: str
    surfaces: Mapping[str, Surface]
    note: str = ""


@dataclass(frozen=True, eq=False)
class MeshViewers:
    """3D views side by side that turn together, under the mouse and by keyboard.

    Where there are several modes ("error", "shape"), buttons choose the one that all views show.

    Attributes:
        title: what they show.
        viewers: all in one frame: x right, y up, z to the viewer. The views are as large as what
            the first one shows, and turn about its centre.
        limit: the value at the upper end of the colours; those above have the same colour.
        unit: of the values.
        values_of: what they are, beside the colour bar; "" shows no bar.
        notes: lines below.
    """

    title: str
    viewers: Sequence[Viewer]
    limit: float
    unit: str = "mm"
    values_of: str = ""
    notes: Sequence[str] = ()

    def modes(self) -> list[str]:
        """Return the modes of all views, in the order of the first one that has them."""
        return list(dict.fromkeys(mode for v in self.viewers for mode in v.surfaces))

    def data(self, buffers: BufferStore) -> dict[str, Any]:
        """Return what the script draws; the arrays go to the store."""
        center, radius = shared_frame(list(self.viewers[0].surfaces.values()))
        viewers = [
            {
                "title": viewer.title,
                "surfaces": {
                    mode: packed_surface(surface, center, self.limit, buffers)
                    for mode, surface in viewer.surfaces.items()
                },
            }
            for viewer in self.viewers
        ]
        return {"modes": self.modes(), "radius": radius, "viewers": viewers}


@dataclass(frozen=True, eq=False)
class Fold:
    """Blocks that are shown when their title is pressed.

    Attributes:
        title: always shown.
        blocks: shown when it is open.
        note: small, behind the title.
        is_open: at first.
        name: identifies it in the page (`id`).
    """

    title: str
    blocks: Sequence[Block]
    note: str = ""
    is_open: bool = False
    name: str = ""


Block: TypeAlias = "Text | Heading | Table | LineChart | Gallery | MeshViewers | Fold"


@dataclass(frozen=True, eq=False)
class Section:
    """A part of the page that the bar at its top leads to.

    Attributes:
        title: its heading.
        blocks: in order.
        short: its name in the bar; "" takes the title.
        badges: behind the heading.
    """

    title: str
    blocks: Sequence[Block]
    short: str = ""
    badges: Sequence[Badge] = ()


@dataclass(frozen=True)
class Head:
    """What stands above the sections.

    Attributes:
        title: of the page.
        lead: one sentence below it.
        badges: what holds for the whole page, such as "synthetic".
        facts: names and values in a line: commit, date.
    """

    title: str
    lead: str = ""
    badges: Sequence[Badge] = ()
    facts: Sequence[tuple[str, str]] = ()


def cell_value(cell: Cell) -> str:
    """Return what a cell is sorted and filtered by: text, or a number in full; "" for none."""
    if cell is None:
        return ""
    if isinstance(cell, Badge):
        return cell.text
    value = cell.value if isinstance(cell, (Figure, Shown, Hash)) else cell
    if isinstance(value, float):
        return repr(float(value)) if math.isfinite(value) else ""
    return str(value)


def cell_text(cell: Cell, column: Column) -> str:
    """Return how a cell is to be read, without its remark."""
    if isinstance(cell, (Badge, Shown, Hash)):
        return cell.text
    if isinstance(cell, Figure) and cell.text is not None:
        return cell.text
    value = cell.value if isinstance(cell, Figure) else cell
    if value is None:
        return ""
    if isinstance(value, float):
        if not math.isfinite(value):
            return "-"
        return f"{value:.{column.decimals}f}" if column.decimals is not None else f"{value:g}"
    return str(value)


def _numbers(values: Float[np.ndarray, " N"]) -> list[float | None]:
    """Return numbers in seven digits, as JSON knows them; None where one is not finite."""
    return [float(f"{value:.7g}") if math.isfinite(value) else None for value in values.tolist()]
