from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from benchmarks.curves import cumulative_shares, shared_thresholds, write_curves


def test_shares_by_hand():
    errors = np.array([0.5, 1.0, 1.0, 3.0])
    thresholds = np.array([0.0, 0.5, 0.99, 1.0, 3.0, 9.0])
    np.testing.assert_allclose(
        cumulative_shares(errors, thresholds), [0, 0.25, 0.25, 0.75, 1, 1], atol=1e-12
    )


def test_what_has_no_curve_is_refused(tmp_path):
    with pytest.raises(ValueError, match="NaN"):
        cumulative_shares(np.array([1.0, np.nan]), np.zeros(1))
    with pytest.raises(ValueError, match="no errors"):
        cumulative_shares(np.zeros(0), np.zeros(1))
    with pytest.raises(ValueError, match="no methods"):
        write_curves(tmp_path / "a.csv", tmp_path / "a.png", {}, "now")


@pytest.mark.parametrize("scale", [1e-3, 0.04, 1.0, 730.0])
def test_thresholds_are_shared_and_hold_the_worst_method(scale):
    rng = np.random.default_rng(0)
    curves = {"good": scale * rng.random(500), "bad": scale * (1 + rng.random(500))}
    thresholds = shared_thresholds(curves)
    assert thresholds[0] == 0
    assert 0.9 <= cumulative_shares(curves["bad"], thresholds)[-1] <= 1
    assert thresholds[-1] < 5 * scale
    assert shared_thresholds({"perfect": np.zeros(3)})[-1] == 1


def test_table_and_picture(tmp_path):
    rng = np.random.default_rng(0)
    curves = {"bad": rng.gamma(4, 0.7, 3000), "good": rng.gamma(4, 0.4, 2500)}
    csv, png = tmp_path / "now.curve.csv", tmp_path / "now.curve.png"
    write_curves(csv, png, curves, "now (synthetic)")
    table = pd.read_csv(csv)
    assert list(table.columns) == ["threshold_mm", "bad", "good"]
    assert table["good"].is_monotonic_increasing
    row = table.iloc[40]
    assert row["good"] == pytest.approx((curves["good"] <= row["threshold_mm"]).mean(), abs=1e-3)
    assert Image.open(png).size[0] > 600
    first = csv.read_bytes(), png.read_bytes()
    write_curves(csv, png, curves, "now (synthetic)")
    assert (csv.read_bytes(), png.read_bytes()) == first
    write_curves(csv, png, curves, "now (synthetic)", remarks={"bad": "(2 of 9 failed)"})
    assert csv.read_bytes() == first[0]
    assert png.read_bytes() != first[1]
    write_curves(csv, png, curves, "now", "colours in [0, 1]", of="pixels")
    assert list(pd.read_csv(csv).columns) == ["threshold", "bad", "good"]
    assert png.read_bytes() != first[1]
