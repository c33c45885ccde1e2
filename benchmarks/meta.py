"""How well do estimators of the error follow the true error? On data where it is known.

A benchmark's number is an estimate: nobody knows which point of a scan a vertex stands for. On
pairs of known correspondence this command runs every estimator and prints how its estimates go with
the true errors.
"""

from __future__ import annotations

import argparse
import functools
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table
from scipy.stats import kendalltau

from face_datasets.meta_study import MetaStudy
from geometry.threads import num_threads
from progress_bar import progress_bar

from .bootstrap import COVERAGE, Interval, mean_interval
from .whole_files import write_whole

_N_RESAMPLES = 500
_TRUE = "true error"
REFERENCE = "ICP, point to point"
"""The estimator that the others are compared with: what papers name most."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command `meta`."""
    summary = __doc__.splitlines()[0] if __doc__ else ""
    parser = subparsers.add_parser(
        "meta",
        help=summary,
        description=__doc__,
        examples=(
            "python -m benchmarks meta",
            "python -m benchmarks meta --data-root data/ict/meta --runs runs/ict --jobs 2",
        ),
    )
    parser.add_argument(
        "--data-root",
        type=Path,
        default=Path("data/procedural/meta"),
        help="made by `python -m synthesis meta` (default: %(default)s)",
    )
    parser.add_argument("--runs", type=Path, default=Path("runs"), help="default: runs")
    parser.add_argument("--jobs", type=int, default=num_threads(), help="processes")


def run(arguments: argparse.Namespace) -> None:
    """Run every estimator on every pair; print the table, write `meta.csv` and `meta.png`.

    Raises:
        DatasetNotFoundError: there are no pairs.
        ValueError: not enough pairs for a correlation, or the number of processes is not positive.
    """
    if arguments.jobs < 1:
        raise ValueError(f"--jobs {arguments.jobs}: give 1 or more")
    study = MetaStudy(arguments.data_root)
    estimates = estimate_all(study, arguments.jobs)
    table = summarise(estimates)
    for name, rows in (("meta_pairs", estimates), ("meta", table)):
        text = rows.to_csv(index=False, float_format="%.5f", lineterminator="\n")
        write_whole(arguments.runs / f"{name}.csv", text)
    _print(table, estimates, study)
    from .meta_picture import draw  # matplotlib takes a second to import

    draw(estimates, table, arguments.runs / "meta.png")
    Console().print(f"Written: {arguments.runs}/meta.csv, meta_pairs.csv, meta.png")


def estimate_all(study: MetaStudy, n_jobs: int) -> pd.DataFrame:
    """Return one row per pair: subject, method, true error, and each estimator's mm.

    A column "NAME converged" stands beside each estimator's column NAME.
    """
    subjects = study.subjects
    work = functools.partial(_estimate_subject, study.root)
    n_pairs = len(study.pairs())
    rows: list[dict[str, object]] = []
    with progress_bar(total=n_pairs, desc="Estimating errors", unit="pair") as bar:
        if min(n_jobs, len(subjects)) == 1:
            for subject in subjects:
                rows += work(subject)
                bar.update(len(rows) - bar.n)
        else:
            context = multiprocessing.get_context("forkserver")
            with ProcessPoolExecutor(n_jobs, mp_context=context, initializer=_start_worker) as pool:
                for found in pool.map(work, subjects):
                    rows += found
                    bar.update(len(rows) - bar.n)
    return pd.DataFrame(rows)


def _start_worker() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent ends the work
    os.environ["LIKENESS_THREADS"] = "1"


def _estimate_subject(root: Path, subject: str) -> list[dict[str, object]]:
    from .estimators import ESTIMATORS, Pair, true_error

    study = MetaStudy(root)
    scan = study.scan(subject)
    rows = []
    for method in (m for s, m in study.pairs() if s == subject):
        prediction = study.prediction(subject, method)
        pair = Pair(scan, prediction)
        row: dict[str, object] = {"subject": subject, "method": method}
        row[_TRUE] = true_error(pair, prediction)
        for name, estimator in ESTIMATORS.items():
            estimate = estimator(pair)
            row[name], row[f"{name} converged"] = estimate.mm, estimate.converged
        rows.append(row)
    return rows


def estimator_names(estimates: pd.DataFrame) -> list[str]:
    """Return the estimators in a table of `estimate_all`."""
    return [str(name) for name in estimates if f"{name} converged" in estimates]


def summarise(estimates: pd.DataFrame) -> pd.DataFrame:
    """Return one row per estimator.

    Columns: correlations over all pairs; Pearson's r of what is left when each method's mean is
    taken away, "pearson within method"; Kendall's tau among the predictions of one subject, mean
    over subjects, "kendall within subject": whether it ranks methods; mean estimate over mean true
    error; by how much "pearson within method" exceeds that of the first ICP. The ends of 95 %
    intervals stand in columns "... low" and "... high", from resampling subjects.

    Raises:
        ValueError: fewer than three pairs.
    """
    if len(estimates) < 3:
        raise ValueError(f"{len(estimates)} pairs; expected 3 or more for a correlation")
    rows = []
    for name in estimator_names(estimates):
        within = [_kendall(group, name) for _, group in estimates.groupby("subject")]
        names = [str(subject) for subject, _ in estimates.groupby("subject")]
        statistics: dict[str, Callable[[pd.DataFrame], float]] = {
            "pearson": functools.partial(_pearson, name=name),
            "spearman": functools.partial(_spearman, name=name),
            "kendall": functools.partial(_kendall, name=name),
            "pearson within method": functools.partial(_within_method, name=name),
            "gain over ICP": functools.partial(_gain, name=name),
            "estimate / true": functools.partial(_ratio, name=name),
        }
        if REFERENCE not in estimates:
            del statistics["gain over ICP"]
        figures = {title: _resampled(estimates, of) for title, of in statistics.items()}
        figures["kendall within subject"] = mean_interval(np.array(within), names)
        row: dict[str, object] = {"estimator": name}
        for figure, interval in figures.items():
            row |= {figure: interval.value, f"{figure} low": interval.low}
            row[f"{figure} high"] = interval.high
        row["converged"] = int(estimates[f"{name} converged"].sum())
        row["pairs"] = len(estimates)
        rows.append(row)
    return pd.DataFrame(rows)


def _pearson(estimates: pd.DataFrame, name: str) -> float:
    return float(np.corrcoef(estimates[name].to_numpy(), estimates[_TRUE].to_numpy())[0, 1])


def _spearman(estimates: pd.DataFrame, name: str) -> float:
    return _pearson(estimates[[name, _TRUE]].rank(), name)


def _kendall(estimates: pd.DataFrame, name: str) -> float:
    return float(kendalltau(estimates[name], estimates[_TRUE]).statistic)


def _ratio(estimates: pd.DataFrame, name: str) -> float:
    return float(estimates[name].mean() / estimates[_TRUE].mean())


def _gain(estimates: pd.DataFrame, name: str) -> float:
    return _within_method(estimates, name) - _within_method(estimates, REFERENCE)


def _within_method(estimates: pd.DataFrame, name: str) -> float:
    """Correlate what is left when each method's mean is taken away."""
    codes, labels = pd.factorize(estimates["method"])
    counts = np.bincount(codes, minlength=len(labels))
    left = []
    for column in (name, _TRUE):
        values = estimates[column].to_numpy()
        left.append(values - (np.bincount(codes, values) / counts)[codes])
    return float(np.corrcoef(left[0], left[1])[0, 1])


def _resampled(estimates: pd.DataFrame, statistic: Callable[[pd.DataFrame], float]) -> Interval:
    """Return a statistic of the table and its interval over resampled subjects."""
    rows_of = list(estimates.groupby("subject").indices.values())
    value = statistic(estimates)
    if len(rows_of) == 1:
        return Interval(value, float("nan"), float("nan"))
    rng = np.random.default_rng(0)
    draws = []
    for _ in range(_N_RESAMPLES):
        drawn = rng.integers(len(rows_of), size=len(rows_of))
        with np.errstate(invalid="ignore"):  # one subject drawn alone may not vary: NaN
            draws.append(statistic(estimates.iloc[np.concatenate([rows_of[k] for k in drawn])]))
    tail = (1 - COVERAGE) / 2
    low, high = np.nanquantile(draws, [tail, 1 - tail])
    return Interval(value, float(low), float(high))


def _print(table: pd.DataFrame, estimates: pd.DataFrame, study: MetaStudy) -> None:
    n_subjects = estimates["subject"].nunique()
    console = Console(width=None if sys.stdout.isatty() else 160)
    shown = Table(
        title=f"Estimated against true error, {len(estimates)} pairs of {n_subjects} subjects, "
        f"{study.origin} data; 95 % intervals over subjects",
        caption=f"true error {estimates[_TRUE].mean():.2f} mm on average, "
        f"{estimates[_TRUE].min():.2f} to {estimates[_TRUE].max():.2f} mm",
    )
    figures = {
        "pearson": "Pearson",
        "kendall": "Kendall",
        "pearson within method": "Pearson, same method",
        "gain over ICP": "its gain over ICP",
        "kendall within subject": "Kendall, same subject",
        "estimate / true": "estimate / true",
    }
    shown.add_column("estimator")
    for title in figures.values():
        shown.add_column(title, justify="right")
    shown.add_column("converged", justify="right")
    for row in table.to_dict("records"):
        cells = [f"{row[f]:.2f} [{row[f'{f} low']:.2f}, {row[f'{f} high']:.2f}]" for f in figures]
        shown.add_row(str(row["estimator"]), *cells, f"{row['converged']} / {row['pairs']}")
    console.print(shown)
