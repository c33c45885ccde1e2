"""What a doctor looks at in a copy of Pixel-Face, in either layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from geometry.crops import estimate_yaw, five_points_from_68
from progress_bar import progress_bar

from .doctor import Finding
from .errors import DamagedFileError
from .pixel_face import N_REGISTERED, REGISTERED_SEVEN, PixelFace, PixelFaceScan
from .pixel_face_files import SEVEN_OF_106, read_gt_mat
from .pixel_face_photos import LANDMARKS, PARSING, VIEWS, read_landmarks

N_DFMVR_SAMPLES, N_DFMVR_SUBJECTS = 1056, 105
_RESTORE = "unpack or convert the sample again"
_SHOWN = 5
# The faces are larger than life: 102 mm on the public sample.
_EYE_DISTANCE_MM = (75.0, 135.0)


def examine(root: Path) -> Iterator[Finding]:
    """Check layout, counts, splits, and of every sample files, units and landmark order."""
    try:
        data = PixelFace(root)
        train = set(data.train_ids())
        ids = data.ids()
        subjects = {data.subject(sample_id) for sample_id in ids}
        shared = subjects & {data.subject(sample_id) for sample_id in train}
    except (DamagedFileError, OSError) as error:
        yield Finding("error", str(error), "say the folder that holds the samples, or DF-MVR's val")
        return
    yield from _counts(data, ids, subjects)
    if shared:
        yield Finding(
            "error",
            f"{len(shared)} subjects are in both parts: {_listed(sorted(shared))}",
            "training and evaluation must not share people: restore the released lists",
        )
    n_bad = n_raw = 0
    for sample_id in progress_bar(ids, desc="reading scans", unit="scan", disable=len(ids) < 20):
        for problem in _problems(data, sample_id):
            n_bad += 1
            yield Finding("error", f"{sample_id}: {problem}", _RESTORE)
        n_raw += data.path(sample_id, "raw").is_file()
    if not n_bad:
        yield Finding("ok", f"{len(ids)} scans can be read, with units and landmarks as expected")
    if n_raw < len(ids):
        yield Finding(
            "warning",
            f"{len(ids) - n_raw} samples have no raw scan (fusion/gt.mat)",
            "pixel-face-raw needs them: copy the release's gt.mat to Images/fusion",
        )
    yield from _prepared(data, ids)


def _counts(data: PixelFace, ids: list[str], subjects: set[str]) -> Iterator[Finding]:
    counts = f"{data.layout} layout, {len(ids)} samples of {len(subjects)} subjects to evaluate on"
    split = data.root / "release_id" / "split" / "release_eva.txt"
    if data.origin == "synthetic":
        yield Finding("ok", f"a synthetic stand-in: {counts}")
    elif data.layout == "released" and not split.is_file():
        yield Finding(
            "warning",
            f"{counts}; {split} does not exist, so every folder counts",
            "download the Dataset Information of the release",
        )
    elif data.layout == "dfmvr" and (len(ids), len(subjects)) != (
        N_DFMVR_SAMPLES,
        N_DFMVR_SUBJECTS,
    ):
        yield Finding(
            "warning",
            f"{counts}; DF-MVR evaluates on {N_DFMVR_SAMPLES} of {N_DFMVR_SUBJECTS}",
            "copy its list_txt/shallow_path_val.npy, and the samples that it names",
        )
    else:
        yield Finding("ok", counts)


def _problems(data: PixelFace, sample_id: str) -> Iterator[str]:
    """Say what is wrong with one sample."""
    found = len(data.images(sample_id))
    if found != 3:
        yield f"{found} photographs in {data.folder(sample_id)}, expected 0, 1 and 2"
    for gt in ("registered", "raw"):
        path = data.path(sample_id, gt)
        if gt == "raw" and not path.is_file():
            continue
        try:
            yield from (
                f"{gt} scan: {problem}" for problem in _scan_problems(data.scan(sample_id, gt))
            )
            if gt == "registered" and path.suffix == ".mat" and data.origin == "released":
                yield from _topology_problems(path)
        except (DamagedFileError, OSError) as error:
            yield str(error)


def _scan_problems(scan: PixelFaceScan) -> Iterator[str]:
    """Check unit, axes and landmark order: x to the subject's left, y up, z out of the face."""
    points = scan.seven["tip"]
    width = float(np.linalg.norm(points[3] - points[0]))
    if not _EYE_DISTANCE_MM[0] < width < _EYE_DISTANCE_MM[1]:
        yield f"outer eye corners are {width:.3g} mm apart, expected about 102: not in decimetres?"
    ordered = np.diff(points[:4, 0]).min() > 0 and points[5, 0] < points[6, 0]
    if not ordered:
        yield "right and left corners are not in the order of their x: mirrored, or other landmarks"
    elif not (points[:4, 1].min() > points[4, 1] > points[5:, 1].max()):
        yield "eyes, nose and mouth are not in the order of their heights: y is not up"
    elif not points[4, 2] > points[[0, 3, 5, 6], 2].max():
        yield "the tip of the nose is not in front: z is not out of the face"


def _topology_problems(path: Path) -> Iterator[str]:
    part = read_gt_mat(path)["registered"]
    ids = tuple(part.landmark_indices[list(SEVEN_OF_106["tip"])].tolist())
    if len(part.mesh.vertices) != N_REGISTERED or ids != REGISTERED_SEVEN["tip"]:
        yield (
            f"registered scan: {len(part.mesh.vertices)} vertices, the seven points at {ids}; "
            f"expected {N_REGISTERED} and {REGISTERED_SEVEN['tip']}"
        )


def _prepared(data: PixelFace, ids: list[str]) -> Iterator[Finding]:
    """Check what `make predict` reads beside the photographs; scoring does without."""
    folders = [data.folder(sample_id) / view for sample_id in ids for view in VIEWS]
    n_labels = sum((folder / PARSING).is_file() for folder in folders)
    found = [folder for folder in folders if (folder / LANDMARKS).is_file()]
    what = (
        f"beside {len(folders)} photographs: {len(found)} files of landmarks, {n_labels} of "
        "face-parsing labels"
    )
    if len(found) not in (0, len(folders)) or n_labels not in (0, len(folders)):
        fix = "make predict needs the landmarks of all photographs, and labels of all or of none"
        yield Finding("warning", what, fix)
    else:
        yield Finding("ok", what if found else f"{what}; make predict needs the landmarks")
    for sample_id in ids if found else []:
        for problem in _landmark_problems(data.folder(sample_id)):
            yield Finding("error", f"{sample_id}: {problem}", "detect the landmarks again")


def _landmark_problems(folder: Path) -> Iterator[str]:
    """Say what is wrong with the landmarks of a sample, as far as there are any."""
    yaws: dict[str, float] = {}
    for view in VIEWS:
        if not (folder / view / LANDMARKS).is_file():
            continue
        try:
            yaws[view] = estimate_yaw(five_points_from_68(read_landmarks(folder / view)))
        except ValueError as error:  # DamagedFileError is one
            yield f"view {view}: {error}"
    if "0" in yaws and "2" in yaws and yaws["0"] >= yaws["2"]:
        yield "the nose points further to the image's right in view 0 than in view 2: exchanged?"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
