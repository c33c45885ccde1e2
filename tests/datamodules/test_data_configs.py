"""Every data YAML names a data module whose predictions some benchmark scores.

But one's own photographs: nobody knows their truth.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest
import yaml

from benchmarks.registry import BENCHMARKS
from datamodules.photos import PhotosDataModule

CONFIGS = sorted((Path(__file__).resolve().parents[2] / "configs" / "data").glob("*.yaml"))


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: path.stem)
def test_what_is_predicted_is_scored(config: Path) -> None:
    data = yaml.safe_load(config.read_text())["data"]
    module, _, name = data["class_path"].rpartition(".")
    arguments = {**data["init_args"], "root": Path(data["init_args"]["root"])}
    data_module = getattr(import_module(module), name)(**arguments)
    scored = {b.prediction_set for b in BENCHMARKS.values()}
    assert (data_module.benchmark in scored) != isinstance(data_module, PhotosDataModule)
    assert config.stem == data_module.benchmark or data_module.method_suffix
