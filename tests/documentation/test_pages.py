"""What the pages print can be typed: commands, options, paths, links; and Python blocks run."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from command_lines import EXAMPLES, problem
from page_parts import PLACEHOLDER, PROJECT, Command, blocks, commands, pages, spans, strange_lines

from benchmarks.registry import BENCHMARKS
from synthesis.__main__ import main as synthesise

EVERY = pytest.mark.parametrize("page", pages(), ids=lambda page: str(page.relative_to(PROJECT)))
OPTIONS_OF_OTHERS = {"--nodes", "--ntasks-per-node", "--nproc-per-node"}  # SLURM's, torchrun's
STAND_IN = re.compile(r"data/procedural/([\w-]+)")
OPTIONS_OF_LIGHTNING = re.compile(r"--(trainer|model|data|ckpt_path|config|seed_everything|help)\b")
PATH = re.compile(r"[\w.-]+(/[\w.*-]+)+\.(py|yaml|md|csv|sh|toml)")


@pytest.fixture
def with_examples(examples_in_place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The worked examples are part of the suite, and the project is where commands are typed."""
    benchmark = import_module("benchmarks.facial_proportions").FacialProportions
    monkeypatch.setitem(BENCHMARKS, benchmark.name, benchmark)
    monkeypatch.chdir(PROJECT)


@EVERY
def test_commands_can_be_typed(page: Path, with_examples: None) -> None:
    wrong = {c.text: what for c in commands(page) if (what := problem(c))}
    assert not wrong
    assert not strange_lines(page), "say in page_parts.UNCHECKED why nothing checks them"


def test_wrong_commands_are_found(with_examples: None, tmp_path: Path) -> None:
    for text, what in (
        ("make trian MODEL=dfmvr", "no target 'trian'"),
        ("make train MODLE=dfmvr", "no variable 'MODLE'"),
        ("make train MODEL=dfmrv", "expected one of dfmvr"),
        ('make train MODEL=dfmvr ARGS="--trainer.max_stepps 3"', "max_stepps"),
        ("python -m benchmark now", "no module benchmark"),
        ("python -m benchmarks now --predictionss mine/", "--predictionss"),
        ("python -m benchmarks submit now", "required"),
        ("pip install -e '.[detector]'", "no extra 'detector'"),
    ):
        assert what in (problem(Command(tmp_path, text, whole=True)) or ""), text
    assert problem(Command(tmp_path, "python -m benchmarks submit now", whole=False)) is None
    (tmp_path / "page.md").write_text("```bash\nmake help\nmeke help\n```\n")
    assert strange_lines(tmp_path / "page.md") == ["meke help"]


@EVERY
def test_options_exist(page: Path) -> None:
    sources = "".join(path.read_text() for path in PROJECT.glob("*/*.py"))
    for span in spans(page):
        option = span.split()[0].partition("=")[0]
        if not option.startswith("--") or PLACEHOLDER.search(span) or option in OPTIONS_OF_OTHERS:
            continue
        assert OPTIONS_OF_LIGHTNING.match(option) or f'"{option}"' in sources, option


@EVERY
def test_files_of_the_project_exist(page: Path) -> None:
    written = {name.strip("/") for name in (PROJECT / ".gitignore").read_text().split()}
    folders = {path.name for path in PROJECT.iterdir() if path.is_dir()} - written
    for span in spans(page):
        if not PATH.fullmatch(span) or span.partition("/")[0] not in folders:
            continue
        assert any(list(place.glob(span)) for place in (PROJECT, EXAMPLES)), span


@EVERY
def test_python_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page, one after the other, in a folder that has the stand-ins they name."""
    monkeypatch.chdir(tmp_path)
    values: dict[str, object] = {}
    for block in blocks(page):
        if block.language == "python" and "--8<--" not in block.text:
            for name in STAND_IN.findall(block.text):
                words = [name, "--out", f"data/procedural/{name}", "--subjects", "1"]
                monkeypatch.setattr("sys.argv", ["synthesis", *words, "--face-model", "procedural"])
                synthesise()
            exec(compile(block.text, str(page), "exec"), values)
