"""What is handed on: wheel, source archive, continuous integration, citation, container."""

from __future__ import annotations

import ast
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
import yaml

tomllib = pytest.importorskip("tomllib", reason="Python 3.11 and newer read TOML")
PROJECT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
BUILD = "import sys; from setuptools import build_meta as b; b.build_{}(sys.argv[1])"


@pytest.fixture(scope="module")
def tracked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git knows: a build leaves folders where it runs."""
    folder = tmp_path_factory.mktemp("copy")
    names = subprocess.run(
        ["git", "ls-files", "-z"], cwd=PROJECT, capture_output=True, text=True, check=True
    ).stdout.split("\0")
    for name in filter(None, names):
        source = PROJECT / name
        if source.is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes(source.read_bytes())
    return folder


def build(kind: str, project: Path, out: Path) -> Path:
    command = [sys.executable, "-c", BUILD.format(kind), str(out)]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (archive,) = out.iterdir()
    return archive


def test_the_wheel_holds_all_packages_and_the_published_scores(
    tracked: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(build("wheel", tracked, tmp_path)) as wheel:
        names = set(wheel.namelist())
    setuptools = PYPROJECT["tool"]["setuptools"]
    expected = {f"{module}.py" for module in setuptools["py-modules"]}
    for package in setuptools["packages"]:
        expected |= {str(p.relative_to(tracked)) for p in (tracked / package).glob("*.py")}
    published = {str(p.relative_to(tracked)) for p in tracked.glob("benchmarks/published/*.csv")}
    assert published
    assert expected | published <= names
    assert not [name for name in names if name.startswith(("tests/", "configs/"))]


def test_the_source_archive_is_the_whole_suite(tracked: Path, tmp_path: Path) -> None:
    with tarfile.open(build("sdist", tracked, tmp_path)) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    files = {str(p.relative_to(tracked)) for p in tracked.rglob("*") if p.is_file()}
    made = {n for n in files if n.startswith(("build/", "likeness.egg-info/"))}
    assert files - made <= names


def test_the_workflow_runs_ci_run_and_nothing_else_on_versions_that_are_claimed() -> None:
    workflow = yaml.safe_load((PROJECT / ".github/workflows/ci.yml").read_text())
    (job,) = workflow["jobs"].values()
    (step,) = (step for step in job["steps"] if "run" in step)
    assert step["run"] == "bash .ci/run"
    assert step["env"]["LIKENESS_NEEDS_BROWSER"]  # no test of pages is skipped there
    starts = "Programming Language :: Python :: 3."
    claimed = [c.split()[-1] for c in PYPROJECT["project"]["classifiers"] if c.startswith(starts)]
    assert job["strategy"]["matrix"]["python-version"] == claimed


def test_the_citation_says_what_pyproject_says() -> None:
    citation = yaml.safe_load((PROJECT / "CITATION.cff").read_text())
    project = PYPROJECT["project"]
    assert citation["cff-version"] == "1.2.0"
    assert (citation["version"], citation["license"]) == (project["version"], project["license"])
    assert citation["authors"] == project["authors"]
    assert set(citation) >= {"message", "title", "authors"}


def test_hooks_and_extras_go_together() -> None:
    hooks = yaml.safe_load((PROJECT / ".pre-commit-config.yaml").read_text())["repos"][0]["hooks"]
    dev = " ".join(PYPROJECT["project"]["optional-dependencies"]["dev"])
    assert {hook["entry"].split()[0] for hook in hooks} == {".venv/bin/ruff", ".venv/bin/mypy"}
    assert all(name in dev for name in ("pre-commit", "ruff", "mypy"))
    extras = {"detect", "pytorch3d", "nvdiffrast", "docs", "scans", "dev"}
    assert extras <= set(PYPROJECT["project"]["optional-dependencies"])


def test_the_container_runs_the_smoke_test_as_no_root() -> None:
    lines = (PROJECT / "Dockerfile").read_text().splitlines()
    assert lines.index("USER likeness") < lines.index("RUN make setup && mkdir -p data runs")
    assert lines[-1] == 'CMD ["make", "demo-smoke"]'
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()
    kept_out = [n for n in (PROJECT / ".gitignore").read_text().split() if n.startswith("/")]
    assert set(kept_out) <= set(ignored)


def test_every_file_is_python_of_the_oldest_version() -> None:
    oldest = PYPROJECT["project"]["requires-python"].partition(",")[0].removeprefix(">=3.")
    for folder in (*PYPROJECT["tool"]["setuptools"]["packages"], "scripts"):
        for path in (PROJECT / folder).rglob("*.py"):
            ast.parse(path.read_text(), feature_version=(3, int(oldest)))
