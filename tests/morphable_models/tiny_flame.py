"""A FLAME of 40 vertices from sines: the same file wherever and whenever it is written."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np


def tiny_flame_content() -> dict[str, object]:
    k = np.arange(40.0)
    height, turn = np.cos(np.pi * (k + 0.5) / 40), 2.4 * k
    ring = np.sqrt(1 - height**2)
    template = np.stack([0.08 * ring * np.sin(turn), 0.12 * height, 0.1 * ring * np.cos(turn)], 1)
    v, c = k[:, None, None], np.arange(3.0)[None, :, None]
    joints = np.exp(np.sin(1.7 * np.arange(5.0)[:, None] + 0.9 * k))
    weights = np.exp(2 * np.cos(1.3 * k[:, None] + 2.1 * np.arange(5.0)))
    ids = np.arange(40)
    return {
        "v_template": template,
        "f": np.stack([ids[:-2], ids[1:-1], ids[2:]], axis=1).astype(np.uint32),
        "shapedirs": 0.002 * np.sin(1 + 0.7 * v + 1.3 * c + 0.37 * np.arange(400.0)),
        "posedirs": 0.003 * np.cos(2 + 0.5 * v + 0.8 * c + 0.61 * np.arange(36.0)),
        "J_regressor": joints / joints.sum(axis=1, keepdims=True),
        "weights": weights / weights.sum(axis=1, keepdims=True),
        "kintree_table": np.array([[2**32 - 1, 0, 1, 1, 1], range(5)], dtype=np.int64),
        "bs_style": "lbs",
        "bs_type": "lrotmin",
    }


def barycentric(*shape: int) -> tuple[np.ndarray, np.ndarray]:
    number = np.arange(float(np.prod(shape))).reshape(shape)
    weights = np.exp(np.sin(number[..., None] * [0.3, 0.7, 1.1]))
    return (7 * number.astype(np.int64)) % 38, weights / weights.sum(axis=-1, keepdims=True)


def write_tiny_flame(folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    static, contour = barycentric(51), barycentric(79, 17)
    wrapped = np.empty((), dtype=object)
    wrapped[()] = {"lmk_face_idx": contour[0], "lmk_b_coords": contour[1]}
    np.save(folder / "flame_dynamic_embedding.npy", wrapped, allow_pickle=True)
    keys = {"lmk_face_idx": static[0], "lmk_b_coords": static[1]}
    (folder / "flame_static_embedding.pkl").write_bytes(pickle.dumps(keys))
    (folder / name).write_bytes(pickle.dumps(tiny_flame_content()))
