"""Portraits whose skin and light are known: a layout of ours, from the studio.

    <root>/000/photo.png          RGB, 256 x 256: what a method gets to see
    <root>/000/landmarks.txt      68 lines "u v", iBUG order, our pixels; may lie outside
    <root>/000/parsing.png        DF-MVR's ten labels (0 background, 1 skin, ... 9 lower lip)
    <root>/000/scene.json         camera, 68 landmarks in space, both lights
    <root>/000/maps.npz           diffuse_albedo (256, 256, 3), specular_albedo (256, 256) float32,
                                  coverage (256, 256) bool: the truth at the pixels' centres
    <root>/000/scan.ply           the face itself, without noise
    <root>/000/relit.png          the same picture under the unseen light, without noise
    <root>/SYNTHETIC.json         `appearance_ids` lists the portraits, one per subject

Frame: that of the photograph's camera, x right, y down, z forward, mm. Colours are in display space
as everywhere in the studio: `diffuse_albedo` is what a light that shades 1 shows, `specular_albedo`
what a full highlight of the photograph's lamp adds to that. It holds the lamp's intensity, since
methods that estimate both cannot tell them apart; `lamp_intensity` stands in scene.json.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Float32, Float64, UInt8
from PIL import Image

from geometry.crops import five_points_from_68
from geometry.landmarks import IBUG68_SEVEN
from geometry.mesh_files import read_mesh, write_mesh
from geometry.meshes import Mesh

from .celeba import PARSING_SKIN
from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points
from .origin import MARKER, Origin, read_marker
from .scan_checks import scan_problems

IMAGE_SIZE = 256
IDS = "appearance_ids"
"""Entry of SYNTHETIC.json that lists the portraits."""
PHOTO, RELIT, PARSING = "photo.png", "relit.png", "parsing.png"
LANDMARKS, SCENE, MAPS, SCAN = "landmarks.txt", "scene.json", "maps.npz", "scan.ply"
FILES = (PHOTO, RELIT, PARSING, LANDMARKS, SCENE, MAPS, SCAN)
_N_LABELS = 10
_LAYOUT = f"{MARKER} and a folder per portrait with {', '.join(FILES)}"
_REQUEST = "nobody (no release knows the albedo and the light of its photographs)"
_OPTION = "run `make synth DATASET=appearance`, or set DATA_ROOT=<folder>"


@dataclass(frozen=True, eq=False)
class PortraitLight:
    """Light in the camera frame.

    Attributes:
        sh_coefficients: of the environment, "lambert" convention.
        lamp: position of the point light that makes the highlights, mm.
        lamp_intensity: of its highlights.
        shininess: Blinn-Phong exponent.
    """

    sh_coefficients: Float64[np.ndarray, "9 3"]
    lamp: Float64[np.ndarray, " 3"]
    lamp_intensity: float
    shininess: float


@dataclass(frozen=True, eq=False)
class PortraitScene:
    """What is known of a portrait beside its pixels.

    Attributes:
        focal_length: pixels.
        principal_point: (u, v), pixels.
        landmarks: iBUG order, camera frame, mm.
        light: of the photograph.
        unseen_light: of the other picture.
    """

    focal_length: float
    principal_point: Float64[np.ndarray, " 2"]
    landmarks: Float64[np.ndarray, "68 3"]
    light: PortraitLight
    unseen_light: PortraitLight

    @property
    def seven_points(self) -> Float64[np.ndarray, "7 3"]:
        """The points that protocols align by, with the tip of the nose."""
        points: Float64[np.ndarray, "7 3"] = self.landmarks[list(IBUG68_SEVEN["tip"])]
        return points

    def light_direction(self) -> Float64[np.ndarray, " 3"]:
        """Return the unit vector from the mean of the seven points to the photograph's lamp."""
        towards = self.light.lamp - self.seven_points.mean(axis=0)
        return np.asarray(towards / np.linalg.norm(towards))


@dataclass(frozen=True, eq=False)
class PortraitMaps:
    """The truth at the pixels' centres; 0 where there is no head.

    Attributes:
        diffuse_albedo: display-encoded, [0, 1].
        specular_albedo: display-encoded, times the intensity of the photograph's lamp.
        coverage: where the head is.
    """

    diffuse_albedo: Float32[np.ndarray, "S S 3"]
    specular_albedo: Float32[np.ndarray, "S S"]
    coverage: Bool[np.ndarray, "S S"]


class AppearancePortraits:
    """Reader.

    Args:
        root: the folder that holds SYNTHETIC.json.

    Raises:
        DatasetNotFoundError: there is no such file, or it lists no portraits.
        DamagedFileError: it cannot be read.
    """

    origin: Origin = "synthetic"

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        if not (self.root / MARKER).is_file():
            raise _not_found(self.root / MARKER)
        ids = read_marker(self.root).get(IDS)
        if not isinstance(ids, list) or not ids or not all(isinstance(i, str) for i in ids):
            raise DamagedFileError(
                self.root / MARKER, f"{IDS} is {str(ids)[:60]}, expected the names of folders"
            )
        self._ids: list[str] = sorted(ids)

    def ids(self) -> list[str]:
        """Return "000", "001", ...; each is a subject."""
        return list(self._ids)

    def path(self, sample_id: str, name: str) -> Path:
        """Return one of the `FILES` of a portrait.

        Raises:
            DatasetNotFoundError: it does not exist.
        """
        path = self.root / sample_id / name
        if not path.is_file():
            raise _not_found(path)
        return path

    def image(self, sample_id: str) -> UInt8[np.ndarray, "256 256 3"]:
        """Read the photograph."""
        return self._picture(sample_id, PHOTO)

    def relit(self, sample_id: str) -> UInt8[np.ndarray, "256 256 3"]:
        """Read the picture of the same head under the unseen light."""
        return self._picture(sample_id, RELIT)

    def parsing(self, sample_id: str) -> UInt8[np.ndarray, "256 256"]:
        """Read the labels, 0 to 9."""
        path = self.path(sample_id, PARSING)
        labels = read_pixels(path, "L", (IMAGE_SIZE, IMAGE_SIZE))
        if labels.max() >= _N_LABELS:
            raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
        return labels

    def skin(self, sample_id: str) -> Bool[np.ndarray, "256 256"]:
        """Read where the skin of the face is, with brows, nose and lips, as celeba-color has it."""
        return np.isin(self.parsing(sample_id), sorted(PARSING_SKIN["parsing"]))

    def landmarks68(self, sample_id: str) -> Float64[np.ndarray, "68 2"]:
        """Read the landmarks, pixels."""
        return read_image_points(self.path(sample_id, LANDMARKS), 68)

    def landmarks5(self, sample_id: str) -> Float[np.ndarray, "5 2"]:
        """Return right eye, left eye, nose tip, right and left mouth corner, pixels."""
        return five_points_from_68(self.landmarks68(sample_id))

    def scene(self, sample_id: str) -> PortraitScene:
        """Read camera, landmarks in space and lights."""
        path = self.path(sample_id, SCENE)
        try:
            content: Any = json.loads(path.read_text())
            return PortraitScene(
                focal_length=float(content["focal_length"]),
                principal_point=_array(content, "principal_point", (2,)),
                landmarks=_array(content, "landmarks", (68, 3)),
                light=_light(content["light"]),
                unseen_light=_light(content["unseen_light"]),
            )
        except (ValueError, TypeError, KeyError, OSError, RecursionError) as error:
            raise DamagedFileError(
                path, f"not a scene ({type(error).__name__}: {error})"
            ) from error

    def maps(self, sample_id: str) -> PortraitMaps:
        """Read the true albedos."""
        path = self.path(sample_id, MAPS)
        try:
            with np.load(path, allow_pickle=False) as arrays:
                diffuse, specular = arrays["diffuse_albedo"], arrays["specular_albedo"]
                coverage = arrays["coverage"]
        except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
            raise DamagedFileError(path, f"not readable as arrays ({error})") from error
        side = (IMAGE_SIZE, IMAGE_SIZE)
        if (diffuse.shape, specular.shape, coverage.shape) != ((*side, 3), side, side):
            shapes = f"{diffuse.shape}, {specular.shape} and {coverage.shape}"
            raise DamagedFileError(path, f"shapes {shapes}, expected maps of {side}")
        if coverage.dtype != bool or not (
            np.isfinite(diffuse).all() and np.isfinite(specular).all()
        ):
            raise DamagedFileError(path, "albedos are not finite, or coverage is not of bool")
        return PortraitMaps(diffuse.astype(np.float32), specular.astype(np.float32), coverage)

    def scan(self, sample_id: str) -> Mesh:
        """Read the face, camera frame, mm."""
        return read_mesh(self.path(sample_id, SCAN))

    def _picture(self, sample_id: str, name: str) -> UInt8[np.ndarray, "256 256 3"]:
        return read_pixels(self.path(sample_id, name), "RGB", (IMAGE_SIZE, IMAGE_SIZE))


def _not_found(path: Path) -> DatasetNotFoundError:
    return DatasetNotFoundError("appearance", path, _LAYOUT, _REQUEST, _OPTION)


def _array(
    content: Mapping[str, Any], name: str, shape: tuple[int, ...]
) -> Float64[np.ndarray, " ..."]:
    array = np.asarray(content[name], np.float64)
    if array.shape != shape or not np.isfinite(array).all():
        raise ValueError(f"{name} has shape {array.shape}, expected {shape} finite numbers")
    return array


def _light(content: Mapping[str, Any]) -> PortraitLight:
    intensity, shininess = float(content["lamp_intensity"]), float(content["shininess"])
    if not (0 < intensity < np.inf and 0 < shininess < np.inf):
        raise ValueError(f"lamp_intensity {intensity} and shininess {shininess}, expected above 0")
    coefficients = _array(content, "sh_coefficients", (9, 3))
    return PortraitLight(coefficients, _array(content, "lamp", (3,)), intensity, shininess)


def write_portrait(
    root: Path,
    sample_id: str,
    *,
    image: UInt8[np.ndarray, "256 256 3"],
    relit: UInt8[np.ndarray, "256 256 3"],
    parsing: UInt8[np.ndarray, "256 256"],
    landmarks68: Float[np.ndarray, "68 2"],
    scene: PortraitScene,
    maps: PortraitMaps,
    scan: Mesh,
) -> None:
    """Write one portrait; `SYNTHETIC.json` makes the folders a data set."""
    folder = root / sample_id
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in ((PHOTO, image), (RELIT, relit), (PARSING, parsing)):
        Image.fromarray(picture).save(folder / name, compress_level=1)
    np.savetxt(folder / LANDMARKS, landmarks68, fmt="%.4f")
    content = {
        "focal_length": scene.focal_length,
        "principal_point": scene.principal_point.tolist(),
        "landmarks": scene.landmarks.tolist(),
        "light": _light_as_json(scene.light),
        "unseen_light": _light_as_json(scene.unseen_light),
    }
    (folder / SCENE).write_text(json.dumps(content, indent=1) + "\n")
    np.savez_compressed(
        folder / MAPS,
        diffuse_albedo=maps.diffuse_albedo,
        specular_albedo=maps.specular_albedo,
        coverage=maps.coverage,
    )
    write_mesh(folder / SCAN, scan)


def _light_as_json(light: PortraitLight) -> dict[str, Any]:
    return {
        "sh_coefficients": light.sh_coefficients.tolist(),
        "lamp": light.lamp.tolist(),
        "lamp_intensity": light.lamp_intensity,
        "shininess": light.shininess,
    }


def examine(root: Path) -> Iterator[Finding]:
    """Check a copy of the data; see `face_datasets.doctor`."""
    try:
        data = AppearancePortraits(root)
    except (OSError, ValueError) as error:
        yield Finding("error", str(error), _OPTION)
        return
    n_whole = 0
    for sample_id in data.ids():
        findings = list(_examine_portrait(data, sample_id))
        n_whole += not findings
        yield from findings
    if n_whole:
        yield Finding("ok", f"{n_whole} portraits can be used")


def _examine_portrait(data: AppearancePortraits, sample_id: str) -> Iterator[Finding]:
    """Yield what is wrong with a portrait; nothing where all is well."""
    try:
        data.image(sample_id)
        data.relit(sample_id)
        points, scene = data.landmarks68(sample_id), data.scene(sample_id)
        compared = data.skin(sample_id) & data.maps(sample_id).coverage
        scan = data.scan(sample_id)
    except (OSError, ValueError) as error:
        yield Finding("error", f"{sample_id}: {error}", "make the set again")
        return
    if not compared.any():
        yield Finding("error", f"{sample_id}: no skin where the head is", "make the set again")
    seen = scene.landmarks[:, :2] / scene.landmarks[:, 2:] * scene.focal_length
    off = float(np.abs(seen + scene.principal_point - points).max())
    if off > 1:
        what = f"{sample_id}: landmarks of image and space are {off:.1f} pixels apart"
        yield Finding("error", what, "landmarks.txt and scene.json are of different portraits")
    yield from scan_problems(sample_id, scan, scene.seven_points)
