"""Cumulative error curves: which share of all points is within a threshold."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from jaxtyping import Float, Float64
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from .whole_files import write_whole

N_THRESHOLDS = 201
_SHOWN_SHARE = 0.98  # a few outliers would push all curves against the left edge
_DASHES = ("-", "--", "-.", ":")


def cumulative_shares(
    errors: Float[np.ndarray, " P"], thresholds: Float64[np.ndarray, " T"]
) -> Float64[np.ndarray, " T"]:
    """Return which share of the errors is at most each threshold.

    Args:
        errors: of points.
        thresholds: in increasing order.

    Raises:
        ValueError: no errors, or one that is NaN or infinite.
    """
    if not np.isfinite(errors).all():
        raise ValueError("an error is NaN or infinite")
    if errors.size == 0:
        raise ValueError("no errors to draw a curve of")
    ordered = np.sort(errors.astype(np.float64).ravel())
    return np.asarray(np.searchsorted(ordered, thresholds, side="right") / errors.size)


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
    remarks: Mapping[str, str] | None = None,
) -> None:
    """Write the curves of several methods as a table and as a picture.

    The table has a column of thresholds, `threshold_mm` in that unit and else `threshold`,
    and one per method, with shares from 0 to 1.

    Args:
        path_csv: `<benchmark>.csv`.
        path_png: the picture beside it.
        curves: distances of points by the method's name.
        title: of the picture; names the benchmark, and says "synthetic" where the data is.
        unit: of the errors.
        of: what the errors are of, on the vertical axis.
        remarks: what the legend adds to a method's name: failures have no points in a curve.

    Raises:
        ValueError: no curves, or what `cumulative_shares` refuses.
    """
    if not curves:
        raise ValueError("no methods to draw curves of")
    thresholds = shared_thresholds(curves)
    table = pd.DataFrame({"threshold_mm" if unit == "mm" else "threshold": thresholds})
    for method, errors in curves.items():
        table[method] = cumulative_shares(errors, thresholds)
    write_whole(path_csv, table.to_csv(index=False, float_format="%.6g", lineterminator="\n"))
    write_whole(path_png, _picture(table, title, unit, of, remarks or {}))


def _picture(
    table: pd.DataFrame, title: str, unit: str, of: str, remarks: Mapping[str, str]
) -> bytes:
    """Return the picture as a PNG file."""
    thresholds, *methods = table.columns
    figure = Figure(figsize=(7.2, 4.6), dpi=130, layout="tight")
    FigureCanvasAgg(figure)
    axes = figure.add_subplot()
    # The best method comes first in the legend; dashes tell methods apart where colours do not.
    area = dict(zip(methods, table[methods].to_numpy().mean(axis=0), strict=True))
    for number, method in enumerate(sorted(methods, key=lambda name: -area[name])):
        style = _DASHES[number % len(_DASHES)]
        shares = 100 * table[method]
        name = " ".join(filter(None, (method, remarks.get(method))))
        axes.plot(table[thresholds], shares, style, color=f"C{number % 10}", label=name)
    axes.set(
        xlabel=f"error, {unit}",
        ylabel=f"{of} within it, %",
        title=title,
        xlim=(0, float(table[thresholds].iloc[-1])),
        ylim=(0, 100),
    )
    axes.grid(alpha=0.3)
    axes.legend(loc="lower right")
    file = io.BytesIO()
    figure.savefig(file, format="png", metadata={"Software": None})
    return file.getvalue()
