"""Three protocols on the MICC Florence faces, which papers do not tell apart.

Common to all: a sample is one video clip of a subject, its prediction the mean mesh over frames;
the prediction's seven points (nose tip) start the alignment; both frontal scans are tried and the
better one counts, by the metric that ranks. See docs/protocols/micc.md for what is published where.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from jaxtyping import Bool, Float64, UInt8

from face_datasets.micc import CLIPS, FrontalScan, MiccFlorence, split_id
from face_datasets.micc_frames import MiccFrames
from geometry.closest_point import ClosestPoints, SurfaceTree
from geometry.face_crops import sphere_crop
from geometry.landmarks import IBUG68_SEVEN, SEVEN_POINTS, Nose
from geometry.meshes import Mesh, edge_topology, submesh
from geometry.surface_alignment import SurfaceAlignment, align_to_scan, landmark_alignment

from .nose_region import nose_region
from .protocol import Metric, Score, ScoringError
from .reconstruction import Reconstruction
from .regions import REGION_METRICS
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import MEAN, MEDIAN, RMS, ScanToMesh, compare_scan_to_mesh
from .surfaces import Surfaces, upright_rotation

CROP_MM = 95.0
SUBJECT_28_CROP_MM = 60.0
"""GANFit's code crops this subject's scans tighter."""
_NOSE = SEVEN_POINTS.index("nose")


class MiccProtocol(ScanBenchmark):
    """What the protocols share.

    Args:
        root: see `MiccFlorence`.
    """

    dataset: ClassVar[str] = "micc"
    prediction_set: ClassVar[str] = "micc"
    nose: ClassVar[Nose] = "tip"

    def __init__(self, root: Path) -> None:
        self.data = MiccFlorence(root)
        self.root, self.origin = self.data.root, self.data.origin
        self._latest: tuple[int, list[FrontalScan]] | None = None

    def ids(self) -> list[str]:
        """Return "01_cooperative", "01_indoor", "01_outdoor", "02_cooperative", ..."""
        return self.data.ids()

    def bins(self) -> dict[str, list[str]]:
        """Return the clips: published tables have a mean and deviation over subjects for each."""
        return {clip: [i for i in self.ids() if split_id(i)[1] == clip] for clip in CLIPS}

    def subject(self, sample_id: str) -> str:
        """Return the subject's number."""
        return f"{split_id(sample_id)[0]:02d}"

    def inputs(self, sample_id: str) -> list[Path]:
        """Return both scans and their landmarks."""
        files = self.data.scan_files(split_id(sample_id)[0])
        return [path for pair in files.values() for path in pair]

    def scan(self, sample_id: str) -> Mesh:
        """Return the first frontal scan, mm."""
        return self._scans(sample_id)[0].mesh

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return the seven points of the first frontal scan, mm."""
        return _seven_points(self._scans(sample_id)[0])

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score against each frontal scan and keep the better score."""
        subject = split_id(sample_id)[0]
        scores = {
            scan.name: self.compare_to_subject(subject, scan, reconstruction)
            for scan in self._scans(sample_id)
        }
        ranking = self.metrics[0].name
        best = min(scores, key=lambda name: scores[name].values[ranking])
        every = {name: score.values[ranking] for name, score in scores.items()}
        details = {**scores[best].details, "scan": best, f"{ranking}_by_scan": every}
        return Score(scores[best].values, details, scores[best].distances)

    def surfaces(self, sample_id: str, reconstruction: Reconstruction) -> Surfaces | None:
        """Return the better of the two scans and the reconstruction, aligned to it."""
        ranking = self.metrics[0].name
        found = [
            self.aligned_surfaces(scan.mesh, _seven_points(scan), reconstruction)
            for scan in self._scans(sample_id)
        ]
        return min(found, key=lambda surfaces: surfaces.score.values[ranking])

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Return three frames of the clip."""
        frames = MiccFrames(self.data, most=3)
        return [frames.image(sample_id, name) for name in frames.frames(sample_id)]

    def _scans(self, sample_id: str) -> list[FrontalScan]:
        """Return the subject's scans; the last ones are kept, for the clips share them."""
        subject = split_id(sample_id)[0]
        if self._latest is None or self._latest[0] != subject:
            self._latest = (subject, self.data.scans(subject))
        return self._latest[1]

    def compare_to_subject(
        self, subject: int, scan: FrontalScan, reconstruction: Reconstruction
    ) -> Score:
        """Score against one scan; a protocol may treat a subject in a way of its own."""
        return self.compare(scan.mesh, _seven_points(scan), reconstruction)


class Micc(MiccProtocol):
    """As Deep3D (Deng et al., CVPRW 2019) reports it: RMSE per mesh, size free, no forehead.

    Source: the author in microsoft/Deep3DFaceReconstruction, issue 23.
    """

    name: ClassVar[str] = "micc"
    metrics: ClassVar[tuple[Metric, ...]] = (RMS, MEAN, MEDIAN, *REGION_METRICS)

    @classmethod
    def align(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> ScanToMesh:
        """Align with a free scale; measure points near the nose tip and below the brows."""
        return compare_scan_to_mesh(
            scan,
            scan_points,
            reconstruction.mesh(),
            reconstruction.seven_points("tip"),
            region=nose_region(scan_points, CROP_MM, forehead=False),
        )


class MiccGenova(MiccProtocol):
    """As Genova et al. (CVPR 2018) report it: mean distance, one scale for all meshes of a method.

    A score of one mesh cannot estimate that scale: predictions have to be in millimetres, and the
    scale stays 1. The details of each sample hold the scale that would fit it best (`free_scale`);
    their mean over all samples is an estimate of the one scale, by which to multiply the meshes.
    """

    name: ClassVar[str] = "micc-genova"
    metrics: ClassVar[tuple[Metric, ...]] = (MEAN, RMS, MEDIAN, *REGION_METRICS)

    @classmethod
    def align(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> ScanToMesh:
        """Align with the scale held at 1; measure scan points within 95 mm of the nose."""
        return compare_scan_to_mesh(
            scan,
            scan_points,
            reconstruction.mesh(),
            reconstruction.seven_points("tip"),
            region=nose_region(scan_points, CROP_MM, forehead=True),
            with_scale=False,
        )

    @classmethod
    def scored(cls, found: ScanToMesh, reconstruction: Reconstruction) -> Score:
        """Add the scale that would fit best."""
        mesh = reconstruction.mesh()
        start = landmark_alignment(reconstruction.seven_points("tip"), found.seven_points)
        free = align_to_scan(SurfaceTree(mesh.vertices, mesh.faces), found.points, start)
        details = {**found.details(), "free_scale": free.scale, "free_converged": free.converged}
        return Score(found.values(), details, found.distances.astype(np.float32))


class MiccGanfit(MiccProtocol):
    """As GANFit's released code (barisgecer/GANFit @ 0f1b798, `micc_evaluation.py`) measures it.

    Both directions, each with an alignment of its own: the points of one mesh within 95 mm of its
    nose tip are moved onto the closest points of the other by the best similarity, again and again
    until the mean distance falls by no more than 0.001 mm. The score is the mean of both means. We
    measure against the scan itself, where GANFit takes a template that was registered to it; since
    a scan ends somewhere, vertices of the prediction that start beyond its border do not count.
    """

    name: ClassVar[str] = "micc-ganfit"
    metrics: ClassVar[tuple[Metric, ...]] = (
        Metric("symmetric_mean_mm", "symmetric mean mm", 3),
        Metric("scan_to_prediction_mm", "scan to prediction mm", 3),
        Metric("prediction_to_scan_mm", "prediction to scan mm", 3),
    )

    def surfaces(self, sample_id: str, reconstruction: Reconstruction) -> Surfaces | None:
        """Return the better of the two scans and the reconstruction, as the scan was moved to it.

        That is one of the two directions: the other has an alignment of its own, and its errors are
        on the reconstruction.
        """
        subject = split_id(sample_id)[0]
        ranking = self.metrics[0].name
        found = [
            (scan, self._measured(subject, scan, reconstruction)) for scan in self._scans(sample_id)
        ]
        scan, best = min(found, key=lambda pair: pair[1].score.values[ranking])
        return Surfaces(
            scan=submesh(Mesh(best.motion.apply(scan.mesh.vertices), scan.mesh.faces), best.inside),
            distances=best.distances,
            reconstruction=best.placed,
            upright=upright_rotation(best.motion.apply(_seven_points(scan))),
            score=best.score,
        )

    def compare_to_subject(
        self, subject: int, scan: FrontalScan, reconstruction: Reconstruction
    ) -> Score:
        """Score against one scan; subject 28 is cropped tighter."""
        return self._measured(subject, scan, reconstruction).score

    def _measured(
        self, subject: int, scan: FrontalScan, reconstruction: Reconstruction
    ) -> _BothWays:
        radius = SUBJECT_28_CROP_MM if subject == 28 else CROP_MM
        return _both_ways(scan.mesh, _seven_points(scan), reconstruction, radius)

    @classmethod
    def compare(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> Score:
        """Place by the seven points, then measure both ways."""
        return _both_ways(scan, scan_points, reconstruction, CROP_MM).score


@dataclass(frozen=True, eq=False)
class _BothWays:
    """What `MiccGanfit` finds for one scan.

    Attributes:
        score: its figures.
        inside: which vertices of the scan are compared.
        motion: by which they came to rest on the prediction.
        distances: of them there, mm.
        placed: the prediction, brought to the scan by the seven points.
    """

    score: Score
    inside: Bool[np.ndarray, " S"]
    motion: SurfaceAlignment
    distances: Float64[np.ndarray, " P"]
    placed: Mesh


def _both_ways(
    scan: Mesh,
    scan_points: Float64[np.ndarray, "7 3"],
    reconstruction: Reconstruction,
    radius: float,
) -> _BothWays:
    """Place a prediction by the seven points and measure as `MiccGanfit` does."""
    mesh, points = reconstruction.mesh(), reconstruction.seven_points("tip")
    try:
        start = landmark_alignment(points, scan_points)
    except ValueError as error:
        raise ScoringError(f"the prediction's seven points: {error}") from error
    vertices, nose = start.apply(mesh.vertices), start.apply(points)[_NOSE]
    scan_tree = SurfaceTree(scan.vertices, scan.faces)
    inside = _near(scan.vertices, scan_points[_NOSE], radius)
    there, there_steps, there_motion = _move_until_still(
        scan.vertices[inside], SurfaceTree(vertices, mesh.faces)
    )
    near = vertices[_near(vertices, nose, radius)]
    seen = ~_on_border(scan, scan_tree.closest(near))
    if not seen.any():
        raise ScoringError("no vertex of the prediction lies over the scan")
    back, back_steps, back_motion = _move_until_still(near[seen], scan_tree)
    values = {
        "symmetric_mean_mm": 0.5 * float(there.mean() + back.mean()),
        "scan_to_prediction_mm": float(there.mean()),
        "prediction_to_scan_mm": float(back.mean()),
    }
    details: dict[str, Any] = {
        "start": _as_json(start),
        "scan_motion": _as_json(there_motion),
        "prediction_motion": _as_json(back_motion),
        "crop_mm": radius,
        "scan_points": len(there),
        "prediction_points": len(back),
        "beyond_border": int((~seen).sum()),
        "iterations": [there_steps, back_steps],
    }
    score = Score(values, details, there.astype(np.float32))
    return _BothWays(score, inside, there_motion, there, Mesh(vertices, mesh.faces))


def _seven_points(scan: FrontalScan) -> Float64[np.ndarray, "7 3"]:
    points: Float64[np.ndarray, "7 3"] = scan.landmarks[list(IBUG68_SEVEN["tip"])]
    return points


def _near(
    vertices: Float64[np.ndarray, "V 3"], centre: Float64[np.ndarray, " 3"], radius: float
) -> Bool[np.ndarray, " V"]:
    near: Bool[np.ndarray, " V"] = sphere_crop(vertices, centre, radius)
    if near.sum() < 3:
        raise ScoringError(f"{near.sum()} vertices within {radius:g} mm of the nose tip, need 3")
    return near


def _move_until_still(
    points: Float64[np.ndarray, "P 3"], tree: SurfaceTree, max_steps: int = 1000
) -> tuple[Float64[np.ndarray, " P"], int, SurfaceAlignment]:
    """Return the distances after GANFit's ICP, how many steps it took, and where it led."""
    first = points
    found = tree.closest(points)
    before, mean, steps = np.inf, float(found.distance.mean()), 0
    while before - mean > 0.001:
        if steps == max_steps:
            raise ScoringError(f"the alignment did not come to rest in {max_steps} steps")
        try:
            points = landmark_alignment(points, found.points).apply(points)
        except ValueError as error:
            raise ScoringError(f"no similarity brings the meshes together: {error}") from error
        found = tree.closest(points)
        before, mean, steps = mean, float(found.distance.mean()), steps + 1
    return found.distance, steps, landmark_alignment(first, points)


def _as_json(motion: SurfaceAlignment) -> dict[str, Any]:
    return {
        "scale": float(motion.scale),
        "rotation": motion.rotation.tolist(),
        "translation": motion.translation.tolist(),
    }


def _on_border(mesh: Mesh, found: ClosestPoints) -> Bool[np.ndarray, " P"]:
    """Return which closest points lie on an edge of a mesh that only one face has."""
    edges = edge_topology(mesh.faces)
    at_border = edges.face_count[edges.of_face[found.face]] == 1  # edges 01, 12, 20
    on_edge = found.barycentric[:, [2, 0, 1]] <= 1e-9  # the weight of the corner opposite to each
    return np.asarray((at_border & on_edge).any(axis=1))
