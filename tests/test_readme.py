"""Nobody types a score: the README's table follows from the committed results."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]


def test_results_in_the_readme_are_those_of_the_csv() -> None:
    command = [sys.executable, str(PROJECT / "scripts" / "readme_results.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_files_that_the_readme_names_exist() -> None:
    import re

    targets = re.findall(r"\]\(((?!http)[^)#]+)", (PROJECT / "README.md").read_text())
    assert targets
    missing = [target for target in targets if not (PROJECT / target).exists()]
    assert not missing
