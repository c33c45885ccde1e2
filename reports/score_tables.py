"""The tables of a report: every figure of the leaderboard, by bin, by region, and the worst ten."""

from __future__ import annotations

import math
from collections.abc import Sequence

from benchmarks.entries import MEAN_FACE
from benchmarks.leaderboard import LeaderboardRow
from benchmarks.policies import POLICIES
from benchmarks.protocol import Metric
from benchmarks.published import PAPERS, read_published
from benchmarks.regions import REGIONS
from benchmarks.registry import BENCHMARKS
from benchmarks.summary import DIFFERENCE_SUFFIX, OVERALL, RATIO_SUFFIX

from .page_blocks import Badge, Column, Figure, Hash, Row, Shown, Table
from .scored import Sample, ScoredGroup

N_WORST = 10
_DECIMALS = 4
_RANKING, _FURTHER, _COMPARED = "ranking metric", "further metric", "against mean face"


def leaderboard_table(scored: Sequence[ScoredGroup]) -> Table:
    """Return every figure that the leaderboard's file shows, one per row."""
    rows = [
        _leaderboard_row(group, row)
        for group in scored
        for method in group.methods
        for row in group.rows
        if row.method == method
    ]
    bins = {row.bin for group in scored for row in group.rows}
    columns = [
        Column("rank", numeric=True),
        Column("method", filterable=True),
        Column("value", numeric=True, decimals=_DECIMALS),  # on a phone, what is seen at first
        Column("95 % from", numeric=True, decimals=_DECIMALS),
        Column("to", numeric=True, decimals=_DECIMALS),
        Column("metric", filterable=True),
        Column("benchmark", filterable=True),
        Column("bin", filterable=True, chosen=OVERALL if len(bins) > 1 else ""),
        Column("figure", filterable=True, chosen=_RANKING),
        Column("std", numeric=True, decimals=_DECIMALS),
        Column("n", numeric=True),
        Column("failed", numeric=True),
        Column("failures count", filterable=True),
        Column("origin", filterable=True),
        Column("data", code=True),
    ]
    notes = [
        "Methods that cannot be told apart share a rank; none is shown where methods were scored "
        "in several runs. Intervals: 95 % bootstrap, resampled by subject. "
        "↓ lower is better, ↑ higher is better."
    ]
    policies = sorted({row.failure_policy for group in scored for row in group.rows})
    notes += [f"Failures, {name}: {POLICIES.get(name, 'unknown policy')}." for name in policies]
    return Table("Leaderboard", columns, rows, name="leaderboard", searchable=True, notes=notes)


def _leaderboard_row(group: ScoredGroup, row: LeaderboardRow) -> Row:
    first = group.metrics[0].name
    kind = _RANKING if row.metric == first else _FURTHER
    if row.metric.endswith((DIFFERENCE_SUFFIX, RATIO_SUFFIX)):
        kind = _COMPARED
    rank = int(row.rank) if row.rank and group.has_ranks else None
    return Row(
        [
            rank,
            row.method,
            row.value,
            row.ci_low,
            row.ci_high,
            Shown(row.metric, row.metric + _arrow(group, row.metric)),
            row.benchmark,
            row.bin,
            kind,
            row.std,
            row.number_scored,
            row.failures,
            row.failure_policy,
            row.origin,
            Hash(row.data_sha256),
        ],
        "muted" if row.method.startswith(MEAN_FACE) else "plain",
    )


def _arrow(group: ScoredGroup, name: str) -> str:
    protocol = group.protocol
    known = {metric.name: metric for metric in (protocol.metrics if protocol else ())}
    if name not in known:
        return ""
    return " ↑" if known[name].higher_is_better else " ↓"


def published_table(scored: Sequence[ScoredGroup]) -> Table | None:
    """Return what the papers report on the data of these benchmarks; None where nothing is."""
    datasets = {group.protocol.dataset for group in scored if group.protocol}
    rows = [
        Row(
            [
                Badge("published", "accent"),
                score.method,
                score.benchmark,
                score.bin,
                score.metric,
                Figure(score.value, score.printed),
                score.std,
                f"Table {score.table} of {score.paper}",
                score.note,
            ]
        )
        for score in read_published()
        if score.benchmark in BENCHMARKS and BENCHMARKS[score.benchmark].dataset in datasets
    ]
    if not rows:
        return None
    columns = [
        Column("origin"),
        Column("method", filterable=True),
        Column("benchmark", filterable=True),
        Column("bin", filterable=True),
        Column("metric as printed", filterable=True),
        Column("value", numeric=True),
        Column("std", numeric=True),
        Column("where", filterable=True),
        Column("note", wraps=True),
    ]
    papers = [f"{key}: {PAPERS[key]}." for key in PAPERS if any(_is_from(row, key) for row in rows)]
    notes = [
        "Printed in papers: their own scorer, data and alignment. In no ranking here; not "
        "comparable to scores on synthetic data.",
        *papers,
    ]
    return Table("Published figures", columns, rows, name="published", searchable=True, notes=notes)


def _is_from(row: Row, paper: str) -> bool:
    return str(row.cells[7]).endswith(f" of {paper}")


def provenance_table(scored: Sequence[ScoredGroup]) -> Table:
    """Return where each method's figures are from."""
    rows = []
    for group in scored:
        for method in group.methods:
            row = next(r for r in group.rows if r.method == method)
            hashes = [row.commit, row.config_sha256, row.checkpoint_sha256, row.scored_by]
            cells = [Hash(text) for text in (*hashes, row.data_sha256)]
            head = [method, row.benchmark, row.origin, row.failure_policy, row.face_model]
            rows.append(Row([*head, *cells, row.date]))
    names = ["predicted by", "configuration", "checkpoint", "scored by", "data"]
    columns = [
        Column("method", filterable=True),
        Column("benchmark", filterable=True),
        Column("origin"),
        Column("failures count"),
        Column("face model"),
        *(Column(name, code=True) for name in names),
        Column("date, UTC"),
    ]
    notes = [
        "Predicted by, scored by: commits; the latter is the version of the protocol. The others "
        "are SHA-256 sums: point at one, or sort by it, for all its digits."
    ]
    return Table("Provenance", columns, rows, name="provenance", notes=notes)


def bin_table(group: ScoredGroup) -> Table:
    """Return one row per method and bin, one column per metric."""
    first = group.metrics[0]
    rows = []
    for method in group.methods:
        for name in group.bins():
            row = group.row(method, name, first.name)
            if row is None:
                continue
            figures = [_figure(group.row(method, name, m.name), m) for m in group.metrics]
            rank = int(row.rank) if row.rank and group.has_ranks else None
            tone = "muted" if method.startswith(MEAN_FACE) else "plain"
            cells = [rank, method, name, row.number_scored, row.failures, *figures]
            rows.append(Row(cells, tone))  # type: ignore[arg-type]
    columns = [
        Column("rank", numeric=True),
        Column("method", filterable=True),
        Column("bin", filterable=len(group.bins()) > 1),
        Column("n", numeric=True),
        Column("failed", numeric=True),
        *(Column(_heading(m), numeric=True, decimals=m.decimals) for m in group.metrics),
    ]
    return Table("By bin", columns, rows, notes=["[95 % interval, resampled by subject]"])


def region_table(group: ScoredGroup) -> Table | None:
    """Return the mean distance per facial region and method over all samples, or None."""
    names = [f"mean_mm_{region}" for region in REGIONS]
    rows = []
    for method in group.methods:
        found = [group.row(method, OVERALL, name) for name in names]
        if any(found):
            tone = "muted" if method.startswith(MEAN_FACE) else "plain"
            cells = [method, *(_plain_figure(row, 3) for row in found)]
            rows.append(Row(cells, tone))  # type: ignore[arg-type]
    if not rows:
        return None
    columns = [
        Column("method"),
        *(Column(f"{region}, mm ↓", numeric=True, decimals=3) for region in REGIONS),
    ]
    notes = ["Mean distance of the scan's points in each region, over all samples."]
    return Table("By region of the face", columns, rows, notes=notes)


def worst_table(group: ScoredGroup) -> Table | None:
    """Return the ten worst samples of each method, its failures first, or None."""
    metric = group.metrics[0]
    rows = []
    for method in group.methods:
        if method not in group.samples:
            continue
        for place, sample in enumerate(worst_samples(group, method)[:N_WORST], start=1):
            value = Figure(sample.values.get(metric.name, math.nan))
            cells = [place, method, sample.sample_id, sample.subject, value, sample.reason]
            rows.append(Row(cells, "failed" if sample.reason else "plain"))  # type: ignore[arg-type]
    if not rows:
        return None
    columns = [
        Column("place", numeric=True),
        Column("method", filterable=True, chosen=next(iter(group.real_methods()), "")),
        Column("sample", code=True),
        Column("subject", code=True),
        Column(_heading(metric), numeric=True, decimals=metric.decimals),
        Column("why it failed", wraps=True),
    ]
    return Table(
        f"Worst {N_WORST} samples of each method",
        columns,
        rows,
        name=f"worst-{_identifier(group)}",
        notes=["Failures come first."],
    )


def worst_samples(group: ScoredGroup, method: str) -> list[Sample]:
    """Return a method's samples, failures first, then the worst by the metric that ranks."""
    metric = group.metrics[0]
    sign = 1.0 if metric.higher_is_better else -1.0

    def place(sample: Sample) -> tuple[float, str]:
        value = sample.values.get(metric.name, math.nan)
        return (-math.inf if math.isnan(value) else sign * value, sample.sample_id)

    return sorted(group.samples[method].samples.values(), key=place)


def _identifier(group: ScoredGroup) -> str:
    words = group.label.replace("(", "").replace(")", "").split()
    return "-".join([*words, group.rows[0].failure_policy, group.rows[0].data_sha256[:6]])


def _heading(metric: Metric) -> str:
    return f"{metric.title} {'↑' if metric.higher_is_better else '↓'}"


def _plain_figure(row: LeaderboardRow | None, decimals: int) -> Figure:
    return _figure(row, Metric("", "", decimals))


def _figure(row: LeaderboardRow | None, metric: Metric) -> Figure:
    if row is None:
        return Figure(math.nan)
    note = ""
    if not math.isnan(row.ci_low):
        note = f"[{row.ci_low:.{metric.decimals}f}, {row.ci_high:.{metric.decimals}f}]"
    return Figure(row.value, note=note)
