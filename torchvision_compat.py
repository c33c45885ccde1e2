"""Lets torchvision import beside a CPU-only torch.

PyPI's torchvision for Linux is a CUDA build. Beside a CPU-only torch its compiled operators cannot
be loaded, and `import torchvision` (and timm, torchmetrics and lightning, which import it) then
fails on the first operator that it registers metadata for. Declaring the two names is enough;
nothing here calls them. Importing this module does it, so it comes before the first import of any
of those packages.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path

import torch

_NMS = "nms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"
_QNMS = "qnms(Tensor dets, Tensor scores, float iou_threshold) -> Tensor"


def _declare_missing_operators() -> None:
    spec = importlib.util.find_spec("torchvision")
    if spec is None or spec.origin is None:
        return
    load: Callable[[str], None] = torch.ops.load_library
    try:
        for library in Path(spec.origin).parent.glob("_C*.so"):
            load(str(library))
    except OSError:
        for name, schema in (("nms", _NMS), ("qnms", _QNMS)):
            if not hasattr(torch.ops.torchvision, name):
                torch.library.define(f"torchvision::{name}", schema.removeprefix(name))


_declare_missing_operators()
