"""The booth: one photograph and one scan of each person. An invented data set, for the manual.

<root>/<person>/photo.png              one face, upright
<root>/<person>/photo_landmarks.txt    68 lines "u v" in iBUG order, pixels
<root>/<person>/scan.ply               metres
<root>/<person>/scan_points.txt        seven lines "x y z" in `SEVEN_POINTS`' order, metres

A sample is a person.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from jaxtyping import Float64, UInt8
from PIL import Image

from geometry.mesh_files import MeshFileError, read_mesh, write_mesh
from geometry.meshes import Mesh

from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .image_files import read_pixels
from .landmark_files import read_image_points, read_text_points, write_text_points
from .origin import Origin, read_origin

MM_PER_UNIT = 1000.0
"""The release is in metres; nothing that leaves this module is."""

# --8<-- [start:reader]


class Booth:
    """Reader of the layout.

    Args:
        root: folder of the people.

    Raises:
        DatasetNotFoundError: nobody is in it.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        self._people = sorted(path.parent.name for path in self.root.glob("*/scan.ply"))
        if not self._people:
            raise self._not_found(self.root / "anna" / "scan.ply")

    def ids(self) -> list[str]:
        """Return the people, in order."""
        return self._people

    def path(self, person: str, name: str) -> Path:
        """Return one of the four files of a person.

        Raises:
            DatasetNotFoundError: it is missing.
        """
        path = self.root / person / name
        if not path.is_file():
            raise self._not_found(path)
        return path

    def photo(self, person: str) -> UInt8[np.ndarray, "H W 3"]:
        """Read the photograph."""
        return read_pixels(self.path(person, "photo.png"), "RGB")

    def landmarks(self, person: str) -> Float64[np.ndarray, "68 2"]:
        """Read the landmarks of the photograph, pixels."""
        return read_image_points(self.path(person, "photo_landmarks.txt"), 68)

    def scan(self, person: str) -> Mesh:
        """Read the scan, mm.

        Raises:
            DamagedFileError: it cannot be read.
        """
        path = self.path(person, "scan.ply")
        try:
            mesh = read_mesh(path)
        except MeshFileError as error:
            raise DamagedFileError(path, error.problem) from error
        return Mesh(mesh.vertices * MM_PER_UNIT, mesh.faces)

    def seven_points(self, person: str) -> Float64[np.ndarray, "7 3"]:
        """Read the seven alignment points of the scan, mm."""
        return read_text_points(self.path(person, "scan_points.txt"), 7) * MM_PER_UNIT

    def _not_found(self, missing: Path) -> DatasetNotFoundError:
        return DatasetNotFoundError(
            "booth",
            missing,
            "<person>/{photo.png,photo_landmarks.txt,scan.ply,scan_points.txt}",
            "the page that its licence is on",
            "make a stand-in with `make synth DATASET=booth`, or set DATA_ROOT to your copy",
        )


# --8<-- [end:reader]
# --8<-- [start:examine]


def examine(root: Path) -> Iterator[Finding]:
    """Examine a copy: can every file be read, and is the unit what it should be?"""
    try:
        data = Booth(root)
    except DatasetNotFoundError as error:
        yield Finding("error", str(error))
        return
    for person in data.ids():
        try:
            data.photo(person), data.landmarks(person), data.scan(person)
            outer = float(np.ptp(data.seven_points(person)[[0, 3]], axis=0).max())
        except (DatasetNotFoundError, DamagedFileError) as error:
            yield Finding("error", str(error))
            continue
        if not 60 <= outer <= 130:
            what = f"{person}: the outer eye corners are {outer:.3g} mm apart, expected 60 to 130"
            yield Finding("error", what, "scans have to be in metres")
        else:
            yield Finding("ok", f"{person}: four files, in the right unit")


# --8<-- [end:examine]
# --8<-- [start:writer]


def write_booth_person(
    root: Path,
    person: str,
    photo: UInt8[np.ndarray, "H W 3"],
    landmarks: Float64[np.ndarray, "68 2"],
    scan: Mesh,
    seven: Float64[np.ndarray, "7 3"],
) -> None:
    """Write one person of a stand-in.

    Args:
        root: folder of the people.
        person: a name.
        photo: RGB.
        landmarks: pixels of the photograph.
        scan: mm.
        seven: its alignment points, mm.
    """
    folder = root / person
    folder.mkdir(parents=True)
    Image.fromarray(photo).save(folder / "photo.png")
    np.savetxt(folder / "photo_landmarks.txt", landmarks, fmt="%.3f")
    write_mesh(folder / "scan.ply", Mesh(scan.vertices / MM_PER_UNIT, scan.faces))
    write_text_points(folder / "scan_points.txt", seven / MM_PER_UNIT)


# --8<-- [end:writer]
