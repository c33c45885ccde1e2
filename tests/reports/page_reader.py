"""Reads tables back out of a page, as a program of somebody else would."""

from __future__ import annotations

import math
from html.parser import HTMLParser
from pathlib import Path

from benchmarks.leaderboard import read_leaderboard
from benchmarks.leaderboard_tables import shown_rows


class _Tables(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: dict[str, list[dict[str, str]]] = {}
        self._name, self._header, self._cells, self._in_header = "", [], [], False

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        found = dict(attributes)
        if found.get("data-block") == "table":
            self._name, self._header = found.get("id") or f"table {len(self.tables)}", []
            self.tables[self._name] = []
        elif tag == "th":
            self._in_header = True
        elif tag == "tr":
            self._cells = []
        elif tag == "td":
            self._cells.append(found["data-value"] or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "th":
            self._in_header = False
        elif tag == "tr" and self._cells:
            self.tables[self._name].append(dict(zip(self._header, self._cells, strict=True)))

    def handle_data(self, data: str) -> None:
        if self._in_header:
            self._header.append(data)


def read_tables(page: Path) -> dict[str, list[dict[str, str]]]:
    """Return the rows of each table by its id."""
    reader = _Tables()
    reader.feed(page.read_text())
    return reader.tables


def compared_with_leaderboard(page: Path, leaderboard: Path) -> int:
    """Assert that a report's figures are the file's, to the last digit; return how many rows."""
    shown = read_tables(page)["leaderboard"]
    of_file = shown_rows(read_leaderboard(leaderboard))
    rows = {(row.benchmark, row.method, row.bin, row.metric): row for row in of_file}
    assert len(shown) == len(rows)
    for line in shown:
        row = rows[line["benchmark"], line["method"], line["bin"], line["metric"]]
        for column, value in (
            ("value", row.value),
            ("95 % from", row.ci_low),
            ("to", row.ci_high),
            ("std", row.std),
        ):
            assert line[column] == ("" if math.isnan(value) else repr(value))
        assert (line["rank"], line["n"], line["failed"]) == (
            row.rank,
            str(row.number_scored),
            str(row.failures),
        )
        assert line["data"] == row.data_sha256
    return len(rows)
