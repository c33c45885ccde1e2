"""README and quick start, typed as a newcomer would: every command does what its page says.

The commands are taken out of the pages. Only sizes differ: fewer people are rendered, and trainings
stop after a few steps.
"""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import numpy as np
import pytest
from page_parts import PROJECT
from page_reader import compared_with_leaderboard
from typed_pages import Reader, Typed, copy_of_the_project, named_paths, sections, typed
from watched_pages import nothing_said, watched

from face_datasets.now_scans import NowScans
from reports.browser import find_chromium

README, QUICK_START = PROJECT / "README.md", PROJECT / "docs" / "quick-start.md"
SCORING = (
    "1 Set up (minutes, once)",
    "2 Scans to score against (a minute)",
    "3 A mesh of your own, scored (minutes)",
    "6 The leaderboard",
)
TRAINING = (
    "4 A trained method (a quarter of an hour)",
    "5 A photograph as a face (a quarter of an hour)",
)
README_SCORING = "Scoring meshes, ours or anybody's"
README_TRAINING = ("Your own photographs", "Looking and comparing")
TYPED = {README: (README_SCORING, *README_TRAINING), QUICK_START: (*SCORING, *TRAINING)}
NEED = {
    "Two commands": "make demo    # renders",  # typed as the quick start's
    "What came out": "download the released `FaceXModel/` folder",
    "Using real data": "Request the benchmark data",
}
"""Sections whose commands are not typed here, and what they say has to be there first."""

SETTINGS = ("demo/dfmvr", "demo/mfnet", "auxiliary/demo/crop-parser")
needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The project after `make setup`, with trainings of three steps."""
    clone = copy_of_the_project(tmp_path)
    for name in SETTINGS:
        path = clone / "configs" / f"{name}.yaml"
        text = path.read_text().replace("\ntrainer:\n", "\ntrainer:\n  max_steps: 3\n", 1)
        path.write_text(re.sub(r"warmup_steps: \d+", "warmup_steps: 1", text))
        assert "max_steps: 3" in path.read_text()
    return clone


@needs_make
@pytest.mark.slow
def test_meshes_are_scored_as_the_pages_say(clone: Path) -> None:
    reader = Reader(clone, SUBJECTS="3")
    reader.read(QUICK_START, *SCORING[:2])
    assert "make bench" in reader.type(Typed("", "make help TARGET=bench"))
    now = NowScans(clone / "data" / "procedural" / "now")
    first = now.ids()[0]
    for name in ("scan", "mesh"):  # the reader's own files: the truth, which scores 0 mm
        (scan,) = (clone / "data/procedural/now/scans" / now.subject(first)).glob("*.obj")
        shutil.copy(scan, clone / f"{name}.obj")
        np.savetxt(clone / f"{name}.txt", now.seven_points(first))

    texts = {**sections(QUICK_START), **sections(README)}
    figures = {}
    for name in (SCORING[2], README_SCORING):
        for step in typed(name, texts[name]):
            printed = reader.type(step)
            if "benchmarks score" in step.line and printed:
                figures[step.line] = json.loads(printed)["metrics"]["mean_mm"]
        for path in named_paths(texts[name]):
            reader.type(Typed(name, f"ls -d {path}"))
    of_files = [value for line, value in figures.items() if "--scan scan.obj" in line]
    of_data = [value for line, value in figures.items() if "--data-root" in line]
    assert of_files == [pytest.approx(0, abs=1e-6)]
    assert 0.5 < of_data[0] < 5  # a mean face
    reader.read(QUICK_START, SCORING[3])

    (clone / "path" / "to").mkdir(parents=True)  # as if it were the released data
    (clone / "path" / "to" / "now").symlink_to(clone / "data" / "procedural" / "now")
    shutil.copytree(clone / "mine", clone / "theirs")
    for path in (clone / "theirs").glob("*_00001_*"):
        path.unlink()
    assert "theirs" in reader.type(
        Typed("", 'make bench DATASET=now DATA_ROOT=path/to/now PREDICTIONS="mine/ theirs/"')
    )


@needs_make
@pytest.mark.slow
def test_methods_are_trained_and_compared_as_the_pages_say(clone: Path) -> None:
    reader = Reader(clone, SUBJECTS="12")
    reader.read(QUICK_START, *TRAINING, SCORING[3])
    reader.read(README, *README_TRAINING[:1])
    looking = README_TRAINING[1]
    for step in typed(looking, sections(README)[looking]):
        if not re.match(r"make (report-picture|tau|replay|meta)\b", step.line):
            reader.type(step)
    for path in named_paths(sections(README)[looking]):
        reader.type(Typed(looking, f"ls -d {path}"))
    report = clone / "runs" / "report.html"
    assert compared_with_leaderboard(report, clone / "runs" / "leaderboard.csv") > 20
    pictures = {"demo": "make picture OUT="}
    if find_chromium():
        pictures["report"] = "make report-picture "
        with watched(report, (1200, 800)) as page:
            nothing_said(page)
    for name, command in pictures.items():
        before = (clone / f"docs/pictures/{name}.jpg").read_bytes()
        reader.type(Typed("", next(line for line in _spans(README) if line.startswith(command))))
        assert (clone / f"docs/pictures/{name}.jpg").read_bytes() != before


def _spans(page: Path) -> list[str]:
    return [s.line for name, text in sections(page).items() for s in typed(name, text)]


@pytest.mark.parametrize("page", [README, QUICK_START], ids=lambda page: page.name)
def test_sections_whose_commands_nobody_types_say_what_they_need(page: Path) -> None:
    for name, text in sections(page).items():
        if name not in TYPED[page] and any(step.in_block for step in typed(name, text)):
            assert name in NEED, f"type the commands of {name!r}, or say what they need"
            assert NEED[name] in text


def test_what_a_reader_types_is_found_in_its_order() -> None:
    text = (
        "Run `make train` or `make show\nMODEL=dfmvr`, not `make bench DATA_ROOT=path/to/now`:\n\n"
        "```\nmake bench  DATASET=now # scores\npython -m benchmarks score now \\\n  --scan a.obj\n"
        "```\n\nIt exits\nwith 1. Save this as `a.py`:\n\n```python\nx = 1\n```\n\n"
        "`runs/a.csv`, `runs/<method>/b.csv`, `data/{c,d}`"
    )
    assert typed("S", text) == [
        Typed("S", "make show MODEL=dfmvr", in_block=False),
        Typed("S", "make bench DATASET=now"),
        Typed("S", "python -m benchmarks score now --scan a.obj", fails=True),
        Typed("S", "a.py", "x = 1\n"),
    ]
    assert named_paths(text) == ["runs/a.csv", "data/{c,d}"]


def test_a_command_that_ends_otherwise_than_the_page_says_is_found(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    with pytest.raises(AssertionError, match="ls nowhere"):
        reader.type(Typed("S", "ls nowhere"))
    with pytest.raises(AssertionError, match="true"):
        reader.type(Typed("S", "true", fails=True))
    (tmp_path / "page.md").write_text("# P\n\n## S\n\n```\ntrue\n```\n\nwrites `runs/a`.\n")
    with pytest.raises(AssertionError, match="ls -d runs/a"):
        reader.read(tmp_path / "page.md", "S")
