"""A mouth interior for the ICT head, whose narrow release ends at an open edge behind the lips."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

# Rings of the bag: share of the way to the loop's centre, depth behind the lips in mm. The first
# ring widens nothing and only leaves the lips; teeth are painted between the second and the third.
_RINGS = ((0.0, 3.0), (0.10, 9.0), (0.25, 20.0), (0.55, 30.0))
_TIP_DEPTH_MM = 34.0


@dataclass(frozen=True)
class MouthBag:
    """New vertices as a linear function of the old ones, and their triangles.

    Attributes:
        loop: vertex ids of the open edge behind the lips, in order.
        weights: how much of each loop vertex goes into each new vertex; rows sum to 1.
        offset: constant displacement of each new vertex, mm.
        faces: triangles, counter-clockwise seen from the mouth opening; new vertices are numbered
            from `first`.
        ring: ring number of each new vertex, the tip has the last one.
    """

    loop: Int[np.ndarray, " L"]
    weights: Float[np.ndarray, "N L"]
    offset: Float[np.ndarray, "N 3"]
    faces: Int[np.ndarray, "F 3"]
    ring: Int[np.ndarray, " N"]


def open_loop_through(
    faces: Int[np.ndarray, "F 3"], candidates: Float[np.ndarray, " V"]
) -> Int[np.ndarray, " L"]:
    """Follow the open edge that lies where `candidates` is lowest, in the faces' direction.

    Args:
        faces: triangles.
        candidates: per vertex, small where the loop is (for example a distance to the mouth).

    Returns:
        Vertex ids; each edge (loop[i], loop[i + 1]) occurs in exactly one triangle, in this
        direction.
    """
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    known = {(int(a), int(b)) for a, b in edges}
    following = {a: b for a, b in known if (b, a) not in known}
    loops: list[list[int]] = []
    while following:
        start, here = following.popitem()
        loop = [start]
        while here != start:
            loop.append(here)
            here = following.pop(here)
        loops.append(loop)
    return np.array(min(loops, key=lambda loop: float(candidates[loop].mean())), dtype=np.int64)


def mouth_bag(loop: Int[np.ndarray, " L"], first: int) -> MouthBag:
    """Close a loop with rings that recede into the head.

    Args:
        loop: open edge behind the lips.
        first: id of the first new vertex.
    """
    n = len(loop)
    centre = np.full((n, n), 1 / n)
    blocks = [(1 - inward) * np.eye(n) + inward * centre for inward, _ in _RINGS]
    weights = np.vstack([*blocks, centre[:1]])
    depth = np.concatenate([np.repeat([d for _, d in _RINGS], n), [_TIP_DEPTH_MM]])
    offset = np.stack([np.zeros_like(depth), np.zeros_like(depth), -depth], axis=1)
    rings = [loop, *(first + n * k + np.arange(n) for k in range(len(_RINGS)))]
    faces = []
    for outer, inner in itertools.pairwise(rings):
        a, b = outer, np.roll(outer, -1)
        c, d = inner, np.roll(inner, -1)
        faces += [np.stack([b, a, c], axis=1), np.stack([b, c, d], axis=1)]
    tip = np.full(n, first + n * len(_RINGS))
    faces.append(np.stack([np.roll(rings[-1], -1), rings[-1], tip], axis=1))
    ring = np.concatenate([np.repeat(np.arange(len(_RINGS)), n), [len(_RINGS)]])
    return MouthBag(loop, weights, offset, np.concatenate(faces), ring)
