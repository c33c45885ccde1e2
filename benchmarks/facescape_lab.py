"""FaceScape in the lab (Zhu et al., TPAMI 2023), as zhuhao-nju/facescape @ 19a9fff scores it.

20 scans seen by perspective cameras at three focal lengths from eleven directions. Per image:

1. The scan, in pupil distances, is scaled to millimetres (62.85 mm each) and moved before the
   image's camera.
2. The prediction is placed before the same camera: `from_cube` for orthographic methods,
   `from_camera` for those with a camera of their own; a mesh in the image's camera frame, in any
   unit, is there already.
3. Depth maps, 256 x 256 and with back faces culled, are compared where both cover a pixel. With the
   median of the differences and the mean depth of the scan there, the prediction is scaled about
   the camera's centre by mean / (mean - median), which keeps its projection.
4. Both are compared in the head frame of the view and the focal length: `facescape_scoring`.

Where we differ: depth is exact. The official one is read from a 24-bit z-buffer between 0.1 and
100,000 mm, whose steps are 1.3 to 1.8 mm at f = 1200, 0.5 at 600 and 0.1 at 300; a pair's CD
differs by up to 0.06, 0.045 and 0.006 mm because of that.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

import numpy as np
import torch
from jaxtyping import Float, Float64, Int, Int64, UInt8

from face_datasets.facescape import (
    IMAGE_SIZE,
    LAB_FOCAL_LENGTHS,
    LAB_IDS,
    LAB_TRIPLE_IDS,
    LAB_TRIPLET,
    LAB_TRIPLET_WIDE,
    PUPIL_DISTANCE_MM,
    LabCamera,
    LabGeometry,
    lab_triple_id,
    split_lab_id,
    split_lab_triple_id,
)
from geometry.cameras import PinholeCamera
from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh
from geometry.surface_alignment import SurfaceAlignment, align_to_scan

from .facescape_scoring import (
    HeadFrame,
    PairScore,
    ScanMaps,
    compare,
    compare_in_head,
    map_scan,
    median_difference,
    visible_depth,
)
from .facescape_track import FaceScapeTrack, KnownCamera, known_camera
from .protocol import ScoringError
from .reconstruction import Reconstruction

_HEIGHT_IN_PUPIL_DISTANCES = 3.0
_MAX_STEPS, _SETTLED = 100, 1e-12
_ANGLES: dict[str, tuple[int, ...]] = {"a0": (0,), "a30": tuple(range(1, 9)), "a60": (9, 10)}


def in_camera(scan: Mesh, camera: LabCamera) -> Mesh:
    """Return a scan (object frame, pupil distances) in the camera frame, mm."""
    pose = camera.camera_from_model
    vertices = scan.vertices @ pose[:, :3].T + pose[:, 3]
    return Mesh(vertices * PUPIL_DISTANCE_MM, scan.faces)


def lab_maps(scan: Mesh, camera: LabCamera, geometry: LabGeometry) -> ScanMaps:
    """Compute what is the same for all predictions of an image.

    Args:
        scan: camera frame, mm (`in_camera`).
        camera: of the image.
        geometry: where the head is.
    """
    depth = perspective_depth(scan.vertices, scan.faces, camera)
    return map_scan(scan.vertices, scan.faces, depth, HeadFrame(*geometry))


def score_lab_pair(
    scan: ScanMaps,
    camera: LabCamera,
    vertices_camera: Float[np.ndarray, "V 3"],
    faces: Int[np.ndarray, "F 3"],
    *,
    settle: bool = False,
) -> PairScore:
    """Score a prediction (camera frame of the image, mm) against a scan.

    Args:
        scan: see `lab_maps`.
        camera: of the image.
        vertices_camera: the prediction.
        faces: its triangles.
        settle: repeat the scaling until it changes nothing. The official code scales once.

    Raises:
        ScoringError: they share no pixel of the image or no ray from the axis.
    """
    vertices = np.asarray(vertices_camera, np.float64)
    faces = np.ascontiguousarray(faces, np.int64)
    scale, facts = align_depth(scan.depth, perspective_depth(vertices, faces, camera), settle)
    return compare(scan, vertices * scale, faces, facts)


def align_depth(
    scan: Float64[np.ndarray, "256 256"], prediction: Float64[np.ndarray, "256 256"], settle: bool
) -> tuple[float, dict[str, float | int]]:
    """Return the factor about the camera's centre that aligns depth maps, and how it was found.

    Such a scaling moves no pixel: depth need not be drawn again to repeat it.

    Raises:
        ScoringError: they share no pixel, or no factor aligns them.
    """
    first_shift, both = median_difference(scan, prediction)
    scan, prediction = scan[both], prediction[both]
    mean_depth, shift = float(scan.mean()), first_shift
    scale, steps = 1.0, 0
    while True:
        if not mean_depth > shift:
            raise ScoringError("the prediction is too near to the camera to be scaled in depth")
        factor = mean_depth / (mean_depth - shift)
        scale, steps = scale * factor, steps + 1
        if not settle or abs(factor - 1) < _SETTLED:
            break
        if steps == _MAX_STEPS:
            raise ScoringError(f"the depth of the prediction does not settle in {steps} steps")
        shift = float(np.median(scan - scale * prediction))
    return scale, {
        "depth_shift_mm": first_shift,
        "depth_scale": scale,
        "depth_steps": steps,
        "mean_depth_mm": mean_depth,
        "pixels_in_common": int(both.sum()),
    }


def perspective_depth(
    vertices: Float64[np.ndarray, "V 3"], faces: Int64[np.ndarray, "F 3"], camera: LabCamera
) -> Float64[np.ndarray, "256 256"]:
    """Return visible depth, mm, at the pixels of a lab image."""
    (focal_u, _, u), (_, focal_v, v), _ = camera.intrinsics
    pinhole = PinholeCamera(torch.tensor([focal_u]), torch.tensor([[u, v]]))
    return visible_depth(vertices * [1.0, focal_v / focal_u, 1.0], faces, pinhole)


def from_cube(
    vertices_cube: Float64[np.ndarray, "V 3"], focal_length: float
) -> Float64[np.ndarray, "V 3"]:
    """Place an orthographic prediction before a lab camera, as the official loaders do.

    Its mean depth goes to where the cube is as wide as the image, and the whole is scaled about the
    camera's centre to a height of three pupil distances.

    Args:
        vertices_cube: cube of the image: x right, y up, z to the viewer, 128 pixels long.
        focal_length: of the lab camera, pixels.

    Returns:
        Camera frame, mm.

    Raises:
        ScoringError: the prediction has no height.
    """
    vertices = vertices_cube * [1.0, -1.0, -1.0]
    vertices[:, 2] += focal_length / (IMAGE_SIZE / 2) - vertices[:, 2].mean()
    height = float(np.ptp(vertices[:, 1]))
    if not height > 0:
        raise ScoringError("the prediction has no height")
    scale = _HEIGHT_IN_PUPIL_DISTANCES * PUPIL_DISTANCE_MM / height
    placed: Float64[np.ndarray, "V 3"] = vertices * scale
    return placed


def from_camera(
    vertices: Float64[np.ndarray, "V 3"], own: KnownCamera, camera: LabCamera
) -> Float64[np.ndarray, "V 3"]:
    """Place a prediction that has a camera of its own before a lab camera.

    Its shape is kept: it moves to the depth at which it has its size in the image, and sideways to
    its place there, both at its reference depth. (The official loader of a perspective method keeps
    the mean depth and scales the mesh by f / f_lab about it: the same, but for the scale about the
    camera's centre.)

    Args:
        vertices: in the prediction's camera frame, mm.
        own: the prediction's camera.
        camera: of the image.

    Returns:
        Camera frame of the lab camera, mm.
    """
    focal_length, principal_point = camera.intrinsics[0, 0], camera.intrinsics[:2, 2]
    sideways = (own.principal_point - principal_point) * own.reference_depth / own.focal_length
    forward = own.reference_depth * (focal_length / own.focal_length - 1)
    moved: Float64[np.ndarray, "V 3"] = vertices + np.array([*sideways, forward])
    return moved


def _is_in_the_images_camera(reconstruction: Reconstruction) -> bool:
    """Say whether a prediction in the camera frame names no camera of its own."""
    own = (
        reconstruction.focal_length,
        reconstruction.principal_point,
        reconstruction.reference_depth,
    )
    return reconstruction.frame == "camera" and all(part is None for part in own)


class FaceScapeLab(FaceScapeTrack):
    """The single-view track in the lab: 20 subjects x 3 focal lengths x 11 views."""

    name: ClassVar[str] = "facescape-lab"
    every_id: ClassVar[tuple[str, ...]] = LAB_IDS

    def _list_ids(self) -> list[str]:
        return self.data.lab_ids()

    def bins(self) -> dict[str, list[str]]:
        """Return the bins of the official tables.

        By angle in degrees, of the longest focal length only; by focal length, of all views.
        """
        parts = {sample_id: split_lab_id(sample_id) for sample_id in self._ids}
        angles = {
            name: [i for i, (_, focal, view) in parts.items() if focal == 0 and view in views]
            for name, views in _ANGLES.items()
        }
        return {**angles, **self._focal_bins()}

    def _focal_bins(self) -> dict[str, list[str]]:
        return {
            f"f{focal_length:.0f}": [i for i in self._ids if self.image(i)[1] == focal]
            for focal, focal_length in enumerate(LAB_FOCAL_LENGTHS)
        }

    def image(self, sample_id: str) -> tuple[int, int, int]:
        """Return subject, focal and view index of the image that a sample is scored in."""
        return split_lab_id(sample_id)

    def subject(self, sample_id: str) -> str:
        """Return whose scan it is: "00" to "19"."""
        return sample_id.split("_", maxsplit=1)[0]

    def inputs(self, sample_id: str) -> list[Path]:
        """Return the scan's file, the image's camera and where the head is."""
        return self.data.lab_files(*self.image(sample_id))

    def stored_scan(self, sample_id: str) -> Mesh:
        """Read the subject's scan: object frame, pupil distances."""
        return self.data.lab_scan(self.image(sample_id)[0])

    def scan(self, sample_id: str) -> Mesh:
        """Return the scan in the camera frame of the image, mm."""
        camera = self.data.lab_camera(*self.image(sample_id))
        return in_camera(self.stored_scan(sample_id), camera)

    def _map(self, sample_id: str, stored_scan: Mesh) -> ScanMaps:
        subject, focal, view = self.image(sample_id)
        camera = self.data.lab_camera(subject, focal, view)
        return lab_maps(in_camera(stored_scan, camera), camera, self.data.lab_geometry(focal, view))

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the image."""
        return [self.data.lab_image(*self.image(sample_id))]

    def compared(self, sample_id: str, reconstruction: Reconstruction) -> PairScore:
        """Place a reconstruction before the camera of the image, align its depth and compare."""
        mesh = reconstruction.mesh()
        camera = self.data.lab_camera(*self.image(sample_id))
        orthographic = reconstruction.frame == "image-cube"
        if orthographic:
            vertices = from_cube(mesh.vertices, float(camera.intrinsics[0, 0]))
        elif _is_in_the_images_camera(reconstruction):
            vertices = mesh.vertices
        else:
            vertices = from_camera(mesh.vertices, known_camera(reconstruction), camera)
        maps = self.maps(sample_id)
        return score_lab_pair(maps, camera, vertices, mesh.faces, settle=not orthographic)


class FaceScapeLabMultiview(FaceScapeLab):
    """The multi-view track: three views of a subject at one focal length make one reconstruction.

    It is posed into and scored in the first of the views, the frontal one.
    """

    name: ClassVar[str] = "facescape-lab-multiview"
    every_id: ClassVar[tuple[str, ...]] = LAB_TRIPLE_IDS
    dataset: ClassVar[str] = "facescape-lab"
    prediction_set: ClassVar[str] = "facescape-lab-multiview"
    has_official_numbers: ClassVar[bool] = False
    views: ClassVar[tuple[int, int, int]] = LAB_TRIPLET

    def _list_ids(self) -> list[str]:
        return [lab_triple_id(*triple) for triple in self.data.lab_triples(self.views)]

    def bins(self) -> dict[str, list[str]]:
        """Return the bins by focal length."""
        return self._focal_bins()

    def image(self, sample_id: str) -> tuple[int, int, int]:
        """Return subject, focal and view index of the image that a sample is scored in."""
        return (*split_lab_triple_id(sample_id), self.views[0])

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the three images, the frontal one first."""
        subject, focal = split_lab_triple_id(sample_id)
        return [self.data.lab_image(subject, focal, view) for view in self.views]


# Near the camera a face of the wrong depth is placed at 1.7 times its size, from where the solver
# may end beside the head; the best of these starts is taken.
_START_SCALES = (1.0, 0.8, 0.6)


def _scaled_about(centre: Float[np.ndarray, " 3"], factor: float) -> SurfaceAlignment:
    """Return the map that leaves a centre where it is and scales all else."""
    return SurfaceAlignment(factor, np.eye(3), centre * (1 - factor))


class FaceScapeLabMultiviewAligned(FaceScapeLabMultiview):
    """The same predictions, brought to the scan by a similarity: what is left is the shape's error.

    Not a protocol of the benchmark, where pose and placement count.
    """

    name: ClassVar[str] = "facescape-lab-multiview-aligned"
    revision: ClassVar[int] = 2  # from the placed size alone, a few ended beside the head

    def compared(self, sample_id: str, reconstruction: Reconstruction) -> PairScore:
        """Place as in the track, align to what was compared there, and compare again.

        Raises:
            ScoringError: there is nothing to compare, or the alignment does not converge.
        """
        placed = super().compared(sample_id, reconstruction)
        faces = np.ascontiguousarray(reconstruction.mesh().faces, np.int64)
        tree = SurfaceTree(placed.head_vertices, faces)
        starts = [_scaled_about(placed.points.mean(axis=0), factor) for factor in _START_SCALES]
        found = [align_to_scan(tree, placed.points, start) for start in starts]
        if not any(alignment.converged for alignment in found):
            raise ScoringError(f"the similarity to the scan does not converge: {found[0].reason}")
        alignment = min((a for a in found if a.converged), key=lambda a: a.rms)
        facts = {**placed.depth, "similarity_scale": alignment.scale}
        vertices = alignment.apply(placed.head_vertices)
        return compare_in_head(self.maps(sample_id), vertices, faces, facts)


class FaceScapeLabMultiviewWide(FaceScapeLabMultiview):
    """The same with side views of 60 degrees."""

    name: ClassVar[str] = "facescape-lab-multiview-wide"
    prediction_set: ClassVar[str] = "facescape-lab-multiview-wide"
    views: ClassVar[tuple[int, int, int]] = LAB_TRIPLET_WIDE
