"""The site fails on what a reader would stumble over, and its hooks find the right pages."""

from __future__ import annotations

import logging
import runpy
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from page_parts import PROJECT

SITE = runpy.run_path(str(PROJECT / "scripts" / "site_pages.py"))


def strict_build(folder: Path, nav: list[str]) -> None:
    """Build two pages by the rules of mkdocs.yml, without theme, reference and README."""
    config = load_config(
        str(PROJECT / "mkdocs.yml"),
        docs_dir=str(folder / "docs"),
        site_dir=str(folder / "site"),
        plugins=[],
        hooks=[],
        theme={"name": "mkdocs"},
        nav=nav,
        strict=True,
    )
    build(config)


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    (folder / "assets").mkdir(parents=True)
    (folder / "assets" / "site.css").write_text("")
    (folder / "index.md").write_text("# First\n\n[there](other.md#place)\n")
    (folder / "other.md").write_text("# Other\n\n## Place\n")
    return folder


@pytest.mark.parametrize(
    ("text", "nav", "complaint"),
    [
        ("[there](nowhere.md)", ["index.md", "other.md"], "nowhere.md"),
        ("[there](other.md#elsewhere)", ["index.md", "other.md"], "elsewhere"),
        ("[there](#elsewhere)", ["index.md", "other.md"], "elsewhere"),
        ("no link", ["index.md"], "other.md"),
        ("no link", ["index.md", "other.md", "gone.md"], "gone.md"),
    ],
)
def test_a_dead_link_or_a_lost_page_fails(
    docs: Path, text: str, nav: list[str], complaint: str, caplog: pytest.LogCaptureFixture
) -> None:
    strict_build(docs.parent, ["index.md", "other.md"])
    (docs / "index.md").write_text(f"# First\n\n{text}\n")
    with caplog.at_level(logging.WARNING), pytest.raises(Abort):
        strict_build(docs.parent, nav)
    assert complaint in caplog.text


@pytest.mark.skipif(shutil.which("make") is None, reason="needs make")
def test_make_docs_fails_on_a_dead_link(docs: Path) -> None:
    folder = docs.parent
    shutil.copy(PROJECT / "Makefile", folder)
    (folder / "mkdocs.yml").write_text("site_name: Two pages\ntheme: mkdocs\nplugins: []\n")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)

    def make_docs() -> subprocess.CompletedProcess[str]:
        command = ["make", "-o", ".venv/ready", "docs"]
        return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)

    assert make_docs().returncode == 0
    (docs / "index.md").write_text("# First\n\n[there](nowhere.md)\n")
    done = make_docs()
    assert done.returncode == 2
    assert "nowhere.md" in done.stdout
    assert "INFO" not in done.stdout


@pytest.mark.parametrize(
    ("source", "target", "link"),
    [
        (
            "README.md",
            "docs/training.md#checkpoints-and-resuming",
            "training.md#checkpoints-and-resuming",
        ),
        ("README.md", "CONTRIBUTING.md", "contributing.md"),
        ("README.md", "LICENSE", "repository/LICENSE"),
        ("README.md", "face_datasets/three_view.py", "reference/face_datasets/three_view.md"),
        ("docs/methods/dfmvr.md", "../../geometry/__init__.py", "../reference/geometry/index.md"),
        ("docs/methods/dfmvr.md", "../../README.md", "../index.md"),
        ("docs/methods/dfmvr.md", "../../configs/dfmvr.yaml", "../repository/configs/dfmvr.yaml"),
        ("docs/methods/dfmvr.md", "../training.md", "../training.md"),
        ("docs/methods/dfmvr.md", "../nowhere.md", "../nowhere.md"),
        ("docs/methods/dfmvr.md", "https://example.org/a.md", "https://example.org/a.md"),
    ],
)
def test_links_lead_to_the_pages_of_the_site(source: str, target: str, link: str) -> None:
    page = SITE["site_page"](PurePosixPath(source))
    shown = SITE["site_links"](f"[a]({target}) ![b]({target})", PurePosixPath(source), page)
    assert shown == f"[a]({link}) ![b]({link})"


def test_links_in_code_stay_as_they_are() -> None:
    text = "```\n[a](docs/training.md)\n```\n\n[b](docs/training.md)\n"
    shown = SITE["site_links"](text, PurePosixPath("README.md"), "index.md")
    assert shown == "```\n[a](docs/training.md)\n```\n\n[b](training.md)\n"


def test_patterns_stand_for_pages_that_nothing_else_names() -> None:
    pages = ["a.md", "b.md", "c/index.md", "c/one.md", "c/deep/two.md"]
    nav = [{"First": ["a.md"]}, {"C": ["c/*.md"]}, {"None": ["z*.md"]}, {"More": ["*.md"]}]
    expanded = SITE["expand"](nav, pages, {"a.md"})
    assert expanded == [
        {"First": ["a.md"]},
        {"C": ["c/index.md", "c/one.md"]},
        {"More": ["b.md"]},
    ]
