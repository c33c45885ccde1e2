"""Pairs of scans and predictions whose true correspondence is known, to test error estimators on.

Layout: `<subject>/scan.npz` with `vertices`, `faces` and the seven alignment points `seven`; beside
it one `<method>.npz` per prediction with the same and `corresponding` (V, 3), where on the scan
each vertex belongs, NaN where the scan shows nothing of it. Lengths of scans are millimetres; each
prediction has its own frame and unit.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from geometry.meshes import Mesh

from .errors import DamagedFileError, DatasetNotFoundError
from .origin import Origin, read_origin

_SCAN = "scan.npz"


@dataclass(frozen=True, eq=False)
class MetaScan:
    """A scan, millimetres, and its seven alignment points (`geometry.landmarks.SEVEN_POINTS`).

    Attributes:
        mesh: millimetres.
        seven: its alignment points.
    """

    mesh: Mesh
    seven: Float64[np.ndarray, "7 3"]


@dataclass(frozen=True, eq=False)
class MetaPrediction:
    """A prediction in its own frame and unit, its seven points, and where its vertices belong.

    Attributes:
        mesh: in its own frame and unit.
        seven: its alignment points.
        corresponding: for each vertex, the point of the scan that it stands for, mm; NaN where it
            shows nothing of it.
    """

    mesh: Mesh
    seven: Float64[np.ndarray, "7 3"]
    corresponding: Float64[np.ndarray, "V 3"]


class MetaStudy:
    """A folder of such pairs.

    Args:
        root: the folder.

    Raises:
        DatasetNotFoundError: there is no `<subject>/scan.npz` in it.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self.subjects = sorted(path.parent.name for path in root.glob(f"*/{_SCAN}"))
        if not self.subjects:
            raise DatasetNotFoundError(
                "meta",
                root / "<subject>" / _SCAN,
                layout="<subject>/scan.npz with <subject>/<method>.npz beside it",
                request_from="our studio: python -m synthesis meta --out DIR",
                option="set --data-root",
            )
        self.origin: Origin = read_origin(root)

    def pairs(self) -> list[tuple[str, str]]:
        """Return (subject, method) of every prediction."""
        return [
            (subject, path.stem)
            for subject in self.subjects
            for path in sorted((self.root / subject).glob("*.npz"))
            if path.name != _SCAN
        ]

    def scan(self, subject: str) -> MetaScan:
        """Read a scan.

        Raises:
            DamagedFileError: the file is not as described above.
        """
        mesh, arrays = _read(self.root / subject / _SCAN, ())
        return MetaScan(mesh, arrays["seven"])

    def prediction(self, subject: str, method: str) -> MetaPrediction:
        """Read a prediction.

        Raises:
            DamagedFileError: the file is not as described above.
        """
        path = self.root / subject / f"{method}.npz"
        mesh, arrays = _read(path, ("corresponding",))
        if arrays["corresponding"].shape != mesh.vertices.shape:
            raise DamagedFileError(
                path, f"corresponding is {arrays['corresponding'].shape}; expected one per vertex"
            )
        return MetaPrediction(mesh, arrays["seven"], arrays["corresponding"])


def write_meta_scan(root: Path, subject: str, scan: MetaScan) -> None:
    """Write a scan."""
    folder = root / subject
    folder.mkdir(parents=True, exist_ok=True)
    np.savez(folder / _SCAN, vertices=scan.mesh.vertices, faces=scan.mesh.faces, seven=scan.seven)


def write_meta_prediction(
    root: Path, subject: str, method: str, prediction: MetaPrediction
) -> None:
    """Write a prediction beside its scan."""
    np.savez(
        root / subject / f"{method}.npz",
        vertices=prediction.mesh.vertices,
        faces=prediction.mesh.faces,
        seven=prediction.seven,
        corresponding=prediction.corresponding,
    )


def _read(path: Path, more: tuple[str, ...]) -> tuple[Mesh, dict[str, np.ndarray]]:
    try:
        with np.load(path, allow_pickle=False) as archive:
            arrays = {name: archive[name] for name in ("vertices", "faces", "seven", *more)}
        mesh = Mesh(arrays["vertices"], arrays["faces"])
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise DamagedFileError(path, str(error).splitlines()[0]) from error
    arrays = {name: np.asarray(array, dtype=np.float64) for name, array in arrays.items()}
    if arrays["seven"].shape != (7, 3) or not np.isfinite(arrays["seven"]).all():
        raise DamagedFileError(path, "seven: expected seven finite points")
    return mesh, arrays
