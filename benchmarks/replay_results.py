"""What stored per-image results say about printed figures and about ranks: no printing here."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal

import numpy as np

from .facescape_results import LENGTH, WILD_BINS, StoredResults
from .policies import POLICIES, apply_policy
from .published import PublishedScore, read_published
from .ranks import plain_ranks, tie_groups

_HIGHER_IS_BETTER = {"cd_mm": False, "mne": False, "cr": True}


@dataclass(frozen=True)
class Cell:
    """A printed figure beside what the stored results give.

    Attributes:
        printed: as in the paper.
        value: mean over the rows that did not fail.
        match: "rounded" or "truncated" at the printed precision, "both" where these agree, or "".
        n_rows: of the bin in the file.
        n_failed: of these.
        shifted: rows are missing from the file, so they belong to unknown images.
    """

    printed: PublishedScore
    value: float
    match: str
    n_rows: int
    n_failed: int
    shifted: bool


@dataclass(frozen=True)
class PolicyRank:
    """One method's place in one bin under one policy.

    Attributes:
        method: as the repository names it.
        bin: of the wild track, or "all".
        metric: name of the metric.
        policy: how failures count.
        value: mean by that policy.
        n_averaged: samples in the mean.
        n_failed: of this method.
        rank: by value.
        tie_rank: by tie groups; None where they were not formed.
    """

    method: str
    bin: str
    metric: str
    policy: str
    value: float
    n_averaged: int
    n_failed: int
    rank: int
    tie_rank: int | None


def match_printed(printed: str, value: float) -> str:
    """Say how a value agrees with a printed figure: papers round, and some truncate.

    Returns:
        "rounded", "truncated", "both", or "" for neither, at the precision that was printed.
    """
    if not math.isfinite(value):
        return ""
    target, exact = Decimal(printed), Decimal(value)
    step = Decimal(1).scaleb(int(target.as_tuple().exponent))
    rounded = exact.quantize(step, ROUND_HALF_UP) == target
    truncated = exact.quantize(step, ROUND_DOWN) == target
    if rounded and truncated:
        return "both"
    return "rounded" if rounded else "truncated" if truncated else ""


def replay_table1(wild: Sequence[StoredResults]) -> list[Cell]:
    """Recompute each baseline figure of MFNet's Table 1 as the released exporter averages."""
    by_method = {results.method: results for results in wild}
    cells = []
    for printed in read_published("mfnet"):
        if printed.table != 1 or printed.method not in by_method:
            continue
        results = by_method[printed.method]
        rows = WILD_BINS[printed.bin]
        column = results.values[printed.metric][rows]
        value = results.mean(printed.metric, rows)
        cells.append(
            Cell(
                printed,
                value,
                match_printed(printed.printed, value),
                len(column),
                int(np.isnan(column).sum()),
                not results.complete,
            )
        )
    return cells


def replay_table2(lab: Sequence[StoredResults]) -> list[Cell]:
    """Put each baseline figure of MFNet's Table 2 beside the mean over all 660 lab images."""
    by_method = {results.method: results for results in lab}
    cells = []
    for printed in read_published("mfnet"):
        if printed.table == 2 and printed.method in by_method:
            results = by_method[printed.method]
            column, value = results.values[printed.metric], results.mean(printed.metric)
            match = match_printed(printed.printed, value)
            failed = int(np.isnan(column).sum())
            cells.append(Cell(printed, value, match, len(column), failed, not results.complete))
    return cells


def policy_ranks(
    wild: Sequence[StoredResults], metric: str, bin_name: str, *, with_ties: bool
) -> list[PolicyRank]:
    """Rank the baselines in a bin under each failure policy.

    Args:
        wild: results; methods with missing rows are left out, for nothing tells which image a row
            belongs to.
        metric: key of `METRICS`.
        bin_name: key of `WILD_BINS`, or "all".
        with_ties: also form tie groups. The stored files do not say who is in an image, so every
            image counts as a subject, which promises too much where people repeat.
    """
    better = _HIGHER_IS_BETTER[metric]
    complete = [results for results in wild if results.complete]
    rows = range(LENGTH["fswild"])[WILD_BINS.get(bin_name, slice(None))]
    ids = [f"{row:03d}" for row in rows]
    values = {
        results.method: {
            i: float(results.values[metric][row])
            for i, row in zip(ids, rows, strict=True)
            if not np.isnan(results.values[metric][row])
        }
        for results in complete
    }
    ranks = []
    for policy in POLICIES:
        averaged = apply_policy(policy, values, ids, higher_is_better=better)
        means = {m: math.fsum(v.values()) / len(v) if v else math.nan for m, v in averaged.items()}
        places = plain_ranks(means, higher_is_better=better)
        ties = (
            tie_groups(averaged, {i: i for i in ids}, higher_is_better=better) if with_ties else {}
        )
        ranks += [
            PolicyRank(
                method,
                bin_name,
                metric,
                policy,
                means[method],
                len(averaged[method]),
                len(ids) - len(values[method]),
                places[method],
                ties.get(method),
            )
            for method in places
        ]
    return ranks
