"""Pairs of pictures with the true optical flow between them: a layout of ours, from the studio.

    <root>/{train,val}/00042/01/first.png     RGB, S x S; also second.png
    <root>/{train,val}/00042/01/flow.npz      flow (2, S, S) float32: x and y, pixels, from the
                                              first picture to the second; valid (S, S) bool: where
                                              the point that a pixel shows is seen in both

00042 is the subject, 01 the pair.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Bool, Float32, UInt8
from PIL import Image

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels

Split = Literal["train", "val"]
PICTURES = ("first.png", "second.png")
FLOW = "flow.npz"
_LAYOUT = "train/ and val/ with <subject>/<pair>/{first.png,second.png,flow.npz}"
_REQUEST = "nobody (no release has the true flow between photographs of faces)"
_OPTION = "run `python -m synthesis flow-pairs --out <folder>`"


@dataclass(frozen=True)
class FlowPair:
    """Two pictures of one face.

    Attributes:
        sample_id: "<subject>/<pair>".
        first: RGB.
        second: RGB.
        flow: first(x) shows what second(x + flow(x)) shows, pixels.
        valid: where the flow is known.
    """

    sample_id: str
    first: UInt8[np.ndarray, "S S 3"]
    second: UInt8[np.ndarray, "S S 3"]
    flow: Float32[np.ndarray, "2 S S"]
    valid: Bool[np.ndarray, "S S"]


class FlowPairDataset:
    """Reader of one split.

    Args:
        root: folder that holds `train` and `val`.
        split: which of the two.

    Raises:
        DatasetNotFoundError: the split does not exist or holds no pair.
    """

    def __init__(self, root: str | Path, split: Split = "train") -> None:
        self.root = Path(root)
        self.split = split
        folder = self.root / split
        found = sorted(folder.glob("*/*/")) if folder.is_dir() else []
        self.sample_ids = [f"{path.parent.name}/{path.name}" for path in found]
        if not self.sample_ids:
            raise DatasetNotFoundError("flow pairs", folder, _LAYOUT, _REQUEST, _OPTION)

    def __len__(self) -> int:
        """Number of pairs."""
        return len(self.sample_ids)

    def __getitem__(self, index: int) -> FlowPair:
        """Read one pair.

        Raises:
            DatasetNotFoundError: one of its files is missing.
            DamagedFileError: one of its files cannot be read or does not fit the others.
        """
        sample_id = self.sample_ids[index]
        folder = self.root / self.split / sample_id
        for name in (*PICTURES, FLOW):
            if not (folder / name).is_file():
                raise DatasetNotFoundError("flow pairs", folder / name, _LAYOUT, _REQUEST, _OPTION)
        flow, valid = _read_flow(folder / FLOW)
        side = len(valid)
        pictures = [read_pixels(folder / name, "RGB", (side, side)) for name in PICTURES]
        return FlowPair(sample_id, pictures[0], pictures[1], flow, valid)


def _read_flow(path: Path) -> tuple[Float32[np.ndarray, "2 S S"], Bool[np.ndarray, "S S"]]:
    try:
        with np.load(path, allow_pickle=False) as arrays:
            flow, valid = arrays["flow"], arrays["valid"]
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DamagedFileError(path, f"not readable as arrays flow and valid ({error})") from error
    side = valid.shape[0] if valid.ndim else 0
    if flow.shape != (2, side, side) or valid.shape != (side, side) or valid.dtype != bool:
        problem = f"flow {flow.shape} and valid {valid.shape} of {valid.dtype}, expected"
        raise DamagedFileError(path, f"{problem} (2, S, S) and (S, S) of bool")
    if not np.isfinite(flow[:, valid]).all():
        raise DamagedFileError(path, "the flow is not finite where it is valid")
    return flow.astype(np.float32), valid


def write_flow_pair(root: Path, split: Split, pair: FlowPair) -> None:
    """Write one pair."""
    folder = root / split / pair.sample_id
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in zip(PICTURES, (pair.first, pair.second), strict=True):
        Image.fromarray(picture).save(folder / name, compress_level=1)
    np.savez_compressed(folder / FLOW, flow=pair.flow.astype(np.float32), valid=pair.valid)
