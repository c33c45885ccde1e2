"""What every benchmark must have, whoever adds it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from benchmarks.protocol import Aggregate, Benchmark, FailurePolicy, Needs
from benchmarks.registry import BENCHMARKS
from face_datasets.__main__ import DOCTORS
from predictions.record import FRAMES
from synthesis.__main__ import DATASETS

PROJECT = Path(__file__).resolve().parents[2]
EVERY = pytest.mark.parametrize("benchmark", BENCHMARKS.values(), ids=BENCHMARKS)


@EVERY
def test_declarations(benchmark: type[Benchmark]) -> None:
    assert benchmark.name == benchmark.name.lower().replace("_", "-")
    names = [metric.name for metric in benchmark.metrics]
    assert len(set(names)) == len(names)
    assert benchmark.metrics[0].required, "the metric that ranks"
    assert benchmark.metrics[0].shown
    assert all(metric.aggregate in get_args(Aggregate) for metric in benchmark.metrics)
    assert benchmark.failure_policy in get_args(FailurePolicy)
    assert benchmark.needs in get_args(Needs)
    assert benchmark.mesh_frame in FRAMES


@EVERY
def test_a_stand_in_and_a_doctor(benchmark: type[Benchmark]) -> None:
    assert benchmark.dataset in DATASETS
    module, _, function = DOCTORS[benchmark.dataset].partition(":")
    examine = getattr(import_module(f"face_datasets.{module}"), function or "examine")
    findings = list(examine(PROJECT / "docs"))  # a folder that is no data set
    errors = [finding for finding in findings if finding.level == "error"]
    assert any(finding.fix or "make synth" in finding.what for finding in errors)


@EVERY
def test_a_page(benchmark: type[Benchmark]) -> None:
    """The page of a variant is that of the protocol with the longest name that begins its own."""
    pages = list((PROJECT / "docs/protocols").glob("*.md"))
    own = [page for page in pages if benchmark.name.startswith(page.stem)]
    assert own, f"docs/protocols/{benchmark.name}.md"
    text = max(own, key=lambda page: len(page.stem)).read_text()
    assert benchmark.name in text
    assert all(metric.name in text for metric in benchmark.metrics if metric.shown)
    assert "mm" in text or "[0, 1]" in text, "its unit"


@EVERY
def test_without_data_it_says_what_to_do(benchmark: type[Benchmark], tmp_path: Path) -> None:
    with pytest.raises((FileNotFoundError, ValueError)) as caught:
        benchmark(tmp_path).ids()
    message = str(caught.value)
    assert str(tmp_path) in message
    assert f"make synth DATASET={benchmark.dataset}" in message
