from __future__ import annotations

import json

import numpy as np
import pytest

from face_datasets.errors import DamagedFileError
from face_datasets.landmark_files import (
    read_ljson,
    read_picked_points,
    read_text_points,
    write_ljson,
    write_picked_points,
    write_text_points,
)
from geometry.landmarks import SEVEN_POINTS

POINTS = np.arange(21.0).reshape(7, 3) / 8 - 1


def test_points_return_as_they_were_written(tmp_path):
    write_text_points(tmp_path / "a" / "p.txt", POINTS)
    write_picked_points(tmp_path / "p.pp", POINTS, SEVEN_POINTS, "scan.obj")
    write_ljson(tmp_path / "p.ljson", POINTS)
    np.testing.assert_array_equal(read_text_points(tmp_path / "a" / "p.txt", 7), POINTS)
    np.testing.assert_array_equal(read_picked_points(tmp_path / "p.pp", 7), POINTS)
    np.testing.assert_array_equal(read_ljson(tmp_path / "p.ljson", 7), POINTS)
    # where NoW's own reader looks: lines 9 to 15
    lines = (tmp_path / "p.pp").read_text().splitlines()
    assert all("<point " in line for line in lines[8:15])
    assert len(lines) == 16


def test_other_ways_to_write_them(tmp_path):
    (tmp_path / "p.txt").write_text("1, 2, 3\n\n4 5\t6\n")
    np.testing.assert_array_equal(read_text_points(tmp_path / "p.txt", 2), [[1, 2, 3], [4, 5, 6]])
    (tmp_path / "p.pp").write_text("<PickedPoints><point name='x' z='3' active='0' y='2' x='1'/>")
    np.testing.assert_array_equal(read_picked_points(tmp_path / "p.pp", 1), [[1, 2, 3]])
    (tmp_path / "p.ljson").write_text(json.dumps({"landmarks": {"points": [[1, 2, 3]]}}))
    np.testing.assert_array_equal(read_ljson(tmp_path / "p.ljson", 1), [[1, 2, 3]])


@pytest.mark.parametrize(
    ("read", "text", "message"),
    [
        (read_text_points, "1 2 3\n", r"shape \(1, 3\), expected \(2, 3\)"),
        (read_text_points, "1 2 3\n1 2\n", "not rows of three numbers"),
        (read_text_points, "1 2 3\n1 2 nan\n", "point 1 is not finite"),
        (read_text_points, "\xff\x00\n", "not rows of three numbers"),
        (read_picked_points, '<point x="1" y="2"/>\n' * 2, "not rows of three numbers"),
        (read_picked_points, "", "expected"),
        (read_ljson, "[1, 2]", "not landmarks as JSON"),
        (read_ljson, "{", "not landmarks as JSON"),
        (read_ljson, '{"landmarks": {"points": [[1, 2, null], [1, 2, 3]]}}', "not finite"),
        (read_ljson, '{"groups": {"a": {}, "b": {}}}', "2 landmark groups"),
        (read_ljson, "[" * 100_000, "not landmarks as JSON"),
    ],
)
def test_damaged_files_are_named(tmp_path, read, text, message):
    path = tmp_path / "points"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(DamagedFileError, match=message) as caught:
        read(path, 2)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
