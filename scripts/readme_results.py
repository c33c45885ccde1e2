"""Writes the README's table of results from `benchmarks/results/demo.csv`; `--check` only compares.

`--collect NAME=leaderboard.csv ...` first makes that file from the leaderboards of several runs,
the newest row of each figure, with the run's name in front.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

PROJECT = Path(__file__).resolve().parents[1]
RESULTS = PROJECT / "benchmarks" / "results" / "demo.csv"
README = PROJECT / "README.md"
BEGIN, END = "<!-- results: begin -->", "<!-- results: end -->"
FIGURE = ["method", "benchmark", "bin", "metric"]


def collect(runs: list[str]) -> None:
    """Keep the newest row of every figure of every run."""
    tables = []
    for run in runs:
        name, _, path = run.partition("=")
        rows = pd.read_csv(path, dtype=str).drop_duplicates(FIGURE, keep="last")
        rows.insert(0, "run", name)
        tables.append(rows)
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    pd.concat(tables).to_csv(RESULTS, index=False)


def markdown() -> str:
    """Return the table: one row per run."""
    rows = pd.read_csv(RESULTS)
    lines = [
        "| face model, seed | scored, failed | CD mm, DF-MVR | CD mm, mean face "
        "| difference mm, paired | ratio | landmark error | landmark error, mean face |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for run in rows["run"].unique():
        mine = rows[rows["run"] == run].set_index(["method", "bin", "metric"])
        cd = mine.loc[("dfmvr", "all", "cd_mm")]

        def landmarks(method: str, mine: pd.DataFrame = mine) -> pd.Series:
            return mine.loc[(method, "0-30", "landmark_nme_percent")]

        cells = [
            run,
            f"{int(cd.number_scored)}, {int(cd.failures)}",
            with_interval(cd, 2),
            with_interval(mine.loc[("mean-face", "all", "cd_mm")], 2),
            with_interval(mine.loc[("dfmvr", "all", "cd_mm_minus_mean_face")], 2),
            with_interval(mine.loc[("dfmvr", "all", "cd_mm_ratio_to_mean_face")], 3),
            *(f"{landmarks(method).value:.2f} %" for method in ("dfmvr", "mean-face")),
        ]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def with_interval(row: pd.Series, digits: int) -> str:
    """Format a value with its 95 % interval."""
    return f"{row.value:.{digits}f} [{row.ci_low:.{digits}f}, {row.ci_high:.{digits}f}]"


def readme_with(table: str) -> str:
    """Return the README with the table between its two marks."""
    text = README.read_text()
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table}\n{END}{after}"


def main() -> None:
    """Collect, then write or check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--collect", nargs="+", metavar="NAME=CSV")
    parser.add_argument("--check", action="store_true", help="exit 1 if the README is out of date")
    arguments = parser.parse_args()
    if arguments.collect:
        collect(arguments.collect)
    text = readme_with(markdown())
    if arguments.check:
        sys.exit(0 if text == README.read_text() else "README.md: run scripts/readme_results.py")
    README.write_text(text)


if __name__ == "__main__":
    main()
