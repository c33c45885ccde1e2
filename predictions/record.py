"""One reconstruction as a method hands it over, and the facts about the run that made it."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from .errors import PredictionError

MANIFEST = "manifest.json"
_MOST_COORDINATE = 1e9  # a face in micrometres reaches 10^6; squares of larger ones overflow early
_UNIT_TOLERANCE = 1e-3

ALBEDOS = ("diffuse_albedo", "specular_albedo", "mean_diffuse_albedo", "mean_specular_albedo")
"""Fields with a colour per vertex."""

FRAMES = {
    "camera": "camera frame of the original image: x right, y down, z forward",
    "image-cube": "the original image as [-1, 1]^2: x right, y up, z to the viewer",
    "any": "any frame and any unit, for protocols that align what they compare",
}
"""Frames that a record may be in. Mesh files are in the frame that their benchmark asks for."""


@dataclass(frozen=True, eq=False)
class Prediction:
    """One reconstructed face. Files may hold anything: `problem` checks shapes and numbers.

    Attributes:
        vertices: (V, 3), in the manifest's frame and unit; None where a benchmark needs no mesh.
        mean_face_vertices: (V, 3), the same pose and placement with identity and expression at
            zero.
        focal_length: pixels of the original image; needed by frame "camera".
        principal_point: (u, v), pixels of the original image; needed by frame "camera".
        reference_depth: mm, the depth of the face in the frame "camera", which needs it: where a
            protocol asks for a weak-perspective placement, sizes are those of this depth.
        landmarks_2d: (68, 2), iBUG order, pixels of the original image.
        landmark_points: (7, 3), in the frame of the vertices: the points by which protocols align,
            outer and inner corner of the right eye, inner and outer corner of the left eye, nose,
            right and left corner of the mouth.
        image: (H, W, 3) 8 bit, RGB: the face as the method renders it over the original image.
        image_mask: (H, W), True where `image` shows the face.
        mean_image: as `image`, of the mean face with the mean albedo in the same pose and light.
        mean_image_mask: as `image_mask`, of `mean_image`.
        diffuse_albedo: (V, 3), RGB, linear, 0 or more; its power of 1 / 2.2 is what screens show.
        specular_albedo: (V, 3), RGB, linear, 0 or more: what a full highlight adds to the light of
            a vertex, the intensity of the photograph's lamp included.
        mean_diffuse_albedo: (V, 3), of the mean face; as `diffuse_albedo`.
        mean_specular_albedo: (V, 3), of the mean face; as `specular_albedo`.
        light_direction: (3,), unit vector in the frame of the vertices, from the face (the mean of
            its seven alignment points) to the lamp that makes the highlights.
        shininess: exponent of the highlights, after Blinn and Phong.
    """

    vertices: np.ndarray | None = None
    mean_face_vertices: np.ndarray | None = None
    focal_length: float | None = None
    principal_point: np.ndarray | None = None
    reference_depth: float | None = None
    landmarks_2d: np.ndarray | None = None
    landmark_points: np.ndarray | None = None
    image: np.ndarray | None = None
    image_mask: np.ndarray | None = None
    mean_image: np.ndarray | None = None
    mean_image_mask: np.ndarray | None = None
    diffuse_albedo: np.ndarray | None = None
    specular_albedo: np.ndarray | None = None
    mean_diffuse_albedo: np.ndarray | None = None
    mean_specular_albedo: np.ndarray | None = None
    light_direction: np.ndarray | None = None
    shininess: float | None = None

    def problem(self) -> str | None:
        """Say what is wrong with the numbers, or nothing."""
        if self.vertices is not None and len(self.vertices) == 0:
            return "has no vertices"
        n_vertices = 0 if self.vertices is None else len(self.vertices)
        expected: dict[str, tuple[int, ...]] = {
            "vertices": (n_vertices, 3),
            "mean_face_vertices": (n_vertices, 3),
            "focal_length": (),
            "principal_point": (2,),
            "reference_depth": (),
            "landmarks_2d": (68, 2),
            "landmark_points": (7, 3),
            **dict.fromkeys(ALBEDOS, (n_vertices, 3)),
            "light_direction": (3,),
            "shininess": (),
        }
        for name, shape in expected.items():
            value = getattr(self, name)
            if value is None:
                continue
            array = np.asarray(value)
            if array.shape != shape:
                return f"{name} has shape {array.shape}, expected {shape}"
            if not np.issubdtype(array.dtype, np.floating):
                return f"{name} holds {array.dtype}, expected floating-point numbers"
            n_bad = int((~np.isfinite(array)).sum())
            if n_bad:
                return f"{name} has {n_bad} values that are NaN or infinite"
            if np.abs(array).max() > _MOST_COORDINATE:
                return (
                    f"{name} reaches {np.abs(array).max():g}, expected below {_MOST_COORDINATE:g}"
                )
        for name in ("focal_length", "reference_depth", "shininess"):
            value = getattr(self, name)
            if value is not None and value <= 0:
                return f"{name} is {value}, expected a positive number"
        return (
            self._appearance_problem()
            or _image_problem("image", self.image, self.image_mask)
            or _image_problem("mean_image", self.mean_image, self.mean_image_mask)
        )

    def _appearance_problem(self) -> str | None:
        for name in ALBEDOS:
            albedo = getattr(self, name)
            if albedo is not None and albedo.min() < 0:
                return f"{name} goes down to {albedo.min():g}, expected 0 or more"
        if self.light_direction is not None:
            length = float(np.linalg.norm(self.light_direction))
            if abs(length - 1) > _UNIT_TOLERANCE:
                return f"light_direction has length {length:g}, expected a unit vector"
        return None


def _image_problem(name: str, image: np.ndarray | None, mask: np.ndarray | None) -> str | None:
    if image is None:
        return None if mask is None else f"has {name}_mask but no {name}"
    if image.ndim != 3 or image.shape[2] != 3 or image.dtype != np.uint8:
        return f"{name} is {image.dtype} {image.shape}, expected 8-bit (H, W, 3)"
    if mask is None or mask.dtype != np.bool_ or mask.shape != image.shape[:2]:
        found = "missing" if mask is None else f"{mask.dtype} {mask.shape}"
        return f"{name}_mask is {found}, expected bool {image.shape[:2]}"
    return None


@dataclass(frozen=True)
class Manifest:
    """Where a folder of predictions comes from.

    Attributes:
        method: name of the method; the name of its YAML.
        config: path of the configuration.
        config_sha256: of the resolved configuration.
        commit: of the code that predicted, with "-dirty" if it had local changes.
        checkpoint_sha256: of the weights.
        topology: name of the mesh that `faces.npy` holds.
        frame: one of `FRAMES`.
        face_model: name of the morphable model, or "" for a method without one.
        created: date and time, ISO 8601.
        unit: of the frame "camera"; always mm.
    """

    method: str
    config: str
    config_sha256: str
    commit: str
    checkpoint_sha256: str
    topology: str
    frame: str
    face_model: str
    created: str
    unit: str = "mm"

    def same_run(self, other: Manifest) -> bool:
        """Say whether both were predicted by the same weights with the same configuration."""
        names = ("method", "config_sha256", "checkpoint_sha256", "topology", "frame", "unit")
        return all(getattr(self, name) == getattr(other, name) for name in names)

    def to_json(self) -> str:
        """Return the file's content."""
        return json.dumps(dataclasses.asdict(self), indent=1) + "\n"

    @classmethod
    def read(cls, path: Path) -> Manifest:
        """Read and check `manifest.json`.

        Raises:
            PredictionError: not JSON, a field that is missing, unknown or no string, or an unknown
                frame or unit.
        """
        try:
            fields: Any = json.loads(path.read_text())
        except (ValueError, OSError, RecursionError) as error:
            raise PredictionError(path, f"not readable JSON ({error}); predict again") from error
        names = {field.name for field in dataclasses.fields(cls)}
        if not isinstance(fields, dict) or set(fields) != names:
            found = sorted(fields) if isinstance(fields, dict) else type(fields).__name__
            raise PredictionError(path, f"has {found}, expected exactly the fields {sorted(names)}")
        not_text = sorted(name for name, value in fields.items() if not isinstance(value, str))
        if not_text:
            raise PredictionError(
                path, f"{not_text[0]} is {fields[not_text[0]]!r}, expected a string"
            )
        manifest = cls(**fields)
        manifest.check(path)
        return manifest

    def check(self, path: Path) -> None:
        """Raise a `PredictionError` that names `path` for an unknown frame or unit."""
        if self.frame not in FRAMES:
            raise PredictionError(
                path, f"frame {self.frame!r} is unknown, expected one of {sorted(FRAMES)}"
            )
        if self.unit != "mm":
            raise PredictionError(path, f"unit is {self.unit!r}, expected 'mm'")
