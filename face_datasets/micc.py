"""The MICC Florence 3D faces (Bagdanov et al., J-HGBU 2011): scans of 53 people, three videos each.

`root` is the unpacked release:

    subject_01 ... subject_53/Model/frontal1/obj/<12 digits>.obj     neutral scan, millimetres
    subject_01 ... subject_53/Model/frontal2/obj/<12 digits>.obj     a second one; not of subject 30
    subject_01/Video/...                                             not read here

The release has no landmarks. The 68 points (iBUG order) that barisgecer/GANFit @ 0f1b798 publishes
for every frontal scan are found where that repository has them, once its folder `MICC_landmarks` is
copied into `root`; a text file of 68 lines "x y z" at the same place serves as well:

    MICC_landmarks/subject_01/Model/frontal1/obj/<12 digits>.ljson  (or .txt)

A sample is what one video shows of a subject, "<subject>_<clip>" such as "01_cooperative": its
prediction is the mean of the meshes of several frames. All clips of a subject share its scans.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float

from geometry.landmarks import IBUG68_SEVEN
from geometry.mesh_files import MeshFileError, read_mesh, write_mesh
from geometry.meshes import Mesh
from progress_bar import progress_bar

from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .landmark_files import read_ljson, read_text_points, write_ljson
from .origin import Origin, read_origin
from .scan_checks import scan_problems

REQUEST_PAGE = "https://www.micc.unifi.it/resources/datasets/florence-3d-faces/"
LANDMARKS_PAGE = "https://github.com/barisgecer/GANFit/tree/master/MICC_landmarks"
N_SUBJECTS = 53
CLIPS = {"cooperative": "Indoor-Cooperative", "indoor": "PTZ-Indoor", "outdoor": "PTZ-Outdoor"}
"""Our names of the three videos, and the release's."""
FRONTAL = ("frontal1", "frontal2")
WITHOUT_FRONTAL2 = frozenset({30})
"""Subjects whose second scan was never released (105 landmark files in GANFit's repository)."""


@dataclass(frozen=True, eq=False)
class FrontalScan:
    """One neutral scan.

    Attributes:
        name: "frontal1" or "frontal2".
        path: the file of the mesh.
        landmarks_path: the file of the landmarks.
        mesh: millimetres, in the scanner's frame.
        landmarks: 68 points, iBUG order, same frame.
    """

    name: str
    path: Path
    landmarks_path: Path
    mesh: Mesh
    landmarks: Float[np.ndarray, "68 3"]


def split_id(sample_id: str) -> tuple[int, str]:
    """Return the subject's number and the clip: "01_cooperative" is (1, "cooperative")."""
    subject, clip = sample_id.split("_")
    return int(subject), clip


class MiccFlorence:
    """Reader of the released scans and of GANFit's landmarks.

    Args:
        root: the folder that holds `subject_01` and so on.
        landmarks: folder of the landmarks, below `root`.
    """

    def __init__(self, root: Path, landmarks: str = "MICC_landmarks") -> None:
        self.root = Path(root)
        self.landmarks_root = self.root / landmarks
        self.origin: Origin = read_origin(self.root)
        self._subjects = self._find_subjects()

    def subjects(self) -> list[int]:
        """Return the numbers of the subjects: 1 to 53, or those that a stand-in has."""
        return list(self._subjects)

    def ids(self) -> list[str]:
        """Return the ids of all clips, subject by subject."""
        return [f"{subject:02d}_{clip}" for subject in self._subjects for clip in CLIPS]

    def scan_files(self, subject: int) -> dict[str, tuple[Path, Path]]:
        """Return scan and landmark file of each frontal scan that a subject has.

        Raises:
            DatasetNotFoundError: no frontal1, a frontal2 missing that was released, or no
                landmarks.
        """
        files = {}
        for name in FRONTAL:
            folder = self.root / f"subject_{subject:02d}" / "Model" / name / "obj"
            scans = sorted(path for path in folder.glob("*.obj") if not path.name.startswith("."))
            if not scans:
                if name == "frontal2" and subject in WITHOUT_FRONTAL2:
                    continue
                raise self._not_found(folder / "<12 digits>.obj", "one scan in each of its folders")
            if len(scans) > 1:
                raise DamagedFileError(folder, f"{len(scans)} scans, expected one")
            files[name] = (scans[0], self._landmarks_file(scans[0]))
        return files

    def scans(self, subject: int) -> list[FrontalScan]:
        """Read a subject's one or two scans."""
        scans = []
        for name, (path, landmarks_path) in self.scan_files(subject).items():
            try:
                mesh = read_mesh(path)
            except MeshFileError as error:
                raise DamagedFileError(path, error.problem) from error
            read = read_ljson if landmarks_path.suffix == ".ljson" else read_text_points
            points = read(landmarks_path, 68)
            scans.append(FrontalScan(name, path, landmarks_path, mesh, points))
        return scans

    def _landmarks_file(self, scan: Path) -> Path:
        beside = self.landmarks_root / scan.relative_to(self.root)
        for suffix in (".ljson", ".txt"):
            if beside.with_suffix(suffix).is_file():
                return beside.with_suffix(suffix)
        raise DatasetNotFoundError(
            "micc",
            beside.with_suffix(".ljson"),
            "68 landmarks of each scan (.ljson, or .txt with lines x y z)",
            LANDMARKS_PAGE,
            f"pick them and put them into {self.landmarks_root}",
        )

    def _find_subjects(self) -> list[int]:
        if self.origin == "released":
            first = self.root / "subject_01" / "Model"
            if not first.is_dir():
                raise self._not_found(first, "subject_01 to subject_53, unpacked")
            return list(range(1, N_SUBJECTS + 1))
        return _subjects_on_disk(self.root)

    def _not_found(self, missing: Path, layout: str) -> DatasetNotFoundError:
        return DatasetNotFoundError(
            "micc",
            missing,
            layout,
            REQUEST_PAGE,
            "make a stand-in with `make synth DATASET=micc`, or set DATA_ROOT to your copy",
        )


def _subjects_on_disk(root: Path) -> list[int]:
    found = (path.parent.name.removeprefix("subject_") for path in root.glob("subject_*/Model"))
    return sorted(int(number) for number in found if number.isdigit())


def write_frontal_scan(
    root: Path, subject: int, name: str, scan: Mesh, landmarks: Float[np.ndarray, "68 3"]
) -> None:
    """Write one scan of a stand-in, with landmarks as GANFit's repository has them."""
    stem = f"1109{subject:02d}{FRONTAL.index(name) + 1:02d}0000"
    inside = Path(f"subject_{subject:02d}") / "Model" / name / "obj" / f"{stem}.obj"
    (root / inside).parent.mkdir(parents=True, exist_ok=True)
    write_mesh(root / inside, scan)
    write_ljson((root / "MICC_landmarks" / inside).with_suffix(".ljson"), landmarks)


def examine(root: Path) -> Iterator[Finding]:
    """Examine a copy: tree, counts, unreadable files, units, landmark order."""
    try:
        data = MiccFlorence(root)
    except DatasetNotFoundError as error:
        yield Finding("error", str(error))
        return
    n_scans, n_bad = 0, 0
    for subject in progress_bar(data.subjects(), desc="examining", unit="subject", leave=False):
        try:
            scans = data.scans(subject)
        except (DatasetNotFoundError, DamagedFileError) as error:
            n_bad += 1
            yield Finding("error", str(error))
            continue
        if subject in WITHOUT_FRONTAL2 and len(scans) == 1:
            yield Finding("ok", f"subject_{subject:02d} has no frontal2, as released")
        for scan in scans:
            n_scans += 1
            name = f"subject_{subject:02d}/{scan.name}"
            problems = list(
                scan_problems(name, scan.mesh, scan.landmarks[list(IBUG68_SEVEN["tip"])])
            )
            n_bad += bool(problems)
            yield from problems
    counts = f"{len(data.subjects())} subjects, {n_scans} frontal scans that can be read"
    if n_bad == 0:
        yield Finding("ok", f"{counts}, all in mm with landmarks in order")
    else:
        yield Finding("warning", f"{counts}; {n_bad} subjects or scans have problems", "see above")
