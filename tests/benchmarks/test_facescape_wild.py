from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from ellipsoid_heads import LANDMARKS, make_ellipsoid_head, place_in_cube, wild_geometry

from benchmarks.facescape_track import KnownCamera
from benchmarks.facescape_wild import (
    FaceScapeWild,
    cube_from_camera,
    landmark_nme_percent,
    scan_maps,
    score_pair,
)
from benchmarks.facescape_wild import place_in_cube as cube_of
from benchmarks.protocol import ScoringError
from benchmarks.reconstruction import Reconstruction, reconstruct
from benchmarks.speed import facescape as peer
from face_datasets.facescape import WildGeometry
from geometry.meshes import Mesh
from predictions import Prediction


@dataclasses.dataclass(frozen=True)
class OfficialCase:
    """A pair that zhuhao-nju/facescape @ 19a9fff scored, and its row of the predefined arrays."""

    head_center: tuple[float, ...]
    pupil_scale: float
    rotation: tuple[tuple[float, ...], ...]
    cd: float
    mne: float
    cr: float
    seed: int = 1
    amplitude: float = 3.0
    front: float = 2.2
    shift: tuple[float, ...] = (0.0, 0.0, 0.0)
    scale: float = 1.0


OFFICIAL = [
    OfficialCase(
        head_center=(-0.011707609495903139, -0.13391795987179383, -10.025368444341877),
        pupil_scale=123.88123207596642,
        rotation=(
            (0.99973667061597, 0.005737258464509072, 0.02221875988903828),
            (-0.005067567051139922, 0.9995346272877712, -0.030080701735140485),
            (-0.02238100064513467, 0.0299601855469505, 0.9993004943920096),
        ),
        cd=0.9094941511416086,
        mne=0.021729704416384433,
        cr=1.0,
    ),
    OfficialCase(
        head_center=(0.12813186996548392, -0.08044003508686089, -9.999827035026998),
        pupil_scale=181.90067258487895,
        rotation=(
            (0.4214878090523693, 0.15042195495276042, -0.8942713583070987),
            (-0.0981628395020194, 0.9879200832620187, 0.1199081566386),
            (0.9015054540939473, 0.03724438958764079, 0.4311621176345503),
        ),
        cd=1.4548958557750822,
        mne=0.0223765622097211,
        cr=1.0,
    ),
    OfficialCase(
        head_center=(-0.07872212573281726, -0.16332630188818045, -10.022747963725557),
        pupil_scale=115.17550520244559,
        rotation=(
            (0.980483390645136, 0.020826185533933245, 0.19549575613072487),
            (-0.0223103719976287, 0.9997365483301971, 0.00539270193418225),
            (-0.19533194303632237, -0.009649037720399763, 0.9806897206052102),
        ),
        seed=5,
        amplitude=4.0,
        shift=(1.0, -2.0, 3.0),
        scale=0.98,
        front=1.4,
        cd=2.00970453745996,
        mne=0.04260133359565834,
        cr=0.8928377645143787,
    ),
    OfficialCase(
        head_center=(0.240089705259825, -0.15255893418866603, -10.019124767695704),
        pupil_scale=112.67989323996665,
        rotation=(
            (0.7358960907559348, -0.03128870883034143, -0.6763711705194592),
            (0.04044007244173217, 0.9991794935401225, -0.0022226627751043976),
            (0.6758857478531713, -0.025716850286038043, 0.7365576009113781),
        ),
        seed=6,
        amplitude=2.0,
        shift=(-1.0, 1.0, 0.0),
        scale=1.02,
        front=3.14159,
        cd=1.4634358689992604,
        mne=0.025685744346736112,
        cr=1.0,
    ),
]


@pytest.mark.parametrize("case", OFFICIAL, ids=["000", "350", "120", "240"])
def test_agrees_with_the_official_evaluator(case: OfficialCase) -> None:
    geometry = WildGeometry(np.array(case.head_center), case.pupil_scale, np.array(case.rotation))
    scan = make_ellipsoid_head(220, 200, front=1.45, y_range=(-95, 90))
    head = make_ellipsoid_head(140, 120, seed=case.seed, amplitude=case.amplitude, front=case.front)
    moved = head.vertices * case.scale + np.array(case.shift)
    maps = scan_maps(Mesh(place_in_cube(scan.vertices, geometry), scan.faces), geometry)
    score = score_pair(maps, geometry, place_in_cube(moved, geometry), head.faces)
    assert score.cd_mm == pytest.approx(case.cd, abs=3e-4)
    assert score.mne == pytest.approx(case.mne, abs=2e-5)
    assert score.cr == pytest.approx(case.cr, abs=1e-4)


@pytest.fixture
def benchmark(wild_data: Path) -> FaceScapeWild:
    return FaceScapeWild(wild_data)


def score(benchmark: FaceScapeWild, sample_id: str, mesh: Mesh) -> dict[str, float]:
    return benchmark.score(sample_id, placed(mesh)).values


def placed(mesh: Mesh, frame: str = "image-cube", **camera: object) -> Reconstruction:
    return Reconstruction(mesh.vertices, mesh.faces, frame, **camera)  # type: ignore[arg-type]


@pytest.mark.parametrize("sample_id", ["000", "120", "350"])
def test_the_truth_scores_zero(benchmark: FaceScapeWild, sample_id: str) -> None:
    truth = benchmark.data.wild_scan(sample_id)
    assert score(benchmark, sample_id, truth)["cr"] == 1
    deeper = Mesh(truth.vertices + np.array([0, 0, -7.0]), truth.faces)  # depth is aligned away
    for mesh in (truth, deeper):
        result = score(benchmark, sample_id, mesh)
        assert result["cd_mm"] == pytest.approx(0, abs=1e-9)
        assert result["mne"] == pytest.approx(0, abs=1e-6)
        assert result["normal_angle_deg"] == pytest.approx(0, abs=1e-4)
        assert result["cr"] == pytest.approx(1, abs=2e-4)


def plane(corner: tuple[float, ...], along: tuple[float, ...]) -> Mesh:
    """A finely divided upright rectangle, y from -60 to 60, seen from outside."""
    s, y = np.meshgrid(np.linspace(0, 1, 61), np.linspace(-60, 60, 61))
    points = np.array(corner) + s[..., None] * np.array(along)
    points[..., 1] = y
    ids = np.arange(s.size).reshape(s.shape)
    a, b, c, d = (x.ravel() for x in (ids[:-1, :-1], ids[:-1, 1:], ids[1:, :-1], ids[1:, 1:]))
    faces = np.concatenate([np.stack([a, b, c], 1), np.stack([b, d, c], 1)])
    return Mesh(points.reshape(-1, 3), faces)


def test_an_error_of_one_millimetre_is_one_millimetre() -> None:
    # The front holds the depth; the cheek, which the image does not show, is 1 mm too far out.
    geometry = WildGeometry(np.array([0.1, -0.2, 0.3]), 124.0, np.eye(3))
    front, cheek = plane((-40, 0, 80), (80, 0, 0)), plane((75, 0, 40), (0, 0, -80))
    faces = np.concatenate([front.faces, cheek.faces + len(front.vertices)])
    truth = np.concatenate([front.vertices, cheek.vertices])
    wrong = np.concatenate([front.vertices, cheek.vertices + np.array([1, 0, 0])])
    wrong += np.array([0, 0, 9])
    maps = scan_maps(Mesh(place_in_cube(truth, geometry), faces), geometry)
    result = score_pair(maps, geometry, place_in_cube(wrong, geometry), faces)
    assert result.depth["depth_shift_mm"] == pytest.approx(9)
    on_cheek = result.points[:, 0] > 60
    np.testing.assert_allclose(result.distance_mm[on_cheek], 1, atol=1e-9)
    np.testing.assert_allclose(result.distance_mm[~on_cheek], 0, atol=1e-9)
    assert result.cd_mm == pytest.approx(on_cheek.mean(), rel=0.01)
    assert result.normal_angle_deg == pytest.approx(0, abs=1e-5)


def test_mean_face_is_placed_as_the_prediction_is(benchmark: FaceScapeWild) -> None:
    head = make_ellipsoid_head(60, 50)
    focal, center = 900.0, np.array([128.0, 128.0])
    geometry = wild_geometry("120")
    camera = head.vertices @ geometry.rotation.T * [1, -1, -1] + [0, 0, 700.0]
    depth = 640.0
    prediction = Prediction(camera, camera * 1.1, focal, center, reference_depth=depth)
    cube, mean = (
        cube_of(r, r.mesh().vertices)
        for r in (
            reconstruct(prediction, head.faces, frame="camera", mean_face=mean_face)
            for mean_face in (False, True)
        )
    )
    np.testing.assert_allclose((cube * 128)[:, 0], focal / depth * camera[:, 0])
    np.testing.assert_allclose(mean[:, :2], 1.1 * cube[:, :2])


def test_failures_have_reasons(benchmark: FaceScapeWild) -> None:
    truth = benchmark.data.wild_scan("000")
    with pytest.raises(ScoringError, match="share no pixel"):
        score(benchmark, "000", Mesh(truth.vertices + np.array([3.0, 0, 0]), truth.faces))
    with pytest.raises(ScoringError, match="counter-clockwise"):
        score(benchmark, "000", Mesh(truth.vertices, truth.faces[:, ::-1]))
    with pytest.raises(ScoringError, match="focal_length"):
        benchmark.score("000", placed(truth, "camera"))
    camera = {"focal_length": 900.0, "principal_point": np.zeros(2)}
    with pytest.raises(ScoringError, match="reference_depth"):
        benchmark.score("000", placed(truth, "camera", **camera))
    with pytest.raises(ScoringError, match="cannot be placed"):
        benchmark.score("000", placed(truth, "any"))
    with pytest.raises(ScoringError, match="no mesh"):
        benchmark.score("000", Reconstruction())
    with pytest.raises(ScoringError, match="no mean face"):
        reconstruct(Prediction(truth.vertices), truth.faces, frame="image-cube", mean_face=True)


def test_landmark_error_by_hand() -> None:
    prepared = LANDMARKS.copy()
    prepared[36], prepared[45] = (100, 50), (160, 130)  # 100 px apart
    predicted = prepared.copy()
    predicted[:34] += [3, 4]  # 5 px for half of them
    assert landmark_nme_percent(predicted, prepared) == pytest.approx(2.5)


def test_bins_and_subjects(benchmark: FaceScapeWild) -> None:
    bins = benchmark.bins()
    assert bins["0-5"] == ["000", "001"]
    assert bins["0-30"] == ["000", "001", "120"]
    assert bins["60-90"] == ["350"]
    assert benchmark.subject("001") == "a"
    assert benchmark.label == "facescape-wild (synthetic)"


def test_a_point_at_the_reference_depth_keeps_its_pixel() -> None:
    focal, principal_point, depth = 900.0, np.array([140.0, 120.0]), 750.0
    points = np.array([[30.0, -20.0, 750.0], [30.0, -20.0, 760.0]])
    u, v = focal * points[0, :2] / depth + principal_point
    cube = cube_from_camera(points, KnownCamera(focal, principal_point, depth))
    np.testing.assert_allclose(cube[0], [(u - 128) / 128, -(v - 128) / 128, 0], atol=1e-12)
    # 10 mm deeper: the same place in the orthographic image, 10 mm further from the viewer
    np.testing.assert_allclose(cube[1] - cube[0], [0, 0, -10 * focal / depth / 128], atol=1e-12)


def test_agrees_with_a_ray_casting_library() -> None:
    pytest.importorskip("open3d")
    scan = peer.head(60, 50, bumps=0.0, half_width=1.45)
    prediction = peer.head(50, 44, bumps=6.0, half_width=2.2)
    geometry = WildGeometry(np.array([0.1, -0.05, 0.0]), 124.0, np.eye(3))
    expected = peer.open3d_and_scipy(scan, prediction, geometry)
    assert peer.ours(scan, prediction, geometry) == pytest.approx(expected, rel=2e-3)
