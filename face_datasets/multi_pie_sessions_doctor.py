"""What a doctor looks at in a copy of Multi-PIE's released photographs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from PIL import Image

from geometry.crops import estimate_yaw, five_points_from_68
from progress_bar import progress_bar

from .doctor import Finding, gathered
from .errors import DamagedFileError, DatasetNotFoundError
from .multi_pie_files import CAMERA_YAWS, LANDMARKS
from .multi_pie_sessions import IMAGE_HEIGHT, IMAGE_WIDTH, MultiPieIndex, View, read_index
from .multi_pie_triplets import PAPER_SESSIONS, TripletRule, choose_triplets
from .origin import read_origin

N_SUBJECTS, _LAST_SUBJECT, _N_SHOTS = 337, 346, 20
_TURN_OFF = 35.0  # degrees; five points tell the yaw to about ten, and heads are not held straight
_RESTORE = "copy it again from the release"


def examine(root: Path) -> Iterator[Finding]:
    """Check names, counts, triplets, sizes of images, and landmarks against their cameras."""
    try:
        index = read_index(root)
    except (DatasetNotFoundError, OSError) as error:
        yield Finding("error", str(error))
        return
    yield from _counts(index, read_origin(root) == "synthetic")
    yield from _triplets(index)
    yield from _sizes(index)
    yield from _landmarks(index)


def _counts(index: MultiPieIndex, synthetic: bool) -> Iterator[Finding]:
    moments = {moment for moment, _ in index.shots}
    subjects, sessions, _ = (sorted({m.split("_")[k] for m in moments}) for k in range(3))
    cameras = {camera for _, camera in index.shots}
    what = (
        f"{'a synthetic stand-in: ' if synthetic else ''}{sum(map(len, index.shots.values()))} "
        f"photographs of {len(subjects)} subjects, {len(sessions)} sessions, {len(moments)} "
        f"recordings, {len(cameras)} of {len(CAMERA_YAWS)} cameras"
    )
    if synthetic or len(subjects) == N_SUBJECTS:
        yield Finding("ok", what)
    else:
        text = f"{what}; the release has {N_SUBJECTS} subjects"
        yield Finding("warning", text, "fine for a part of it")
    beyond = [subject for subject in subjects if not 1 <= int(subject) <= _LAST_SUBJECT]
    fix = "correct the names of folders and files"
    yield from gathered("error", f"subjects beyond 001 to {_LAST_SUBJECT}", beyond, fix)
    yield from gathered(
        "warning",
        "images or folders of cameras have other names, and are not used",
        index.strange,
        "expected session<XX>/multiview/<subject>/<recording>/<camera>/<subject>_<session>_"
        "<recording>_<camera>_<shot>.png with shots 00 to 19",
    )
    partly = [
        f"{'_'.join(view)} has {len(shots)}"
        for view, shots in sorted(index.shots.items())
        if len(shots) < _N_SHOTS and not synthetic
    ]
    yield from gathered("warning", f"views have fewer than {_N_SHOTS} shots", partly, _RESTORE)


def _triplets(index: MultiPieIndex) -> Iterator[Finding]:
    kept = {view: shots for view, shots in index.shots.items() if view[0][4:6] in PAPER_SESSIONS}
    chosen = MultiPieIndex(index.root, kept, index.beside)
    triplets, left_out = choose_triplets(chosen, TripletRule())
    subjects = {triplet.subject for triplet in triplets}
    what = (
        f"{len(triplets)} triplets of {len(subjects)} subjects in sessions "
        f"{', '.join(PAPER_SESSIONS)}, side cameras at 15 to 60 degrees"
    )
    reasons = "".join(f"; {count} {reason} left out" for reason, count in left_out.items())
    if triplets and not left_out:
        yield Finding("ok", what)
    else:
        fix = "copy the missing cameras and sessions, make the missing landmarks"
        yield Finding("warning", what + reasons, fix)
    bare = Counter(camera for _, camera in index.shots.keys() - index.beside[LANDMARKS])
    if bare:
        per_camera = ", ".join(f"{camera}: {count}" for camera, count in sorted(bare.items()))
        yield Finding(
            "warning",
            f"{bare.total()} of {len(index.shots)} views have no _{LANDMARKS} ({per_camera})",
            "make them with a landmark detector, as face_datasets/multi_pie_sessions.py says; one "
            "file for all shots of a recording in a camera",
        )


def _sizes(index: MultiPieIndex) -> Iterator[Finding]:
    """Look at the headers of all images; to decode them takes hours."""
    n_images, bad = sum(map(len, index.shots.values())), []
    with progress_bar(total=n_images, desc="headers", unit="image", disable=n_images < 2000) as bar:
        for view, shots in sorted(index.shots.items()):
            for shot in sorted(shots):
                path = index.path(view, f"{shot}.png")
                try:
                    with Image.open(path) as image:
                        size = image.size
                    if size != (IMAGE_WIDTH, IMAGE_HEIGHT):
                        bad.append(f"{path.name} has {size[0]} x {size[1]} pixels")
                except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
                    bad.append(f"{path.name} is no readable image")
            bar.update(len(shots))
    yield from gathered("error", "images cannot be used", bad, _RESTORE)
    if not bad:
        yield Finding("ok", f"{n_images} images have {IMAGE_WIDTH} x {IMAGE_HEIGHT} pixels")


def _landmarks(index: MultiPieIndex) -> Iterator[Finding]:
    views = sorted(index.beside[LANDMARKS] & index.shots.keys())
    problems = []
    for view in progress_bar(views, desc="landmarks", unit="view", disable=len(views) < 2000):
        if problem := _problem(index, view):
            problems.append(f"{'_'.join(view)}: {problem}")
    yield from gathered(
        "error",
        "views have landmarks that cannot be theirs",
        problems,
        "make them again in pixels of the 640 x 480 photograph, iBUG order, or remove them: "
        "triplets without landmarks are left out",
    )
    if views and not problems:
        yield Finding("ok", f"{len(views)} views have landmarks that fit their cameras")


def _problem(index: MultiPieIndex, view: View) -> str:
    """Say what is wrong with the landmarks of a view, or nothing."""
    try:
        points = index.landmarks(view)
        yaw = estimate_yaw(five_points_from_68(points))
    except DamagedFileError as error:
        return str(error).partition(". Restore")[0].partition(": ")[2]
    except ValueError:
        return "they do not look like a face"
    middle = points.mean(axis=0)
    if not (0 <= middle[0] <= IMAGE_WIDTH and 0 <= middle[1] <= IMAGE_HEIGHT):
        return f"around ({middle[0]:.0f}, {middle[1]:.0f}), outside the photograph"
    if abs(abs(yaw) - abs(CAMERA_YAWS[view[1]])) > _TURN_OFF:
        return f"turned by {yaw:.0f} degrees, the camera by {CAMERA_YAWS[view[1]]}"
    return ""
