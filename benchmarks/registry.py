"""The benchmarks by name. A new one is a module and a line here."""

from __future__ import annotations

from .aflw2000_mouth import Aflw2000Mouth
from .appearance import Appearance
from .bosphorus import BosphorusBenchmark, BosphorusThreeView
from .celeba_color import CelebAColor, CelebAColorFace
from .facescape_expressions import FaceScapeAblation, FaceScapeExpressions
from .facescape_lab import (
    FaceScapeLab,
    FaceScapeLabMultiview,
    FaceScapeLabMultiviewAligned,
    FaceScapeLabMultiviewWide,
)
from .facescape_wild import FaceScapeWild
from .micc import Micc, MiccGanfit, MiccGenova
from .now import Now, NowMetrical
from .pixel_face import PixelFaceBenchmark, PixelFaceNoseBottom, PixelFaceRaw
from .protocol import Benchmark

_CLASSES: list[type[Benchmark]] = [
    FaceScapeWild,
    FaceScapeLab,
    FaceScapeLabMultiview,
    FaceScapeLabMultiviewAligned,
    FaceScapeLabMultiviewWide,
    PixelFaceBenchmark,
    PixelFaceRaw,
    PixelFaceNoseBottom,
    BosphorusBenchmark,
    BosphorusThreeView,
    Now,
    NowMetrical,
    Micc,
    MiccGenova,
    MiccGanfit,
    FaceScapeExpressions,
    FaceScapeAblation,
    Aflw2000Mouth,
    CelebAColor,
    CelebAColorFace,
    Appearance,
]

BENCHMARKS: dict[str, type[Benchmark]] = {benchmark.name: benchmark for benchmark in _CLASSES}
