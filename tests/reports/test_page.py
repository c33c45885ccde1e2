from __future__ import annotations

import base64
import gzip
import json
import re

import numpy as np
import pytest
from page_reader import read_tables

from reports.decimation import thinned
from reports.page import WEB, render_page, source_hashes, write_page
from reports.page_blocks import (
    Column,
    Figure,
    Hash,
    Head,
    LineChart,
    MeshViewers,
    Picture,
    Row,
    Section,
    Series,
    Table,
    Viewer,
)
from reports.page_meshes import BufferStore, Surface, encode, packed_surface

from ellipsoid_heads import make_ellipsoid_head  # isort: skip


def decode(text: str, dtype: str) -> np.ndarray:
    differences = np.frombuffer(gzip.decompress(base64.b64decode(text)), dtype)
    return np.cumsum(differences, dtype=dtype)


def test_the_script_was_built_from_the_sources_beside_it():
    expected = json.loads((WEB / "hashes.json").read_text())
    assert source_hashes() == expected, "run `make web` and commit reports/web/dist"


def test_every_library_in_the_script_has_its_licence():
    text = (WEB / "LICENCES.txt").read_text()
    for name in ("three 0", "@observablehq/plot 0", "d3-scale-chromatic 3"):
        assert re.search(rf"^{re.escape(name)}", text, re.MULTILINE), name


def test_a_page_loads_nothing_and_says_so_to_the_browser(scored):
    text = scored.page.read_text()
    assert "default-src 'none'" in text
    markup = re.sub(r"<(script|style)\b.*?</\1>", "", text, flags=re.DOTALL)
    assert not re.findall(r'(?:src|href)="(?!data:|#)[^"]*"', markup)


def test_text_is_text_wherever_it_stands(tmp_path):
    evil = '</script><b>&"'
    chart = LineChart(evil, evil, evil, [Series(evil, np.zeros(2), np.array([1.0, np.nan]))])
    table = Table(evil, [Column(evil, filterable=True)], [Row([evil]), Row(["x"])], name="t")
    page = render_page(Head(evil), [Section(evil, [chart, table])])
    assert "<b>" not in page
    data = re.search(r'<script type="application/json">(.*?)</script>', page)
    assert data is not None
    (series,) = json.loads(data[1])["series"]
    assert series == {"name": evil, "note": "", "x": [0.0, 0.0], "y": [1.0, None]}
    write_page(tmp_path / "page.html", Head(evil), [Section(evil, [table])])
    assert read_tables(tmp_path / "page.html")["t"] == [{evil: evil}, {evil: "x"}]


def test_numbers_are_written_as_read_and_in_full(tmp_path):
    columns = [Column("v", numeric=True, decimals=2), Column("h", code=True)]
    rows = [[1 / 3, Hash("0123456789abcdef01234567")], [Figure(np.nan, note="[0, 1]"), Hash("abc")]]
    out = tmp_path / "page.html"
    size = write_page(out, Head("t"), [Section("s", [Table("t", columns, [*map(Row, rows)])])])
    assert size == out.stat().st_size
    assert "0.33</td>" in out.read_text()
    assert ">0123456789</td>" in out.read_text()
    first, second = read_tables(out)["table 0"]
    assert float(first["v"]) == 1 / 3
    assert first["h"] == "0123456789abcdef01234567"
    assert second["v"] == ""


def test_what_cannot_be_shown_is_refused(tmp_path):
    with pytest.raises(ValueError, match="t: 1 cells in a row, not 2"):
        Table("t", [Column("a"), Column("b")], [Row([1])])
    with pytest.raises(ValueError, match="2 positions and 1 values"):
        Series("s", np.zeros(2), np.zeros(1))
    with pytest.raises(ValueError, match="no data URI"):
        Picture("https://example.org/a.png", "a")
    with pytest.raises(ValueError, match=r"ends in \.html"):
        write_page(tmp_path / "page.htm", Head("t"), [])
    with pytest.raises(ValueError, match="not finite"):
        Surface(np.full((3, 3), np.nan), np.array([[0, 1, 2]]))


@pytest.mark.parametrize("dtype", ["<u1", "<u2", "<u4"])
def test_arrays_come_back_as_they_were(dtype):
    array = np.random.default_rng(0).integers(0, np.iinfo(dtype).max, 1000, dtype, endpoint=True)
    assert np.array_equal(decode(encode(array), dtype), array)


def test_positions_and_colours_are_near_what_they_were_and_stored_once():
    head = make_ellipsoid_head(40, 40)
    values = np.linspace(0, 8, len(head.vertices))
    values[7] = np.nan
    store = BufferStore()
    center = np.array([1.0, 2.0, 3.0])
    packed = packed_surface(Surface(head.vertices, head.faces, values), center, 4.0, store)
    again = packed_surface(Surface(head.vertices, head.faces), center, 4.0, store)
    assert (again["positions"], again["faces"]) == (packed["positions"], packed["faces"])
    buffers = {buffer.name: buffer for buffer in store.items()}
    assert len(buffers) == 3
    stored = decode(buffers[packed["positions"]].text, "<u2").reshape(3, -1).T
    positions = stored * packed["step"] + packed["offset"] + center
    assert np.abs(positions - head.vertices).max() <= 0.5 * packed["step"] + 1e-6
    assert packed["step"] < 0.004
    faces = decode(buffers[packed["faces"]].text, "<u2").reshape(-1, 3)
    assert np.array_equal(faces, head.faces)
    codes = decode(buffers[packed["values"]].text, "<u1")
    assert (codes[0], codes[7], codes[-1]) == (0, 255, 254)
    assert codes[np.argmin(np.abs(values[8:] - 2.0)) + 8] == 127


def test_views_are_framed_by_the_first():
    def cube(size: float) -> Surface:
        corners = size * np.array([[0.0, 0, 0], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
        return Surface(corners, np.array([[0, 1, 2], [0, 1, 3]]))

    viewers = [Viewer("scan", {"shape": cube(2.0)}), Viewer("large", {"shape": cube(50.0)})]
    data = MeshViewers("t", viewers, 1.0).data(BufferStore())
    assert data["radius"] == pytest.approx(1.04)
    assert data["viewers"][0]["surfaces"]["shape"]["offset"] == [-1, -1, -1]


def test_a_thinned_mesh_keeps_vertices_with_their_own_values():
    head = make_ellipsoid_head(120, 100)
    values = np.random.default_rng(0).random(len(head.vertices))
    few, kept = thinned(head, values, 1500)
    assert 1000 < len(few.vertices) <= 1500
    assert kept is not None
    own = {tuple(vertex): value for vertex, value in zip(head.vertices, values, strict=True)}
    assert all(own[tuple(v)] == x for v, x in zip(few.vertices, kept, strict=True))

    def area(mesh):
        a, b, c = (mesh.vertices[mesh.faces[:, k]] for k in range(3))
        return 0.5 * np.linalg.norm(np.cross(b - a, c - a), axis=1).sum()

    assert area(few) == pytest.approx(area(head), rel=0.05)
    same, _ = thinned(head, None, len(head.vertices))
    assert same is head
