"""Multi-PIE as it is released: sessions of photographs from 15 cameras.

    session<XX>/multiview/<subject>/<recording>/<camera>/
        <subject>_<session>_<recording>_<camera>_<shot>.png    640 x 480

for example session02/multiview/001/02/05_1/001_02_02_051_07.png: subject 001 in session 02, its
second recording there, camera 05_1 (without the underscore in names), shot 07. Numbers have 3, 2,
2, 3 and 2 digits. The twenty shots of a recording, 00 to 19, differ in the flash: none in 00 and
19. Any part of the release will do. Layout and yaws are those that the documentation of Bob's
database interface gives (bob.bio.face); nobody says which way 08_1 and 19_1, which look down from
above, stand, and they are left out.

The release has no landmarks. They come from a landmark detector of the user's choice and lie beside
the photographs, one file for all shots of a recording in a camera: these follow each other within
0.7 seconds, so the best lit one speaks for all. Face-parsing labels may lie there, too:

    <subject>_<session>_<recording>_<camera>_landmarks.txt    68 lines "u v" in iBUG order, pixels
    <subject>_<session>_<recording>_<camera>_parsing.png      labels 0 to 9 (`FACE_PARSING_REGIONS`)
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from jaxtyping import Float64, UInt8

from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points
from .multi_pie_files import CAMERA_YAWS, LANDMARKS, PARSING, REQUEST_PAGE

IMAGE_WIDTH, IMAGE_HEIGHT = 640, 480
ELEVATED_CAMERAS = ("081", "191")
SESSIONS = ("01", "02", "03", "04")

View = tuple[str, str]
"""A moment, "<subject>_<session>_<recording>", and a camera: what shares landmarks."""

_EXAMPLE = "session01/multiview/001/01/05_1/001_01_01_051_00.png"
_OPTION = (
    "set DATA_ROOT=<folder that holds session01 and so on>, or run "
    "`make synth DATASET=multi-pie-sessions` for a stand-in"
)
_PREPARE = (
    "make it with a landmark detector or face parser, one file for all shots of a recording in a "
    "camera, as face_datasets/multi_pie_sessions.py says"
)
_WHAT = {
    LANDMARKS: "68 lines 'u v' in iBUG order, pixels of the photograph, for all its shots",
    PARSING: "labels 0 to 9 of the photograph, of all three cameras of a triplet or of none",
}
_SHOT = re.compile(r"[01]\d\.png")


def camera_folder(camera: str) -> str:
    """Return "05_1" of "051"."""
    return f"{camera[:2]}_{camera[2:]}"


@dataclass(frozen=True, eq=False)
class MultiPieIndex:
    """Which files there are.

    Attributes:
        root: folder of the sessions.
        shots: of each view, two digits each.
        beside: kind (`LANDMARKS`, `PARSING`) to the views that have one.
        strange: images, relative to `root`, whose names do not fit their folders.
    """

    root: Path
    shots: dict[View, frozenset[str]]
    beside: dict[str, set[View]] = field(default_factory=lambda: {kind: set() for kind in _WHAT})
    strange: list[str] = field(default_factory=list)

    def image(self, view: View, shot: str) -> UInt8[np.ndarray, "480 640 3"]:
        """Read a photograph.

        Raises:
            DatasetNotFoundError: it has gone.
            DamagedFileError: it cannot be read or has another size.
        """
        path = self.path(view, f"{shot}.png")
        if not path.is_file():
            raise _not_found(path, "a photograph that was there before", _OPTION)
        return read_pixels(path, "RGB", (IMAGE_WIDTH, IMAGE_HEIGHT))

    def landmarks(self, view: View) -> Float64[np.ndarray, "68 2"]:
        """Read the 68 landmarks of a view; raises as `image` does."""
        return read_image_points(self._existing(view, LANDMARKS), 68)

    def parsing(self, view: View) -> UInt8[np.ndarray, "480 640"]:
        """Read the labels of a view; raises as `image` does."""
        path = self._existing(view, PARSING)
        labels = read_pixels(path, "L", (IMAGE_WIDTH, IMAGE_HEIGHT))
        if labels.max() > 9:
            raise DamagedFileError(path, f"labels go up to {labels.max()}, expected 0 to 9")
        return labels

    def path(self, view: View, end: str) -> Path:
        """Return where a file of a view is or would be, by the end of its name."""
        (subject, session, recording), camera = view[0].split("_"), view[1]
        folder = self.root / f"session{session}" / "multiview" / subject / recording
        return folder / camera_folder(camera) / f"{view[0]}_{camera}_{end}"

    def _existing(self, view: View, kind: str) -> Path:
        path = self.path(view, kind)
        if view in self.beside[kind] and path.is_file():
            return path
        raise _not_found(path, _WHAT[kind], _PREPARE)


def read_index(
    root: Path,
    sessions: Collection[str] = SESSIONS,
    cameras: Collection[str] = tuple(CAMERA_YAWS),
) -> MultiPieIndex:
    """List the files of a copy; none is opened.

    Args:
        root: folder of the sessions, or the one that holds it as `data`.
        sessions: two digits each.
        cameras: three digits each.

    Raises:
        ValueError: malformed sessions or cameras.
        DatasetNotFoundError: there is no photograph.
    """
    _check(sessions, SESSIONS, "session")
    _check(cameras, CAMERA_YAWS, "camera")
    root = Path(root)
    if (root / "data").is_dir() and not any((root / f"session{s}").is_dir() for s in SESSIONS):
        root /= "data"
    index = MultiPieIndex(root, {})
    for moment, folder in _moments(root, sorted(sessions)):
        for name in _folders(folder, r"\d\d_\d"):
            camera = name.replace("_", "")
            if camera in cameras:
                _add(index, (moment, camera), folder / name)
            elif camera not in CAMERA_YAWS and camera not in ELEVATED_CAMERAS:
                index.strange.append(str((folder / name).relative_to(root)))
    if not index.shots:
        names = ", ".join(sorted(sessions))
        example = _EXAMPLE.replace("session01", f"session{min(sessions)}")
        missing = root / example.replace("001_01_01", f"001_{min(sessions)}_01")
        raise _not_found(missing, f"{_EXAMPLE} and the like, in sessions {names}", _OPTION)
    return index


def _check(names: Collection[str], known: Iterable[str], what: str) -> None:
    unknown = sorted(set(names) - set(known))
    if unknown or not names:
        found = f"{what} {unknown[0]!r}" if unknown else f"no {what}"
        raise ValueError(f"{found}: expected one or more of {', '.join(known)}")


def _moments(root: Path, sessions: Iterable[str]) -> Iterator[tuple[str, Path]]:
    for session in sessions:
        top = root / f"session{session}" / "multiview"
        for subject in _folders(top, r"\d{3}"):
            for recording in _folders(top / subject, r"\d\d"):
                yield f"{subject}_{session}_{recording}", top / subject / recording


def _folders(folder: Path, pattern: str) -> list[str]:
    if not folder.is_dir():
        return []
    with os.scandir(folder) as entries:
        return sorted(e.name for e in entries if re.fullmatch(pattern, e.name) and e.is_dir())


def _add(index: MultiPieIndex, view: View, folder: Path) -> None:
    start, shots = "_".join(view) + "_", set()
    for name in sorted(os.listdir(folder)):  # noqa: PTH208  (32,000 folders: no Path per name)
        end = name.removeprefix(start)
        if name != end and end in _WHAT:
            index.beside[end].add(view)
        elif name != end and _SHOT.fullmatch(end):
            shots.add(end[:2])
        elif name.endswith(".png"):
            index.strange.append(str((folder / name).relative_to(index.root)))
    if shots:
        index.shots[view] = frozenset(shots)


def _not_found(path: Path, layout: str, option: str) -> DatasetNotFoundError:
    return DatasetNotFoundError("Multi-PIE", path, layout, REQUEST_PAGE, option)
