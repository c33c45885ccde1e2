"""Read the pickles in which face models are released, and execute nothing of them.

A pickle may name any function of any module, and `pickle.load` calls it. Here every name stands for
a stand-in of ours or is refused. chumpy and scipy, whose objects the released files hold, need not
be installed; arrays are put together here too, because numpy trusts what a pickle says of a dtype.
"""

from __future__ import annotations

import io
import math
import pickle
import re
import struct
from collections import OrderedDict
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch

MOST_BYTES = 2_000_000_000  # the largest released model has some 90 MB
_KINDS = "biuf"
_DAMAGE = (
    pickle.UnpicklingError, EOFError, AttributeError, LookupError, TypeError, ValueError,
    OverflowError, MemoryError, RecursionError, ImportError, RuntimeError, struct.error,
)  # fmt: skip


class PickleRefusedError(ValueError):
    """A pickle asks for something that is not on the list.

    Args:
        name: the global, with its module.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"asks for {name}, which a face model does not need; nothing of it was executed. "
            "Download the file again from its official page"
        )


class _Inert:
    """An object whose class we do not have: whatever it is given is kept and never run."""

    def __init__(self, *_: object) -> None:
        pass


class _Chumpy(_Inert):
    """An object of chumpy; `x` is its array."""


class _SparseColumns(_Inert):
    """A `csc_matrix` of scipy; its attributes are those of the original."""


class _Dtype:
    """The state of a `numpy.dtype`: numbers of fixed size, or objects."""

    def __init__(self, code: str, *_: object) -> None:
        self.code, self.order = str(code), "="

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.order = str(state[1])

    @property
    def is_object(self) -> bool:
        return self.code in {"O", "O8", "O4"}

    def numpy(self) -> np.dtype[Any]:
        kind, size = self.code[:1], self.code[1:]
        if kind not in _KINDS or not size.isdigit() or self.order not in "<>|=":
            raise ValueError(f"an array of type {self.code!r}; expected numbers")
        return np.dtype(("" if self.order == "|" else self.order) + self.code)


class _Array:
    """The state of a `numpy.ndarray`; `value` is the array, or a list for one of objects."""

    def __init__(self, *_: object) -> None:
        self.value: Any = None

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        shape, dtype, is_fortran, data = state[-4:]
        self.value = list(data) if dtype.is_object else _numbers(data, dtype, shape, is_fortran)


def _numbers(data: Any, dtype: _Dtype, shape: tuple[int, ...], is_fortran: bool) -> np.ndarray:
    raw = data.encode("latin1") if isinstance(data, str) else bytes(data)  # str from Python 2
    return np.frombuffer(raw, dtype.numpy()).reshape(shape, order="F" if is_fortran else "C").copy()


def _from_buffer(
    data: Any, dtype: _Dtype, shape: tuple[int, ...], order: str, *_: object
) -> np.ndarray:
    return _numbers(data, dtype, shape, order == "F")


def _scalar(dtype: _Dtype, data: Any) -> Any:
    return _numbers(data, dtype, (), is_fortran=False)[()]


def _encode(text: str, encoding: str = "latin1") -> bytes:
    if encoding not in {"latin1", "latin-1"}:
        raise ValueError(f"bytes in the encoding {encoding!r}; expected latin1")
    return str(text).encode("latin1")


def _reconstructor(kind: type, base: type, state: object) -> object:
    if not issubclass(kind, _Inert) or base is not object:
        raise ValueError(f"an object of type {kind.__name__}; expected one of chumpy or scipy")
    return kind()


def _storage(data: bytes) -> torch.Tensor:
    """Return the numbers of a storage: torch has an allow-list unpickler of its own."""
    try:
        storage = torch.load(io.BytesIO(data), map_location="cpu", weights_only=True)
    except pickle.UnpicklingError as error:
        named = re.search(r"GLOBAL (\S+)", str(error))
        if named is None:
            raise
        raise PickleRefusedError(named.group(1)) from None
    return torch.tensor([], dtype=storage.dtype).set_(storage)


def _tensor(
    numbers: torch.Tensor, offset: int, shape: tuple[int, ...], stride: tuple[int, ...], *_: object
) -> np.ndarray:
    # as_strided refuses what lies outside the storage, but not the same number a million times
    if math.prod(shape) > numbers.numel():
        raise ValueError(f"a tensor of shape {shape} from {numbers.numel()} numbers")
    return torch.as_strided(numbers, shape, stride, offset).numpy().copy()


_NUMPY_CORE: dict[str, Callable[..., Any]] = {
    "multiarray._reconstruct": _Array,
    "multiarray.scalar": _scalar,
    "numeric._frombuffer": _from_buffer,
}
_ALLOWED: dict[str, Callable[..., Any]] = {
    "numpy.ndarray": _Array,
    "numpy.dtype": _Dtype,
    **{
        f"numpy.{core}.{name}": function
        for core in ("core", "_core")
        for name, function in _NUMPY_CORE.items()
    },
    "_codecs.encode": _encode,
    **dict.fromkeys(("copy_reg._reconstructor", "copyreg._reconstructor"), _reconstructor),
    **dict.fromkeys(("__builtin__.set", "builtins.set"), set),
    **dict.fromkeys(("__builtin__.object", "builtins.object"), object),
    "collections.OrderedDict": OrderedDict,
    "torch._utils._rebuild_tensor_v2": _tensor,
    "torch.storage._load_from_bytes": _storage,
}


class _Unpickler(pickle.Unpickler):
    """Knows the names of `_ALLOWED` and no others."""

    def find_class(self, module: str, name: str) -> Any:
        """Return our stand-in for a global.

        Raises:
            PickleRefusedError: it is not on the list.
        """
        allowed = _ALLOWED.get(f"{module}.{name}")
        if allowed is not None:
            return allowed
        if module == "chumpy" or module.startswith("chumpy."):
            return _Chumpy
        if module.startswith("scipy.sparse") and name == "csc_matrix":
            return _SparseColumns
        raise PickleRefusedError(f"{module}.{name}")


def read_pickle(path: Path) -> dict[str, Any]:
    """Read a pickled dictionary of arrays, numbers and texts.

    Objects of chumpy and sparse matrices come back as plain arrays, names and bytes of Python 2 as
    texts.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it asks for something that is not on the list (the message names it), is damaged
            or holds something else.
    """
    with _opened(path) as file:
        return _dictionary(path, file)


def read_pickled_npy(path: Path) -> dict[str, Any]:
    """Read a dictionary out of an .npy file that numpy pickled; see `read_pickle`."""
    with _opened(path) as file:
        try:
            version = np.lib.format.read_magic(file)
            read_header = {
                (1, 0): np.lib.format.read_array_header_1_0,
                (2, 0): np.lib.format.read_array_header_2_0,
            }[version]
            shape, _, dtype = read_header(file)
        except (ValueError, KeyError) as error:
            raise ValueError(f"{path} is not an .npy file ({error})") from None
        if shape != () or not dtype.hasobject:
            raise ValueError(f"{path} holds an array of shape {shape}; expected a dictionary in it")
        return _dictionary(path, file)


def _opened(path: Path) -> BinaryIO:
    if not path.is_file():
        raise FileNotFoundError(f"{path} does not exist")
    if path.stat().st_size > MOST_BYTES:
        raise ValueError(f"{path} has {path.stat().st_size} bytes; expected at most {MOST_BYTES}")
    return path.open("rb")


def _dictionary(path: Path, file: BinaryIO) -> dict[str, Any]:
    try:
        content = _plain(_Unpickler(file, encoding="latin1").load(), {})
        if isinstance(content, list) and len(content) == 1:  # the array without axes of an .npy
            content = content[0]
    except PickleRefusedError as error:
        raise ValueError(f"{path} {error}") from error
    except _DAMAGE as error:
        text = " ".join(str(error).split())[:200] or type(error).__name__
        raise ValueError(f"{path} is damaged or no pickled face model ({text})") from None
    if not isinstance(content, dict):
        raise ValueError(f"{path} holds a {type(content).__name__}; expected a dictionary")
    return {str(key): value for key, value in content.items()}


def _plain(value: Any, done: dict[int, Any]) -> Any:
    """Put arrays in the place of our stand-ins; each object once, however often it is met."""
    if not isinstance(value, (dict, list, tuple, _Inert, _Array)):
        return value
    if id(value) in done:
        return done[id(value)]
    done[id(value)] = None  # an object within itself ends here
    result: Any
    if isinstance(value, dict):
        result = {key: _plain(item, done) for key, item in value.items()}
    elif isinstance(value, (list, tuple)):
        result = [_plain(item, done) for item in value]
    elif isinstance(value, _Array):
        result = _plain(value.value, done)
    elif isinstance(value, _SparseColumns):
        result = _dense({key: _plain(item, done) for key, item in vars(value).items()})
    else:
        result = _plain(vars(value).get("x"), done)
    done[id(value)] = result
    return result


def _dense(state: dict[str, Any]) -> np.ndarray:
    """Write out a matrix whose columns are compressed."""
    shape = tuple(int(size) for size in state.get("_shape", state.get("shape", ())))
    data, rows, starts = (np.asarray(state[key]) for key in ("data", "indices", "indptr"))
    if len(shape) != 2 or len(starts) != shape[1] + 1 or shape[0] * shape[1] > MOST_BYTES // 8:
        raise ValueError(f"a sparse matrix of shape {shape} and {len(starts)} column starts")
    matrix = np.zeros(shape)
    columns = np.repeat(np.arange(shape[1]), np.diff(starts))
    np.add.at(matrix, (rows, columns), data)
    return matrix
