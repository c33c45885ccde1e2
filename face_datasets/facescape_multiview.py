"""FaceScape's multi-view data (Yang et al., CVPR 2020): raw scans of 20 expressions, and photos.

359 people, about 60 views each. Facts: zhuhao-nju/facescape @ 19a9fff (`doc/doc_mview_model.md`,
`doc/doc_tu_model.md`, `toolkit/demo_align.ipynb`). The release leaves the names of the top folders
to the user; they are options here, below `root`:

    images/<subject>/<expression>/<view>.jpg          and params.json: cameras, "<view>_valid"
    meshes/<subject>/<expression>.ply                 raw scan, arbitrary unit, frame and size
    models/<subject>/models_reg/<expression>.obj      registered "TU" model, millimetres
    Rt_scale_dict.json                                from the repository's toolkit/predef
    info_list.txt                                     lines "subject gender age valid"

An expression is written as its folder: "1_neutral", "3_mouth_stretch", "16_grin". Raw scans come
out of structure from motion: `Rt_scale_dict.json` maps each to the frame of the TU models, x to the
subject's left, y up, z out of the face, "millimetres". These are nominal: everybody is scaled to
the same distance of the pupils (facescape issue 84). The 68 landmarks of a scan are those of its TU
model, vertices that the toolkit names; scan and TU model agree up to "minor misalignment".

A sample is "<subject>_<expression>", such as "122_16_grin".
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import numpy as np
from jaxtyping import Float, UInt8
from PIL import Image

from geometry.landmarks import IBUG68_SEVEN
from geometry.mesh_files import MeshFileError, read_mesh, write_mesh
from geometry.meshes import Mesh
from progress_bar import progress_bar

from .doctor import Finding
from .errors import DamagedFileError, DatasetNotFoundError
from .origin import Origin, read_origin
from .scan_checks import scan_problems

REQUEST_PAGE = "https://facescape.nju.edu.cn"
TOOLKIT_PAGE = "https://github.com/zhuhao-nju/facescape/tree/master/toolkit/predef"
N_SUBJECTS = 359
EXPRESSIONS = (
    *("1_neutral", "2_smile", "3_mouth_stretch", "4_anger", "5_jaw_left", "6_jaw_right"),
    *("7_jaw_forward", "8_mouth_left", "9_mouth_right", "10_dimpler", "11_chin_raiser"),
    *("12_lip_puckerer", "13_lip_funneler", "14_sadness", "15_lip_roll", "16_grin"),
    *("17_cheek_blowing", "18_eye_closed", "19_brow_raiser", "20_brow_lower"),
)
"""The 20 expressions, in order, as their folders are named."""

_SCORED = ("1_neutral", "3_mouth_stretch", "16_grin")  # what the doctor opens

# Vertices of a TU model that are the 68 iBUG landmarks: "v10" of the toolkit's landmark_indices.npz
TU_LANDMARKS = np.array(
    [
        *(23404, 4607, 4615, 4655, 20356, 4643, 5022, 5013, 1681, 1692, 11470, 10441, 1336, 1343),
        *(1303, 1295, 2372, 6143, 6141, 6126, 6113, 6109, 2844, 2762, 2765, 2774, 2789, 6053),
        *(6041, 1870, 1855, 4728, 4870, 1807, 1551, 1419, 3434, 3414, 3447, 3457, 3309, 3373),
        *(3179, 151, 127, 143, 3236, 47, 21018, 4985, 4898, 6571, 1575, 1663, 1599, 1899, 12138),
        *(5231, 21978, 5101, 21067, 21239, 11378, 11369, 11553, 12048, 5212, 21892),
    ]
)

Gender = Literal["m", "f"]


def split_id(sample_id: str) -> tuple[int, str]:
    """Return subject and expression: "122_16_grin" is (122, "16_grin")."""
    subject, expression = sample_id.split("_", maxsplit=1)
    return int(subject), expression


class FaceScapeMultiView:
    """Reader of raw scans, brought to millimetres, and of what belongs to them.

    Args:
        root: the folder that holds all that the module names.
        meshes: folder of the raw scans, below `root`.
        models: folder of the TU models.
        images: folder of the photos.
        alignment: the file of the maps from scans to TU models.
        information: the file of genders, called "information list" on the download page.
    """

    def __init__(
        self,
        root: Path,
        *,
        meshes: str = "meshes",
        models: str = "models",
        images: str = "images",
        alignment: str = "Rt_scale_dict.json",
        information: str = "info_list.txt",
    ) -> None:
        self.root = Path(root)
        self.meshes, self.models = self.root / meshes, self.root / models
        self.images = self.root / images
        self.alignment_path, self.information_path = self.root / alignment, self.root / information
        if not self.meshes.is_dir():
            raise self._not_found(self.meshes, "raw scans <subject>/<expression>.ply")
        self.origin: Origin = read_origin(self.root)
        self._alignments: dict[str, Any] | None = None

    def subjects(self) -> list[int]:
        """Return the numbers of the subjects that have a folder of scans, sorted."""
        return sorted(int(path.name) for path in self.meshes.iterdir() if path.name.isdigit())

    def expressions(self, subject: int) -> list[str]:
        """Return the expressions of which a subject has a scan, in the release's order."""
        return [e for e in EXPRESSIONS if self.scan_path(subject, e).is_file()]

    def genders(self) -> dict[int, Gender]:
        """Return the gender of every subject of whom the information list tells it.

        Raises:
            DatasetNotFoundError: there is no list.
            DamagedFileError: a line does not begin with a number and m, f or -.
        """
        path = self.information_path
        if not path.is_file():
            raise self._not_found(path, "lines '<subject> <m or f> <age> <valid>'")
        genders: dict[int, Gender] = {}
        for line in path.read_text(errors="replace").replace(",", " ").splitlines():
            words = line.split()
            if not words or not words[0].isdigit():
                continue  # a heading
            if len(words) < 2 or words[1].lower()[:1] not in ("m", "f", "-"):
                raise DamagedFileError(
                    path, f"line '{line.strip()}', expected '<subject> <m or f>'"
                )
            if words[1].lower().startswith("m"):
                genders[int(words[0])] = "m"
            elif words[1].lower().startswith("f"):
                genders[int(words[0])] = "f"
        return genders

    def scan_path(self, subject: int, expression: str) -> Path:
        """Return where the raw scan is."""
        return self.meshes / str(subject) / f"{expression}.ply"

    def model_path(self, subject: int, expression: str) -> Path:
        """Return where the TU model is."""
        return self.models / str(subject) / "models_reg" / f"{expression}.obj"

    def scan(self, subject: int, expression: str) -> Mesh:
        """Read a raw scan and bring it to the frame of the TU models, nominal millimetres."""
        raw = self._mesh(self.scan_path(subject, expression), "raw scans")
        scale, pose = self.tu_from_scan(subject, expression)
        vertices = (scale * raw.vertices) @ pose[:, :3].T + pose[:, 3]
        return Mesh(vertices, raw.faces, raw.colors)

    def model(self, subject: int, expression: str) -> Mesh:
        """Read a TU model, nominal millimetres."""
        return self._mesh(self.model_path(subject, expression), "TU models")

    def landmarks(self, subject: int, expression: str) -> Float[np.ndarray, "68 3"]:
        """Return the 68 landmarks (iBUG order) of the TU model, in the frame of `scan`."""
        model = self.model(subject, expression)
        if len(model.vertices) <= TU_LANDMARKS.max():
            raise DamagedFileError(
                self.model_path(subject, expression),
                f"{len(model.vertices)} vertices, expected a TU model with more than "
                f"{TU_LANDMARKS.max()}",
            )
        points: Float[np.ndarray, "68 3"] = model.vertices[TU_LANDMARKS]
        return points

    def tu_from_scan(self, subject: int, expression: str) -> tuple[float, Float[np.ndarray, "3 4"]]:
        """Return scale and [rotation | translation]: x_tu = rotation (scale x_scan) + translation.

        Raises:
            DatasetNotFoundError: no file of alignments.
            DamagedFileError: it does not tell of this scan, or not in numbers.
        """
        number = expression.split("_", maxsplit=1)[0]
        try:
            scale, pose = self._read_alignments()[str(subject)][number]
            scale, matrix = float(scale), np.array(pose, dtype=np.float64)[:3]
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedFileError(
                self.alignment_path, f"has no scale and matrix for {subject}, {number} ({error})"
            ) from error
        if matrix.shape != (3, 4) or not np.isfinite(matrix).all() or not 0 < scale < np.inf:
            raise DamagedFileError(
                self.alignment_path, f"{subject}, {number}: expected a scale and a 3 x 4 matrix"
            )
        return scale, matrix

    def views(self, subject: int, expression: str, count: int = 40) -> list[int]:
        """Return the numbers of the first views that there are photos of, in order."""
        folder = self.images / str(subject) / expression
        if not folder.is_dir():
            raise self._not_found(folder, "photos <view>.jpg")
        return sorted(int(path.stem) for path in folder.glob("*.jpg") if path.stem.isdigit())[
            :count
        ]

    def _read_alignments(self) -> dict[str, Any]:
        if self._alignments is None:
            path = self.alignment_path
            if not path.is_file():
                raise DatasetNotFoundError(
                    "facescape-expressions",
                    path,
                    "the maps from raw scans to TU models",
                    TOOLKIT_PAGE,
                    "say which file has them",
                )
            try:
                content = json.loads(path.read_text())
            except (ValueError, RecursionError) as error:
                raise DamagedFileError(path, f"not JSON ({error})") from error
            if not isinstance(content, dict):
                raise DamagedFileError(path, "expected a JSON object by subject")
            self._alignments = content
        return self._alignments

    def _mesh(self, path: Path, what: str) -> Mesh:
        if not path.is_file():
            raise self._not_found(path, what)
        try:
            return read_mesh(path)
        except MeshFileError as error:
            raise DamagedFileError(path, error.problem) from error

    def _not_found(self, missing: Path, layout: str) -> DatasetNotFoundError:
        return DatasetNotFoundError(
            "facescape-expressions",
            missing,
            layout,
            REQUEST_PAGE,
            "make a stand-in with `make synth DATASET=facescape-expressions`, or set DATA_ROOT",
        )


def write_multiview_scan(
    root: Path,
    subject: int,
    expression: str,
    *,
    scan: Mesh,
    model: Mesh,
) -> None:
    """Write one scan of a stand-in, in its own unit and frame, and its TU model."""
    scan_path = root / "meshes" / str(subject) / f"{expression}.ply"
    model_path = root / "models" / str(subject) / "models_reg" / f"{expression}.obj"
    for path, mesh in ((scan_path, scan), (model_path, model)):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_mesh(path, mesh)


def write_multiview_photo(
    root: Path,
    subject: int,
    expression: str,
    view: int,
    photo: UInt8[np.ndarray, "H W 3"],
    intrinsics: Float[np.ndarray, "3 3"],
    pose: Float[np.ndarray, "3 4"],
) -> None:
    """Write a photo of a stand-in and add its camera to `params.json`, in the scan's unit."""
    folder = root / "images" / str(subject) / expression
    folder.mkdir(parents=True, exist_ok=True)
    Image.fromarray(photo).save(folder / f"{view}.jpg", quality=92)
    path = folder / "params.json"
    parameters = json.loads(path.read_text()) if path.is_file() else {}
    height, width = photo.shape[:2]
    facts = {"K": intrinsics.tolist(), "Rt": pose.tolist(), "distortion": [0.0] * 5}
    facts |= {"width": width, "height": height, "valid": True}
    parameters |= {f"{view}_{name}": value for name, value in facts.items()}
    path.write_text(json.dumps(parameters) + "\n")


def write_multiview_index(
    root: Path,
    genders: dict[int, Gender],
    alignments: dict[int, dict[int, tuple[float, Float[np.ndarray, "3 4"]]]],
) -> None:
    """Write the information list and the maps from scans (by subject, expression) to TU models."""
    lines = [f"{subject} {gender} - 11111" for subject, gender in sorted(genders.items())]
    (root / "info_list.txt").write_text("\n".join(lines) + "\n")
    content = {
        str(subject): {
            str(number): [scale, matrix.tolist()] for number, (scale, matrix) in rows.items()
        }
        for subject, rows in alignments.items()
    }
    (root / "Rt_scale_dict.json").write_text(json.dumps(content) + "\n")


def examine(root: Path) -> Iterator[Finding]:
    """Examine a copy: tree, counts, unreadable files, units, landmark order, genders."""
    try:
        data = FaceScapeMultiView(root)
    except DatasetNotFoundError as error:
        yield Finding("error", str(error))
        return
    subjects = data.subjects()
    if data.origin == "released" and len(subjects) != N_SUBJECTS:
        yield Finding(
            "warning",
            f"scans of {len(subjects)} subjects; the multi-view data has {N_SUBJECTS}",
            "download the other parts, or name your choice in subjects.txt",
        )
    else:
        yield Finding("ok", f"scans of {len(subjects)} subjects")
    try:
        genders = data.genders()
        counts = {g: sum(genders.get(s) == g for s in subjects) for g in ("m", "f")}
        yield Finding("ok", f"{counts['m']} of them are listed as m, {counts['f']} as f")
    except (DatasetNotFoundError, DamagedFileError) as error:
        yield Finding("error", str(error), "or name your own choice in subjects.txt")
    n_scans, n_bad = 0, 0
    for subject in progress_bar(subjects, desc="examining", unit="subject", leave=False):
        expressions = [e for e in _SCORED if e in data.expressions(subject)]
        missing = [e for e in _SCORED if e not in expressions]
        if missing:
            yield Finding(
                "warning", f"{subject}: no raw scan of {', '.join(missing)}", "download it again"
            )
        for expression in expressions:
            n_scans += 1
            problems = list(_examine_scan(data, subject, expression))
            n_bad += bool(problems)
            yield from problems
    if n_bad < n_scans:
        yield Finding(
            "ok", f"{n_scans - n_bad} scans of {n_scans}: readable, mm, on their TU model"
        )


def _examine_scan(data: FaceScapeMultiView, subject: int, expression: str) -> Iterator[Finding]:
    try:
        scan = data.scan(subject, expression)
        seven = data.landmarks(subject, expression)[list(IBUG68_SEVEN["tip"])]
    except (DatasetNotFoundError, DamagedFileError) as error:
        yield Finding("error", str(error))
        return
    yield from scan_problems(f"{subject}/{expression}", scan, seven)
