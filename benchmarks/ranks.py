"""Tie groups: two methods that cannot be told apart share a rank."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np

from .bootstrap import paired_difference, tells_apart


def tie_groups(
    values: Mapping[str, Mapping[str, float]],
    subjects: Mapping[str, str],
    *,
    higher_is_better: bool = False,
) -> dict[str, int]:
    """Rank methods, best first; those that the data cannot tell from a group's leader share a rank.

    Methods are ordered by their mean. The best one leads the first group; every other that
    cannot be told from it, by the 95 % interval of the paired difference over the samples that
    both have, resampled by subject, joins it. The best of the rest leads the next group. A method
    whose mean is worse than a neighbour's may thus share the leader's rank where the neighbour
    does not: its difference is less sure.

    Args:
        values: method to sample id to value, after the failure policy; a method without values gets
            no rank.
        subjects: sample id to who is in it.
        higher_is_better: for coverages and the like.

    Returns:
        Method to rank, best first: 1, 1, 3, ...
    """
    sign = -1.0 if higher_is_better else 1.0
    means = {m: sign * math.fsum(v.values()) / len(v) for m, v in values.items() if v}
    remaining = sorted(means, key=lambda method: (means[method], method))
    ranks: dict[str, int] = {}
    while remaining:
        leader = remaining[0]
        group = [
            method
            for method in remaining
            if method == leader or not distinguishable(values[leader], values[method], subjects)
        ]
        rank = len(ranks) + 1
        ranks |= dict.fromkeys(group, rank)
        remaining = [method for method in remaining if method not in ranks]
    return ranks


def distinguishable(
    first: Mapping[str, float], second: Mapping[str, float], subjects: Mapping[str, str]
) -> bool:
    """Return whether the 95 % interval of the paired mean difference leaves out zero.

    Without a common sample, or with fewer than six subjects, nothing tells the two apart.
    """
    both = [i for i in first if i in second]
    if not both:
        return False
    ours = np.array([first[i] for i in both])
    theirs = np.array([second[i] for i in both])
    who = [subjects[i] for i in both]
    return tells_apart(paired_difference(ours, theirs, who), who)


def plain_ranks(means: Mapping[str, float], *, higher_is_better: bool = False) -> dict[str, int]:
    """Rank by value alone, best first; equal values share a rank, NaN gets none."""
    sign = -1.0 if higher_is_better else 1.0
    known = {m: sign * value for m, value in means.items() if not math.isnan(value)}
    order = sorted(known, key=lambda method: (known[method], method))
    return {m: 1 + sum(other < known[m] for other in known.values()) for m in order}
