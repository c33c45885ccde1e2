"""Array files of strangers: nothing is executed, and nothing larger than the file is made."""

from __future__ import annotations

import os
import pickle
import tracemalloc
import zipfile

import numpy as np
import pytest

from predictions import PredictionError
from predictions.arrays import read_npy, read_npz


@pytest.mark.parametrize("order", ["C", "F"])
@pytest.mark.parametrize("dtype", [np.float32, ">f8", np.int64, np.uint8, bool])
def test_what_numpy_writes_is_read(tmp_path, dtype, order):
    array = np.asarray(np.random.default_rng(0).integers(0, 2, (4, 3)), dtype, order=order)
    np.save(tmp_path / "a.npy", array)
    np.savez_compressed(tmp_path / "a.npz", vertices=array, number=np.float64(7))
    read, archive = read_npy(tmp_path / "a.npy"), read_npz(tmp_path / "a.npz")
    for found in (read, archive["vertices"]):
        assert found.dtype == array.dtype
        np.testing.assert_array_equal(found, array)
    assert archive["number"].shape == ()
    assert archive["number"] == 7


def _header(shape, dtype="<f4"):
    text = f"{{'descr': '{dtype}', 'fortran_order': False, 'shape': {shape}, }}".ljust(117) + "\n"
    return b"\x93NUMPY\x01\x00" + len(text).to_bytes(2, "little") + text.encode()


def _zip(path, members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)


def _refusal(read, path):
    tracemalloc.start()
    with pytest.raises(PredictionError) as caught:
        read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5e6
    assert str(caught.value).isprintable()
    return caught.value.problem


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", ""),
        (b"not an array", "magic"),
        (_header((10**9, 3)) + bytes(100), "100 bytes for shape"),
        (_header((2, 3)) + bytes(23), "23 bytes for shape (2, 3)"),
        (_header((-2, 3)) + bytes(24), "shape (-2, 3)"),
        (_header((3,), "|O") + bytes(24), "Python objects"),
        (_header((3,), "<U8") + bytes(96), "not numbers"),
        (_header((3,)).replace(b"{", b"(") + bytes(12), "header"),
        (b"\x93NUMPY\x07\x00" + bytes(100), "format (7, 0)"),
    ],
)
def test_arrays_that_are_not_what_they_say(tmp_path, content, message):
    (tmp_path / "a.npy").write_bytes(content)
    assert message in _refusal(read_npy, tmp_path / "a.npy")
    _zip(tmp_path / "a.npz", [("vertices.npy", content)])
    assert message in _refusal(read_npz, tmp_path / "a.npz")


def test_pickles_are_not_executed(tmp_path):
    class Bomb:
        def __reduce__(self):
            return os.mkdir, (str(tmp_path / "executed"),)

    array = np.empty(2, object)
    array[:] = [Bomb(), Bomb()]
    np.save(tmp_path / "a.npy", array, allow_pickle=True)
    np.savez(tmp_path / "a.npz", vertices=array)
    (tmp_path / "b.npz").write_bytes(pickle.dumps(Bomb()))
    assert "Python objects" in _refusal(read_npy, tmp_path / "a.npy")
    assert "Python objects" in _refusal(read_npz, tmp_path / "a.npz")
    _refusal(read_npz, tmp_path / "b.npz")
    _refusal(read_npy, tmp_path / "b.npz")
    assert not (tmp_path / "executed").exists()


def test_archives_that_unpack_to_too_much_or_hold_other_things(tmp_path):
    zeros = _header((10**8, 3)) + bytes(1_000_000)
    _zip(tmp_path / "a.npz", [(f"{i}.npy", zeros) for i in range(3)])
    assert "1000000 bytes for shape" in _refusal(read_npz, tmp_path / "a.npz")
    _zip(tmp_path / "a.npz", [("vertices.npy", _header((3,)) + bytes(12))] * 2)
    assert "1 names" in _refusal(read_npz, tmp_path / "a.npz")
    _zip(tmp_path / "a.npz", [("../../etc/passwd", b"")])
    assert "expected arrays" in _refusal(read_npz, tmp_path / "a.npz")


def test_a_declared_size_beyond_the_limit_is_refused_before_unpacking(tmp_path):
    _zip(tmp_path / "a.npz", [("vertices.npy", _header((3,)) + bytes(12))])
    content = bytearray((tmp_path / "a.npz").read_bytes())
    size = content.rfind(b"PK\x01\x02") + 24
    content[size : size + 4] = (2**31).to_bytes(4, "little")
    (tmp_path / "a.npz").write_bytes(content)
    assert "2147483648 bytes when unpacked" in _refusal(read_npz, tmp_path / "a.npz")


def test_a_flipped_bit_in_an_archive_is_noticed(tmp_path):
    np.savez(tmp_path / "a.npz", vertices=np.ones((50, 3)))
    content = bytearray((tmp_path / "a.npz").read_bytes())
    content[500] ^= 1
    (tmp_path / "a.npz").write_bytes(content)
    assert "CRC" in _refusal(read_npz, tmp_path / "a.npz")
