"""Nobody types a score: the README's table follows from the committed results."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def test_results_in_the_readme_are_those_of_the_csv() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "readme_results.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_files_that_the_readme_names_exist() -> None:
    targets = re.findall(r"\]\(((?!http)[^)#]+)", (PROJECT / "README.md").read_text())
    assert targets
    missing = [target for target in targets if not (PROJECT / target).exists()]
    assert not missing


def test_targets_and_variables_that_the_readme_names_are_in_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text()
    targets = set(re.findall(r"^([a-z][\w-]*):", makefile, re.MULTILINE))
    variables = set(re.findall(r"^([A-Z_]+) \?=", makefile, re.MULTILINE))
    text = (PROJECT / "README.md").read_text()
    # Code only: sentences may begin with "make". A line break may stand within `make ...`.
    pieces = re.findall(r"```\n(.*?)```|`([^`]+)`", text, re.DOTALL)
    code = "\n".join(block or " ".join(inline.split()) for block, inline in pieces)
    named = set(re.findall(r"(?:^|\n|\s)make ([a-z][\w-]*)", code))
    assert len(named) > 20
    assert named <= targets
    assigned = set(re.findall(r"\b([A-Z][A-Z_]+)=", code)) - {"PIP_EXTRA_INDEX_URL", "WANDB_MODE"}
    assert len(assigned) > 10
    assert assigned <= variables
