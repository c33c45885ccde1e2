from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.meta_study import (
    MetaPrediction,
    MetaScan,
    MetaStudy,
    write_meta_prediction,
    write_meta_scan,
)
from geometry.meshes import Mesh

TRIANGLE = Mesh(np.eye(3), np.array([[0, 1, 2]]))
SEVEN = np.arange(21.0).reshape(7, 3)
BELONGS = np.array([[1.0, 2, 3], [np.nan] * 3, [4, 5, 6]])


@pytest.fixture
def study(tmp_path: Path) -> MetaStudy:
    write_meta_scan(tmp_path, "007", MetaScan(TRIANGLE, SEVEN))
    prediction = MetaPrediction(Mesh(2 * np.eye(3), TRIANGLE.faces), -SEVEN, BELONGS)
    write_meta_prediction(tmp_path, "007", "mean-face", prediction)
    return MetaStudy(tmp_path)


def test_reads_what_was_written(study: MetaStudy) -> None:
    assert study.subjects == ["007"]
    assert study.pairs() == [("007", "mean-face")]
    assert np.array_equal(study.scan("007").seven, SEVEN)
    prediction = study.prediction("007", "mean-face")
    assert np.array_equal(prediction.mesh.vertices, 2 * np.eye(3))
    assert np.array_equal(prediction.corresponding, BELONGS, equal_nan=True)


def test_an_empty_folder_says_how_to_fill_it(tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match="python -m synthesis meta"):
        MetaStudy(tmp_path)


@pytest.mark.parametrize(
    ("arrays", "message"),
    [
        ({}, "vertices"),
        ({"seven": SEVEN * np.nan}, "seven finite points"),
        ({"corresponding": BELONGS[:2]}, "one per vertex"),
        ({"vertices": np.array([object()] * 3)}, "pickle"),
    ],
)
def test_damaged_files_are_named(
    study: MetaStudy, arrays: dict[str, np.ndarray], message: str
) -> None:
    path = study.root / "007" / "mean-face.npz"
    whole = {"vertices": np.eye(3), "faces": TRIANGLE.faces, "seven": SEVEN}
    if arrays:
        np.savez(path, **({**whole, "corresponding": BELONGS} | arrays))
    else:
        np.savez(path, nothing=SEVEN)
    with pytest.raises(DamagedFileError, match=message):
        study.prediction("007", "mean-face")


def test_rubbish_is_named(study: MetaStudy) -> None:
    path = study.root / "007" / "scan.npz"
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(DamagedFileError, match=r"scan\.npz"):
        study.scan("007")
