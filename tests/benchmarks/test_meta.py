from __future__ import annotations

import argparse
import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from ellipsoid_heads import make_ellipsoid_head

from benchmarks import meta
from benchmarks.estimators import ESTIMATORS, Pair, true_error
from face_datasets.meta_study import (
    MetaPrediction,
    MetaScan,
    MetaStudy,
    write_meta_prediction,
    write_meta_scan,
)
from geometry.meshes import Mesh

_AZIMUTH = np.array([-0.5, -0.25, 0.25, 0.5, 0, -0.33, 0.33])
_ELEVATION = np.array([0.26, 0.24, 0.24, 0.26, -0.2, -0.55, -0.55])


def seven_ids(mesh: Mesh) -> np.ndarray:
    level = np.cos(_ELEVATION)
    directions = np.array([np.sin(_AZIMUTH) * level, np.sin(_ELEVATION), np.cos(_AZIMUTH) * level])
    unit = mesh.vertices / np.linalg.norm(mesh.vertices, axis=1, keepdims=True)
    return np.asarray((unit @ directions).argmax(axis=0))


HEAD = make_ellipsoid_head(60, 55, front=1.3, y_range=(-90, 85))
SEVEN = seven_ids(HEAD)
SCAN = MetaScan(HEAD, HEAD.vertices[SEVEN])
TURN = np.array([[0.0, -1, 0], [1, 0, 0], [0, 0, 1]])


def prediction(stretch: tuple[float, float, float]) -> MetaPrediction:
    """The same vertices, stretched, in another frame and in centimetres."""
    vertices = 0.1 * (HEAD.vertices * stretch) @ TURN.T + [1.0, 2, 3]
    return MetaPrediction(Mesh(vertices, HEAD.faces), vertices[SEVEN], HEAD.vertices)


@pytest.fixture(scope="module")
def estimated(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, pd.DataFrame]:
    root = tmp_path_factory.mktemp("meta")
    for subject, factor in (("a", 1.0), ("b", 1.5)):
        write_meta_scan(root, subject, SCAN)
        for method, amount in (("near", 0.02), ("far", 0.08)):
            stretched = prediction((1 + factor * amount, 1 - 0.5 * factor * amount, 1.0))
            write_meta_prediction(root, subject, method, stretched)
    return root, meta.estimate_all(MetaStudy(root), 1)


def test_every_estimator_gives_nothing_for_the_truth() -> None:
    pair = Pair(SCAN, prediction((1.0, 1.0, 1.0)))
    assert true_error(pair, prediction((1.0, 1.0, 1.0))) == pytest.approx(0, abs=1e-9)
    for name, estimator in ESTIMATORS.items():
        estimate = estimator(pair)
        assert estimate.mm == pytest.approx(0, abs=0.05 if name == "non-rigid" else 1e-3), name
        assert estimate.converged, name


def test_the_true_error_is_that_of_known_pairs_within_the_crop() -> None:
    # Of 10 % too wide, x = 0.1 x is left, less what the best scale takes away.
    wide = prediction((1.1, 1.0, 1.0))
    pair = Pair(SCAN, wide)
    known = pair.inside(HEAD.vertices)
    expected = true_error(pair, wide)
    hidden = HEAD.vertices.copy()
    hidden[known & (HEAD.vertices[:, 0] > 0)] = np.nan
    one_side = true_error(pair, dataclasses.replace(wide, corresponding=hidden))
    assert 1.0 < expected < 4.0
    assert one_side != pytest.approx(expected, abs=1e-3)
    outside = np.where(known[:, None], HEAD.vertices, 1e6)
    assert true_error(pair, dataclasses.replace(wide, corresponding=outside)) == expected


def test_one_row_per_pair_with_every_estimator(estimated: tuple[Path, pd.DataFrame]) -> None:
    _, table = estimated
    assert table[["subject", "method"]].to_numpy().tolist() == [
        *(["a", "far"], ["a", "near"], ["b", "far"], ["b", "near"])
    ]
    assert meta.estimator_names(table) == list(ESTIMATORS)
    far, near = table[table["method"] == "far"], table[table["method"] == "near"]
    assert (far["true error"].to_numpy() > 2 * near["true error"].to_numpy()).all()
    for name in ESTIMATORS:
        assert (far[name].to_numpy() > near[name].to_numpy()).all(), name
    rigid, bent = table["surface, 7 parameters"], table["non-rigid"]
    true = table["true error"]
    assert (bent - true).abs().mean() < 0.6 * (rigid - true).abs().mean()


def made_up() -> pd.DataFrame:
    """Estimates that are half the truth, and estimates that only know the method."""
    rng = np.random.default_rng(0)
    rows = []
    for subject in range(8):
        for method, base in (("one", 1.0), ("two", 2.0), ("three", 3.0)):
            true = base + rng.uniform(-0.4, 0.4)
            blind = base + rng.uniform(-0.4, 0.4)
            row = {"subject": str(subject), "method": method, "true error": true}
            row |= {"half": true / 2, "half converged": True}
            row |= {meta.REFERENCE: blind, f"{meta.REFERENCE} converged": subject > 0}
            rows.append(row)
    return pd.DataFrame(rows)


def test_the_summary_by_hand() -> None:
    half, blind = meta.summarise(made_up()).to_dict("records")
    for figure in ("pearson", "spearman", "kendall", "pearson within method"):
        assert half[figure] == pytest.approx(1), figure
    assert half["kendall within subject"] == pytest.approx(1)
    assert half["estimate / true"] == pytest.approx(0.5)
    assert half["estimate / true low"] == pytest.approx(0.5)
    assert half["converged"] == 24
    assert blind["converged"] == 21
    assert blind["pearson"] > 0.9
    assert blind["kendall within subject"] == pytest.approx(1)  # it ranks methods ...
    assert blind["pearson within method high"] < 0.9  # ... and knows nothing beyond that
    assert half["gain over ICP"] == pytest.approx(1 - blind["pearson within method"])
    assert half["gain over ICP low"] > 0.1
    assert blind["gain over ICP"] == 0


def test_a_correlation_of_two_pairs_is_refused() -> None:
    with pytest.raises(ValueError, match="3 or more"):
        meta.summarise(made_up().head(2))


def test_the_command_writes_what_it_printed(
    estimated: tuple[Path, pd.DataFrame],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    root, table = estimated
    monkeypatch.setattr(meta, "_N_RESAMPLES", 20)
    monkeypatch.setattr(meta, "estimate_all", lambda study, n_jobs: table)
    meta.run(argparse.Namespace(data_root=root, runs=tmp_path, jobs=1))
    assert list(pd.read_csv(tmp_path / "meta.csv")["estimator"]) == list(ESTIMATORS)
    assert len(pd.read_csv(tmp_path / "meta_pairs.csv")) == 4
    assert (tmp_path / "meta.png").stat().st_size > 10_000
    assert "4 pairs of 2 subjects, released data" in " ".join(capsys.readouterr().out.split())


def test_jobs_must_be_positive(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="--jobs 0"):
        meta.run(argparse.Namespace(data_root=tmp_path, runs=tmp_path, jobs=0))
