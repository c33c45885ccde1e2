"""The benchmarks by name. A new one is a module and a line here."""

from __future__ import annotations

from .facescape_wild import FaceScapeWild
from .protocol import Benchmark

BENCHMARKS: dict[str, type[Benchmark]] = {
    benchmark.name: benchmark
    for benchmark in [
        FaceScapeWild,
    ]
}
