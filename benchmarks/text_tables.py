"""One table of text, shown in the terminal, in Markdown or in LaTeX."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from rich.console import Console
from rich.table import Table
from rich.text import Text

from .bootstrap import Interval

WIDTH = 120
"""Columns of a terminal that every table of this package fits."""

_LATEX = {
    "\\": r"\textbackslash{}",
    "&": r"\&", "%": r"\%", "$": r"\$", "#": r"\#", "_": r"\_", "{": r"\{", "}": r"\}",
    "[": "{[}",  # else an option, where it follows the end of a row
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "<": r"\textless{}",
    ">": r"\textgreater{}", "|": r"\textbar{}",
    "↓": r"$\downarrow$", "↑": r"$\uparrow$", "±": r"$\pm$", "°": r"\textdegree{}",
    "\u00d7": r"$\times$", "†": r"\dag{}", "τ": r"$\tau$", "≤": r"$\leq$", "…": r"\ldots{}",
}  # fmt: skip


@dataclass(frozen=True)
class TextTable:
    """A table whose cells are text already.

    Attributes:
        title: what it shows.
        header: one name per column.
        rows: cells, as many as there are names.
        left: columns that are words, not numbers, and stand at the left.
        notes: lines below it.
        breaks: rows, by number, before which a line is drawn.
    """

    title: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    left: frozenset[int] = frozenset({0})
    notes: Sequence[str] = ()
    breaks: frozenset[int] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse rows of another length than the header."""
        for row in self.rows:
            if len(row) != len(self.header):
                raise ValueError(f"{self.title}: {len(row)} cells in {row}, not {len(self.header)}")

    def width(self) -> int:
        """Return how many columns of a terminal the table takes."""
        columns = zip(self.header, *self.rows, strict=True)
        return 1 + sum(3 + max(map(len, cells)) for cells in columns)

    def print_on(self, console: Console) -> None:
        """Print with rules, right-aligned numbers and the notes."""
        # Text, and not str: names of users may hold what rich would take for markup.
        table = Table(title=Text(self.title), title_justify="left")
        for number, name in enumerate(self.header):
            justify = "left" if number in self.left else "right"
            table.add_column(Text(name), justify=justify)  # type: ignore[arg-type]
        for number, row in enumerate(self.rows):
            if number in self.breaks:
                table.add_section()
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
        for note in self.notes:
            console.print(Text(note))

    def markdown(self) -> str:
        """Return a pipe table below a heading."""

        def line(cells: Sequence[str]) -> str:
            return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"

        marks = [":--" if number in self.left else "--:" for number in range(len(self.header))]
        table = [line(self.header), line(marks), *(line(row) for row in self.rows)]
        return "\n".join([f"### {self.title}", "", *table, "", *(f"{n}  " for n in self.notes), ""])

    def latex(self) -> str:
        """Return a `table` that needs the packages booktabs, textcomp and graphicx."""

        def line(cells: Sequence[str]) -> str:
            return " & ".join(latex_escape(cell) for cell in cells) + r" \\"

        columns = "".join("l" if n in self.left else "r" for n in range(len(self.header)))
        body = []
        for number, row in enumerate(self.rows):
            if number in self.breaks:
                body.append(r"\midrule")
            body.append(line(row))
        caption = latex_escape(" ".join([self.title + ".", *self.notes]))
        lines = [
            r"\begin{table}[htbp]",
            r"\centering",
            rf"\caption{{{caption}}}",
            r"\resizebox{\ifdim\width>\linewidth\linewidth\else\width\fi}{!}{%",
            rf"\begin{{tabular}}{{{columns}}}",
            r"\toprule",
            line(self.header),
            r"\midrule",
            *body,
            r"\bottomrule",
            r"\end{tabular}}",
            r"\end{table}",
        ]
        return "\n".join(lines) + "\n"


def latex_escape(text: str) -> str:
    """Return text that LaTeX prints as it is."""
    return "".join(_LATEX.get(character, character) for character in text)


def interval_text(interval: Interval, form: str) -> str:
    """Return the ends of an interval, or "-" where there is one subject only."""
    if math.isnan(interval.low):
        return "-"
    return f"[{interval.low:{form}}, {interval.high:{form}}]"


def terminal(*, quiet: bool = False) -> Console:
    """Return a console of the terminal's width, at most 120 columns; as wide for files."""
    console = Console()
    width = min(console.width, WIDTH) if console.is_terminal else WIDTH
    return Console(width=width, quiet=quiet)
