from __future__ import annotations

import numpy as np
import pytest

from benchmarks.bootstrap import (
    mean_interval,
    paired_difference,
    paired_ratio,
    pooled_interval,
)


def test_interval_of_a_normal_sample_is_the_textbook_one() -> None:
    values = np.random.default_rng(0).normal(10, 2, 400)
    interval = mean_interval(values, [str(i) for i in range(400)])
    half = 1.96 * values.std() / 20
    assert interval.value == pytest.approx(values.mean())
    assert interval.low == pytest.approx(values.mean() - half, abs=0.02)
    assert interval.high == pytest.approx(values.mean() + half, abs=0.02)


def test_samples_of_one_subject_count_as_one() -> None:
    rng = np.random.default_rng(1)
    people = rng.normal(0, 1, 30)
    subjects = [str(i) for i in range(30)]
    alone = mean_interval(people, subjects)
    repeated = mean_interval(np.repeat(people, 9), np.repeat(subjects, 9).tolist())
    assert repeated.low == pytest.approx(alone.low)
    assert repeated.high == pytest.approx(alone.high)
    pretended = mean_interval(np.repeat(people, 9), [str(i) for i in range(270)])
    assert pretended.high - pretended.low < 0.5 * (alone.high - alone.low)


def test_pairs_are_surer_than_their_parts() -> None:
    rng = np.random.default_rng(2)
    hardness = rng.uniform(1, 5, 60)
    first, second = hardness * 0.9, hardness
    subjects = [str(i) for i in range(60)]
    ratio = paired_ratio(first, second, subjects)
    np.testing.assert_allclose(ratio, 0.9)
    difference = paired_difference(first, second, subjects)
    assert difference.high < 0
    assert difference.value == pytest.approx(-0.1 * hardness.mean())


def test_the_same_scores_have_the_same_interval() -> None:
    values = np.random.default_rng(3).normal(size=20)
    subjects = [str(i) for i in range(20)]
    assert mean_interval(values, subjects) == mean_interval(values, subjects)


def test_one_subject_has_no_interval_and_none_no_mean() -> None:
    interval = mean_interval(np.array([1.0, 3.0]), ["a", "a"])
    assert interval.value == 2
    assert np.isnan([interval.low, interval.high]).all()
    with pytest.raises(ValueError, match="0 samples"):
        mean_interval(np.zeros(0), [])


def test_pooled_deviation_is_that_of_all_points():
    rng = np.random.default_rng(0)
    parts = [rng.gamma(2, k + 1.0, 100 * (k + 1)).astype(np.float32) for k in range(5)]
    found = pooled_interval(parts, list("abcde"), "pooled-std")
    expected = np.concatenate(parts).astype(np.float64).std()
    assert found.value == pytest.approx(expected, rel=1e-9)
    assert found.low < found.value < found.high


@pytest.mark.parametrize("scale", [1.0, 1e-3, 300.0])
def test_pooled_median_is_as_fine_as_its_scale(scale):
    rng = np.random.default_rng(0)
    parts = [(scale * rng.gamma(2, 1 + k / 8, 500)).astype(np.float32) for k in range(8)]
    people = list("aabcdefg")
    found = pooled_interval(parts, people, "pooled-median")
    assert found.value == np.median(np.concatenate(parts).astype(np.float64))
    draws = []
    for _ in range(2000):
        drawn = rng.choice(list("abcdefg"), 7)
        whole = [p for name in drawn for p, who in zip(parts, people, strict=True) if who == name]
        draws.append(np.median(np.concatenate(whole)))
    low, high = np.quantile(draws, [0.025, 0.975])
    assert found.low == pytest.approx(low, abs=0.02 * scale)
    assert found.high == pytest.approx(high, abs=0.02 * scale)
    same = pooled_interval([parts[0]] * 3, list("abc"), "pooled-median")
    np.testing.assert_allclose(same, same.value, rtol=1e-6)
    alone = pooled_interval(parts, ["a"] * 8, "pooled-median")
    assert np.isnan([alone.low, alone.high]).all()
