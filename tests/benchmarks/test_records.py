"""Records of single samples: kept, reused, and redone when torn or stale."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from benchmarks.records import RecordStore, SampleScore, plain, record_key

KEY = "k" * 64


@pytest.fixture
def store(tmp_path: Path) -> RecordStore:
    store = RecordStore(tmp_path / "records")
    details = {"alignment": {"scale": np.float64(1.5), "rotation": np.eye(3)}, "bad": float("nan")}
    distances = np.array([0.25, 3.0], np.float32)
    store.write(SampleScore("07", {"mean_mm": 0.1 + 0.2}, "", details, distances), KEY)
    return store


def test_a_record_gives_back_what_was_scored(store: RecordStore) -> None:
    read = store.read("07", KEY)
    assert read is not None
    assert read.scores == {"mean_mm": 0.1 + 0.2}  # to the last bit
    assert not read.failed
    assert read.details == {
        "alignment": {"scale": 1.5, "rotation": np.eye(3).tolist()},
        "bad": None,
    }
    assert read.distances is not None
    assert read.distances.dtype == np.float32
    np.testing.assert_array_equal(read.distances, [0.25, 3.0])


def test_a_failure_is_kept_with_its_reason(store: RecordStore) -> None:
    store.write(SampleScore("08", {}, "no surface"), KEY)
    read = store.read("08", KEY)
    assert read is not None
    assert (read.reason, read.scores, read.distances) == ("no surface", {}, None)


def test_what_is_absent_or_stale_is_not_taken(store: RecordStore) -> None:
    assert store.read("09", KEY) is None
    assert store.read("07", "another key") is None


@pytest.mark.parametrize("suffix", [".json", ".npy"])
@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_torn_file_is_not_taken(store: RecordStore, suffix: str, share: float) -> None:
    path = store.folder / f"07{suffix}"
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    assert store.read("07", KEY) is None
    path.unlink()
    assert store.read("07", KEY) is None


@pytest.mark.parametrize("content", [b"[]", b"null", b"\xff\xfe", b'{"key": "x"}'])
def test_rubbish_is_not_taken(store: RecordStore, content: bytes) -> None:
    (store.folder / "07.json").write_bytes(content)
    assert store.read("07", KEY) is None


def test_an_edited_number_is_not_taken(store: RecordStore) -> None:
    path = store.folder / "07.json"
    record = json.loads(path.read_text())
    record["scores"]["mean_mm"] = 0.01
    path.write_text(json.dumps(record))
    assert store.read("07", KEY) is None


def test_the_key_follows_settings_and_bytes_but_not_names(tmp_path: Path) -> None:
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_bytes(b"mesh")
    b.write_bytes(b"mesh")
    key = record_key({"benchmark": "now"}, [a])
    assert record_key({"benchmark": "now"}, [b]) == key
    assert record_key({"benchmark": "micc"}, [a]) != key
    b.write_bytes(b"mash")
    assert record_key({"benchmark": "now"}, [b]) != key
    assert record_key({"benchmark": "now"}, [a, a]) != key


def test_plain_numbers() -> None:
    assert plain({"a": (np.int64(1), np.float32(0.5)), 2: np.array([np.inf, 1.0])}) == {
        "a": [1, 0.5],
        "2": [None, 1.0],
    }
