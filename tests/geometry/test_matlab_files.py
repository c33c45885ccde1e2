from __future__ import annotations

import numpy as np
import pytest
import scipy.io

from geometry.matlab_files import MatlabFileError, read_matlab

VALUES = {
    "points": np.arange(204, dtype=np.float32).reshape(3, 68) / 7,
    "one": np.array([[2.5]]),
    "bytes": np.array([[1, 250]], np.uint8),
    "negative": np.array([[-3], [70_000]], np.int32),
    "cube": np.arange(24.0).reshape(2, 3, 4),
    "empty": np.zeros((0, 4)),
}


def write(path, compressed=False, **values):
    scipy.io.savemat(path, values, do_compression=compressed)
    return path


@pytest.mark.parametrize("compressed", [False, True])
def test_reads_what_scipy_writes(tmp_path, compressed):
    mesh = {"v": VALUES["points"], "f": VALUES["negative"], "name": "text", "kpt_ind": [[4, 5]]}
    other = {"text": "abc", "cells": np.array([[1, "a"]], object), "complex": np.array([[1j]])}
    path = write(tmp_path / "a.mat", compressed, **VALUES, mesh=mesh, **other)
    found = read_matlab(path, [*VALUES, *other, "mesh", "absent"])
    assert set(found) == {*VALUES, "mesh"}
    for name, expected in VALUES.items():
        np.testing.assert_array_equal(found[name], expected)
        assert found[name].dtype == expected.dtype
    assert set(found["mesh"]) == {"v", "f", "kpt_ind"}
    np.testing.assert_array_equal(found["mesh"]["v"], VALUES["points"])
    assert set(read_matlab(path, ["one"])) == {"one"}


def test_reads_big_endian_and_small_elements(tmp_path):
    """Written out by hand from the format's description: x = int16 [7 -2], as doubles."""

    def words(*numbers):
        return b"".join(number.to_bytes(4, "big") for number in numbers)

    flags = words(6, 8, 6, 0)
    dims = words(5, 8, 1, 2)
    name = (1).to_bytes(2, "big") + (1).to_bytes(2, "big") + b"x\0\0\0"  # small: size, then type
    data = (4).to_bytes(2, "big") + (3).to_bytes(2, "big") + np.array([7, -2], ">i2").tobytes()
    matrix = flags + dims + name + data
    header = b"MATLAB 5.0".ljust(124) + b"\x01\x00MI"
    path = tmp_path / "big.mat"
    path.write_bytes(header + words(14, len(matrix)) + matrix)
    np.testing.assert_array_equal(read_matlab(path, ["x"])["x"], [[7.0, -2.0]])


@pytest.mark.parametrize("compressed", [False, True])
def test_damage_is_an_exception_and_never_more(tmp_path, compressed):
    """The same bytes kill a process that reads them with scipy.io.loadmat."""
    path = write(tmp_path / "a.mat", compressed, **VALUES, mesh={"v": VALUES["points"]})
    content = path.read_bytes()
    rng = np.random.default_rng(0)
    damaged = [content[:size] for size in range(0, len(content), 97)]
    for _ in range(200):
        noisy = bytearray(content)
        for position in rng.integers(0, len(content), 8):
            noisy[position] = rng.integers(256)
        damaged.append(bytes(noisy))
    n_refused = 0
    for blob in damaged:
        path.write_bytes(blob)
        try:
            read_matlab(path, [*VALUES, "mesh"])
        except MatlabFileError:
            n_refused += 1
    assert n_refused > len(damaged) / 3


def test_says_what_is_wrong(tmp_path):
    path = tmp_path / "a.mat"
    write(path, points=VALUES["points"])
    with pytest.raises(MatlabFileError, match="expected at most 100"):
        read_matlab(path, ["points"], most_bytes=100)
    content = path.read_bytes()
    path.write_bytes(content[:-8])
    with pytest.raises(MatlabFileError, match=r"an element claims \d+ bytes, \d+ are left"):
        read_matlab(path, ["points"])
    path.write_bytes(b"MATLAB 7.3 MAT-file".ljust(124) + b"\0\2IM" + bytes(384) + b"\x89HDF\r\n")
    with pytest.raises(MatlabFileError, match="save it with '-v7'"):
        read_matlab(path, ["points"])
    bomb = write(path, True, points=np.zeros((1000, 1000)))
    with pytest.raises(MatlabFileError, match="are left"):
        read_matlab(bomb, ["points"], most_bytes=100_000)
