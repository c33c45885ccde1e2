"""Files in the layout of a FLAME release and of RingNet's landmarks, with a face of ours.

The head is `ProceduralHead`, with its own vertices and triangles; nothing comes from the licensed
model. As in the release, the pickle is one of Python 2 and holds objects of chumpy and scipy.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Bool, Float, Int

from geometry.rotations import axis_angle_to_matrix

from .flame_conversion import DYNAMIC_EMBEDDING, STATIC_EMBEDDING
from .flame_files import CONTOUR_ROWS, JOINTS, N_EXPRESSION, PARENTS
from .procedural_expressions import JAW_JOINT, NECK_JOINT
from .procedural_head import ProceduralHead

STAND_IN_MODEL = "generic_model.pkl"
N_IDENTITY = 300
_METRES_PER_MM = 1e-3
_EXPRESSION_DEVIATION = 0.3  # of a full expression
_CORRECTIVE_MM = 2.0
_BAND_MM = 5.0  # how far above or below its landmark the contour may be looked for
_CHIN = 8  # the landmark of the contour that does not slide


@dataclass(frozen=True)
class _Object:
    """What is pickled as an object of a class that need not be installed."""

    module: str
    name: str
    state: dict[str, Any]


def _chumpy(values: np.ndarray) -> _Object:
    return _Object("chumpy.ch", "Ch", {"x": values, "_status": "new", "_itr": 0})


def _sparse_columns(matrix: Float[np.ndarray, "R C"]) -> _Object:
    columns, rows = np.nonzero(matrix.T)
    starts = np.searchsorted(columns, np.arange(matrix.shape[1] + 1))
    state = {
        "_shape": matrix.shape,
        "data": matrix[rows, columns],
        "indices": rows.astype(np.int32),
        "indptr": starts.astype(np.int32),
        "maxprint": 50,
    }
    return _Object("scipy.sparse.csc", "csc_matrix", state)


def _python2_pickle(content: dict[str, Any]) -> bytes:
    """Pickle as Python 2 did (protocol 2): bytes are its strings, modules have their old names."""
    return b"\x80\x02" + _opcodes(content) + b"."


def _opcodes(value: Any) -> bytes:
    """Return the opcodes that put a value on the stack; they are explained in `pickletools`."""
    if isinstance(value, bool):
        return b"\x88" if value else b"\x89"
    if isinstance(value, int):
        return b"J" + value.to_bytes(4, "little", signed=True)
    if isinstance(value, str):
        return b"U" + bytes([len(value)]) + value.encode("latin1")
    if isinstance(value, bytes):
        return b"T" + len(value).to_bytes(4, "little") + value
    if isinstance(value, tuple):
        return b"(" + b"".join(map(_opcodes, value)) + b"t"
    if isinstance(value, dict):
        items = (_opcodes(key) + _opcodes(item) for key, item in value.items())
        return b"}(" + b"".join(items) + b"u"
    if isinstance(value, _Object):
        return _named(value.module, value.name) + b")\x81" + _opcodes(value.state) + b"b"
    if not isinstance(value, np.ndarray):
        raise TypeError(f"a {type(value).__name__} has no place in a face model")
    values = np.ascontiguousarray(value)
    dtype = _named("numpy", "dtype") + _opcodes((values.dtype.str[1:], 0, 1)) + b"R"
    dtype += b"(" + _opcodes(3) + _opcodes("<") + b"NNN" + 2 * _opcodes(-1) + _opcodes(0) + b"tb"
    arguments = b"(" + _named("numpy", "ndarray") + _opcodes((0,)) + _opcodes("b") + b"t"
    state = b"(" + _opcodes(1) + _opcodes(values.shape) + dtype + _opcodes(False)
    state += _opcodes(values.tobytes()) + b"t"
    return _named("numpy.core.multiarray", "_reconstruct") + arguments + b"R" + state + b"b"


def _named(module: str, name: str) -> bytes:
    return f"c{module}\n{name}\n".encode()


def write_flame_sources(folder: Path) -> None:
    """Write a model and the two files of landmarks that `convert_flame` reads; always the same.

    The head's own modes come first; the rest, up to the numbers of modes of the real model, are
    gentle waves.
    """
    head = ProceduralHead()
    mean = head.mean.double().numpy()
    rng = np.random.default_rng(2017)

    def modes(basis: np.ndarray, n_modes: int) -> Float[np.ndarray, "V 3 K"]:
        own = basis.reshape(len(basis), -1, 3).transpose(1, 2, 0)[:, :, :n_modes]
        n_waves = n_modes - own.shape[-1]
        phase = mean @ rng.normal(0, 0.03, (3, n_waves)) + rng.uniform(0, 6.28, n_waves)
        waves = np.cos(phase)[:, None] * rng.normal(0, 0.2, (3, n_waves))
        return np.concatenate([own, waves], axis=-1)

    identity = modes(head.identity_basis.numpy(), N_IDENTITY)
    expression = modes(head.expression_basis.numpy() * _EXPRESSION_DEVIATION, N_EXPRESSION)
    regressor = _joint_regressor(head, mean)
    weights = _skinning_weights(head)
    # correctives where two joints share a vertex, as real ones are
    shared = 4 * (weights * (1 - weights))[:, None, 1:].repeat(9, axis=2)
    correctives = shared * rng.normal(0, _CORRECTIVE_MM / 9, (1, 3, 36))
    content = {
        "f": head.faces.numpy().astype(np.uint32),
        "v_template": _chumpy(mean * _METRES_PER_MM),
        "shapedirs": _chumpy(np.concatenate([identity, expression], axis=-1) * _METRES_PER_MM),
        "posedirs": _chumpy(correctives * _METRES_PER_MM),
        "J_regressor": _sparse_columns(regressor),
        "J": _chumpy(regressor @ mean * _METRES_PER_MM),
        "kintree_table": np.array([np.array(PARENTS) % 2**32, np.arange(5)], dtype=np.uint32),
        "weights": _chumpy(weights),
        "bs_style": "lbs",
        "bs_type": "lrotmin",
    }
    folder.mkdir(parents=True, exist_ok=True)
    (folder / STAND_IN_MODEL).write_bytes(_python2_pickle(content))
    _write_embeddings(folder, head, mean)


def _eyeballs(head: ProceduralHead) -> tuple[Int[np.ndarray, " N"], Int[np.ndarray, " N"]]:
    left, right = head.eyeball_ids.numpy()
    return left, right


def _skinning_weights(head: ProceduralHead) -> Float[np.ndarray, "V 5"]:
    neck, jaw = head.skinning_weights.double().numpy().T
    weights = np.stack([1 - neck, neck * (1 - jaw), neck * jaw, 0 * neck, 0 * neck], axis=1)
    for joint, ids in zip((3, 4), _eyeballs(head), strict=True):
        weights[ids] = np.eye(len(JOINTS))[joint]
    return weights


def _joint_regressor(
    head: ProceduralHead, mean: Float[np.ndarray, "V 3"]
) -> Float[np.ndarray, "5 V"]:
    """Put each joint in the middle of vertices around it."""
    _, y, z = mean.T
    around: list[Int[np.ndarray, " N"]] = [
        np.flatnonzero(y < y.min() + 12),
        np.flatnonzero(np.abs(y - NECK_JOINT[1]) + np.abs(z - NECK_JOINT[2]) < 25),
        np.flatnonzero(np.abs(y - JAW_JOINT[1]) + np.abs(z - JAW_JOINT[2]) < 12),
        *_eyeballs(head),
    ]
    regressor = np.zeros((len(JOINTS), len(mean)))
    for joint, ids in enumerate(around):
        regressor[joint, ids] = 1 / len(ids)
    return regressor


def _write_embeddings(folder: Path, head: ProceduralHead, mean: Float[np.ndarray, "V 3"]) -> None:
    vertices = np.concatenate(
        [contour_vertices(head, mean), np.tile(head.landmark_indices[17:], (CONTOUR_ROWS, 1))], 1
    )
    faces = head.faces.numpy()
    corner_of = {int(v): (f, k) for f, face in enumerate(faces) for k, v in enumerate(face)}
    places = np.array([[corner_of[int(vertex)] for vertex in row] for row in vertices])
    weights = np.eye(3)[places[..., 1]]
    static = {"lmk_face_idx": places[0, 17:, 0].astype(np.uint32), "lmk_b_coords": weights[0, 17:]}
    contour = {"lmk_face_idx": places[:, :17, 0].tolist(), "lmk_b_coords": weights[:, :17].tolist()}
    (folder / STATIC_EMBEDDING).write_bytes(_python2_pickle(static))
    wrapped = np.empty((), dtype=object)
    wrapped[()] = contour
    np.save(folder / DYNAMIC_EMBEDDING, wrapped, allow_pickle=True)


def contour_vertices(
    head: ProceduralHead, mean: Float[np.ndarray, "V 3"]
) -> Int[np.ndarray, "79 17"]:
    """Find the vertices of the contour for each yaw of the table.

    As the head turns to one side, the landmarks of the other side, which is hidden little by
    little, slide forward to where the face ends in the image: to the vertex of about their height
    that stands out farthest. Those of the side that comes into view stay.
    """
    own = head.landmark_indices[:17].numpy()
    crop: Bool[np.ndarray, " V"] = head.face_crop.numpy()
    rows = np.tile(own, (CONTOUR_ROWS, 1))
    for row in range(1, CONTOUR_ROWS):
        yaw = row if row <= CONTOUR_ROWS // 2 else CONTOUR_ROWS // 2 - row
        turn = torch.tensor([0.0, np.deg2rad(yaw), 0.0], dtype=torch.float64)
        turned = mean @ axis_angle_to_matrix(turn).numpy().T
        side = np.sign(yaw)
        for number in range(17):
            start = mean[own[number]]
            if number == _CHIN or start[0] * side <= 0:
                continue
            near = crop & (np.abs(mean[:, 1] - start[1]) < _BAND_MM) & (mean[:, 0] * side > 0)
            ids = np.append(np.flatnonzero(near & (mean[:, 2] >= start[2])), own[number])
            rows[row, number] = ids[np.argmax(turned[ids, 0] * side)]
    return rows
