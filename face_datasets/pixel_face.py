"""Pixel-Face (Lyu et al., arXiv 2008.12444) in its released layout and in DF-MVR's.

Released (zyg11/Pixel-Face @ 0a800cd): one folder per sample, of which `root` holds all:

    <sample>/{0,1,2}/t.bmp       left, middle and right photograph, 1280 x 720, lying on its side
    <sample>/fusion/gt.mat       neck_obj09, the scan registered to the BFM 2009 (53,215 vertices),
                                 new_kpt_gt_obj, the raw scan: both v, f and kpt_ind (106), from 1
    release_id/split/release_eva.txt, release_train.txt      names of the samples of each part
    release_id/release_info.txt  subject, sample, gender, age, expression (0: not one of the 22)

DF-MVR (weiguangzhao/DF_MVR @ 4d4ae4d) wants `root`, its folder `dataset/pixel_face`, to hold

    {train,val}/<subject>/<expression>/Images/{0,1,2}/t.jpg    left, front, right
    {train,val}/<subject>/<expression>/Images/fusion/nicp_106_pts.txt
    val_obj/<subject><expression>.obj                          the registered scan, no landmarks
    list_txt/shallow_path_{train,val}.npy                      which samples; optional

and where `Images/fusion` still has the release's gt.mat, it is read instead of the OBJ. The sample
of the public repository lies in `sample/mesh` and is found as well.

Files are in decimetres of the face model: DF-MVR multiplies by 100 and calls it millimetres, and so
do we. The faces are some 18 % larger than life in that unit (outer eye corners of the public sample
102 mm apart), which nobody corrects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from jaxtyping import Float64, Int64

from geometry.landmarks import Nose
from geometry.mesh_files import MeshFileError, read_mesh
from geometry.meshes import Mesh

from .errors import DamagedFileError, DatasetNotFoundError
from .origin import MARKER, Origin, read_marker, read_origin
from .pixel_face_files import MM_PER_UNIT, SEVEN_OF_106, read_gt_mat

REQUEST_PAGE = "https://github.com/zyg11/Pixel-Face"
Layout = Literal["released", "dfmvr"]
GroundTruth = Literal["registered", "raw"]

N_REGISTERED = 53_215
REGISTERED_SEVEN: dict[Nose, tuple[int, ...]] = {
    "tip": (2215, 5828, 10455, 14065, 8192, 5522, 10795),
    "bottom": (2215, 5828, 10455, 14065, 8204, 5522, 10795),
}
"""Vertex ids of the registered scan: DF-MVR's gt_al_index.npy, and the BFM's keypoint 33."""


@dataclass(frozen=True, eq=False)
class PixelFaceScan:
    """One ground truth.

    Attributes:
        mesh: nominal mm; x to the subject's left, y up, z out of the face.
        seven: its alignment points with the tip of the nose and with its bottom.
    """

    mesh: Mesh
    seven: dict[Nose, Float64[np.ndarray, "7 3"]]


class PixelFace:
    """Reader of the evaluation part, in either layout, and of stand-ins in them.

    Args:
        root: see the module's text.

    Attributes:
        layout: which of the two it is.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(root)
        self.origin: Origin = read_origin(self.root)
        self._marker = read_marker(self.root) if self.origin == "synthetic" else {}
        self.layout: Layout
        if (self.root / "val_obj").is_dir() or (self.root / "val").is_dir():
            self.layout = "dfmvr"
            self._samples = self._dfmvr_samples("val")
        elif any(self.root.glob("release_id/split/*")) or next(_folders(self.root), None):
            self.layout = "released"
            self._samples = self._released_samples("eva")
        else:
            raise self._not_found(
                self.root,
                "<sample>/fusion/gt.mat and release_id/split, or DF-MVR's val and val_obj",
            )
        if not self._samples:
            raise self._not_found(self.root, "at least one sample to evaluate on")
        self._facts = self._released_facts() if self.layout == "released" else {}

    def ids(self) -> list[str]:
        """Return the samples of the evaluation part, in order."""
        return sorted(self._samples)

    def train_ids(self) -> list[str]:
        """Return the samples of the training part that are listed or there."""
        return sorted(self.train_folders())

    def train_folders(self) -> dict[str, Path]:
        """Return where the photographs and `fusion` of the training part's samples are."""
        if self.layout == "released":
            return self._released_samples("train")
        return self._dfmvr_samples("train")

    def subject(self, sample_id: str) -> str:
        """Return who is in a sample.

        In DF-MVR's ids the first five characters. In the release what release_info.txt says, and
        the id itself where that is silent.
        """
        if self.layout == "dfmvr":
            return sample_id[:5]
        return self._facts[sample_id][0] if sample_id in self._facts else sample_id

    def expression(self, sample_id: str) -> str:
        """Return "01" to "22", "other" for none of them, or "" where it is not known."""
        if self.layout == "dfmvr":
            return "other" if sample_id[5:].startswith("other") else sample_id[5:]
        facts = self._facts.get(sample_id, ())
        if len(facts) < 5 or not facts[4].isdecimal():
            return ""
        return f"{int(facts[4]):02d}" if int(facts[4]) else "other"

    def folder(self, sample_id: str) -> Path:
        """Return where the photographs and `fusion` of a sample are."""
        return self._samples[sample_id]

    def path(self, sample_id: str, gt: GroundTruth = "registered") -> Path:
        """Return the file that holds a ground truth; it need not exist."""
        mat = self._samples[sample_id] / "fusion" / "gt.mat"
        if self.layout == "released" or gt == "raw" or mat.is_file():
            return mat
        return self.root / "val_obj" / f"{sample_id}.obj"

    def scan(self, sample_id: str, gt: GroundTruth = "registered") -> PixelFaceScan:
        """Read a ground truth.

        Raises:
            DatasetNotFoundError: there is no such file.
            DamagedFileError: it cannot be read, or its landmarks are not known.
        """
        path = self.path(sample_id, gt)
        if not path.is_file():
            raise self._not_found(path, f"the {gt} scan of sample {sample_id}")
        if path.suffix == ".mat":
            part = read_gt_mat(path)[gt]
            seven = {
                nose: part.mesh.vertices[part.landmark_indices[list(positions)]]
                for nose, positions in SEVEN_OF_106.items()
            }
            return PixelFaceScan(part.mesh, seven)
        try:
            mesh = read_mesh(path)
        except MeshFileError as error:
            raise DamagedFileError(path, error.problem) from error
        mesh = Mesh(mesh.vertices * MM_PER_UNIT, mesh.faces)
        ids = self._seven_indices(path, len(mesh.vertices))
        return PixelFaceScan(mesh, {nose: mesh.vertices[index] for nose, index in ids.items()})

    def images(self, sample_id: str) -> list[Path]:
        """Return the left, front and right photograph of a sample, as far as they exist."""
        folder = self._samples[sample_id]
        found = []
        for view in "012":
            names = (folder / view / f"t{suffix}" for suffix in (".jpg", ".bmp", ".png"))
            found += [path for path in names if path.is_file()][:1]
        return found

    def _seven_indices(self, path: Path, n_vertices: int) -> dict[Nose, Int64[np.ndarray, " 7"]]:
        ids: dict[Nose, tuple[int, ...]] = REGISTERED_SEVEN
        expected = N_REGISTERED
        if self.origin == "synthetic":
            try:
                ids = {nose: tuple(self._marker[f"seven_{nose}"]) for nose in REGISTERED_SEVEN}
                expected = int(self._marker["registered_vertices"])
            except (KeyError, TypeError, ValueError) as error:
                raise DamagedFileError(
                    self.root / MARKER, f"a stand-in without OBJ landmarks ({error})"
                ) from error
        if n_vertices != expected:
            raise DamagedFileError(
                path,
                f"{n_vertices} vertices, expected the registered scan with {expected}: an OBJ "
                "holds no landmarks, so another mesh cannot be aligned",
            )
        return {nose: np.array(index, np.int64) for nose, index in ids.items()}

    def _dfmvr_samples(self, part: str) -> dict[str, Path]:
        """Return id to folder `Images`: those of the list, else those that are there."""
        listed = self.root / "list_txt" / f"shallow_path_{part}.npy"
        if listed.is_file():
            try:
                lines = np.load(listed, allow_pickle=False)
                keys = [tuple(str(line).rstrip("/").split("/")[-3:-1]) for line in lines]
            except (ValueError, EOFError, OSError, TypeError) as error:
                raise DamagedFileError(listed, f"not an array of paths ({error})") from error
            if not all(len(key) == 2 for key in keys):
                raise DamagedFileError(listed, "expected paths <subject>/<expression>/Images")
        else:
            keys = [path.parts[-3:-1] for path in self.root.glob(f"{part}/*/*/Images")]
            stems = (path.stem for path in self.root.glob(f"{part}_obj/*.obj"))
            keys = keys or [(stem[:5], stem[5:]) for stem in stems]
        return {
            f"{subject}{expression}": self.root / part / subject / expression / "Images"
            for subject, expression in keys
        }

    def _released_samples(self, part: str) -> dict[str, Path]:
        """Return id to folder; without a list every folder counts as one to evaluate on."""
        listed = self.root / "release_id" / "split" / f"release_{part}.txt"
        if listed.is_file():
            names = [line.split()[0] for line in _lines(listed)]
            unsafe = [name for name in names if not re.fullmatch(r"[\w.+-]+", name)]
            if unsafe:
                raise DamagedFileError(listed, f"{unsafe[0]!r} is no name of a sample")
            return {name: _sample_folder(self.root / name) for name in names}
        if part != "eva":
            return {}
        return {folder.name: _sample_folder(folder) for folder in _folders(self.root)}

    def _released_facts(self) -> dict[str, tuple[str, ...]]:
        """Return sample to its line of release_info.txt; empty without the file."""
        path = self.root / "release_id" / "release_info.txt"
        rows = [line.replace(",", " ").split() for line in _lines(path)] if path.is_file() else []
        if not all(len(row) >= 2 for row in rows):
            raise DamagedFileError(path, "expected lines: subject, sample, gender, age, expression")
        return {row[1]: tuple(row) for row in rows}

    def _not_found(self, path: Path, layout: str) -> DatasetNotFoundError:
        option = "set DATA_ROOT=<folder>, or run `make synth DATASET=pixel-face` for a stand-in"
        return DatasetNotFoundError("Pixel-Face", path, layout, REQUEST_PAGE, option)


def _folders(root: Path) -> Iterator[Path]:
    """Iterate over the folders that look like samples of the release."""
    for folder in sorted(root.iterdir()) if root.is_dir() else []:
        if (_sample_folder(folder) / "fusion").is_dir():
            yield folder


def _sample_folder(folder: Path) -> Path:
    """Return where a sample's photographs and `fusion` are; the public sample has them deeper."""
    return folder / "mesh" if (folder / "mesh" / "fusion").is_dir() else folder


def _lines(path: Path) -> list[str]:
    """Return the lines of a text file that hold something."""
    text = path.read_bytes().decode("utf-8", errors="replace")
    return [line for line in text.splitlines() if line.strip()]
