"""Cumulative error curves: which share of all points, or samples, is within a threshold."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from jaxtyping import Float, Float64
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

N_THRESHOLDS = 201
_SHOWN_SHARE = 0.98  # a few outliers would push all curves against the left edge
_DASHES = ("-", "--", "-.", ":")


def cumulative_shares(
    errors: Float[np.ndarray, " P"], thresholds: Float64[np.ndarray, " T"], n_failed: int = 0
) -> Float64[np.ndarray, " T"]:
    """Return which share of the errors is at most each threshold.

    Args:
        errors: of points or of samples.
        thresholds: in increasing order.
        n_failed: further members of the population whose error is not known; the curve then ends
            below 1.

    Raises:
        ValueError: no errors, or one that is NaN or infinite.
    """
    if not np.isfinite(errors).all():
        raise ValueError("an error is NaN or infinite; count failures with n_failed")
    population = errors.size + n_failed
    if population == 0:
        raise ValueError("no errors to draw a curve of")
    ordered = np.sort(errors.astype(np.float64).ravel())
    return np.asarray(np.searchsorted(ordered, thresholds, side="right") / population)


def shared_thresholds(curves: Mapping[str, Float[np.ndarray, " _"]]) -> Float64[np.ndarray, " T"]:
    """Return equally spaced thresholds from 0 to a round number that holds most of every curve."""
    present = [errors for errors in curves.values() if errors.size]
    most = max((float(np.quantile(errors, _SHOWN_SHARE)) for errors in present), default=0.0)
    if most <= 0:
        return np.linspace(0, 1, N_THRESHOLDS)
    magnitude = 10.0 ** np.floor(np.log10(most))
    steps = magnitude * np.array([1, 1.5, 2, 3, 4, 5, 7.5, 10])
    return np.linspace(0, float(steps[steps >= most].min(initial=steps[-1])), N_THRESHOLDS)


def write_curves(
    path_csv: Path,
    path_png: Path,
    curves: Mapping[str, Float[np.ndarray, " _"]],
    title: str,
    unit: str = "mm",
    *,
    of: str = "scan points",
    n_failed: Mapping[str, int] | None = None,
) -> None:
    """Write the curves of several methods as a table and as a picture.

    The table has a column of thresholds, `threshold_mm` in that unit and else `threshold`,
    and one per method, with shares from 0 to 1.

    Args:
        path_csv: `<benchmark>.curve.csv`.
        path_png: the picture beside it.
        curves: errors by the method's name, in the order of the legend: distances of points, or
            values of samples.
        title: of the picture; names the benchmark, and says "synthetic" where the data is.
        unit: of the errors.
        of: what the errors are of, on the vertical axis.
        n_failed: by method, how many more there were without an error.

    Raises:
        ValueError: no curves, or what `cumulative_shares` refuses.
    """
    if not curves:
        raise ValueError("no methods to draw curves of")
    failed = n_failed or {}
    thresholds = shared_thresholds(curves)
    table = pd.DataFrame({"threshold_mm" if unit == "mm" else "threshold": thresholds})
    for method, errors in curves.items():
        table[method] = cumulative_shares(errors, thresholds, failed.get(method, 0))
    table.to_csv(path_csv, index=False, float_format="%.6g")
    _draw(path_png, table, title, unit, of)


def _draw(path: Path, table: pd.DataFrame, title: str, unit: str, of: str) -> None:
    thresholds, *methods = table.columns
    figure = Figure(figsize=(7.2, 4.6), dpi=130, layout="tight")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    # The best method comes first in the legend; dashes tell methods apart where colours do not.
    area = dict(zip(methods, table[methods].to_numpy().mean(axis=0), strict=True))
    for number, method in enumerate(sorted(methods, key=lambda name: -area[name])):
        style = _DASHES[number % len(_DASHES)]
        shares = 100 * table[method]
        axes.plot(table[thresholds], shares, style, color=f"C{number % 10}", label=method)
    axes.set(
        xlabel=f"error, {unit}",
        ylabel=f"{of} within it, %",
        title=title,
        xlim=(0, float(table[thresholds].iloc[-1])),
        ylim=(0, 100),
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    figure.savefig(path, metadata={"Software": None})
