"""How failures count: which values a policy averages over, for scores from any source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

POLICIES = {
    "drop": "averages are over what could be scored; failures stand beside",
    "common": "averages are over the samples that every compared method has",
    "worst": "a failure counts as the worst value that any compared method got in that bin",
}


def apply_policy(
    policy: str,
    values: Mapping[str, Mapping[str, float]],
    ids: Sequence[str],
    *,
    higher_is_better: bool = False,
) -> dict[str, dict[str, float]]:
    """Return the values that a policy averages over, for one metric in one bin.

    Args:
        policy: one of `POLICIES`. With "drop", methods may be averaged over different samples. With
            "common", a method that fails often shrinks the comparison for all. With "worst", no
            method gains from failing; the value depends on which methods are compared.
        values: method to sample id to value; an absent sample is a failure.
        ids: the samples of the bin, in order.
        higher_is_better: which end is the worst one.

    Returns:
        Method to sample id to value, in the order of `ids`. A method without any value of its own
        in this bin stays without, under every policy, and does not empty "common" for the rest: it
        has no score, and is not given one.

    Raises:
        ValueError: there is no such policy.
    """
    if policy not in POLICIES:
        raise ValueError(f"there is no failure policy {policy!r}; expected {', '.join(POLICIES)}")
    own = {m: {i: scores[i] for i in ids if i in scores} for m, scores in values.items()}
    compared = [scores for scores in own.values() if scores]
    if policy == "drop" or not compared:
        return own
    if policy == "common":
        shared = [i for i in ids if all(i in scores for scores in compared)]
        return {m: {i: scores[i] for i in shared} if scores else {} for m, scores in own.items()}
    everything = [value for scores in compared for value in scores.values()]
    worst = min(everything) if higher_is_better else max(everything)
    return {
        m: {i: scores.get(i, worst) for i in ids} if scores else {} for m, scores in own.items()
    }
