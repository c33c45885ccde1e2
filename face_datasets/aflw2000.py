"""AFLW2000-3D (Zhu et al., CVPR 2016): 2,000 photographs with fitted 3D faces and 68 landmarks.

Released layout, a flat folder:

    image00002.jpg    450 x 450, RGB; the numbers have gaps
    image00002.mat    MATLAB 5 file with
        pt3d_68     (3, 68)  u, v in MATLAB's pixels (centre of the top-left one at (1, 1)), and a
                             depth in pixels, towards the viewer, whose origin means nothing
        pt2d        (2, 21)  AFLW's own landmarks, -1 where hidden
        Pose_Para   (1, 7)   pitch, yaw, roll (radians), tx, ty, tz, scale in pixels per micrometre
                             of the Basel face model
        Shape_Para (199, 1), Exp_Para (29, 1), Tex_Para (199, 1), Color_Para (1, 7),
        Illum_Para (1, 10), roi (1, 4)

The scale turns pixels into millimetres of the fitted face: 1e-3 / scale mm per pixel. Yaw is
positive when the face points to the image's left (R = Rx Ry Rz with the transposed elementary
rotations, as in 3DDFA's code); `Aflw2000Annotation.yaw` has our sign.

Landmarks come out in our pixels (centre of the top-left one at (0.5, 0.5)), half a pixel less than
in the file. A stand-in may hold any number of images; a release must hold 2,000.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import scipy.io
from jaxtyping import Float, Float64, UInt8
from PIL import Image

from geometry.crops import five_points_from_68

from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .matlab_files import MatlabValue, read_matlab
from .origin import MARKER, Origin, read_marker, read_origin

REQUEST_PAGE = "http://www.cbsr.ia.ac.cn/users/xiangyuzhu/projects/3DDFA/main.htm"
IMAGE_SIZE = 450
N_IMAGES = 2000
MATLAB_PIXEL = 0.5
"""What is subtracted from MATLAB's pixel coordinates to get ours."""

YAW_BINS = {"0-30": (0.0, 30.0), "30-60": (30.0, 60.0), "60-90": (60.0, np.inf)}
"""|yaw| in degrees, lower bound excluded but for 0, as cleardusk/3DDFA @ 09d138b bins them."""

FIELDS: dict[str, tuple[int, int]] = {
    "pt3d_68": (3, 68),
    "Pose_Para": (1, 7),
    "pt2d": (2, 21),
    "Shape_Para": (199, 1),
    "Exp_Para": (29, 1),
    "Tex_Para": (199, 1),
    "Color_Para": (1, 7),
    "Illum_Para": (1, 10),
    "roi": (1, 4),
}
_READ = ("pt3d_68", "Pose_Para")
_ID = re.compile(r"image\d{5}")
_MOST_BYTES = 4_000_000  # a released file has some 20 kB
_LAYOUT = f"{N_IMAGES} pairs imageNNNNN.jpg and imageNNNNN.mat"
_OPTION = "set DATA_ROOT=<folder>, or run `make synth DATASET=aflw2000` for a stand-in"


@dataclass(frozen=True, eq=False)
class Aflw2000Annotation:
    """The fitted face of one photograph.

    Attributes:
        landmarks: iBUG order; u, v in our pixels, depth in pixels towards the viewer with an
            unknown origin.
        yaw: degrees; positive: the face points to the image's right.
        mm_per_pixel: millimetres of the fitted face per pixel.
    """

    landmarks: Float64[np.ndarray, "68 3"]
    yaw: float
    mm_per_pixel: float


def yaw_bin(yaw: float) -> str:
    """Return the name of the bin of an angle in degrees."""
    return next(name for name, (_, high) in YAW_BINS.items() if abs(yaw) <= high)


class Aflw2000:
    """Reader of the released layout and of stand-ins in it.

    Args:
        root: the folder of the files, or the one that holds it as `AFLW2000`.

    Raises:
        DatasetNotFoundError: no such folder, nothing in it, or an incomplete release.
    """

    def __init__(self, root: Path) -> None:
        self.root = _folder(Path(root))
        self.origin: Origin = read_origin(self.root)
        if self.origin == "synthetic":
            read_marker(self.root)  # a damaged marker is no stand-in
        self._ids = _paired_ids(self.root)
        if self.origin == "released" and len(self._ids) != N_IMAGES:
            raise _not_found(self.root / "imageNNNNN.mat", f"{_LAYOUT}, not {len(self._ids)}")

    def ids(self) -> list[str]:
        """Return "image00002" and so on, in order."""
        return list(self._ids)

    def image(self, sample_id: str) -> UInt8[np.ndarray, "450 450 3"]:
        """Read the photograph."""
        path = self.root / f"{sample_id}.jpg"
        return read_pixels(_existing(path), "RGB", (IMAGE_SIZE, IMAGE_SIZE))

    def annotation_path(self, sample_id: str) -> Path:
        """Return the file that the annotation is read from."""
        return self.root / f"{sample_id}.mat"

    def annotation(self, sample_id: str) -> Aflw2000Annotation:
        """Read the fitted face.

        Raises:
            DatasetNotFoundError: the file does not exist.
            DamagedFileError: no MATLAB 5 file, or a field is missing, misshapen or not finite.
        """
        path = _existing(self.annotation_path(sample_id))
        arrays = _read_mat(path, _READ)
        pose = arrays["Pose_Para"][0]
        if pose[6] <= 0:
            raise DamagedFileError(path, f"Pose_Para's scale is {pose[6]}, expected more than 0")
        landmarks = arrays["pt3d_68"].T - np.array([MATLAB_PIXEL, MATLAB_PIXEL, 0.0])
        return Aflw2000Annotation(landmarks, float(-np.degrees(pose[1])), float(1e-3 / pose[6]))

    def landmarks5(self, sample_id: str) -> Float[np.ndarray, "5 2"]:
        """Return right eye, left eye, nose tip, right and left mouth corner, our pixels."""
        return five_points_from_68(self.annotation(sample_id).landmarks[:, :2])


def _folder(root: Path) -> Path:
    if not root.is_dir():
        raise _not_found(root, _LAYOUT)
    inner = root / "AFLW2000"
    return inner if inner.is_dir() and not (root / MARKER).is_file() else root


def _paired_ids(folder: Path) -> list[str]:
    """Return the ids of a folder's pairs.

    Raises:
        DatasetNotFoundError: there are none, or one half of a pair is missing.
    """
    names = {path.name for path in folder.iterdir()}
    stems = sorted({n[:-4] for n in names if n[-4:] in (".jpg", ".mat") and _ID.match(n)})
    stems = [stem for stem in stems if _ID.fullmatch(stem)]
    halves = [f"{s}{suffix}" for s in stems for suffix in (".jpg", ".mat")]
    for name in (*halves, *([] if stems else ["image00002.mat"])):
        if name not in names:
            raise _not_found(folder / name, _LAYOUT)
    return stems


def _read_mat(path: Path, names: tuple[str, ...]) -> dict[str, Float64[np.ndarray, " ..."]]:
    found = read_matlab(path, names, _MOST_BYTES)
    return {name: _checked(found.get(name), name, path) for name in names}


def _checked(array: MatlabValue | None, name: str, path: Path) -> Float64[np.ndarray, " ..."]:
    shape = FIELDS[name]
    if not isinstance(array, np.ndarray) or array.shape != shape:
        found = f"has shape {array.shape}" if isinstance(array, np.ndarray) else "is missing"
        raise DamagedFileError(path, f"{name} {found}, expected numbers of shape {shape}")
    if not np.isfinite(array).all():
        raise DamagedFileError(path, f"{name} is not finite")
    return array.astype(np.float64)


def _existing(path: Path) -> Path:
    if path.is_file():
        return path
    raise _not_found(path, _LAYOUT)


def _not_found(path: Path, layout: str) -> DatasetNotFoundError:
    return DatasetNotFoundError("AFLW2000-3D", path, layout, REQUEST_PAGE, _OPTION)


def pose_parameters(
    rotation: Float[np.ndarray, "3 3"], mm_per_pixel: float, origin: Float[np.ndarray, " 3"]
) -> Float64[np.ndarray, "1 7"]:
    """Return `Pose_Para` of a weak-perspective pose.

    Args:
        rotation: camera_from_model; camera x right, y down, z forward.
        mm_per_pixel: of the image.
        origin: of the model, (u, v, depth) like `Aflw2000Annotation.landmarks`.
    """
    turned = np.diag([1.0, -1.0, -1.0]) @ np.asarray(rotation, np.float64)  # x right, y up
    pitch = np.arctan2(turned[1, 2], turned[2, 2])
    yaw = -np.arcsin(np.clip(turned[0, 2], -1, 1))
    roll = np.arctan2(turned[0, 1], turned[0, 0])
    u, v, depth = origin
    # v of MATLAB is height + 1 - y; https://github.com/cleardusk/3DDFA @ 09d138b reads it so too.
    y = IMAGE_SIZE + 1 - (v + MATLAB_PIXEL)
    return np.array([[pitch, yaw, roll, u + MATLAB_PIXEL, y, depth, 1e-3 / mm_per_pixel]])


def write_aflw2000_sample(
    root: Path,
    sample_id: str,
    image: UInt8[np.ndarray, "450 450 3"],
    landmarks: Float[np.ndarray, "68 3"],
    pose: Float64[np.ndarray, "1 7"],
) -> None:
    """Write one image of a stand-in; fields of the Basel face model that it lacks are zero.

    Args:
        root: folder that exists.
        sample_id: like "image00002".
        image: RGB.
        landmarks: like `Aflw2000Annotation.landmarks`.
        pose: `pose_parameters`.
    """
    if not _ID.fullmatch(sample_id):
        raise ValueError(f"sample id {sample_id!r}: expected 'image' and five digits")
    Image.fromarray(image).save(root / f"{sample_id}.jpg", quality=95, subsampling=0)
    in_matlab = np.asarray(landmarks) + np.array([MATLAB_PIXEL, MATLAB_PIXEL, 0.0])
    low, high = in_matlab[:, :2].min(axis=0), in_matlab[:, :2].max(axis=0)
    fields = {name: np.zeros(shape, np.float32) for name, shape in FIELDS.items()}
    fields["pt3d_68"] = in_matlab.T.astype(np.float32)
    fields["Pose_Para"] = pose.astype(np.float32)
    fields["pt2d"] -= 1  # all hidden: the stand-in has no AFLW landmarks
    fields["roi"] = np.concatenate([low, high])[None].astype(np.float32)
    scipy.io.savemat(str(root / f"{sample_id}.mat"), fields)
    _without_date(root / f"{sample_id}.mat")


def _without_date(path: Path) -> None:
    """Overwrite the header's 116 bytes of free text, in which scipy notes the time of writing."""
    content = path.read_bytes()
    text = b"MATLAB 5.0 MAT-file, synthetic stand-in of the Likeness studio"
    path.write_bytes(text.ljust(116) + content[116:])


def examine(root: Path) -> Iterator[Finding]:
    """Check a copy of the data; see `face_datasets.doctor`."""
    try:
        folder = _folder(Path(root))
        synthetic = read_origin(folder) == "synthetic"
        names = {path.name for path in folder.iterdir()}
    except (OSError, ValueError) as error:
        yield Finding("error", str(error), _OPTION)
        return
    stems = sorted({n[:-4] for n in names if _ID.fullmatch(n[:-4]) and n[-4:] in (".jpg", ".mat")})
    complete = [s for s in stems if {f"{s}.jpg", f"{s}.mat"} <= names]
    lone = sorted(set(stems) - set(complete))
    if lone:
        what = f"{len(lone)} ids lack .jpg or .mat, first {lone[0]}"
        yield Finding("error", what, "unpack AFLW2000-3D.zip again")
    whole = len(complete) == N_IMAGES or (synthetic and len(complete) > 0)
    fix = "" if whole else f"expected {_LAYOUT}; unpack AFLW2000-3D.zip again"
    yield Finding("ok" if whole else "error", f"{len(complete)} pairs of image and annotation", fix)
    yield from _examine_files(folder, complete)


def _examine_files(folder: Path, ids: list[str]) -> Iterator[Finding]:
    """Check pictures, fields, units and the order of the landmarks."""
    scales, mirrored, inverted, damaged = [], [], [], 0
    counts = dict.fromkeys(YAW_BINS, 0)
    for sample_id in ids:
        try:
            read_pixels(folder / f"{sample_id}.jpg", "RGB", (IMAGE_SIZE, IMAGE_SIZE))
            arrays = _read_mat(folder / f"{sample_id}.mat", tuple(FIELDS))
        except (OSError, DamagedFileError) as error:
            damaged += 1
            yield Finding("error", str(error), "restore the file")
            continue
        points, (_, yaw, _, _, _, _, scale) = arrays["pt3d_68"].T, arrays["Pose_Para"][0]
        counts[yaw_bin(float(np.degrees(yaw)))] += 1
        scales.append(scale)
        if abs(yaw) < np.radians(30) and points[36, 0] > points[45, 0]:
            mirrored.append(sample_id)
        if abs(yaw) < np.radians(30) and points[30, 2] < points[[36, 45], 2].mean():
            inverted.append(sample_id)
    if mirrored:
        what = f"{len(mirrored)} faces have the left eye left of the right one, first {mirrored[0]}"
        yield Finding("error", what, "landmarks must be in iBUG order, the subject's right first")
    if inverted:
        what = f"{len(inverted)} faces have the nose behind the eyes, first {inverted[0]}"
        yield Finding("error", what, "depth must grow towards the viewer")
    yield from _examine_scales(np.array(scales))
    if scales:
        text = ", ".join(f"{n} at {name}°" for name, n in counts.items())
        yield Finding("ok", f"{len(scales)} annotations can be read: {text}")


def _examine_scales(scales: Float64[np.ndarray, " N"]) -> Iterator[Finding]:
    if not len(scales):
        return
    positive = scales[scales > 0]
    if len(positive) < len(scales):
        what = f"{len(scales) - len(positive)} scales in Pose_Para are not positive"
        yield Finding("error", what, "restore the files")
    if len(positive):
        median = float(np.median(1e-3 / positive))
        if 0.2 < median < 5:
            yield Finding("ok", f"median scale {median:.3f} mm per pixel")
        else:
            what = f"median scale {median:.3g} mm per pixel, expected about 0.7"
            yield Finding("error", what, "Pose_Para's scale is in pixels per micrometre")
