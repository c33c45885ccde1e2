"""Scans with seven landmarks, as NoW scores against them: its own validation set, or any other.

NoW's validation set (Sanyal et al., CVPR 2019) as downloaded from https://now.is.tue.mpg.de, `root`
being the folder that its evaluation calls the dataset folder (soubhiksanyal/now_evaluation @
7bd1498):

    imagepathsvalidation.txt                      lines "<subject>/<challenge>/<image>.jpg"
    scans/<subject>/*.obj                         one scan per subject, millimetres
    scans_lmks_onlypp/<subject>/*.pp              its seven points, picked in MeshLab
    NoW_Dataset/final_release_version/iphone_pictures/<subject>/<challenge>/<image>.jpg

A sample is an image, "<subject>__<challenge>__<image>"; all images of a subject share its scan.

Any other set of scans, in millimetres, one sample per scan:

    scans/<id>.obj (or .ply)
    landmarks/<id>.txt                            seven lines "x y z"
    subjects.txt                                  optional: lines "<id> <subject>"

The seven points are, in this order: right eye outer and inner corner, left eye inner and outer
corner, BOTTOM of the nose (where it meets the upper lip), right and left mouth corner; left and
right are the subject's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float

from geometry.landmarks import SEVEN_POINTS
from geometry.mesh_files import MeshFileError, read_mesh, write_mesh
from geometry.meshes import Mesh
from progress_bar import progress_bar

from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .landmark_files import (
    read_picked_points,
    read_text_points,
    write_picked_points,
    write_text_points,
)
from .origin import Origin, read_origin
from .scan_checks import scan_problems

REQUEST_PAGE = "https://now.is.tue.mpg.de"
IMAGE_LIST = "imagepathsvalidation.txt"
CHALLENGES = ("multiview_neutral", "multiview_expressions", "multiview_occlusions", "selfie")
"""NoW's four sets of images."""
N_IMAGES, N_SUBJECTS = 352, 20
"""Of NoW's validation set."""
_SCAN_SUFFIXES = (".obj", ".ply")
_IMAGES = Path("NoW_Dataset") / "final_release_version" / "iphone_pictures"


def now_id(image_path: str) -> str:
    """Return the sample id of a line of the image list: "A/selfie/IMG_1.jpg" is "A__selfie__IMG_1".

    Only the last three parts of the path count, as in the official evaluation.

    Raises:
        ValueError: fewer than three parts.
    """
    parts = image_path.strip().split("/")[-3:]
    if len(parts) != 3 or not all(parts):
        raise ValueError(f"'{image_path}' is not <subject>/<challenge>/<image>")
    return "__".join([*parts[:2], Path(parts[2]).stem])


class NowScans:
    """Reader of NoW's layout, where the image list is there, and of the plain one elsewhere.

    Args:
        root: the folder that holds `scans`.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        if not (self.root / "scans").is_dir():
            raise self._not_found(
                self.root / "scans", "scans/<subject>/*.obj (NoW) or scans/<id>.obj (any scans)"
            )
        self.origin: Origin = read_origin(self.root)
        self.is_now_layout = (self.root / IMAGE_LIST).is_file()
        self._ids = self._read_ids()
        self._subjects = {} if self.is_now_layout else self._read_subjects()

    def ids(self) -> list[str]:
        """Return the sample ids: those of the image list in its order, or of the scans, sorted."""
        return list(self._ids)

    def subject(self, sample_id: str) -> str:
        """Return whose scan it is."""
        if self.is_now_layout:
            return sample_id.split("__", maxsplit=1)[0]
        return self._subjects.get(sample_id, sample_id)

    def challenge(self, sample_id: str) -> str:
        """Return NoW's name of the set of images that a sample belongs to; "" elsewhere."""
        return sample_id.split("__")[1] if self.is_now_layout else ""

    def scan_path(self, sample_id: str) -> Path:
        """Return the file of the scan."""
        if self.is_now_layout:
            return self._only(self.root / "scans" / self.subject(sample_id), "*.obj")
        for suffix in _SCAN_SUFFIXES:
            path = self.root / "scans" / f"{sample_id}{suffix}"
            if path.is_file():
                return path
        raise self._not_found(
            self.root / "scans" / f"{sample_id}.obj", "one scan per id, .obj or .ply"
        )

    def landmarks_path(self, sample_id: str) -> Path:
        """Return the file of the scan's seven points."""
        if self.is_now_layout:
            return self._only(self.root / "scans_lmks_onlypp" / self.subject(sample_id), "*.pp")
        path = self.root / "landmarks" / f"{sample_id}.txt"
        if not path.is_file():
            raise self._not_found(path, "seven lines x y z per scan")
        return path

    def scan(self, sample_id: str) -> Mesh:
        """Read the scan, millimetres, in a frame of its own."""
        path = self.scan_path(sample_id)
        try:
            return read_mesh(path)
        except MeshFileError as error:
            raise DamagedFileError(path, error.problem) from error

    def seven_points(self, sample_id: str) -> Float[np.ndarray, "7 3"]:
        """Read the seven points (nose bottom), in the frame of the scan."""
        path = self.landmarks_path(sample_id)
        return read_picked_points(path, 7) if path.suffix == ".pp" else read_text_points(path, 7)

    def image_path(self, sample_id: str) -> Path:
        """Return where NoW's image of a sample is; it need not be there."""
        return now_image_file(self.root, "/".join(sample_id.split("__", maxsplit=2)) + ".jpg")

    def _read_ids(self) -> list[str]:
        if not self.is_now_layout:
            found = [
                path.stem
                for path in sorted((self.root / "scans").iterdir())
                if path.suffix.lower() in _SCAN_SUFFIXES and not path.name.startswith(".")
            ]
            _refuse_repeated(self.root / "scans", found, "one scan per id")
            if not found:
                raise self._not_found(
                    self.root / IMAGE_LIST, "NoW's image list, or scans/<id>.obj without one"
                )
            return found
        path = self.root / IMAGE_LIST
        lines = path.read_text(errors="replace").splitlines()
        try:
            ids = [now_id(line) for line in lines if line.strip()]
        except ValueError as error:
            raise DamagedFileError(path, str(error)) from error
        _refuse_repeated(path, ids, "each image once")
        if not ids:
            raise DamagedFileError(path, "no images, expected lines <subject>/<challenge>/<image>")
        return ids

    def _read_subjects(self) -> dict[str, str]:
        path = self.root / "subjects.txt"
        if not path.is_file():
            return {}
        rows = [line.split() for line in path.read_text(errors="replace").splitlines()]
        rows = [row for row in rows if row]
        bad = next((row for row in rows if len(row) != 2), None)
        if bad is not None:
            raise DamagedFileError(path, f"line '{' '.join(bad)}', expected '<id> <subject>'")
        return {row[0]: row[1] for row in rows}

    def _only(self, folder: Path, pattern: str) -> Path:
        found = sorted(folder.glob(pattern))
        if not found:
            raise self._not_found(folder / pattern, "one file per subject")
        if len(found) > 1:
            raise DamagedFileError(folder, f"{len(found)} files {pattern}, expected one")
        return found[0]

    def _not_found(self, missing: Path, layout: str) -> DatasetNotFoundError:
        return DatasetNotFoundError(
            "now",
            missing,
            layout,
            REQUEST_PAGE,
            "make a stand-in with `make synth DATASET=now`, or set DATA_ROOT to your copy",
        )


def now_image_file(root: Path, line: str) -> Path:
    """Return where the image of a line of the image list is."""
    return root / _IMAGES / line


def _refuse_repeated(path: Path, ids: list[str], expected: str) -> None:
    repeated = [one for one, count in Counter(ids).items() if count > 1]
    if repeated:
        raise DamagedFileError(path, f"{repeated[0]} is there twice, expected {expected}")


def write_now_images(root: Path, image_paths: Sequence[str]) -> None:
    """Write the list that makes a folder one in NoW's own layout."""
    (root / IMAGE_LIST).write_text("\n".join(image_paths) + "\n")


def write_now_scan(
    root: Path, subject: str, scan: Mesh, seven_points: Float[np.ndarray, "7 3"]
) -> None:
    """Write a subject's scan (mm) and its seven points, nose bottom, in NoW's own layout."""
    path = root / "scans" / subject / "natural_head_pose.obj"
    path.parent.mkdir(parents=True, exist_ok=True)
    write_mesh(path, scan)
    points_path = root / "scans_lmks_onlypp" / subject / "natural_head_pose_picked_points.pp"
    write_picked_points(points_path, seven_points, SEVEN_POINTS, path.name)


def write_scan(
    root: Path, sample_id: str, scan: Mesh, seven_points: Float[np.ndarray, "7 3"]
) -> None:
    """Write a scan (mm) and its seven points, nose bottom, in the plain layout."""
    (root / "scans").mkdir(parents=True, exist_ok=True)
    write_mesh(root / "scans" / f"{sample_id}.obj", scan)
    write_text_points(root / "landmarks" / f"{sample_id}.txt", seven_points)


def examine(root: Path) -> Iterator[Finding]:
    """Examine a copy: tree, counts, unreadable files, units, landmark order."""
    try:
        data = NowScans(root)
    except (DatasetNotFoundError, DamagedFileError) as error:
        yield Finding("error", str(error))
        return
    ids = data.ids()
    layout = "NoW's layout" if data.is_now_layout else "plain layout"
    subjects = {data.subject(sample_id): sample_id for sample_id in reversed(ids)}
    counts = f"{layout}: {len(ids)} samples of {len(subjects)} subjects"
    if data.is_now_layout and data.origin == "released" and len(ids) != N_IMAGES:
        yield Finding(
            "warning",
            f"{counts}; NoW's validation set has {N_IMAGES} of {N_SUBJECTS}",
            f"download {IMAGE_LIST} again from {REQUEST_PAGE}, or say that scores are of a part",
        )
    else:
        yield Finding("ok", counts)
    if data.is_now_layout:
        yield from _examine_images(data, ids)
    scans = subjects if data.is_now_layout else {sample_id: sample_id for sample_id in ids}
    n_bad = 0
    for name, sample_id in progress_bar(
        sorted(scans.items()), desc="examining", unit="scan", leave=False
    ):
        try:
            problems = list(scan_problems(name, data.scan(sample_id), data.seven_points(sample_id)))
        except (DatasetNotFoundError, DamagedFileError) as error:
            problems = [Finding("error", str(error))]
        n_bad += bool(problems)
        yield from problems
    if n_bad < len(scans):
        yield Finding(
            "ok", f"{len(scans) - n_bad} scans of {len(scans)}: readable, mm, seven points in order"
        )


def _examine_images(data: NowScans, ids: list[str]) -> Iterator[Finding]:
    unknown = sorted({data.challenge(sample_id) for sample_id in ids} - set(CHALLENGES))
    if unknown:
        yield Finding(
            "warning",
            f"challenges that NoW does not have: {', '.join(unknown)}",
            f"NoW's are {', '.join(CHALLENGES)}; lines are <subject>/<challenge>/<image>",
        )
    absent = [sample_id for sample_id in ids if not data.image_path(sample_id).is_file()]
    if absent:
        yield Finding(
            "warning",
            f"{len(absent)} of {len(ids)} images are not there, first {data.image_path(absent[0])}",
            "scoring does not need them, predicting does; unpack NoW_Dataset",
        )
