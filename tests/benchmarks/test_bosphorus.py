from __future__ import annotations

import json

import numpy as np
import pytest
from ellipsoid_heads import make_ellipsoid_head
from scan_pairs import bumpy_head, millimetre_off, moved, seven_ids, seven_points

from benchmarks.bosphorus import BosphorusBenchmark, BosphorusThreeView
from benchmarks.errors import ScoringError
from benchmarks.reconstruction import Reconstruction
from face_datasets.bosphorus import SEVEN_LABELS
from face_datasets.bosphorus_files import RangeImage, write_bnt, write_lm3
from face_datasets.errors import DamagedFileError
from geometry.meshes import Mesh

ROWS, COLUMNS = 110, 100
KINDS = ("N_N", "YR_R10", "YR_R20", "YR_R30", "YR_R45", "YR_L45")


def write(root, name: str, grid: np.ndarray, seven: np.ndarray) -> None:
    folder = root / name.partition("_")[0]
    write_bnt(folder / f"{name}.bnt", RangeImage(grid, grid[..., :2], f"{name}.png"))
    write_lm3(folder / f"{name}.lm3", dict(zip(SEVEN_LABELS, seven, strict=True)))


def reconstruction(mesh: Mesh, points: np.ndarray) -> Reconstruction:
    return Reconstruction(mesh.vertices, mesh.faces, seven=(("tip", points),))


@pytest.fixture(scope="module")
def head() -> Mesh:
    """The front of a head; its vertices are a grid, top row first."""
    return make_ellipsoid_head(COLUMNS, ROWS, front=1.5)


@pytest.fixture(scope="module")
def root(tmp_path_factory, head):
    """bs000 is the head itself, bs001 stays a millimetre off it; neither number 1 counts."""
    root = tmp_path_factory.mktemp("bosphorus")
    grid = head.vertices.reshape(ROWS, COLUMNS, 3)
    off = millimetre_off(head).vertices
    pairs = off.reshape(-1, 2, 3)
    seven = seven_points(head)
    for kind in KINDS:
        write(root, f"bs000_{kind}_0", grid, seven)
    write(root, "bs001_N_N_0", pairs.transpose(1, 0, 2).copy(), seven)
    write(root, "bs000_N_N_1", grid * 3, seven)
    write(root, "bs001_YR_R10_0", grid, seven)
    write(root, "bs002_YR_R10_0", grid, seven)
    return root


def test_ids_bins_and_files(root):
    benchmark = BosphorusBenchmark(root)
    assert benchmark.bins() == {
        "frontal": ["bs000_N_N_0", "bs001_N_N_0"],
        "yaw-10": ["bs000_YR_R10_0", "bs001_YR_R10_0"],
        "yaw-20": ["bs000_YR_R20_0"],
        "yaw-30": ["bs000_YR_R30_0"],
        "yaw-45": ["bs000_YR_R45_0", "bs000_YR_L45_0"],
    }  # bs002 has no neutral scan
    assert sorted(i for ids in benchmark.bins().values() for i in ids) == benchmark.ids()
    assert benchmark.subject("bs001_YR_R10_0") == "bs001"
    assert [p.name for p in benchmark.inputs("bs001_YR_R10_0")] == [
        "bs001_N_N_0.bnt",
        "bs001_N_N_0.lm3",
    ]
    assert [p.name for p in benchmark.images("bs001_YR_R10_0")] == ["bs001_YR_R10_0.png"]
    three = BosphorusThreeView(root)
    assert three.ids() == ["bs000_R10", "bs000_R20", "bs000_R30", "bs000_R45"]
    assert three.bins()["right-45"] == ["bs000_R45"]
    assert three.subject("bs000_R45") == "bs000"
    assert [p.stem for p in three.images("bs000_R20")] == [
        "bs000_YR_R20_0",
        "bs000_N_N_0",
        "bs000_YR_L45_0",
    ]
    assert three.prediction_set != benchmark.prediction_set
    assert three.dataset == benchmark.dataset == "bosphorus"


@pytest.mark.parametrize("scale", [1.0, 0.01])
def test_the_truth_scores_nothing_wherever_it_is(root, head, scale):
    truth = reconstruction(*moved(head, seven_points(head), scale=scale))
    score = BosphorusBenchmark(root).score("bs000_YR_R20_0", truth)
    assert score.values["mean_mm"] < 1e-9
    assert score.distances.max() < 1e-9
    assert json.loads(json.dumps(score.details))["crop_count"] == len(score.distances) > 1000
    assert BosphorusThreeView(root).score("bs000_R45", truth).values["rms_mm"] < 1e-9


def test_a_millimetre_that_alignment_cannot_remove(root, head):
    """The range image alternates between 1 mm outside and 1 mm inside the prediction."""
    prediction = reconstruction(*moved(head, seven_points(head), scale=1.7))
    values = BosphorusBenchmark(root).score("bs001_YR_R10_0", prediction).values
    for name in ("mean_mm", "rms_mm", "median_mm"):
        assert values[name] == pytest.approx(1.0, abs=1e-3)


def test_order_of_vertices_and_pose_do_not_count(root):
    other = bumpy_head(50, 46, seed=3)
    benchmark = BosphorusBenchmark(root)
    expected = benchmark.score("bs000_N_N_0", reconstruction(other, seven_points(other))).values
    assert expected["mean_mm"] > 0.3
    order = np.random.default_rng(0).permutation(len(other.vertices))
    shuffled = Mesh(other.vertices[order], np.argsort(order)[other.faces])
    points = other.vertices[seven_ids(other)]
    turned = reconstruction(*moved(shuffled, points, scale=3.0))
    assert benchmark.score("bs000_N_N_0", turned).values == pytest.approx(expected, abs=2e-6)


def test_one_pair_from_files(root, head):
    other = bumpy_head(50, 46, seed=3)
    prediction = reconstruction(other, seven_points(other))
    benchmark = BosphorusBenchmark(root)
    expected = benchmark.score("bs000_N_N_0", prediction)
    found = BosphorusBenchmark.score_files(
        prediction, scan=benchmark.scan("bs000_N_N_0"), scan_points=seven_points(head)
    )
    assert found.values == pytest.approx(expected.values, abs=1e-3)  # .lm3 has four digits
    same = BosphorusBenchmark.score_files(prediction, sample_id="bs000_N_N_0", data_root=root)
    assert same.values == expected.values
    with pytest.raises(ValueError, match="--scan with --scan-points"):
        BosphorusBenchmark.score_files(prediction, scan=head)


def test_what_cannot_be_scored(root, head, tmp_path):
    benchmark = BosphorusBenchmark(root)
    with pytest.raises(ScoringError, match="no known topology"):
        benchmark.score("bs000_N_N_0", Reconstruction(head.vertices, head.faces))
    bottom = Reconstruction(head.vertices, head.faces, seven=(("bottom", seven_points(head)),))
    with pytest.raises(ScoringError):
        benchmark.score("bs000_N_N_0", bottom)
    write(tmp_path, "bs000_N_N_0", head.vertices.reshape(ROWS, COLUMNS, 3), seven_points(head))
    path = tmp_path / "bs000" / "bs000_N_N_0.lm3"
    path.write_text(path.read_text().replace("Nose tip", "Nose hump"))
    truth = reconstruction(head, seven_points(head))
    with pytest.raises(DamagedFileError, match="no 'Nose tip'"):
        BosphorusBenchmark(tmp_path).score("bs000_N_N_0", truth)
