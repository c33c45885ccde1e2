"""What a doctor looks at in a copy of Bosphorus."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from progress_bar import progress_bar

from .bosphorus import NEUTRAL, Bosphorus, split_name
from .bosphorus_files import read_bnt
from .bosphorus_photos import PARSING, five_points
from .doctor import Finding
from .errors import DamagedFileError

N_SUBJECTS, N_SCANS = 105, 4666
YAWS = ("YR_R10", "YR_R20", "YR_R30", "YR_R45", "YR_L45")
_RESTORE = "unpack the subject's archive again"
_SHOWN = 5
# outer eye corners of grown people are 75 to 110 mm apart; in metres or pixels they are not
_EYE_DISTANCE_MM = (60.0, 130.0)


def examine(root: Path) -> Iterator[Finding]:
    """Check tree, counts, every file of the poses that are scored, units and landmark order."""
    try:
        data = Bosphorus(root)
    except (DamagedFileError, OSError) as error:
        yield Finding("error", str(error), "say the folder that holds bs000, bs001 and so on")
        return
    yield from _counts(data)
    scored: list[str] = []
    for kind in (NEUTRAL, *YAWS):
        names = {subject: data.first(subject, kind) for subject in data.subjects()}
        scored += [name for name in names.values() if name is not None]
        missing = [subject for subject, name in names.items() if name is None]
        if missing:
            yield Finding(
                "error" if kind == NEUTRAL else "warning",
                f"{kind}: no range image of {_listed(missing)}",
                "without a neutral one a subject cannot be scored; other poses are left out",
            )
    problems = [
        (name, problem)
        for name in progress_bar(
            scored, desc="reading range images", unit="scan", disable=len(scored) < 20
        )
        for problem in _problems(data, name)
    ]
    for name, problem in problems:
        yield Finding("error", f"{name}: {problem}", _RESTORE)
    if not problems:
        yield Finding("ok", f"{len(scored)} range images of the scored poses, with their landmarks")
    yield _labels(data, scored)


def _counts(data: Bosphorus) -> Iterator[Finding]:
    names = [name for subject in data.subjects() for name in data.names(subject)]
    counts = f"{len(data.subjects())} subjects, {len(names)} range images"
    odd = [name for name in names if split_name(name) is None]
    if odd:
        yield Finding(
            "warning",
            f"names unlike the release's: {_listed(odd)}",
            "rename them to bsNNN_TYPE_CODE_N, or move them away",
        )
    if data.origin == "synthetic":
        yield Finding("ok", f"a synthetic stand-in: {counts}")
    elif (len(data.subjects()), len(names)) == (N_SUBJECTS, N_SCANS):
        yield Finding("ok", counts)
    else:
        yield Finding(
            "warning",
            f"{counts}; the release has {N_SUBJECTS} and {N_SCANS}",
            "scores of a part are not comparable to those of the whole: download the rest",
        )


def _labels(data: Bosphorus, scored: list[str]) -> Finding:
    """Count the face-parsing labels, which are not of the release; scoring does without."""
    n_labels = sum(data.path(name, PARSING).is_file() for name in scored)
    what = f"face-parsing labels beside {n_labels} of {len(scored)} photographs"
    if n_labels in (0, len(scored)):
        return Finding("ok", what)
    return Finding("warning", what, "make predict needs them of all photographs or of none")


def _problems(data: Bosphorus, name: str) -> Iterator[str]:
    """Say what is wrong with the files of one range image."""
    path = data.path(name, ".bnt")
    try:
        image = read_bnt(path)
        if name not in image.image_name:
            yield f"its header names the photograph {image.image_name!r}"
        extent = np.ptp(image.points[image.valid], axis=0)
        if not 100 < extent[1] < 500:
            yield f"the face is {extent[1]:.3g} mm high, expected 100 to 500: other units?"
        data.scan(name)
        data.image(name)
        pixels = data.landmarks_2d(name)
        five_points(data.path(name, ".lm2"), pixels)
        landmarks = data.landmarks_3d(name)
        if pixels.keys() != landmarks.keys():
            yield "its .lm2 and .lm3 do not have the same landmarks"
        if name == data.first(name.partition("_")[0], NEUTRAL):
            points = data.seven_points(name)
            width = float(np.linalg.norm(points[3] - points[0]))
            if not _EYE_DISTANCE_MM[0] < width < _EYE_DISTANCE_MM[1]:
                yield f"outer eye corners are {width:.3g} mm apart: other units, or wrong labels?"
            gap = _gap(image.points[image.valid], points)
            if gap > 10:
                yield f"a landmark is {gap:.3g} mm from the surface: another scan's file?"
    except (DamagedFileError, OSError) as error:
        yield str(error)


def _gap(surface: np.ndarray, points: np.ndarray) -> float:
    """Return the largest distance of a landmark to its nearest point of the scan."""
    offsets = surface[:, None] - points[None]
    return float(np.sqrt((offsets**2).sum(axis=2)).min(axis=0).max())


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
