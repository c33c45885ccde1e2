from __future__ import annotations

import numpy as np
import pytest

from benchmarks.policies import apply_policy
from benchmarks.ranks import distinguishable, plain_ranks, tie_groups

IDS = [f"{i:02d}" for i in range(40)]
SUBJECTS = {i: f"subject {i}" for i in IDS}
HARDNESS = dict(zip(IDS, np.random.default_rng(0).uniform(1, 9, len(IDS)), strict=True))


def shifted(by: float, noise: float = 0.0, seed: int = 1) -> dict[str, float]:
    jitter = np.random.default_rng(seed).normal(0, noise, len(IDS)) if noise else np.zeros(40)
    return {
        i: HARDNESS[i] + by + float(e - jitter.mean()) for i, e in zip(IDS, jitter, strict=True)
    }


def test_a_small_sure_difference_separates_and_a_large_unsure_one_does_not() -> None:
    values = {"b": shifted(0.1), "noisy": shifted(0.2, noise=3.0), "a": shifted(0.0)}
    # "noisy" is the last by its mean, and cannot be told from the best
    assert tie_groups(values, SUBJECTS) == {"a": 1, "noisy": 1, "b": 3}


def test_the_group_is_about_its_leader_and_not_its_neighbours() -> None:
    values = {
        "a": shifted(0.0),
        "b": shifted(0.15, noise=1.0),
        "c": shifted(0.35, noise=1.0, seed=2),
    }
    assert not distinguishable(values["a"], values["b"], SUBJECTS)
    assert not distinguishable(values["b"], values["c"], SUBJECTS)
    assert distinguishable(values["a"], values["c"], SUBJECTS)
    assert tie_groups(values, SUBJECTS) == {"a": 1, "b": 1, "c": 3}


def test_subjects_and_not_samples_are_evidence() -> None:
    two_people = {i: str(int(i) % 2) for i in IDS}
    a = shifted(0.0)
    b = {i: a[i] + (1.0 if two_people[i] == "0" else -0.2) for i in IDS}
    assert distinguishable(a, b, SUBJECTS)
    assert not distinguishable(a, b, two_people)
    assert not distinguishable(a, b, dict.fromkeys(IDS, "one person"))


def test_five_people_are_too_few() -> None:
    for n_people in (5, 6):
        people = {i: str(int(i) % n_people) for i in IDS}
        assert distinguishable(shifted(0.0), shifted(1.0), people) == (n_people == 6)


def test_higher_can_be_better_equals_tie_and_nothing_scored_has_no_rank() -> None:
    values = {"low": shifted(-1.0), "same": shifted(0.0), "high": shifted(0.0), "none": {}}
    assert tie_groups(values, SUBJECTS, higher_is_better=True) == {"high": 1, "same": 1, "low": 3}
    assert tie_groups(values, SUBJECTS) == {"low": 1, "high": 2, "same": 2}
    assert not distinguishable({"00": 1.0}, {"01": 9.0}, SUBJECTS)
    assert tie_groups({}, SUBJECTS) == {}


def test_plain_ranks() -> None:
    means = {"a": 2.0, "b": 1.0, "c": 2.0, "d": 3.0, "e": float("nan")}
    assert plain_ranks(means) == {"b": 1, "a": 2, "c": 2, "d": 4}
    assert plain_ranks(means, higher_is_better=True) == {"d": 1, "a": 2, "c": 2, "b": 4}


VALUES = {
    "steady": {"0": 2.0, "1": 4.0, "2": 9.0},
    "picky": {"0": 1.0, "1": 3.0, "other bin": 50.0},
    "absent": {"other bin": 7.0},
}


@pytest.mark.parametrize(
    ("policy", "higher_is_better", "steady", "picky"),
    [
        ("drop", False, [2.0, 4.0, 9.0], [1.0, 3.0]),
        ("common", False, [2.0, 4.0], [1.0, 3.0]),
        ("worst", False, [2.0, 4.0, 9.0], [1.0, 3.0, 9.0]),
        ("worst", True, [2.0, 4.0, 9.0], [1.0, 3.0, 1.0]),
    ],
)
def test_policies(
    policy: str, higher_is_better: bool, steady: list[float], picky: list[float]
) -> None:
    chosen = apply_policy(policy, VALUES, ["0", "1", "2"], higher_is_better=higher_is_better)
    assert {m: list(v.values()) for m, v in chosen.items()} == {
        "steady": steady,
        "picky": picky,
        "absent": [],
    }
    assert list(chosen["steady"]) == ["0", "1", "2"][: len(steady)]


def test_policies_decide_who_is_first() -> None:
    means = {
        policy: {m: np.mean(list(v.values())) for m, v in chosen.items() if v}
        for policy in ("drop", "common", "worst")
        for chosen in [apply_policy(policy, VALUES, ["0", "1", "2"])]
    }
    assert means["drop"] == {"steady": 5.0, "picky": 2.0}
    assert means["common"] == {"steady": 3.0, "picky": 2.0}
    assert means["worst"]["picky"] == pytest.approx(13 / 3)


def test_an_unknown_policy_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"no failure policy 'median'; expected drop, common, wor"):
        apply_policy("median", VALUES, ["0"])
