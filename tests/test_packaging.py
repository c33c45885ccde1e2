"""What is handed on: wheel, source archive, continuous integration, citation, container."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
import tarfile
import zipfile
from fnmatch import fnmatch
from operator import methodcaller
from pathlib import Path, PurePosixPath

import pytest
import yaml

tomllib = pytest.importorskip("tomllib", reason="Python 3.11 and newer read TOML")
PROJECT = Path(__file__).resolve().parents[1]
PYPROJECT = tomllib.loads((PROJECT / "pyproject.toml").read_text())
BUILD = "import sys; from setuptools import build_meta as b; b.build_{}(sys.argv[1])"


@pytest.fixture(scope="module")
def tracked(git_files: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what git knows: a build leaves folders where it runs."""
    folder = tmp_path_factory.mktemp("copy")
    for name in git_files:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes((PROJECT / name).read_bytes())
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
    pages = {str(p.relative_to(tracked)) for p in tracked.glob("reports/web/dist/*")}
    pages |= {str(p.relative_to(tracked)) for p in tracked.glob("reports/**/page.html.j2")}
    assert published
    assert len(pages) > 4
    assert expected | published | pages <= names
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


def dockerfile() -> list[tuple[str, str]]:
    """Return the instructions of the Dockerfile, each in one line."""
    text = (PROJECT / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    split_off = methodcaller("partition", " ")
    return [(word, " ".join(rest.split())) for word, _, rest in map(split_off, lines)]


def test_the_container_is_set_up_as_no_root_and_runs_the_smoke_test() -> None:
    instructions = dockerfile()
    user = instructions.index(("USER", "likeness"))
    owned = instructions.index(("RUN", "mkdir /home/likeness/suite"))
    place = instructions.index(("WORKDIR", "/home/likeness/suite"))
    copy = instructions.index(("COPY", "--chown=likeness . ."))
    setup = instructions.index(("RUN", "make setup && mkdir -p data runs"))
    assert user < owned < place < copy < setup
    assert instructions[-1] == ("CMD", '["make", "demo-smoke"]')
    base = dict(instructions)["FROM"]
    starts = "Programming Language :: Python :: "
    versions = [c.removeprefix(starts) for c in PYPROJECT["project"]["classifiers"]]
    assert any(base.startswith(f"python:{version}-slim-") for version in versions)


def test_the_container_has_what_the_set_up_would_install_and_runs_commands_that_exist() -> None:
    instructions = dockerfile()
    installed = next(rest for word, rest in instructions if word == "RUN" and "apt-get" in rest)
    (libraries,) = re.findall(r'libraries="([^"]+)"', (PROJECT / "scripts/setup.sh").read_text())
    assert {"git", "make", *libraries.split()} <= set(installed.split())
    targets = re.findall(r"^([a-z][\w-]*):", (PROJECT / "Makefile").read_text(), re.M)
    text = (PROJECT / "Dockerfile").read_text().replace('", "', " ").replace("git make", "")
    run = set(re.findall(r"\bmake ([a-z][\w-]*)", text))
    assert {"setup", "demo", "demo-smoke"} <= run <= set(targets)


def test_the_container_is_given_all_files_of_git_and_nothing_that_git_ignores(
    git_files: list[str],
) -> None:
    ignored = (PROJECT / ".dockerignore").read_text().splitlines()
    kept_out = [n for n in (PROJECT / ".gitignore").read_text().split() if n.startswith("/")]
    assert set(kept_out) <= set(ignored)
    patterns = [p.strip("/") for p in ignored if p and not p.startswith("#")]
    for name in git_files:
        parents = [name, *(str(parent) for parent in PurePosixPath(name).parents)]
        for pattern in patterns:
            flat = pattern.removeprefix("**/")
            hits = [
                p
                for p in parents
                if fnmatch(p, flat) or ("**" in pattern and fnmatch(p, f"*/{flat}"))
            ]
            assert not hits, f"{name}: kept out by {pattern}"


@pytest.mark.parametrize(
    ("version", "complaint"),
    [
        ("3, 9", "error: Python 3.9 found, 3.10 to 3.14 expected; "),
        ("3, 10", "cannot make a virtual environment"),
        ("3, 14", "cannot make a virtual environment"),
        ("3, 15", "error: Python 3.15 found, 3.10 to 3.14 expected; "),
    ],
)
def test_the_set_up_takes_the_versions_that_are_claimed(
    version: str, complaint: str, tmp_path: Path
) -> None:
    assert PYPROJECT["project"]["requires-python"] == ">=3.10,<3.15"
    (tmp_path / "scripts").mkdir()
    shutil.copy(PROJECT / "scripts/setup.sh", tmp_path / "scripts")
    commands = tmp_path / "commands"  # no apt-get among them: nothing is installed
    commands.mkdir()
    for name in ("bash", "dirname", "rm"):
        (commands / name).symlink_to(str(shutil.which(name)))
    python = commands / "python"
    claimed = f'"import sys; sys.version_info = ({version}, 0); $2"'
    python.write_text(f'#!/bin/bash\n[ "$1" = -c ] || exit 1\nexec {sys.executable} -c {claimed}\n')
    python.chmod(0o755)
    done = subprocess.run(
        ["bash", "scripts/setup.sh"],
        cwd=tmp_path,
        env={"PATH": str(commands), "PYTHON": "python"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert complaint in done.stderr
    assert done.stderr.count("\n") == 1


def test_every_file_is_python_of_the_oldest_version() -> None:
    oldest = PYPROJECT["project"]["requires-python"].partition(",")[0].removeprefix(">=3.")
    for folder in (*PYPROJECT["tool"]["setuptools"]["packages"], "scripts"):
        for path in (PROJECT / folder).rglob("*.py"):
            ast.parse(path.read_text(), feature_version=(3, int(oldest)))
