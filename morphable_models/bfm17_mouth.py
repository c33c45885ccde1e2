"""A mouth interior for the Basel Face Model 2017, which ends at an open edge between the lips."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float, Int

_FARTHEST_MM = 15.0  # between the edge and the landmarks of the inner lips
_CORNERS = (60, 64)  # inner corners of the mouth, the subject's right and left
_INNER_LIPS = slice(60, 68)


@dataclass(frozen=True, eq=False)
class MouthPatch:
    """Triangles between the lips, without vertices of their own: they follow every coefficient.

    Attributes:
        loop: vertex ids of the open edge, from the subject's right corner over the upper lip and
            back along the lower one.
        faces: a strip from lip to lip, wound like the face's triangles.
    """

    loop: Int[np.ndarray, " M"]
    faces: Int[np.ndarray, "F 3"]


def boundary_loops(faces: Int[np.ndarray, "F 3"]) -> list[Int[np.ndarray, " L"]]:
    """Follow the open edges of a mesh in the direction of its triangles.

    Raises:
        ValueError: the triangles are not wound alike.
    """
    edges = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    known = {(int(a), int(b)) for a, b in edges}
    following: dict[int, list[int]] = {}
    for a, b in sorted(known):
        if (b, a) not in known:
            following.setdefault(a, []).append(b)
    loops = []
    while following:
        start = next(iter(following))
        loop, here = [], start
        while here in following:  # a corner where two edges meet is passed more than once
            loop.append(here)
            onward = following[here]
            here = onward.pop()
            if not onward:
                del following[loop[-1]]
        if here != start:
            raise ValueError("an open edge of the mesh has no end: its triangles differ in winding")
        loops.append(np.array(loop, dtype=np.int64))
    return loops


def mouth_patch(
    vertices: Float[np.ndarray, "V 3"],
    faces: Int[np.ndarray, "F 3"],
    landmarks: Float[np.ndarray, "68 3"],
) -> MouthPatch:
    """Close the open edge between the lips.

    The edge runs clockwise seen from the front, because the triangles around it are
    counter-clockwise: from the right corner to the left one it is the upper lip's. Both lips are
    joined by a strip in which each next triangle takes the lip that is less far along.

    Args:
        vertices: neutral mean face, model frame, mm.
        faces: its triangles.
        landmarks: the 68 landmarks on it.

    Raises:
        ValueError: no open edge is that of the mouth.
    """
    inner = landmarks[_INNER_LIPS]
    loops = boundary_loops(faces)
    if not loops:
        raise ValueError("the mesh has no open edge: the mouth's was expected (a nomouth release)")

    def away(loop: Int[np.ndarray, " L"]) -> float:
        to_loop = np.linalg.norm(inner[:, None] - vertices[loop], axis=-1)
        return float(to_loop.min(axis=1).mean())

    loop = min(loops, key=away)
    from_middle = float(np.linalg.norm(vertices[loop].mean(axis=0) - inner.mean(axis=0)))
    right, left = (
        int(np.linalg.norm(vertices[loop] - landmarks[k], axis=1).argmin()) for k in _CORNERS
    )
    loop = np.roll(loop, -right)
    corner = (left - right) % len(loop)
    worst = max(
        from_middle,
        *(
            float(np.linalg.norm(vertices[loop[place]] - landmarks[k]))
            for place, k in zip((0, corner), _CORNERS, strict=True)
        ),
    )
    if worst > _FARTHEST_MM or len(set(loop.tolist())) < len(loop):
        raise ValueError(
            f"the open edge nearest the lips ({len(loop)} vertices) lies {worst:.0f} mm from "
            f"the landmarks 60 to 67, expected one simple loop within {_FARTHEST_MM:.0f} mm"
        )
    if min(corner, len(loop) - corner) < 2:
        raise ValueError(
            "the landmarks 60 and 64 do not part the mouth's open edge into an upper and a lower "
            "lip; they are the inner corners of the mouth"
        )
    upper = loop[: corner + 1]
    lower = np.append(loop[corner:], loop[0])[::-1]
    return MouthPatch(loop, _zipped(vertices, upper, lower))


def _zipped(
    vertices: Float[np.ndarray, "V 3"], upper: Int[np.ndarray, " U"], lower: Int[np.ndarray, " L"]
) -> Int[np.ndarray, "F 3"]:
    """Join two chains that share both ends by arc length."""
    along_upper, along_lower = (_share_of_length(vertices[chain]) for chain in (upper, lower))
    i = j = 0
    strip = []
    while i < len(upper) - 1 or j < len(lower) - 1:
        next_upper = along_upper[i + 1] if i < len(upper) - 1 else np.inf
        next_lower = along_lower[j + 1] if j < len(lower) - 1 else np.inf
        if next_upper <= next_lower:
            strip.append((upper[i + 1], upper[i], lower[j]))
            i += 1
        else:
            strip.append((lower[j], lower[j + 1], upper[i]))
            j += 1
    return np.array([t for t in strip if len(set(t)) == 3], dtype=np.int64)


def _share_of_length(points: Float[np.ndarray, "N 3"]) -> Float[np.ndarray, " N"]:
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    length = np.concatenate([[0.0], np.cumsum(steps)])
    return np.asarray(length / length[-1])
