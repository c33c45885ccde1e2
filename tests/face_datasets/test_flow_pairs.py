"""The layout of flow pairs: what is written is read, and what is broken is named."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.flow_pairs import FlowPair, FlowPairDataset, write_flow_pair


@pytest.fixture
def pair() -> FlowPair:
    rng = np.random.default_rng(0)
    pictures = rng.integers(0, 255, (2, 6, 6, 3), np.uint8)
    flow = rng.normal(size=(2, 6, 6)).astype(np.float32)
    return FlowPair("00003/02", pictures[0], pictures[1], flow, rng.random((6, 6)) < 0.5)


def test_reads_what_was_written(pair: FlowPair, tmp_path: Path) -> None:
    write_flow_pair(tmp_path, "val", pair)
    dataset = FlowPairDataset(tmp_path, "val")
    assert dataset.sample_ids == ["00003/02"]
    read = dataset[0]
    for name in ("first", "second", "flow", "valid"):
        assert np.array_equal(getattr(read, name), getattr(pair, name))


def test_what_is_missing_or_broken_is_named(pair: FlowPair, tmp_path: Path) -> None:
    with pytest.raises(DatasetNotFoundError, match=r"train does not exist.*synthesis flow-pairs"):
        FlowPairDataset(tmp_path)
    write_flow_pair(tmp_path, "train", pair)
    dataset, folder = FlowPairDataset(tmp_path), tmp_path / "train" / "00003" / "02"
    Image.new("RGB", (6, 5)).save(folder / "second.png")
    with pytest.raises(DamagedFileError, match=r"second\.png: 6 x 5 pixels, expected 6 x 6"):
        dataset[0]
    np.savez(folder / "flow.npz", flow=np.full((2, 6, 6), np.nan), valid=pair.valid)
    with pytest.raises(DamagedFileError, match=r"flow\.npz: the flow is not finite"):
        dataset[0]
    np.savez(folder / "flow.npz", flow=pair.flow[:1], valid=pair.valid)
    with pytest.raises(DamagedFileError, match=r"flow \(1, 6, 6\) and valid \(6, 6\) of bool"):
        dataset[0]
    (folder / "flow.npz").unlink()
    with pytest.raises(DatasetNotFoundError, match=r"flow\.npz does not exist"):
        dataset[0]
