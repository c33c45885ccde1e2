"""The specular paper's protocol on FaceScape's multi-view scans: its Tables 2 and 4.

Deng et al. (MM 2022): the meshes predicted from the first 40 views are averaged, aligned to the
scan by ICP with isotropic scale, and the point-to-plane distances from scan to mesh averaged. The
subjects, the crop and the direction are not published; docs/protocols/facescape-expressions.md says
what we chose.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
from jaxtyping import Float64

from face_datasets.facescape_choice import (
    TABLE_4,
    TABLE_4_PER_GENDER,
    protocol_ids,
    protocol_subjects,
)
from face_datasets.facescape_multiview import (
    EXPRESSIONS,
    FaceScapeMultiView,
    split_id,
)
from geometry.closest_point import SurfaceTree
from geometry.landmarks import IBUG68_SEVEN, Nose
from geometry.meshes import Mesh
from geometry.surface_alignment import scan_to_surface

from .micc import CROP_MM
from .nose_region import nose_region
from .protocol import Metric, Score
from .reconstruction import Reconstruction
from .regions import REGION_METRICS
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import MEAN, MEDIAN, RMS, ScanToMesh, compare_scan_to_mesh


class FaceScapeExpressions(ScanBenchmark):
    """Table 4: 50 men and 50 women, three expressions.

    Args:
        root: see `FaceScapeMultiView`. The file `subjects.txt` there, one number per line, replaces
            our choice of subjects.
    """

    name: ClassVar[str] = "facescape-expressions"
    dataset: ClassVar[str] = "facescape-expressions"
    prediction_set: ClassVar[str] = "facescape-expressions"
    nose: ClassVar[Nose] = "tip"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("point_to_plane_mm", "point to plane mm", 3),
        MEAN,
        RMS,
        MEDIAN,
        *REGION_METRICS,
    )
    expressions: ClassVar[tuple[str, ...]] = TABLE_4
    n_per_gender: ClassVar[int] = TABLE_4_PER_GENDER

    def __init__(self, root: Path) -> None:
        self.data = FaceScapeMultiView(root)
        self.root, self.origin = self.data.root, self.data.origin
        self._subjects = protocol_subjects(self.data, self.expressions, self.n_per_gender)

    def ids(self) -> list[str]:
        """Return "<subject>_<expression>", subject by subject."""
        return protocol_ids(self.data, self._subjects, self.expressions)

    def bins(self) -> dict[str, list[str]]:
        """Return one bin per expression."""
        return {e: [i for i in self.ids() if split_id(i)[1] == e] for e in self.expressions}

    def subject(self, sample_id: str) -> str:
        """Return the subject's number."""
        return str(split_id(sample_id)[0])

    def inputs(self, sample_id: str) -> list[Path]:
        """Return scan, TU model and the map between them."""
        sample = split_id(sample_id)
        own = [self.data.scan_path(*sample), self.data.model_path(*sample)]
        return [*own, self.data.alignment_path]

    def scan(self, sample_id: str) -> Mesh:
        """Return the raw scan, nominal mm."""
        return self.data.scan(*split_id(sample_id))

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return the seven points of the TU model, in the frame of the scan."""
        points: Float64[np.ndarray, "7 3"] = self.data.landmarks(*split_id(sample_id))[
            list(IBUG68_SEVEN["tip"])
        ]
        return points

    @classmethod
    def align(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> ScanToMesh:
        """Align with a free scale; measure scan points within 95 mm of the nose."""
        return compare_scan_to_mesh(
            scan,
            scan_points,
            reconstruction.mesh(),
            reconstruction.seven_points("tip"),
            region=nose_region(scan_points, CROP_MM, forehead=True),
        )

    @classmethod
    def scored(cls, found: ScanToMesh, reconstruction: Reconstruction) -> Score:
        """Return the figures, with the distances to the planes of triangles first."""
        off_plane = _point_to_plane(found, reconstruction.mesh())
        values = {"point_to_plane_mm": off_plane, **found.values()}
        return Score(values, found.details(), found.distances.astype(np.float32))


class FaceScapeAblation(FaceScapeExpressions):
    """Table 2: 10 men and 10 women, all 20 expressions, 400 meshes."""

    name: ClassVar[str] = "facescape-expressions-ablation"
    expressions: ClassVar[tuple[str, ...]] = EXPRESSIONS
    n_per_gender: ClassVar[int] = 10


def _point_to_plane(found: ScanToMesh, mesh: Mesh) -> float:
    """Return the mean distance of scan points to the plane of their closest triangle, mm."""
    tree = SurfaceTree(mesh.vertices, mesh.faces)
    closest = scan_to_surface(tree, found.points, found.alignment)
    normals = tree.face_normals[closest.face] @ found.alignment.rotation.T
    offsets = found.points - closest.points
    return float(np.abs(np.einsum("pc,pc->p", offsets, normals)).mean())
