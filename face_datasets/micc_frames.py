"""Frames of MICC Florence's videos, as a user has taken and prepared them.

The release has videos and no landmarks in them; nobody has published which frames were used:

    prepared/frames/01_cooperative/<frame>.jpg              or .png; any names, in the clip's order
    prepared/frames/01_cooperative/<frame>_landmarks.txt    68 lines "u v", iBUG order, pixels

The face should be seen well in each of them. Of more frames than are wanted, some are taken, spread
evenly over the clip.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from jaxtyping import Float64, UInt8
from PIL import Image

from .errors import DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points
from .micc import REQUEST_PAGE, MiccFlorence

FRAMES = Path("prepared") / "frames"
N_FRAMES = 20
"""The specular paper takes 10 to 20 of each clip."""
_SUFFIXES = (".jpg", ".jpeg", ".png")


class MiccFrames:
    """Reader of the frames.

    Args:
        data: the scans, which say what clips there are.
        most: frames of each clip.
    """

    def __init__(self, data: MiccFlorence, most: int = N_FRAMES) -> None:
        self.data = data
        self.most = most

    def frames(self, sample_id: str) -> list[str]:
        """Return names of a clip's frames with their suffix, in order.

        Raises:
            DatasetNotFoundError: there is none.
        """
        folder = self.data.root / FRAMES / sample_id
        names = sorted(p.name for p in folder.glob("*") if p.suffix.lower() in _SUFFIXES)
        if not names:
            raise _not_found(folder / "0001.jpg")
        places = np.linspace(0, len(names) - 1, min(self.most, len(names)))
        return [names[int(place)] for place in places.round()]

    def image(self, sample_id: str, frame: str) -> UInt8[np.ndarray, "H W 3"]:
        """Read a frame."""
        return read_pixels(self.data.root / FRAMES / sample_id / frame, "RGB")

    def landmarks(self, sample_id: str, frame: str) -> Float64[np.ndarray, "68 2"]:
        """Read the landmarks of a frame, pixels.

        Raises:
            DatasetNotFoundError: there are none.
        """
        path = _landmarks_path(self.data.root, sample_id, frame)
        if not path.is_file():
            raise _not_found(path)
        return read_image_points(path, 68)


def _landmarks_path(root: Path, sample_id: str, frame: str) -> Path:
    return root / FRAMES / sample_id / f"{Path(frame).stem}_landmarks.txt"


def _not_found(path: Path) -> DatasetNotFoundError:
    return DatasetNotFoundError(
        "micc",
        path,
        "frames that you took from the videos and 68 landmarks of each, see docs/protocols/micc.md",
        REQUEST_PAGE,
        "make a stand-in with `make synth DATASET=micc`",
    )


def write_frame(
    root: Path,
    sample_id: str,
    number: int,
    image: UInt8[np.ndarray, "H W 3"],
    landmarks: Float64[np.ndarray, "68 2"],
) -> None:
    """Write a frame of a stand-in."""
    path = root / FRAMES / sample_id / f"{number:04d}.jpg"
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(image).save(path, quality=92)
    np.savetxt(_landmarks_path(root, sample_id, path.name), landmarks, fmt="%.2f")
