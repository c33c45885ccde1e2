"""The benchmarks by name. A new one is a module and a line here."""

from __future__ import annotations

from .bosphorus import BosphorusBenchmark, BosphorusThreeView
from .facescape_lab import FaceScapeLab, FaceScapeLabMultiview, FaceScapeLabMultiviewWide
from .facescape_wild import FaceScapeWild
from .pixel_face import PixelFaceBenchmark, PixelFaceNoseBottom, PixelFaceRaw
from .protocol import Benchmark

_CLASSES: list[type[Benchmark]] = [
    FaceScapeWild,
    FaceScapeLab,
    FaceScapeLabMultiview,
    FaceScapeLabMultiviewWide,
    PixelFaceBenchmark,
    PixelFaceRaw,
    PixelFaceNoseBottom,
    BosphorusBenchmark,
    BosphorusThreeView,
]

BENCHMARKS: dict[str, type[Benchmark]] = {benchmark.name: benchmark for benchmark in _CLASSES}
