"""Examines a copy of the FaceScape benchmark: tree, counts, files, units, landmark order."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float

from geometry.meshes import Mesh
from progress_bar import progress_bar

from .doctor import Finding
from .errors import DamagedFileError
from .facescape import (
    IMAGE_SIZE,
    LAB_FOCAL_LENGTHS,
    LAB_PREDEF,
    PUPIL_DISTANCE_MM,
    REQUEST_PAGE,
    WILD_PREDEF,
    FaceScapeBenchmark,
    split_lab_id,
)

_RESTORE = "restore the file from data.zip of the release"
_FRONTAL_WILD = range(100)  # ids whose face is within 5 degrees of the camera
# Height or length of a scanned head with or without its neck, in pupil distances.
_SCAN_SIZE = (1.5, 8.0)
_OFF_PLACE_MM = 150.0  # from the middle of a scan to the head's centre
_TOLERANCE = 0.12  # of the median pupil distance: detectors differ, people more


def examine_wild(root: Path) -> Iterator[Finding]:
    """Check what `facescape-wild` needs; see `face_datasets.doctor`."""
    data = yield from _opened(root, WILD_PREDEF)
    if data is None:
        return
    ids = yield from _listed(data, data.wild_ids)
    if not ids:
        return
    yield from _examine_rotations(data.predef("wild_rotations")[[int(i) for i in ids]])
    yield from _examine_scans(ids, lambda i: _wild_scan(data, i))
    yield from _examine_images(data, "wild", ids)

    def pupil_distance(sample_id: str, pixels: float) -> float:
        return pixels * data.wild_geometry(sample_id).pupil_scale / (IMAGE_SIZE / 2)

    frontal = [i for i in ids if int(i) in _FRONTAL_WILD]
    yield from _examine_landmarks(data, "wild", ids, frontal, pupil_distance)


def examine_lab(root: Path) -> Iterator[Finding]:
    """Check what `facescape-lab` and its multi-view tracks need."""
    data = yield from _opened(root, LAB_PREDEF)
    if data is None:
        return
    ids = yield from _listed(data, data.lab_ids)
    if not ids:
        return
    yield from _examine_rotations(data.predef("lab_rotations"))
    subjects = sorted({i[:2] for i in ids})
    yield from _examine_scans(subjects, lambda i: data.lab_scan(int(i)))
    yield from _examine_cameras(data, ids)
    yield from _examine_images(data, "lab", ids)

    def pupil_distance(sample_id: str, pixels: float) -> float:
        _, focal, view = split_lab_id(sample_id)
        return float(
            pixels * data.lab_geometry(focal, view).head_center[2] / LAB_FOCAL_LENGTHS[focal]
        )

    # The eyes lie before the head's centre and look larger; least so from far away.
    frontal = [i for i in ids if split_lab_id(i)[1:] == (0, 0)]
    yield from _examine_landmarks(data, "lab", ids, frontal, pupil_distance)


def _opened(
    root: Path, predef: dict[str, tuple[int, ...]]
) -> Generator[Finding, None, FaceScapeBenchmark | None]:
    """Open the folder and read its predefined arrays; None if that is impossible."""
    if not (root / "code").is_dir() and (root / "benchmark" / "code").is_dir():
        yield Finding("error", f"{root} is the repository", f"name its folder {root / 'benchmark'}")
        return None
    try:
        data = FaceScapeBenchmark(root)
        for name in predef:
            data.predef(name)
    except (OSError, DamagedFileError) as error:
        yield Finding("error", str(error), f"clone {REQUEST_PAGE.split('/tree')[0]} again")
        return None
    yield Finding("ok", f"{', '.join(predef)} have their shapes ({data.origin} data)")
    return data


def _listed(
    data: FaceScapeBenchmark, list_ids: Callable[[], list[str]]
) -> Generator[Finding, None, list[str]]:
    """Return the ids; empty if the scans are not all there."""
    try:
        ids = list_ids()
    except (OSError, ValueError) as error:
        yield Finding("error", str(error), "unpack data.zip of the release into the root")
        return []
    yield Finding("ok", f"{len(ids)} ids, and a scan for each")
    return ids


def _wild_scan(data: FaceScapeBenchmark, sample_id: str) -> Mesh:
    """Read a scan in pupil distances, as those of the lab are."""
    scan, scale = data.wild_scan(sample_id), data.wild_geometry(sample_id).pupil_scale
    return Mesh(scan.vertices * scale / PUPIL_DISTANCE_MM, scan.faces)


def _examine_rotations(rotations: Float[np.ndarray, "N 3 3"]) -> Iterator[Finding]:
    gram = rotations @ rotations.transpose(0, 2, 1)
    wrong = (np.abs(gram - np.eye(3)) > 1e-3).any(axis=(1, 2)) | (np.linalg.det(rotations) < 0)
    if wrong.any():
        what = f"{int(wrong.sum())} of {len(rotations)} predefined rotations are none"
        yield Finding("error", what, "restore code/predef from the repository")


def _examine_scans(names: Sequence[str], read: Callable[[str], Mesh]) -> Iterator[Finding]:
    """Check that scans can be read, their unit, and that their triangles face outwards."""
    sizes, inside_out, damaged = {}, [], 0
    for name in progress_bar(names, desc="scans", unit="scan", leave=False):
        try:
            scan = read(name)
        except (OSError, DamagedFileError) as error:
            damaged += 1
            yield Finding("error", str(error), _RESTORE)
            continue
        sizes[name] = float(np.ptp(scan.vertices, axis=0).max())
        a, b, c = (scan.vertices[scan.faces[:, corner]] for corner in range(3))
        outwards = (np.cross(b - a, c - a) * (a - scan.vertices.mean(axis=0))).sum()
        if outwards < 0:
            inside_out.append(name)
    odd = [name for name, size in sizes.items() if not _SCAN_SIZE[0] < size < _SCAN_SIZE[1]]
    if odd:
        what = (
            f"{len(odd)} scans are not {_SCAN_SIZE[0]} to {_SCAN_SIZE[1]} pupil distances long, "
            f"first {odd[0]} with {sizes[odd[0]]:.3g}"
        )
        fix = "wild scans are in the cube of their image, lab scans in pupil distances"
        yield Finding("error", what, fix)
    if inside_out:
        what = f"{len(inside_out)} scans have triangles that face inwards, first {inside_out[0]}"
        yield Finding("error", what, "turn their vertex order: back faces are not seen")
    if sizes and not odd and not inside_out:
        median = float(np.median(list(sizes.values())))
        yield Finding(
            "ok", f"{len(sizes)} scans can be read, median length {median:.2f} pupil distances"
        )


def _examine_cameras(data: FaceScapeBenchmark, ids: Sequence[str]) -> Iterator[Finding]:
    """Check the cameras against the focal lengths and the places of the heads."""
    off_focal, off_place, damaged = [], [], 0
    middles: dict[int, Float[np.ndarray, " 3"]] = {}
    for sample_id in ids:
        subject, focal, view = split_lab_id(sample_id)
        try:
            if subject not in middles:
                middles[subject] = data.lab_scan(subject).vertices.mean(axis=0)
            camera = data.lab_camera(subject, focal, view)
            head = data.lab_geometry(focal, view).head_center
        except (OSError, DamagedFileError) as error:
            damaged += 1
            yield Finding("error", str(error), _RESTORE)
            continue
        lengths = np.diag(camera.intrinsics)[:2]
        if np.abs(lengths / LAB_FOCAL_LENGTHS[focal] - 1).max() > 0.02:
            off_focal.append(sample_id)
        pose = camera.camera_from_model
        middle = (pose[:, :3] @ middles[subject] + pose[:, 3]) * PUPIL_DISTANCE_MM
        if np.linalg.norm(middle - head) > _OFF_PLACE_MM:
            off_place.append(sample_id)
    if off_focal:
        what = f"{len(off_focal)} cameras lack the focal length of their id, first {off_focal[0]}"
        yield Finding("error", what, _RESTORE)
    if off_place:
        what = f"{len(off_place)} cameras have the head elsewhere than predef, first {off_place[0]}"
        yield Finding("warning", what, "translations of lab_cam must be in pupil distances")
    if not damaged and not off_focal and not off_place:
        yield Finding("ok", f"{len(ids)} cameras can be read and fit code/predef")


def _examine_images(data: FaceScapeBenchmark, part: str, ids: Sequence[str]) -> Iterator[Finding]:
    bad: list[str] = []
    for sample_id in progress_bar(ids, desc="images", unit="image", leave=False):
        try:
            data.image(part, sample_id)
        except (OSError, DamagedFileError) as error:
            bad.append(str(error))
    if bad:
        what = f"{len(bad)} of {len(ids)} images are missing or damaged; {bad[0]}"
        yield Finding("warning", what, "scoring needs no images; prediction does")
    else:
        yield Finding("ok", f"{len(ids)} images of {IMAGE_SIZE} x {IMAGE_SIZE} pixels")


def _examine_landmarks(
    data: FaceScapeBenchmark,
    part: str,
    ids: Sequence[str],
    frontal: Sequence[str],
    pupil_distance: Callable[[str, float], float],
) -> Iterator[Finding]:
    """Check what was prepared beside the release: presence, order, and unit on frontal faces."""
    present = [i for i in ids if data.has_landmarks68(part, i)]
    if not present:
        yield Finding(
            "warning",
            f"prepared/{part} holds no landmarks",
            "scoring needs none; for prediction run a detector and write *_landmarks68.txt, "
            "*_landmarks5.txt and *_parsing.png",
        )
        return
    if len(present) < len(ids):
        what = f"{len(ids) - len(present)} of {len(ids)} images lack prepared landmarks"
        yield Finding("warning", what, "run the detector on them too")
    wrong_order, distances = [], []
    for sample_id in present:
        try:
            points = data.landmarks68(part, sample_id)
            five = data.landmarks5(part, sample_id)
            data.parsing(part, sample_id)
        except (OSError, DamagedFileError) as error:
            yield Finding("error", str(error), "prepare the image again")
            continue
        if sample_id not in frontal:
            continue
        right, left = points[36:42].mean(axis=0), points[42:48].mean(axis=0)
        upright = right[1] < points[57, 1] and left[1] < points[57, 1]
        if not (right[0] < left[0] and five[0, 0] < five[1, 0] and upright):
            wrong_order.append(sample_id)
        distances.append(pupil_distance(sample_id, float(np.linalg.norm(left - right))))
    if wrong_order:
        what = f"{len(wrong_order)} frontal faces have landmarks mirrored or upside down, first "
        fix = "iBUG order: the subject's right first, so at the image's left; v grows downwards"
        yield Finding("error", what + wrong_order[0], fix)
    if not distances:
        return
    median = float(np.median(distances))
    if abs(median / PUPIL_DISTANCE_MM - 1) > _TOLERANCE:
        what = f"pupils of frontal faces are {median:.1f} mm apart, expected {PUPIL_DISTANCE_MM}"
        yield Finding("error", what, "landmarks must be pixels of the 256-pixel image")
    elif not wrong_order:
        what = f"{len(present)} sets of landmarks; pupils of frontal faces {median:.1f} mm apart"
        yield Finding("ok", what)
