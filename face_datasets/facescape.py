"""The FaceScape benchmark (Zhu et al., TPAMI 2023) in its released layout.

It has 400 images in the wild and 660 in the lab. `root` is the folder `benchmark` of a clone of
zhuhao-nju/facescape in which `data.zip` was unpacked:

    data/wild_gt_mesh/000.obj ... 399.obj    scans in the cube of their image (`WildGeometry`)
    data/wild_images/000.png                 256 x 256; no code names this folder: an option here
    data/lab_gt_mesh/00.obj ... 19.obj       scans in an object frame, in pupil distances
    data/lab_images/00_0_00.png              subject, focal length, view; an option as well
    data/lab_cam/00_0_00.json                [3 x 3 intrinsics, 3 x 4 camera_from_model]
    code/predef/wild_{head_centers,pupil_scales,rotations}.npy
    code/predef/lab_{head_centers,rotations}.npy

The release holds neither landmarks nor face parsing. They are prepared beside it, by the studio for
a stand-in and by the user's detector for real data: `prepared/wild/000_landmarks68.txt` (68 lines
"u v", pixels, iBUG order), `000_landmarks5.txt` and `000_parsing.png` (labels 0 to 9); the same
under `prepared/lab/`.

A stand-in may hold any subset of the ids; `SYNTHETIC.json` in `root` lists them (`wild_ids`,
`lab_ids`, `wild_subjects`). A release must be whole.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, UInt8

from geometry.mesh_files import MeshFileError, read_mesh
from geometry.meshes import Mesh

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .origin import MARKER, Origin, read_marker, read_origin

REQUEST_PAGE = "https://github.com/zhuhao-nju/facescape/tree/master/benchmark"
IMAGE_SIZE = 256
N_WILD = 400
N_LAB_SUBJECTS, N_LAB_FOCALS, N_LAB_VIEWS = 20, 3, 11
LAB_FOCAL_LENGTHS = (1200.0, 600.0, 300.0)
LAB_TRIPLET, LAB_TRIPLET_WIDE = (0, 1, 8), (0, 9, 10)
"""Views of the multi-view track: frontal, then the ones that turn the face 30 (60) degrees to the
image's right and to its left."""
PUPIL_DISTANCE_MM = (
    64.0 + 61.7
) / 2  # the mean of men and women, to which the benchmark scales everybody

WILD_PREDEF: dict[str, tuple[int, ...]] = {
    "wild_head_centers": (N_WILD, 3),
    "wild_pupil_scales": (N_WILD,),
    "wild_rotations": (N_WILD, 3, 3),
}
LAB_PREDEF: dict[str, tuple[int, ...]] = {
    "lab_head_centers": (N_LAB_FOCALS, 3),
    "lab_rotations": (N_LAB_VIEWS, 3, 3),
}

WILD_IDS = tuple(f"{index:03d}" for index in range(N_WILD))

# Angle between the face and the camera, degrees; computed from the released rotations.
WILD_BINS: dict[str, range] = {
    "0-5": range(100),
    "5-30": range(100, 200),
    "30-60": range(200, 300),
    "60-90": range(300, 400),
}


class WildGeometry(NamedTuple):
    """Where a head is in the cube of its image: x right, y up, z to the viewer, 128 pixels long.

    A cube point is x = (u - 128) / 128, y = -(v - 128) / 128, z in the same scale up to a shift.

    Attributes:
        head_center: origin of the head frame, cube coordinates.
        pupil_scale: millimetres per cube unit (62.85 mm / pupil distance).
        rotation: image axes from head axes (x to the subject's left, y up, z out of the face).
    """

    head_center: Float[np.ndarray, " 3"]
    pupil_scale: float
    rotation: Float[np.ndarray, "3 3"]


class LabCamera(NamedTuple):
    """Intrinsics in pixels and camera_from_model in pupil distances; x right, y down, z forward.

    Attributes:
        intrinsics: pixels.
        camera_from_model: rotation and, in pupil distances, translation.
    """

    intrinsics: Float[np.ndarray, "3 3"]
    camera_from_model: Float[np.ndarray, "3 4"]


class LabGeometry(NamedTuple):
    """Origin of the head frame in the camera frame (mm) and camera axes from head axes.

    Attributes:
        head_center: origin of the head frame in the camera frame, mm.
        rotation: camera axes from head axes.
    """

    head_center: Float[np.ndarray, " 3"]
    rotation: Float[np.ndarray, "3 3"]


def lab_id(subject: int, focal: int, view: int) -> str:
    """Return the id of a lab image, e.g. "03_0_10"."""
    return f"{subject:02d}_{focal}_{view:02d}"


def lab_triple_id(subject: int, focal: int) -> str:
    """Return the id of a triple of lab images, e.g. "03_0"."""
    return f"{subject:02d}_{focal}"


def split_lab_triple_id(sample_id: str) -> tuple[int, int]:
    """Return subject and focal index of a triple of lab images."""
    subject, focal = sample_id.split("_")
    return int(subject), int(focal)


def split_lab_id(sample_id: str) -> tuple[int, int, int]:
    """Return subject, focal and view index of a lab image."""
    subject, focal, view = sample_id.split("_")
    return int(subject), int(focal), int(view)


LAB_IDS = tuple(
    lab_id(subject, focal, view)
    for subject in range(N_LAB_SUBJECTS)
    for focal in range(N_LAB_FOCALS)
    for view in range(N_LAB_VIEWS)
)
LAB_TRIPLE_IDS = tuple(
    lab_triple_id(subject, focal)
    for subject in range(N_LAB_SUBJECTS)
    for focal in range(N_LAB_FOCALS)
)


class FaceScapeBenchmark:
    """Reader of the released layout and of stand-ins in it.

    Args:
        root: the folder that holds `data` and `code/predef`.
        wild_images: folder of the images in the wild, below `root`.
        lab_images: folder of the lab images, below `root`.
    """

    def __init__(
        self,
        root: Path,
        wild_images: str = "data/wild_images",
        lab_images: str = "data/lab_images",
    ) -> None:
        self.root = Path(root)
        self._images = {"wild": self.root / wild_images, "lab": self.root / lab_images}
        self.origin: Origin = read_origin(self.root)
        self._marker = read_marker(self.root) if self.origin == "synthetic" else {}
        self._predef: dict[str, Float[np.ndarray, " ..."]] = {}

    def wild_ids(self) -> list[str]:
        """Return "000" to "399", or a stand-in's ids, in order; checks that the scans exist."""
        ids = self._ids("wild_ids", WILD_IDS)
        self._check_scans("wild", ids)
        return ids

    def wild_scan(self, sample_id: str) -> Mesh:
        """Read the scan in the cube of the image."""
        return self._scan("wild", sample_id)

    def wild_geometry(self, sample_id: str) -> WildGeometry:
        """Return where the head is in the cube of the image."""
        index = int(sample_id)
        center = self.predef("wild_head_centers")[index]
        scale = float(self.predef("wild_pupil_scales")[index])
        rotation = self.predef("wild_rotations")[index]
        if not (np.isfinite(center).all() and np.isfinite(rotation).all() and scale > 0):
            raise DamagedFileError(
                self.root / "code" / "predef", f"row {index} is not finite or has no positive scale"
            )
        return WildGeometry(center, scale, rotation)

    def wild_image(self, sample_id: str) -> UInt8[np.ndarray, "256 256 3"]:
        """Read the RGB image."""
        return self.image("wild", sample_id)

    def wild_subject(self, sample_id: str) -> str:
        """Return the person in the image; the release does not say, so there it is the id."""
        subjects: dict[str, object] = self._marker.get("wild_subjects", {})
        return str(subjects.get(sample_id, sample_id))

    def wild_files(self, sample_id: str) -> list[Path]:
        """Return the files on which a score in the wild depends, those that exist."""
        prepared = self._prepared("wild", f"{sample_id}_landmarks68.txt")
        return [
            self._scan_path("wild", sample_id),
            *(self._predef_path(name) for name in WILD_PREDEF),
            *([prepared] if prepared.is_file() else []),
        ]

    def lab_ids(self) -> list[str]:
        """Return "SS_F_VV" of all 660 images, or those of the stand-in, in order."""
        ids = self._ids("lab_ids", LAB_IDS)
        self._check_scans("lab", sorted({sample_id[:2] for sample_id in ids}))
        return ids

    def lab_triples(self, views: tuple[int, ...]) -> list[tuple[int, int]]:
        """Return (subject, focal) of all triples of views that are there, in order."""
        ids = set(self.lab_ids())
        return [
            (subject, focal)
            for subject in range(N_LAB_SUBJECTS)
            for focal in range(N_LAB_FOCALS)
            if all(lab_id(subject, focal, view) in ids for view in views)
        ]

    def lab_scan(self, subject: int) -> Mesh:
        """Read a subject's scan, object frame, pupil distances."""
        return self._scan("lab", f"{subject:02d}")

    def lab_camera(self, subject: int, focal: int, view: int) -> LabCamera:
        """Read the camera of a lab image."""
        path = self._existing(self._camera_path(subject, focal, view))
        try:
            intrinsics, pose = json.loads(path.read_text())
            camera = LabCamera(np.array(intrinsics, float), np.array(pose, float)[:3])
        except (ValueError, TypeError) as error:
            raise DamagedFileError(path, f"not a JSON list of two matrices ({error})") from error
        shapes = camera.intrinsics.shape, camera.camera_from_model.shape
        if shapes != ((3, 3), (3, 4)) or not all(np.isfinite(part).all() for part in camera):
            raise DamagedFileError(
                path, f"expected finite matrices 3 x 3 and 3 x 4, found {shapes}"
            )
        return camera

    def lab_geometry(self, focal: int, view: int) -> LabGeometry:
        """Return where every lab head is for a focal length and a view."""
        center = self.predef("lab_head_centers")[focal]
        rotation = self.predef("lab_rotations")[view]
        if not (np.isfinite(center).all() and np.isfinite(rotation).all()):
            raise DamagedFileError(
                self.root / "code" / "predef", f"focal length {focal} or view {view} is not finite"
            )
        return LabGeometry(center, rotation)

    def lab_files(self, subject: int, focal: int, view: int) -> list[Path]:
        """Return the files on which a score in the lab depends."""
        return [
            self._scan_path("lab", f"{subject:02d}"),
            self._camera_path(subject, focal, view),
            *(self._predef_path(name) for name in LAB_PREDEF),
        ]

    def lab_image(self, subject: int, focal: int, view: int) -> UInt8[np.ndarray, "256 256 3"]:
        """Read the RGB image."""
        return self.image("lab", lab_id(subject, focal, view))

    def has_landmarks68(self, part: str, sample_id: str) -> bool:
        """Say whether the 68 landmarks of an image of "wild" or "lab" were prepared."""
        return self._prepared(part, f"{sample_id}_landmarks68.txt").is_file()

    def landmarks68(self, part: str, sample_id: str) -> Float[np.ndarray, "68 2"]:
        """Read the prepared landmarks of an image of "wild" or "lab", pixels, iBUG order."""
        return self._points(part, f"{sample_id}_landmarks68.txt", 68)

    def landmarks5(self, part: str, sample_id: str) -> Float[np.ndarray, "5 2"]:
        """Read the prepared right eye, left eye, nose tip, right and left mouth corner, pixels."""
        return self._points(part, f"{sample_id}_landmarks5.txt", 5)

    def has_parsing(self, part: str, sample_id: str) -> bool:
        """Say whether face-parsing labels of an image of "wild" or "lab" were prepared."""
        return self._prepared(part, f"{sample_id}_parsing.png").is_file()

    def parsing(self, part: str, sample_id: str) -> UInt8[np.ndarray, "256 256"]:
        """Read the prepared face-parsing labels, 0 to 9."""
        path = self._prepared_file(self._prepared(part, f"{sample_id}_parsing.png"))
        labels = read_pixels(path, "L", (IMAGE_SIZE, IMAGE_SIZE))
        if labels.max() > 9:
            raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
        return labels

    def _ids(self, key: str, released: tuple[str, ...]) -> list[str]:
        if self.origin == "released":
            return list(released)
        ids = self._marker.get(key)
        if not ids:
            part = key.removesuffix("_ids")
            raise ValueError(
                f"{self.root / MARKER}: the stand-in lists no {key}; "
                f"write it with `make synth DATASET=facescape-{part}`"
            )
        return sorted(str(sample_id) for sample_id in ids)

    def _check_scans(self, part: str, names: list[str]) -> None:
        folder = self._existing(self.root / "data" / f"{part}_gt_mesh")
        absent = [name for name in names if not (folder / f"{name}.obj").is_file()]
        if absent:
            raise self._not_found(
                folder / f"{absent[0]}.obj", f"{len(names)} scans; {len(absent)} are missing"
            )

    def _scan(self, part: str, name: str) -> Mesh:
        path = self._existing(self._scan_path(part, name))
        try:
            return read_mesh(path)
        except MeshFileError as error:
            raise DamagedFileError(path, error.problem) from error

    def image(self, part: str, name: str) -> UInt8[np.ndarray, "256 256 3"]:
        """Read the RGB image of an id of "wild" or "lab"."""
        folder = self._existing(self._images[part])
        for suffix in (".png", ".jpg", ".jpeg"):
            if (folder / f"{name}{suffix}").is_file():
                return read_pixels(folder / f"{name}{suffix}", "RGB", (IMAGE_SIZE, IMAGE_SIZE))
        raise self._not_found(
            folder / f"{name}.png", "one image per id, or say wild_images= / lab_images="
        )

    def predef(self, name: str) -> Float[np.ndarray, " ..."]:
        """Read one of the arrays in `code/predef`."""
        shape = {**WILD_PREDEF, **LAB_PREDEF}[name]
        if name not in self._predef:
            path = self._existing(self._predef_path(name))
            try:
                array = np.asarray(np.load(path, allow_pickle=False), np.float64)
            except (ValueError, EOFError, OSError) as error:
                raise DamagedFileError(path, f"not a readable array ({error})") from error
            if array.shape != shape:
                raise DamagedFileError(path, f"shape {array.shape}, expected {shape}")
            self._predef[name] = array
        return self._predef[name]

    def _points(self, part: str, name: str, count: int) -> Float[np.ndarray, "L 2"]:
        path = self._prepared_file(self._prepared(part, name))
        try:
            points = np.array([line.split() for line in path.read_text().splitlines()], float)
        except ValueError as error:
            raise DamagedFileError(path, f"not lines of two numbers ({error})") from error
        if points.shape != (count, 2) or not np.isfinite(points).all():
            raise DamagedFileError(path, f"expected {count} lines with two finite numbers each")
        return points

    def _scan_path(self, part: str, name: str) -> Path:
        return self.root / "data" / f"{part}_gt_mesh" / f"{name}.obj"

    def _camera_path(self, subject: int, focal: int, view: int) -> Path:
        return self.root / "data" / "lab_cam" / f"{lab_id(subject, focal, view)}.json"

    def _predef_path(self, name: str) -> Path:
        return self.root / "code" / "predef" / f"{name}.npy"

    def _prepared(self, part: str, name: str) -> Path:
        return self.root / "prepared" / part / name

    def _prepared_file(self, path: Path) -> Path:
        if path.is_file():
            return path
        raise FileNotFoundError(
            f"{path} does not exist; FaceScape has no landmarks or parsing, so run a detector on "
            f"its images and write landmarks68, landmarks5 as lines 'u v' (pixels, iBUG order) and "
            f"parsing as a PNG with labels 0 to 9"
        )

    def _existing(self, path: Path) -> Path:
        if path.exists():
            return path
        raise self._not_found(
            path, "data/{wild,lab}_gt_mesh, their images and code/predef below the root"
        )

    def _not_found(self, path: Path, layout: str) -> DatasetNotFoundError:
        option = (
            "set DATA_ROOT=<folder>, or run `make synth DATASET=facescape-wild` or "
            "`make synth DATASET=facescape-lab` for a stand-in"
        )
        return DatasetNotFoundError("FaceScape benchmark", path, layout, REQUEST_PAGE, option)
