"""Photographs of FaceScape's multi-view data, with landmarks by which to crop them.

Landmarks are a detector's where a user has put them, else those of the TU model seen through the
photograph's camera in `params.json`, which says "<view>_K", "_Rt" (unit of the raw scan),
"_distortion" (OpenCV's k1, k2, p1, p2, k3) and "_valid":

    prepared/landmarks/<subject>/<expression>/<view>.txt    68 lines "u v", iBUG order, pixels
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Float64, UInt8

from geometry.crops import estimate_yaw, five_points_from_68

from .errors import DamagedFileError
from .facescape_multiview import FaceScapeMultiView
from .image_files import read_pixels
from .landmark_files import read_image_points

MOST_YAW = 75.0
"""Degrees up to which a face is seen well enough; cameras stand all round."""


class MultiViewPhotos:
    """Reader of the photographs.

    Args:
        data: the scans, with the maps to the frame of their TU models.
    """

    def __init__(self, data: FaceScapeMultiView) -> None:
        self.data = data
        self._cameras: tuple[Path, dict[str, Any]] | None = None

    def views(self, subject: int, expression: str, first: int) -> list[int]:
        """Return which of the first views show the face and have landmarks."""
        found = []
        for view in self.data.views(subject, expression, first):
            landmarks = self.landmarks(subject, expression, view)
            if landmarks is None:
                continue
            try:
                yaw = estimate_yaw(five_points_from_68(landmarks))
            except ValueError:  # seen from behind
                continue
            if abs(yaw) <= MOST_YAW:
                found.append(view)
        return found

    def image(self, subject: int, expression: str, view: int) -> UInt8[np.ndarray, "H W 3"]:
        """Read a photograph."""
        return read_pixels(self._folder(subject, expression) / f"{view}.jpg", "RGB")

    def landmarks(
        self, subject: int, expression: str, view: int
    ) -> Float64[np.ndarray, "68 2"] | None:
        """Return 68 landmarks, pixels; None where nobody detected any and the camera is invalid.

        Raises:
            DamagedFileError: landmarks or camera cannot be read.
        """
        inside = Path(str(subject)) / expression / f"{view}.txt"
        detected = self.data.root / "prepared" / "landmarks" / inside
        if detected.is_file():
            return read_image_points(detected, 68)
        path = self._folder(subject, expression) / "params.json"
        cameras = self._read(path)
        if not cameras.get(f"{view}_valid", False):
            return None
        try:
            intrinsics, pose = (np.array(cameras[f"{view}_{k}"], np.float64) for k in ("K", "Rt"))
            distortion = np.array(cameras.get(f"{view}_distortion", [0.0] * 5), np.float64).ravel()
            scale, tu = self.data.tu_from_scan(subject, expression)
            in_tu = self.data.landmarks(subject, expression)
            raw = (in_tu - tu[:, 3]) @ tu[:, :3] / scale
            return _project(raw @ pose[:, :3].T + pose[:, 3], intrinsics, distortion)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            if isinstance(error, DamagedFileError):
                raise
            raise DamagedFileError(path, f"no camera of view {view} ({error})") from error

    def _folder(self, subject: int, expression: str) -> Path:
        return self.data.images / str(subject) / expression

    def _read(self, path: Path) -> dict[str, Any]:
        """Read the cameras of an expression; the last ones are kept, for its views share them."""
        if self._cameras is None or self._cameras[0] != path:
            try:
                content = json.loads(path.read_text()) if path.is_file() else {}
            except (OSError, ValueError) as error:
                raise DamagedFileError(path, f"not JSON ({error})") from error
            if not isinstance(content, dict):
                raise DamagedFileError(path, "expected a JSON object")
            self._cameras = (path, content)
        return self._cameras[1]


def _project(
    points: Float[np.ndarray, "68 3"],
    intrinsics: Float[np.ndarray, "3 3"],
    distortion: Float[np.ndarray, " D"],
) -> Float64[np.ndarray, "68 2"]:
    """Project points of the camera frame as OpenCV does, with its first five coefficients."""
    x, y = (points[:, :2] / points[:, 2:]).T
    k1, k2, p1, p2, k3 = distortion[:5]
    r2 = x**2 + y**2
    radial = 1 + r2 * (k1 + r2 * (k2 + r2 * k3))
    u = x * radial + 2 * p1 * x * y + p2 * (r2 + 2 * x**2)
    v = y * radial + p1 * (r2 + 2 * y**2) + 2 * p2 * x * y
    moved: Float64[np.ndarray, "68 3"] = np.stack([u, v, np.ones_like(u)], axis=1) @ intrinsics.T
    return moved[:, :2]
