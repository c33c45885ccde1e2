from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from ellipsoid_heads import make_ellipsoid_head

from benchmarks.facescape_lab import (
    FaceScapeLab,
    FaceScapeLabMultiview,
    FaceScapeLabMultiviewAligned,
    FaceScapeLabMultiviewWide,
    from_camera,
    from_cube,
    in_camera,
    lab_maps,
    score_lab_pair,
)
from benchmarks.facescape_track import KnownCamera
from benchmarks.protocol import ScoringError
from benchmarks.reconstruction import Reconstruction
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.facescape import (
    LAB_FOCAL_LENGTHS,
    PUPIL_DISTANCE_MM,
    LabCamera,
    LabGeometry,
    lab_id,
)
from face_datasets.facescape_writer import write_lab_index, write_lab_sample, write_lab_scan
from face_datasets.origin import write_synthetic_marker
from geometry.closest_point import SurfaceTree
from geometry.meshes import Mesh
from geometry.rotations import euler_to_matrix

FRONTAL = np.diag([1.0, -1.0, -1.0])
# The released head centres, mm.
DISTANCES = (1481.4817086077846, 740.7408543038923, 370.37042715194616)


def turned(yaw: float) -> np.ndarray:
    cosine, sine = np.cos(np.radians(yaw)), np.sin(np.radians(yaw))
    return FRONTAL @ np.array([[cosine, 0, sine], [0, 1, 0], [-sine, 0, cosine]])


def lab_camera(focal: int, rotation: np.ndarray) -> LabCamera:
    length = LAB_FOCAL_LENGTHS[focal]
    translation = np.array([0, 0, DISTANCES[focal] / PUPIL_DISTANCE_MM])
    intrinsics = np.array([[length, 0, 128], [0, length, 128], [0, 0, 1]])
    return LabCamera(intrinsics, np.column_stack([rotation, translation]))


@dataclasses.dataclass(frozen=True)
class OfficialCase:
    """A pair that zhuhao-nju/facescape @ 19a9fff scored; its depth is quantised."""

    focal: int
    yaw: float
    cd: float
    mne: float
    tolerance: float
    seed: int = 1
    amplitude: float = 3.0
    orthographic: bool = False


OFFICIAL = {
    "31": OfficialCase(2, 60.0, 1.527145952217676, 0.022888072580168946, 0.006),
    "22": OfficialCase(
        2, 0.0, 1.5187679329261734, 0.025768883587363952, 0.006, seed=7, amplitude=4.0
    ),
    "11": OfficialCase(1, 0.0, 1.4457704636279096, 0.025435334857648352, 0.045, orthographic=True),
    "0": OfficialCase(0, 0.0, 0.962653338906484, 0.021703594245823365, 0.06),
}


@pytest.mark.parametrize("case", OFFICIAL.values(), ids=OFFICIAL)
def test_agrees_with_the_official_evaluator(case: OfficialCase) -> None:
    rotation, center = turned(case.yaw), np.array([0, 0, DISTANCES[case.focal]])
    camera = lab_camera(case.focal, rotation)
    truth = make_ellipsoid_head(300, 300, front=1.45, y_range=(-95, 90))
    scan = in_camera(Mesh(truth.vertices / PUPIL_DISTANCE_MM, truth.faces), camera)
    maps = lab_maps(scan, camera, LabGeometry(center, rotation))
    head = make_ellipsoid_head(140, 120, seed=case.seed, amplitude=case.amplitude, front=2.2)
    vertices = head.vertices @ rotation.T + center
    if case.orthographic:
        focal_length = LAB_FOCAL_LENGTHS[case.focal]
        cube = (vertices - center) * [1, -1, -1] * focal_length / center[2] / 128
        vertices = from_cube(cube, focal_length)
    score = score_lab_pair(maps, camera, vertices, head.faces)
    assert score.cd_mm == pytest.approx(case.cd, abs=case.tolerance)
    assert score.mne == pytest.approx(case.mne, abs=5e-4)
    assert score.cr == 1
    # Repeating the official scaling of depth until it settles stays as near.
    settled = score_lab_pair(maps, camera, vertices, head.faces, settle=True)
    assert settled.cd_mm == pytest.approx(case.cd, abs=case.tolerance)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two subjects; the second one lacks the views of 60 degrees and the shortest focal length."""
    root = tmp_path_factory.mktemp("facescape-lab")
    rotations = np.stack([turned(yaw) for yaw in (0, 30, 0, 0, 0, 0, 0, 0, -30, 60, -60)])
    ids = []
    for subject in (0, 3):
        head = make_ellipsoid_head(60, 56, seed=subject, amplitude=3.0, front=1.45)
        write_lab_scan(root, subject, Mesh(head.vertices / PUPIL_DISTANCE_MM, head.faces))
        for focal in (0, 1, 2) if subject == 0 else (0, 1):
            for view in (0, 1, 8, 9, 10) if subject == 0 else (0, 1, 8):
                ids.append(lab_id(subject, focal, view))
                write_lab_sample(
                    root,
                    ids[-1],
                    np.zeros((256, 256, 3), np.uint8),
                    lab_camera(focal, rotations[view]),
                    landmarks68=np.zeros((68, 2)),
                    landmarks5=np.zeros((5, 2)),
                    parsing=np.zeros((256, 256), np.uint8),
                )
    write_lab_index(root, np.array([[0, 0, z] for z in DISTANCES]), rotations)
    write_synthetic_marker(root, lab_ids=ids)
    return root


def in_frame(vertices: np.ndarray, faces: np.ndarray, focal: float, depth: float) -> Reconstruction:
    return Reconstruction(
        vertices,
        faces,
        "camera",
        focal_length=focal,
        principal_point=np.full(2, 128.0),
        reference_depth=depth,
    )


@pytest.mark.parametrize("sample_id", ["00_0_00", "00_1_09", "03_1_01"])
@pytest.mark.parametrize("scale", [1.0, 0.1])
def test_the_truth_scores_zero_in_any_unit(root: Path, sample_id: str, scale: float) -> None:
    benchmark = FaceScapeLab(root)
    truth = benchmark.scan(sample_id)
    focal = LAB_FOCAL_LENGTHS[int(sample_id[3])]
    result = benchmark.score(
        sample_id, in_frame(scale * truth.vertices, truth.faces, focal, scale * 700.0)
    )
    assert result.values["cd_mm"] == pytest.approx(0, abs=1e-8)
    assert result.values["mne"] == pytest.approx(0, abs=1e-6)
    assert result.values["normal_angle_deg"] == pytest.approx(0, abs=1e-4)
    assert result.values["cr"] == pytest.approx(1, abs=2e-4)
    assert result.details["depth_scale"] == pytest.approx(1 / scale)


def test_the_size_of_a_prediction_is_free_and_its_shape_is_not(root: Path) -> None:
    benchmark = FaceScapeLab(root)
    truth = benchmark.scan("00_2_01")
    wrong = truth.vertices + np.array([0, 0, 9.0]) * (truth.vertices[:, :1] > 0)
    scores = [
        benchmark.score("00_2_01", in_frame(s * wrong, truth.faces, 300.0, s * 350.0)).values
        for s in (1.0, 0.5, 3.0)
    ]
    assert scores[0]["cd_mm"] > 1
    for other in scores[1:]:
        assert other == pytest.approx(scores[0], abs=1e-7)


def test_an_error_of_one_millimetre_is_one_millimetre() -> None:
    # An upright tube about the head's axis: its front holds the depth, its side is 1 mm too far out
    camera, geometry = lab_camera(0, FRONTAL), LabGeometry(np.array([0, 0, DISTANCES[0]]), FRONTAL)
    angle, y = np.meshgrid(np.radians(np.linspace(-150, 150, 601)), np.linspace(-60, 60, 61))
    ids = np.arange(angle.size).reshape(angle.shape)
    a, b, c, d = (x.ravel() for x in (ids[:-1, :-1], ids[:-1, 1:], ids[1:, :-1], ids[1:, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([b, d, c], 1)])
    side = np.abs(angle) > np.radians(92)  # what the image does not show

    def tube(radius: np.ndarray) -> np.ndarray:
        head = np.stack([radius * np.sin(angle), y, radius * np.cos(angle)], -1).reshape(-1, 3)
        return head @ FRONTAL.T + geometry.head_center

    truth = tube(np.full(angle.shape, 80.0))
    maps = lab_maps(Mesh(truth, faces), camera, geometry)
    score = score_lab_pair(maps, camera, tube(80.0 + side), faces)
    on_side = np.arctan2(np.abs(score.points[:, 0]), score.points[:, 2]) > np.radians(96)
    in_front = np.arctan2(np.abs(score.points[:, 0]), score.points[:, 2]) < np.radians(88)
    np.testing.assert_allclose(score.distance_mm[on_side], 1, atol=0.01)
    np.testing.assert_allclose(score.distance_mm[in_front], 0, atol=0.01)


def test_a_camera_of_its_own_keeps_shape_and_place() -> None:
    camera = lab_camera(2, FRONTAL)
    own = KnownCamera(900.0, np.array([140.0, 110.0]), 1000.0)
    points = np.array([[30.0, -20.0, 1000.0], [31.0, -18.0, 1040.0]])
    moved = from_camera(points, own, camera)
    np.testing.assert_allclose(moved[1] - moved[0], points[1] - points[0])
    image = [900 * points[0, :2] / 1000 + own.principal_point, 300 * moved[0, :2] / moved[0, 2]]
    np.testing.assert_allclose(image[1] + 128, image[0])


def test_a_cube_becomes_three_pupil_distances_high() -> None:
    cube = np.random.default_rng(0).uniform(-0.5, 0.5, (9, 3))
    placed = from_cube(cube, 600.0)
    assert np.ptp(placed[:, 1]) == pytest.approx(3 * PUPIL_DISTANCE_MM)
    flat = 600 * placed[:, :2] / placed[:, 2:].mean()  # at the mean depth, its place in the image
    np.testing.assert_allclose(flat, 128 * cube[:, :2] * [1, -1])
    with pytest.raises(ScoringError, match="no height"):
        from_cube(cube * [1, 0, 1], 600.0)


def test_bins_subjects_and_inputs(root: Path) -> None:
    benchmark = FaceScapeLab(root)
    bins = benchmark.bins()
    assert bins["a0"] == ["00_0_00", "03_0_00"]
    assert bins["a30"] == ["00_0_01", "00_0_08", "03_0_01", "03_0_08"]
    assert bins["a60"] == ["00_0_09", "00_0_10"]
    assert [len(bins[name]) for name in ("f1200", "f600", "f300")] == [8, 8, 5]
    assert benchmark.subject("03_1_08") == "03"
    assert benchmark.label == "facescape-lab (synthetic)"
    names = {path.name for path in benchmark.inputs("03_1_08")}
    assert names == {"03.obj", "03_1_08.json", "lab_head_centers.npy", "lab_rotations.npy"}


def test_triples_are_scored_in_their_frontal_view(root: Path) -> None:
    benchmark = FaceScapeLabMultiview(root)
    assert benchmark.ids() == ["00_0", "00_1", "00_2", "03_0", "03_1"]
    assert benchmark.bins() == {
        "f1200": ["00_0", "03_0"],
        "f600": ["00_1", "03_1"],
        "f300": ["00_2"],
    }
    assert benchmark.subject("03_1") == "03"
    single = FaceScapeLab(root)
    head = make_ellipsoid_head(50, 44, seed=9, amplitude=3.0)
    camera = single.data.lab_camera(3, 1, 0)
    vertices = in_camera(Mesh(head.vertices / PUPIL_DISTANCE_MM, head.faces), camera).vertices
    prediction = in_frame(vertices, head.faces, 600.0, 700.0)
    assert benchmark.score("03_1", prediction).values == single.score("03_1_00", prediction).values
    wide = FaceScapeLabMultiviewWide(root)
    assert wide.ids() == ["00_0", "00_1", "00_2"]
    places = {(b.dataset, b.prediction_set) for b in (single, benchmark, wide)}
    assert places == {
        ("facescape-lab", "facescape-lab"),
        ("facescape-lab", "facescape-lab-multiview"),
        ("facescape-lab", "facescape-lab-multiview-wide"),
    }


def test_a_similarity_leaves_the_error_of_the_shape(root: Path) -> None:
    track, aligned = FaceScapeLabMultiview(root), FaceScapeLabMultiviewAligned(root)
    assert aligned.prediction_set == track.prediction_set
    truth = track.scan("00_1")
    turn = euler_to_matrix(torch.tensor([0.05, -0.08, 0.03]).double()).numpy()
    middle = truth.vertices.mean(axis=0)
    moved = (truth.vertices - middle) @ turn.T * 1.03 + middle + [4.0, -3.0, 10.0]
    prediction = in_frame(moved, truth.faces, 600.0, 700.0)
    assert track.score("00_1", prediction).values["cd_mm"] > 1
    assert aligned.score("00_1", prediction).values["cd_mm"] < 0.02
    blown_up = (truth.vertices - middle) * 1.75 + middle + [10.0, 5.0, 60.0]
    prediction = in_frame(blown_up, truth.faces, 600.0, 700.0)
    assert aligned.score("00_1", prediction).values["cd_mm"] < 0.02
    dented = truth.vertices + np.array([0, 0, 4.0]) * (truth.vertices[:, :1] > middle[0])
    prediction = in_frame(dented, truth.faces, 600.0, 700.0)
    left, whole = (b.score("00_1", prediction).values["cd_mm"] for b in (aligned, track))
    assert 0.3 < left < whole


def test_what_is_missing_or_broken_is_named(root: Path, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "code").symlink_to(root / "code")
    (tmp_path / "data" / "lab_gt_mesh").symlink_to(root / "data" / "lab_gt_mesh")
    write_synthetic_marker(tmp_path, lab_ids=["00_0_00"])
    benchmark = FaceScapeLab(tmp_path)
    mesh = Reconstruction(np.eye(3), np.array([[0, 1, 2]]), "image-cube")
    with pytest.raises(DatasetNotFoundError, match=r"00_0_00\.json"):
        benchmark.score("00_0_00", mesh)
    cameras = tmp_path / "data" / "lab_cam"
    cameras.mkdir()
    (cameras / "00_0_00.json").write_text("[[1, 2], [3]]")
    with pytest.raises(DamagedFileError, match=r"00_0_00\.json"):
        benchmark.score("00_0_00", mesh)


def test_failures_have_reasons(root: Path) -> None:
    benchmark = FaceScapeLab(root)
    truth = benchmark.scan("00_0_00")
    beside = in_frame(truth.vertices + np.array([400.0, 0, 0]), truth.faces, 1200.0, 1400.0)
    with pytest.raises(ScoringError, match="share no pixel"):
        benchmark.score("00_0_00", beside)
    with pytest.raises(ScoringError, match="cannot be placed"):
        benchmark.score("00_0_00", Reconstruction(truth.vertices, truth.faces, "any"))
    half_a_camera = Reconstruction(truth.vertices, truth.faces, "camera", focal_length=1200.0)
    with pytest.raises(ScoringError, match="reference_depth"):
        benchmark.score("00_0_00", half_a_camera)


@pytest.mark.parametrize("unit", [1.0, 1 / PUPIL_DISTANCE_MM])
def test_a_mesh_in_the_images_camera_frame_needs_no_camera(root: Path, unit: float) -> None:
    """The frame in which the official evaluator takes perspective methods, in any unit."""
    truth = FaceScapeLab(root).scan("00_1_09")
    mesh = Reconstruction(truth.vertices * unit, truth.faces, "camera")
    score = FaceScapeLab.score_files(mesh, sample_id="20", data_root=root)
    assert score.details["sample"] == "00_1_09"
    assert score.values["cd_mm"] == pytest.approx(0, abs=1e-8)
    beside = dataclasses.replace(mesh, vertices=mesh.vertices + unit * np.array([4.0, 0, 0]))
    assert FaceScapeLab(root).score("00_1_09", beside).values["cd_mm"] > 1.0


def test_what_is_shown_is_what_was_measured(root: Path) -> None:
    benchmark = FaceScapeLab(root)
    truth = benchmark.scan("00_0_01")
    wrong = truth.vertices + 3.0 * np.sin(truth.vertices / 15)
    prediction = in_frame(wrong, truth.faces, LAB_FOCAL_LENGTHS[0], 700.0)
    found, expected = (
        benchmark.surfaces("00_0_01", prediction),
        benchmark.score("00_0_01", prediction),
    )
    assert found is not None
    assert found.score.values == expected.values
    assert np.array_equal(found.distances, expected.distances)
    assert len(found.scan.vertices) == len(found.distances)
    assert found.distances.mean() == pytest.approx(expected.details["scan_to_prediction_mm"])
    # Measured to the joined map of the prediction: near its surface, and not on it.
    tree = SurfaceTree(found.reconstruction.vertices, found.reconstruction.faces)
    again = tree.closest(found.scan.vertices).distance
    assert np.median(np.abs(again - found.distances)) < 0.1
    assert np.median(found.distances) > 0.5
    # In the head frame: the nose, at the middle of the height, is towards the viewer.
    assert found.reconstruction.vertices[:, 2].argmax() == truth.vertices[:, 2].argmin()
    assert [p.shape for p in benchmark.photographs("00_0_01")] == [(256, 256, 3)]


def test_one_pair_from_files(root: Path) -> None:
    truth = FaceScapeLab(root).scan("00_1_00")
    prediction = in_frame(truth.vertices, truth.faces, 600.0, 700.0)
    score = FaceScapeLab.score_files(prediction, sample_id="00_1_00", data_root=root)
    assert score.values["cd_mm"] == pytest.approx(0, abs=1e-8)
    other = make_ellipsoid_head(60, 56, seed=5, amplitude=3.0, front=1.45)
    scan = Mesh(other.vertices / PUPIL_DISTANCE_MM, other.faces)
    replaced = FaceScapeLab.score_files(prediction, scan=scan, sample_id="00_1_00", data_root=root)
    assert replaced.values["cd_mm"] > 0.5
    with pytest.raises(ValueError, match="--sample 20_0_00"):
        FaceScapeLab.score_files(prediction, sample_id="20_0_00", data_root=root)
    with pytest.raises(ValueError, match=r"0 \.\.\. 659"):
        FaceScapeLab.score_files(prediction, sample_id="660", data_root=root)
    with pytest.raises(ValueError, match="--sample 0: facescape-lab-multiview has 00_0"):
        FaceScapeLabMultiview.score_files(prediction, sample_id="0", data_root=root)
    with pytest.raises(ValueError, match="needs --sample"):
        FaceScapeLab.score_files(prediction, scan=scan)
