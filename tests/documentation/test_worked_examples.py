"""The examples of docs/extending do what their pages say, end to end."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pandas as pd
import pytest
import torch
from tiny_head import TinyHead

from benchmarks.__main__ import main as bench
from benchmarks.registry import BENCHMARKS
from face_datasets.__main__ import DOCTORS
from face_datasets.__main__ import main as examine
from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
from face_datasets.origin import write_synthetic_marker
from geometry.crops import FIVE_POINTS
from geometry.landmarks import IBUG68_SEVEN
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh
from lightning_modules.__main__ import main as train_or_predict
from lightning_modules.base import FaceReconstructionModule

PEOPLE = ("anna", "bert", "carl")
SMALL = {
    "trainer.accelerator": "cpu",
    "trainer.enable_progress_bar": "false",
    "trainer.max_epochs": "1",
}

Run = Callable[..., None]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """A runner of command lines in this process."""

    def call(main: Callable[[], None], *arguments: str, **options: str) -> None:
        given = [f"--{name.replace('__', '.')}={value}" for name, value in options.items()]
        monkeypatch.setattr("sys.argv", ["likeness", *arguments, *given])
        main()

    return call


@pytest.fixture
def booth(examples_in_place: Path) -> ModuleType:
    return import_module("face_datasets.booth")


@pytest.fixture
def booth_root(booth: ModuleType, tmp_path: Path) -> Path:
    """Three people: the tiny face model's, photographed from a metre away as noise."""
    model, rng = TinyHead(), np.random.default_rng(0)
    for number, person in enumerate(PEOPLE):
        identity = torch.full((1, 4), 0.5 * number)
        vertices = model.vertices(identity, torch.zeros(1, 3))[0].double().numpy()
        points = vertices[model.landmark_indices.numpy()]
        booth.write_booth_person(
            tmp_path / "booth",
            person,
            rng.integers(0, 256, (200, 160, 3), dtype=np.uint8),
            photo_landmarks(),
            Mesh(vertices, model.faces.numpy()),
            points[list(IBUG68_SEVEN["tip"])],
        )
    write_synthetic_marker(tmp_path / "booth", dataset="booth")
    return tmp_path / "booth"


def photo_landmarks() -> np.ndarray:
    """68 points of which the five that place a crop are those of a face."""
    points = np.tile(FIVE_POINTS[2, :2], (68, 1))
    for rows, point in zip(
        (range(36, 42), range(42, 48), [30], [48], [54]), FIVE_POINTS, strict=True
    ):
        points[list(rows)] = point[:2]
    return points * [0.5, -0.5] + [80.0, 100.0]


@pytest.fixture
def photographs(tmp_path: Path) -> Path:
    """CelebA's layout with four images to train on and two to validate."""
    root, rng = tmp_path / "celeba", np.random.default_rng(1)
    ids = ["000001", "000002", "000003", "000004", "162771", "162772"]
    five = FIVE_POINTS[:, :2] * [0.5, -0.5] + [88.0, 130.0]
    for sample_id in ids:
        image = rng.integers(0, 256, (218, 178, 3), dtype=np.uint8)
        parsing = rng.integers(0, 10, (218, 178), dtype=np.uint8)
        write_celeba_image(root, sample_id, image, parsing, rng.uniform(50, 130, (68, 2)))
    parts = dict(zip(ids, (0, 0, 0, 0, 1, 1), strict=True))
    write_celeba_lists(root, dict.fromkeys(ids, five), parts, dict(zip(ids, range(6), strict=True)))
    write_synthetic_marker(root, dataset="celeba")
    return root


def test_the_dataset_is_read_in_millimetres(booth: ModuleType, booth_root: Path) -> None:
    data = booth.Booth(booth_root)
    assert data.ids() == list(PEOPLE)
    mean = TinyHead().mean_shape.numpy()
    np.testing.assert_allclose(data.scan("anna").vertices, mean, atol=1e-3)  # identity 0
    np.testing.assert_allclose(data.landmarks("anna"), photo_landmarks(), atol=1e-3)
    assert data.photo("bert").shape == (200, 160, 3)


def test_the_dataset_has_a_doctor(
    booth: ModuleType,
    booth_root: Path,
    run: Run,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(DOCTORS, "booth", "booth")
    run(examine, "doctor", "booth", f"--data-root={booth_root}")
    assert "booth: 0 errors, 0 warnings, 3 fine" in capsys.readouterr().out
    (booth_root / "anna" / "photo_landmarks.txt").unlink()
    points = booth_root / "bert" / "scan_points.txt"
    np.savetxt(points, 1000 * np.loadtxt(points))
    with pytest.raises(SystemExit) as stop:
        run(examine, "doctor", "booth", f"--data-root={booth_root}")
    assert stop.value.code == 1
    out = " ".join(capsys.readouterr().out.split())  # wrapped at the terminal's width
    assert "photo_landmarks.txt does not exist" in out
    assert "scans have to be in metres" in out


def test_the_method_trains_reloads_and_predicts_what_the_benchmark_scores(
    examples_in_place: Path,
    booth_root: Path,
    photographs: Path,
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    runs = tmp_path / "runs"
    run(
        train_or_predict,
        "fit",
        f"--config={examples_in_place / 'configs' / 'landmark-fit.yaml'}",
        "--model.init_args.morphable_model=tiny_head.TinyHead",
        run_dir=str(runs / "landmark-fit"),
        data__init_args__root=str(photographs),
        data__init_args__batch_size="2",
        trainer__max_steps="2",
        **{name.replace(".", "__"): value for name, value in SMALL.items()},
    )
    checkpoint = runs / "landmark-fit" / "checkpoint.ckpt"
    module = FaceReconstructionModule.load_from_checkpoint(checkpoint)
    assert type(module).__name__ == "LandmarkFit"
    last = module.get_submodule("network")[-1]
    assert last.weight.abs().max() > 0  # it began at zero

    run(
        train_or_predict,
        "predict",
        f"--config={examples_in_place / 'configs' / 'data' / 'booth.yaml'}",
        data__init_args__root=str(booth_root),
        ckpt_path=str(checkpoint),
        trainer__accelerator="cpu",
        trainer__enable_progress_bar="false",
    )
    benchmark = import_module("benchmarks.facial_proportions").FacialProportions
    monkeypatch.setitem(BENCHMARKS, benchmark.name, benchmark)
    run(bench, benchmark.name, f"--data-root={booth_root}", f"--runs={runs}", "--jobs=1")
    rows = pd.read_csv(runs / "leaderboard.csv").set_index(["method", "metric"])
    assert set(rows.index.get_level_values("method")) == {"landmark-fit", "mean-face"}
    ours, mean = (rows.loc[(name, "mean_percent")] for name in ("landmark-fit", "mean-face"))
    assert (ours.number_scored, ours.failures, ours.origin) == (3, 0, "synthetic")
    # Anna is the mean face, which no other person is.
    scores = pd.read_csv(runs / "landmark-fit" / "scores" / f"{benchmark.name}.mean-face.csv")
    assert scores.set_index("sample_id").mean_percent["anna"] == pytest.approx(0, abs=1e-3)
    assert mean.value > 0.1


def test_the_benchmark_looks_at_shape_alone(
    booth: ModuleType, booth_root: Path, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    module = import_module("benchmarks.facial_proportions")
    monkeypatch.setitem(BENCHMARKS, "facial-proportions", module.FacialProportions)
    data = booth.Booth(booth_root)
    turn = np.linalg.qr(np.random.default_rng(2).normal(size=(3, 3)))[0]
    for name, change in (("moved", 0.02 * turn), ("wide", np.diag([1.1, 1, 1]))):
        (tmp_path / name).mkdir()
        for person in PEOPLE:
            scan, points = data.scan(person), data.seven_points(person)
            write_mesh(tmp_path / name / f"{person}.obj", Mesh(scan.vertices @ change, scan.faces))
            np.savetxt(tmp_path / name / f"{person}.landmarks.txt", points @ change)
    folders = [str(tmp_path / name) for name in ("moved", "wide")]
    place = (f"--data-root={booth_root}", f"--runs={tmp_path}", "--jobs=1")
    run(bench, "facial-proportions", *place, "--predictions", *folders)
    rows = pd.read_csv(tmp_path / "leaderboard.csv")
    values = rows[rows.metric == "mean_percent"].set_index("method").value
    assert values["moved"] == pytest.approx(0, abs=1e-6)
    assert 1 < values["wide"] < 10
    seven = np.array(
        [[x, y, 0.0] for x, y in ((0, 0), (1, 0), (2, 0), (3, 0), (1, 1), (0, 2), (3, 2))]
    )
    lengths = module.proportions(seven)
    assert lengths[2] / lengths[0] == pytest.approx(3)  # outer corners of the eyes, one eye
    with pytest.raises(module.ScoringError, match="in one place"):
        module.proportions(np.ones((7, 3)))
