"""The mean of several frames' meshes: each moved onto the others, then averaged per vertex.

Methods that predict per frame leave the head's pose and often its expression in the vertices.
A mean without alignment would shrink the face, so every frame is first moved by the rigid motion
that brings its vertices closest to those of the first frame; the frames are then moved once more,
onto that mean, so that the first one has no say beyond the frame of the result.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from .errors import PredictionError


def average_frames(
    folder: Path,
    frames: Sequence[np.ndarray],
    points: Sequence[np.ndarray | None] | None = None,
    *,
    with_scale: bool = False,
) -> tuple[Float64[np.ndarray, "V 3"], Float64[np.ndarray, "L 3"] | None]:
    """Average meshes of one topology, and landmarks that move with them.

    Args:
        folder: what a message names.
        frames: vertices (V, 3) of each frame, corresponding by index, any frame and unit.
        points: further points of each frame, in the frame of its vertices, or None for none.
        with_scale: free each frame's size as well, for methods that do not fix it; the result then
            has the size of the first frame.

    Returns:
        The mean vertices in the frame of the first mesh, and the mean points, if there are any.

    Raises:
        PredictionError: no frames, different topologies, NaN, a mesh without extent, or points in
            some frames only.
    """
    meshes = [np.asarray(vertices, np.float64) for vertices in frames]
    _check(folder, meshes)
    given = [None] * len(meshes) if points is None else list(points)
    n_given = sum(p is not None for p in given)
    if len(given) != len(meshes) or 0 < n_given < len(meshes):
        raise PredictionError(
            folder, f"{n_given} of {len(meshes)} frames have landmarks; give them to all or none"
        )
    with_points = [
        mesh if extra is None else np.concatenate([mesh, np.asarray(extra, np.float64)])
        for mesh, extra in zip(meshes, given, strict=True)
    ]
    if len({whole.shape for whole in with_points}) > 1:
        raise PredictionError(folder, "the frames have different numbers of landmarks")
    n_vertices = len(meshes[0])
    target, mean = meshes[0], with_points[0]
    for _ in range(2):
        mean = np.mean([_moved(w, target, with_scale=with_scale) for w in with_points], axis=0)
        target = mean[:n_vertices]
    if with_scale:  # alignment with free sizes pulls a mean of unlike shapes together
        ratio = _size(meshes[0]) / _size(target)
        centre = target.mean(axis=0)
        mean = centre + ratio * (mean - centre)
    return mean[:n_vertices], mean[n_vertices:] if n_given else None


def _check(folder: Path, meshes: Sequence[Float64[np.ndarray, " ..."]]) -> None:
    if not meshes:
        raise PredictionError(folder, "holds no frames to average")
    for number, mesh in enumerate(meshes, 1):
        if mesh.ndim != 2 or mesh.shape[1] != 3 or mesh.shape != meshes[0].shape:
            raise PredictionError(
                folder,
                f"frame {number} has vertices {mesh.shape}, the first {meshes[0].shape}; frames "
                "are averaged only in one topology",
            )
        if not np.isfinite(mesh).all() or not _size(mesh) > 0:
            problem = "is not finite" if not np.isfinite(mesh).all() else "has no extent"
            raise PredictionError(folder, f"frame {number} {problem}; predict it again")


def _size(vertices: Float64[np.ndarray, "V 3"]) -> float:
    """Return the root of the mean squared distance to the centre."""
    return float(np.sqrt(vertices.var(axis=0).sum()))


def _moved(
    source: Float64[np.ndarray, "W 3"], target: Float64[np.ndarray, "V 3"], *, with_scale: bool
) -> Float64[np.ndarray, "W 3"]:
    """Move points so that the first V come closest to the target; Umeyama, TPAMI 1991."""
    vertices = source[: len(target)]
    from_centre, to_centre = vertices.mean(axis=0), target.mean(axis=0)
    centered = vertices - from_centre
    left, singular, right = np.linalg.svd((target - to_centre).T @ centered)
    signs = np.array([1.0, 1.0, np.sign(np.linalg.det(left @ right))])  # no mirror images
    rotation = (left * signs) @ right
    scale = (singular * signs).sum() / (centered**2).sum() if with_scale else 1.0
    moved: Float64[np.ndarray, "W 3"] = scale * (source - from_centre) @ rotation.T + to_centre
    return moved
