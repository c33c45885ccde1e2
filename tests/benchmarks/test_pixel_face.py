from __future__ import annotations

import numpy as np
import pytest
from scan_pairs import bumpy_head, millimetre_off, moved, seven_ids, seven_points

from benchmarks.pixel_face import PixelFaceBenchmark, PixelFaceNoseBottom, PixelFaceRaw
from benchmarks.reconstruction import Reconstruction
from face_datasets.origin import write_synthetic_marker
from face_datasets.pixel_face_files import SEVEN_OF_106, GroundTruthPart
from face_datasets.pixel_face_writer import write_released_index, write_released_sample
from geometry.meshes import Mesh

VARIANTS = (PixelFaceBenchmark, PixelFaceRaw, PixelFaceNoseBottom)


def with_bottom(mesh: Mesh) -> dict[str, np.ndarray]:
    """The seven points with the tip of the nose and with its bottom, some 12 mm below."""
    tip = seven_points(mesh)
    wanted = tip[4] - np.array([0, 12, 4])
    below = mesh.vertices[np.linalg.norm(mesh.vertices - wanted, axis=1).argmin()]
    return {"tip": tip, "bottom": np.vstack([tip[:4], below, tip[5:]])}


def part(mesh: Mesh, seven: dict[str, np.ndarray]) -> GroundTruthPart:
    """A scan with its landmarks as eight more vertices, which no face uses."""
    landmarks = np.zeros(106, np.int64)
    extra = np.vstack([seven["tip"], seven["bottom"][4]])
    ids = len(mesh.vertices) + np.arange(8)
    landmarks[list(SEVEN_OF_106["tip"])] = ids[:7]
    landmarks[SEVEN_OF_106["bottom"][4]] = ids[7]
    return GroundTruthPart(Mesh(np.vstack([mesh.vertices, extra]), mesh.faces), landmarks)


def reconstruction(mesh: Mesh, seven: dict[str, np.ndarray], scale: float = 1.0) -> Reconstruction:
    shown = {nose: moved(mesh, points, scale=scale)[1] for nose, points in seven.items()}
    placed, _ = moved(mesh, seven["tip"], scale=scale)
    return Reconstruction(placed.vertices, placed.faces, seven=tuple(shown.items()))


@pytest.fixture(scope="module")
def head() -> Mesh:
    return bumpy_head(70, 64)


@pytest.fixture(scope="module")
def root(tmp_path_factory, head):
    """s1 is the head; its raw scan stays a millimetre off it."""
    root = tmp_path_factory.mktemp("pixel-face")
    seven = with_bottom(head)
    photos = [np.zeros((4, 4, 3), np.uint8)] * 3
    write_released_sample(root, "s1", photos, part(head, seven), part(millimetre_off(head), seven))
    write_released_sample(root, "s2", photos, part(head, seven), part(head, seven))
    write_released_index(root, [("00001", "s1", 5), ("00001", "s2", 0)])
    write_synthetic_marker(root)
    return root


def test_variants_share_data_and_predictions(root):
    assert [v.name for v in VARIANTS] == ["pixel-face", "pixel-face-raw", "pixel-face-nose-bottom"]
    assert {(v.dataset, v.prediction_set) for v in VARIANTS} == {("pixel-face", "pixel-face")}
    assert [v.nose for v in VARIANTS] == ["tip", "tip", "bottom"]
    benchmark = PixelFaceBenchmark(root)
    assert benchmark.ids() == ["s1", "s2"]
    assert benchmark.bins() == {"expressions 1-22": ["s1"], "other": ["s2"]}
    assert {benchmark.subject(i) for i in benchmark.ids()} == {"00001"}
    assert benchmark.inputs("s1") == [root / "s1" / "fusion" / "gt.mat"]
    assert benchmark.label == "pixel-face (synthetic)"
    titles = {m.name: m.title for m in benchmark.metrics}
    assert "mean" in titles["dfmvr_rmse"]  # what DF-MVR calls RMSE is none


@pytest.mark.parametrize("variant", VARIANTS)
def test_the_truth_scores_nothing(root, head, variant):
    truth = reconstruction(head, with_bottom(head), scale=0.01)
    score = variant(root).score("s2", truth)
    assert score.values["dfmvr_rmse"] < 1e-7
    assert score.values["rms_mm"] < 1e-7
    assert score.details["crop_count"] == len(score.distances)


def test_a_millimetre_that_alignment_cannot_remove(root, head):
    prediction = reconstruction(head, with_bottom(head), scale=1.4)
    values = PixelFaceRaw(root).score("s1", prediction).values
    # the eight landmarks lie on the prediction, the thousands of others a millimetre off
    for name in ("dfmvr_rmse", "rms_mm", "median_mm"):
        assert values[name] == pytest.approx(1.0, abs=0.005)
    assert PixelFaceBenchmark(root).score("s1", prediction).values["dfmvr_rmse"] < 1e-7


def test_the_three_figures_are_what_they_say(root):
    other = bumpy_head(50, 46, seed=3)
    score = PixelFaceBenchmark(root).score("s1", reconstruction(other, with_bottom(other)))
    distances = score.distances.astype(float)
    assert score.values["dfmvr_rmse"] == pytest.approx(distances.mean(), rel=1e-5)
    assert score.values["rms_mm"] == pytest.approx(np.sqrt((distances**2).mean()), rel=1e-5)
    assert score.values["median_mm"] == pytest.approx(np.median(distances), rel=1e-5)
    assert score.values["rms_mm"] > 1.1 * score.values["dfmvr_rmse"]


def test_nose_bottom_is_another_crop(root):
    other = bumpy_head(50, 46, seed=3)
    prediction = reconstruction(other, with_bottom(other))
    tip, bottom = (
        v(root).score("s1", prediction) for v in (PixelFaceBenchmark, PixelFaceNoseBottom)
    )
    assert bottom.details["crop_count"] > tip.details["crop_count"]
    assert bottom.values["dfmvr_rmse"] != tip.values["dfmvr_rmse"]


def test_order_of_vertices_pose_and_unit_do_not_count(root):
    other = bumpy_head(50, 46, seed=3)
    benchmark = PixelFaceBenchmark(root)
    expected = benchmark.score("s1", reconstruction(other, with_bottom(other))).values
    order = np.random.default_rng(0).permutation(len(other.vertices))
    shuffled = Mesh(other.vertices[order], np.argsort(order)[other.faces])
    assert (shuffled.vertices[np.argsort(order)[seven_ids(other)]] == seven_points(other)).all()
    found = benchmark.score("s1", reconstruction(shuffled, with_bottom(other), scale=0.013)).values
    assert found == pytest.approx(expected, abs=2e-6)


@pytest.mark.parametrize("mm_per_unit", [100.0, 1.0])
def test_one_pair_from_files_in_decimetres_or_millimetres(root, head, mm_per_unit):
    """A face of decimetres cannot be mistaken for one of millimetres."""
    other = bumpy_head(50, 46, seed=3)
    prediction = reconstruction(other, with_bottom(other))
    expected = PixelFaceBenchmark(root).score("s1", prediction).values
    scan = PixelFaceBenchmark(root).scan("s1")
    found = PixelFaceBenchmark.score_files(
        prediction,
        scan=Mesh(scan.vertices / mm_per_unit, scan.faces),
        scan_points=seven_points(head) / mm_per_unit,
    )
    assert found.values == pytest.approx(expected, abs=2e-6)
    assert found.details["scan_mm_per_unit"] == mm_per_unit
