"""Lets tests of geometry use the heads of `tests/benchmarks/ellipsoid_heads.py`."""

from __future__ import annotations

import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path += [str(HERE), str(HERE.parent / "benchmarks")]  # importlib mode leaves them out
