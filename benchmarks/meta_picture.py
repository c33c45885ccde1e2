"""The picture of `meta`: each estimator's estimates over the true errors."""

from __future__ import annotations

import io
from pathlib import Path

import matplotlib as mpl
import numpy as np
import pandas as pd

mpl.use("Agg")
import matplotlib.pyplot as plt

from .whole_files import write_whole

_COLUMNS = 4


def draw(estimates: pd.DataFrame, table: pd.DataFrame, out: Path) -> None:
    """Draw one scatter plot per estimator, coloured by method, with the line of a true estimate.

    Args:
        estimates: of `meta.estimate_all`.
        table: of `meta.summarise`.
        out: a .png file.
    """
    n_rows = -(-len(table) // _COLUMNS)
    figure, axes = plt.subplots(
        n_rows, _COLUMNS, figsize=(3.1 * _COLUMNS, 3.1 * n_rows + 0.5), sharex=True, sharey=True
    )
    names = list(table["estimator"])
    limit = 1.05 * float(estimates[["true error", *names]].to_numpy().max())
    for axis in np.ravel(axes)[len(table) :]:
        axis.axis("off")
    for axis, row in zip(np.ravel(axes), table.to_dict("records"), strict=False):
        axis.plot([0, limit], [0, limit], color="0.7", linewidth=1, zorder=0)
        for method, group in estimates.groupby("method"):
            axis.scatter(group["true error"], group[row["estimator"]], s=14, label=str(method))
        within = row["kendall within subject"]
        axis.set_title(
            f"{row['estimator']}\nr = {row['pearson']:.2f}, tau per subject = {within:.2f}",
            fontsize=9,
        )
        axis.set(xlim=(0, limit), ylim=(0, limit), aspect="equal")
    figure.supxlabel("true error, mm")
    figure.supylabel("estimate, mm")
    handles, labels = np.ravel(axes)[0].get_legend_handles_labels()
    figure.legend(handles, labels, loc="outside upper center", ncols=len(labels), fontsize=8)
    figure.set_layout_engine("constrained")
    file = io.BytesIO()
    figure.savefig(file, format="png", dpi=130)
    write_whole(out, file.getvalue())
    plt.close(figure)
