"""A report of ten subjects and five methods can be mailed: what it holds of one subject is small.

`benchmarks/speed/report_size.py` measures a whole report.
"""

from __future__ import annotations

import numpy as np
import pytest

from benchmarks.protocol import Metric, Score
from benchmarks.surfaces import Surfaces
from geometry.meshes import Mesh
from reports.measured_samples import MeasuredMethod, MeasuredSample
from reports.overlays import shrunk
from reports.page import write_page
from reports.page_blocks import Head, Section
from reports.page_images import data_uri
from reports.sample_views import MOST_VERTICES, sample_blocks
from reports.scored import Sample, ScoredGroup

from ellipsoid_heads import make_ellipsoid_head  # isort: skip

SUBJECTS, METHODS = 10, 5
LIMIT = 20_000_000
TABLES = 1_000_000  # of ten subjects: a few hundred rows of a few hundred bytes


def photograph(seed: int) -> np.ndarray:
    """As rich in detail as a photograph: noise of every size, the finer the fainter."""
    rng = np.random.default_rng(seed)
    image = np.full((512, 512, 3), 128.0)
    for size in (4, 8, 16, 32, 64, 128, 256, 512):
        image += np.kron(
            rng.normal(0, 160 / size, (size, size, 3)), np.ones((512 // size,) * 2 + (1,))
        )
    return np.clip(image, 0, 255).astype(np.uint8)


def measured(method: str, seed: int, sample) -> MeasuredMethod:
    """A head of 26,000 vertices, as many as ICT's has, and a scan with half as many again."""
    scan = make_ellipsoid_head(210, 190, seed=seed, amplitude=2.0, front=1.6)
    mesh = make_ellipsoid_head(170, 154, seed=seed + 50, amplitude=2.0, front=2.4)
    distances = np.abs(np.random.default_rng(seed).normal(0, 2, len(scan.vertices)))
    # A scanner's noise; no two methods share the part of the scan that is compared.
    noisy = scan.vertices + np.random.default_rng(seed).normal(0, 0.1, scan.vertices.shape)
    surfaces = Surfaces(Mesh(noisy, scan.faces), distances, mesh, np.eye(3), Score({}))
    over = shrunk(photograph(seed), 384)[0]
    return MeasuredMethod(method, sample, surfaces, overlay=data_uri(over))


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Sizes of a page without a sample and with one, of five methods and a mean face, and that."""
    own = Sample("000", "anna", {"mm": 1.5}, 100, "")
    methods = [measured(f"method {number}", number, own) for number in range(METHODS + 1)]
    photographs = [data_uri(photograph(number)) for number in range(3)]
    group = ScoredGroup([], [Metric("mm", "mm", 2)], [], {})
    blocks = sample_blocks(group, [MeasuredSample("000", "chosen", photographs, methods)])
    path = tmp_path_factory.mktemp("sizes") / "page.html"
    sizes = [write_page(path, Head("t"), [Section("s", part)]) for part in ([], blocks)]
    return (*sizes, path.read_text())


def test_ten_subjects_and_five_methods_are_below_twenty_megabytes(pages):
    empty, with_one, text = pages
    assert text.count("<canvas ") == 1 + METHODS + 1
    assert text.count("data:image/webp") == 3 + METHODS + 1
    assert empty + SUBJECTS * (with_one - empty) + TABLES < LIMIT
    # Views are as full as they get, and the sum is not small for want of meshes.
    assert with_one - empty > (METHODS + 1) * 2 * 4 * MOST_VERTICES
