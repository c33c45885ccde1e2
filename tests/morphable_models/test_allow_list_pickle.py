"""Pickles that would run a program are refused by the name of what they ask for."""

from __future__ import annotations

import os
import pickle

import numpy as np
import pytest
import torch

from morphable_models.allow_list_pickle import read_pickle, read_pickled_npy


class Calls:
    """Is pickled as a call of a function."""

    def __init__(self, function, *arguments):
        self.call = function, arguments

    def __reduce__(self):
        return self.call


def save_npy(path, content):
    wrapped = np.empty((), dtype=object)
    wrapped[()] = content
    np.save(path, wrapped, allow_pickle=True)


@pytest.mark.parametrize("wrap", [lambda x: x, lambda x: {"f": [x]}, lambda x: {"x": {"y": (x,)}}])
@pytest.mark.parametrize("protocol", range(6))
def test_a_hostile_pickle_is_refused_and_nothing_happens(tmp_path, wrap, protocol):
    mark = tmp_path / "mark"
    for function, arguments, name in (
        (os.system, (f"touch {mark}",), "posix.system"),
        (eval, (f"open({str(mark)!r}, 'w')",), "eval"),
        (getattr, (np.ndarray, "tofile"), "getattr"),
    ):
        path = tmp_path / "model.pkl"
        path.write_bytes(pickle.dumps(wrap(Calls(function, *arguments)), protocol=protocol))
        with pytest.raises(ValueError, match=rf"model\.pkl asks for \S*{name}, which"):
            read_pickle(path)
        save_npy(tmp_path / "model.npy", wrap(Calls(function, *arguments)))
        with pytest.raises(ValueError, match=rf"model\.npy asks for \S*{name}, which"):
            read_pickled_npy(tmp_path / "model.npy")
        assert not mark.exists()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (b"cnumpy\nload\n.", "numpy.load"),
        (b"cnumpy.core.multiarray\nfromfile\n.", "numpy.core.multiarray.fromfile"),
        (b"ctorch\nload\n.", "torch.load"),
        (b"cscipy.sparse.csc\nos\n.", "scipy.sparse.csc.os"),
        (b"cchumpyos\nsystem\n.", "chumpyos.system"),
        (b"(S'touch x'\niposix\nsystem\n.", "posix.system"),
    ],
)
def test_neighbours_of_what_is_allowed_are_not(tmp_path, text, name):
    (tmp_path / "a.pkl").write_bytes(text)
    with pytest.raises(ValueError, match=f"asks for {name}, which a face model does not need"):
        read_pickle(tmp_path / "a.pkl")


def test_chumpy_is_a_name_only(tmp_path, monkeypatch):
    """A module of that name is not imported, and its functions are not called."""
    (tmp_path / "chumpy.py").write_text("raise SystemExit('imported')")
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "a.pkl").write_bytes(b"}U\x01acchumpy.ch\nos.system\n(U\x07touch xtRs.")
    assert read_pickle(tmp_path / "a.pkl") == {"a": None}


@pytest.mark.parametrize("protocol", range(6))
def test_arrays_come_back_as_they_were(tmp_path, protocol):
    rng = np.random.default_rng(0)
    content = {
        "double": rng.normal(size=(4, 3)),
        "fortran": np.asfortranarray(rng.normal(size=(4, 3)).astype(np.float32)),
        "big": np.arange(5, dtype=">u4"),
        "bool": np.array([True, False]),
        "scalar": np.float32(2.5),
        "names": {"a", "b"},
        "meta": {"n_expr": 100, "expr": "last_100"},
    }
    content["again"] = content["double"]
    (tmp_path / "a.pkl").write_bytes(pickle.dumps(content, protocol=protocol))
    result = read_pickle(tmp_path / "a.pkl")
    assert list(result) == list(content)
    for name in ("double", "fortran", "big", "bool", "scalar"):
        np.testing.assert_array_equal(result[name], content[name], err_msg=name)
        assert result[name].dtype == content[name].dtype
    assert result["names"] == {"a", "b"}
    assert result["meta"] == content["meta"]
    assert result["again"] is result["double"]


def test_tensors_within_an_npy_as_deca_has_them(tmp_path):
    numbers = torch.arange(24.0).reshape(4, 6)
    save_npy(tmp_path / "a.npy", {"part": numbers[1:, ::2], "ids": numbers.long()})
    result = read_pickled_npy(tmp_path / "a.npy")
    np.testing.assert_array_equal(result["part"], numbers[1:, ::2])
    np.testing.assert_array_equal(result["ids"], numbers)

    hostile = b"\x80\x02cos\nsystem\n."
    save_npy(tmp_path / "b.npy", {"x": Calls(torch.storage._load_from_bytes, hostile)})
    with pytest.raises(ValueError, match=r"b\.npy asks for os\.system, which"):
        read_pickled_npy(tmp_path / "b.npy")
    typed = torch.storage.TypedStorage(wrap_storage=numbers.untyped_storage(), dtype=torch.float32)
    outside = Calls(torch._utils._rebuild_tensor_v2, typed, 20, (3, 3), (6, 1), False, {})
    save_npy(tmp_path / "c.npy", {"x": outside})
    with pytest.raises(ValueError, match=r"c\.npy is damaged"):
        read_pickled_npy(tmp_path / "c.npy")
    endless = Calls(torch._utils._rebuild_tensor_v2, typed, 0, (10**9, 9), (0, 0), False, {})
    save_npy(tmp_path / "d.npy", {"x": endless})
    with pytest.raises(ValueError, match=r"d\.npy is damaged"):
        read_pickled_npy(tmp_path / "d.npy")


def test_what_is_not_a_model_is_refused_in_one_line(tmp_path):
    good = pickle.dumps({"a": np.zeros(9)}, protocol=2)
    inside = []
    inside.append(inside)
    cases = {
        "cut": good[: len(good) // 2],
        "empty": b"",
        "text": b"<html>Please log in</html>",
        "number": pickle.dumps(3),
        "itself": pickle.dumps(inside),
        "objects": pickle.dumps({"a": np.array([(1, "a")], dtype="i4,O")}),
    }
    for name, data in cases.items():
        path = tmp_path / f"{name}.pkl"
        path.write_bytes(data)
        with pytest.raises(
            ValueError, match=rf"{name}\.pkl (is damaged|holds a|asks for)"
        ) as error:
            read_pickle(path)
        assert "\n" not in str(error.value)
    np.save(tmp_path / "numbers.npy", np.zeros((3, 4)))
    with pytest.raises(
        ValueError, match=r"holds an array of shape \(3, 4\); expected a dictionary"
    ):
        read_pickled_npy(tmp_path / "numbers.npy")
    (tmp_path / "no.npy").write_bytes(good)
    with pytest.raises(ValueError, match=r"no\.npy is not an \.npy file"):
        read_pickled_npy(tmp_path / "no.npy")
    with pytest.raises(FileNotFoundError, match="does not exist"):
        read_pickle(tmp_path / "nowhere.pkl")
