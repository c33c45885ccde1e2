from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.multi_pie_files import CAMERA_YAWS, LANDMARKS, PARSING
from face_datasets.multi_pie_sessions import MultiPieIndex, read_index
from face_datasets.multi_pie_triplets import (
    REPORTED_FAULTY,
    TripletRule,
    choose_triplets,
    validation_subjects,
)

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_multi_pie import released_landmarks68, write_released


def test_a_photograph_lies_where_the_release_has_it(tmp_path):
    write_released(tmp_path, "001_02_02", "051", "07")
    path = tmp_path / "session02/multiview/001/02/05_1/001_02_02_051_07.png"
    assert path.is_file()
    for root in (tmp_path, tmp_path.rename(tmp_path.with_name("data")).parent):
        if root.is_dir() and any(root.rglob("*.png")):
            index = read_index(root)
            view = ("001_02_02", "051")
            assert index.shots == {view: frozenset({"07"})}
            image = index.image(view, "07")
            assert image.shape == (480, 640, 3)
            assert image[3, 4].tolist() == [1, 51, 7]
            assert index.landmarks(view) == pytest.approx(released_landmarks68(0), abs=1e-3)


def test_what_counts(tmp_path):
    """Sessions and cameras that are asked for; strange names are told, not used."""
    for moment in ("001_01_01", "001_04_01"):
        for camera in ("051", "190", "191"):
            write_released(tmp_path, moment, camera, "00", "19")
    folder = tmp_path / "session01/multiview/001/01/05_1"
    for name in ("002_01_01_051_03.png", "001_01_01_051_20.png", "001_01_01_051_3.png"):
        (folder / name).touch()
    (folder.parent / "05_9").mkdir()
    (folder / "notes.txt").touch()
    index = read_index(tmp_path)
    assert sorted(index.shots) == [
        (moment, camera) for moment in ("001_01_01", "001_04_01") for camera in ("051", "190")
    ]
    assert set(index.shots.values()) == {frozenset({"00", "19"})}
    here = "session01/multiview/001/01"
    assert index.strange == [
        *(f"{here}/05_1/001_01_01_051_{end}.png" for end in ("20", "3")),
        f"{here}/05_1/002_01_01_051_03.png",
        f"{here}/05_9",
    ]
    assert sorted(read_index(tmp_path, ["04"], ["190"]).shots) == [("001_04_01", "190")]


def test_what_is_wrong_is_named(tmp_path):
    write_released(tmp_path, "001_01_01", "051", "07", labels=True)
    view, index = ("001_01_01", "051"), read_index(tmp_path)
    Image.fromarray(np.full((480, 640), 11, np.uint8)).save(index.path(view, PARSING))
    with pytest.raises(DamagedFileError, match="labels go up to 11, expected 0 to 9"):
        index.parsing(view)
    Image.fromarray(np.zeros((640, 480, 3), np.uint8)).save(index.path(view, "07.png"))
    with pytest.raises(DamagedFileError, match="480 x 640 pixels, expected 640 x 480"):
        index.image(view, "07")
    index.path(view, LANDMARKS).unlink()
    with pytest.raises(
        DatasetNotFoundError,
        match=r"051_landmarks\.txt does not .*for all its shots.*landmark detector",
    ):
        index.landmarks(view)
    with pytest.raises(DatasetNotFoundError, match=r"session03/.*05_1/001_01_01_051_00\.png"):
        read_index(tmp_path, ["03"])
    with pytest.raises(ValueError, match="session '5': expected one or more of 01, 02, 03, 04"):
        read_index(tmp_path, ["5"])
    with pytest.raises(ValueError, match="camera '081': expected"):
        read_index(tmp_path, cameras=["081"])


def index_of(moments, shots=20, cameras=tuple(CAMERA_YAWS)) -> MultiPieIndex:
    """An index without files, all landmarks there."""
    names = frozenset(f"{k:02d}" for k in range(shots))
    index = MultiPieIndex(Path("nowhere"), {(m, c): names for m in moments for c in cameras})
    index.beside[LANDMARKS] = set(index.shots)
    return index


def recordings(session: int, n_subjects: int, n_recordings: int) -> list[str]:
    return [
        f"{subject:03d}_{session:02d}_{number:02d}"
        for subject in range(1, n_subjects + 1)
        for number in range(1, n_recordings + 1)
    ]


def test_the_36000_triplets_of_the_paper():
    first_three = [*recordings(1, 249, 2), *recordings(2, 203, 3), *recordings(3, 230, 3)]
    triplets, left_out = choose_triplets(index_of(first_three), TripletRule())
    assert (len(triplets), left_out) == (35_940, {})
    assert len({(triplet.moment, triplet.shot) for triplet in triplets}) == 35_940
    left, right = zip(*(triplet.sides for triplet in triplets), strict=True)
    for cameras, sign in ((left, -1), (right, 1)):
        yaws, counts = np.unique([CAMERA_YAWS[c] for c in cameras], return_counts=True)
        assert sorted(sign * yaws) == [15, 30, 45, 60]
        assert np.abs(counts - 35_940 / 4).max() < 5 * np.sqrt(35_940 * 3 / 16)  # five sigma
    both = {(a, b) for a, b in zip(left, right, strict=True)}
    assert len(both) == 16  # the two sides are drawn on their own


def test_the_draw_depends_on_seed_and_sample_alone():
    moments = recordings(1, 6, 2)
    every, _ = choose_triplets(index_of(moments), TripletRule())
    some, _ = choose_triplets(index_of(moments[7:2:-1]), TripletRule())
    assert some == [t for t in every if t.moment in moments[3:8]]
    lit, _ = choose_triplets(index_of(moments), TripletRule(illuminations=["07"]))
    assert lit == [t for t in every if t.shot == "07"]
    other, _ = choose_triplets(index_of(moments), TripletRule(seed=1))
    assert 0.75 < np.mean([a != b for a, b in zip(every, other, strict=True)]) < 1
    # Frozen: a prepared set must go on with the triplets it began with.
    assert [t.sides for t in every[:4]] == [
        ("080", "200"),
        ("140", "050"),
        ("140", "041"),
        ("140", "041"),
    ]


def test_shots_that_make_no_triplet_are_counted():
    index = index_of(recordings(1, 3, 1), shots=2, cameras=("051", "050", "140"))
    index.shots["001_01_01", "140"] = frozenset({"00"})
    index.beside[LANDMARKS].remove(("002_01_01", "051"))
    rule = TripletRule(angles=[15])
    triplets, left_out = choose_triplets(index, rule)
    assert [t.sample_id for t in triplets] == ["001_01_01_00", "003_01_01_00", "003_01_01_01"]
    assert triplets[0].sides == ("140", "050")
    assert left_out == {
        "without a photograph from the front or from one side": 1,
        "without landmarks of one of their views": 2,
    }
    triplets, left_out = choose_triplets(index, TripletRule([15], excluded_subjects=[2, 3]))
    assert ([t.subject for t in triplets], sum(left_out.values())) == ([1], 1)


def test_rules_that_cannot_be():
    with pytest.raises(ValueError, match="stand at 20 degrees; known: 15, 30"):
        TripletRule(angles=[15, 20])
    with pytest.raises(ValueError, match="stand without an angle"):
        TripletRule(angles=[])
    with pytest.raises(ValueError, match="'7': expected two digits"):
        TripletRule(illuminations=["7"])
    assert len(set(REPORTED_FAULTY)) == 22


def test_the_split_is_by_subjects():
    triplets, _ = choose_triplets(index_of(recordings(2, 40, 1), 1), TripletRule())
    validating = validation_subjects(triplets, 0.1, 0)
    assert len(validating) == 4
    assert validating != {37, 38, 39, 40}
    assert validating == validation_subjects(triplets[::-1], 0.1, 0)
    assert validating != validation_subjects(triplets, 0.1, 1)
    assert validation_subjects(triplets, 0.0, 0) == set()
    assert len(validation_subjects(triplets, 0.001, 0)) == 1
    for share in (-0.1, 1.0):
        with pytest.raises(ValueError, match=r"of 40 subjects leaves nobody to train on"):
            validation_subjects(triplets, share, 0)
