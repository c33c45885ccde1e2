"""Topology of the procedural head: a grid with rings about mouth, eye and ear.

Rows run from the neck rim to the crown, columns from the facial midline over the subject's left
side to the midline at the back. Three rectangles are cut out of the grid; each is filled with
concentric rings of
as many vertices as its border has, which is how a modeller lays edge loops. The half is mirrored at
the end.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field

import numpy as np
from jaxtyping import Bool, Float, Int
from numpy import ndarray

Loop = list[int]


@dataclass(frozen=True)
class Layout:
    """Sizes of the grid and of the rectangles (first row, last row, first column, last column).

    Attributes:
        rows: of the grid, from neck to crown.
        columns: of the grid, from midline to midline.
        mouth: rectangle.
        eye: rectangle.
        ear: rectangle.
        mouth_rings: edge loops in it.
        eye_rings: edge loops in it.
        ear_rings: edge loops in it.
        eyeball_rings: rings about the optical axis.
        eyeball_segments: vertices of such a ring.
    """

    rows: int
    columns: int
    mouth: tuple[int, int, int, int]
    eye: tuple[int, int, int, int]
    ear: tuple[int, int, int, int]
    mouth_rings: int
    eye_rings: int
    ear_rings: int
    eyeball_rings: int
    eyeball_segments: int


@dataclass(frozen=True)
class HalfTopology:
    """Vertices of the subject's left half, by part.

    Attributes:
        n_vertices: number of vertices of the half.
        grid: vertex id per (row, column), -1 inside the rectangles.
        crown: id of the pole at the top.
        mouth: ids per ring; ring 0 is the border. Index 0 is the lower midline, the middle one the
            corner, the last one the upper midline; `mouth[:, k]` lies opposite `mouth[:, -1 - k]`.
        eye: ids per ring; index 0 is the inner canthus, then the lower lid, the outer canthus, the
            upper lid.
        ear: ids per ring; counter-clockwise from the lower front.
        ear_centre: the vertex that closes the ear.
        eyeball: ids per ring about the optical axis, front to back.
        eyeball_poles: front and back pole.
        quads: all quadrilaterals, counter-clockwise seen from outside.
        triangles: the fans at the poles.
        on_midline: vertices that the two halves share.
    """

    n_vertices: int
    grid: Int[ndarray, "R C"]
    crown: int
    mouth: Int[ndarray, "Km Nm"]
    eye: Int[ndarray, "Ke Ne"]
    ear: Int[ndarray, "Ka Na"]
    ear_centre: int
    eyeball: Int[ndarray, "Kb Nb"]
    eyeball_poles: tuple[int, int]
    quads: Int[ndarray, "Q 4"]
    triangles: Int[ndarray, "T 3"]
    on_midline: Bool[ndarray, " H"]


@dataclass
class _Builder:
    n: int = 0
    quads: list[tuple[int, int, int, int]] = field(default_factory=list)
    triangles: list[tuple[int, int, int]] = field(default_factory=list)

    def new(self, count: int) -> Int[ndarray, " N"]:
        ids = np.arange(self.n, self.n + count)
        self.n += count
        return ids

    def strip(self, outer: Int[ndarray, " N"], inner: Int[ndarray, " N"], closed: bool) -> None:
        """Join two neighbouring rings; counter-clockwise rings, the second one inside the first."""
        for k in range(len(outer) if closed else len(outer) - 1):
            m = (k + 1) % len(outer)
            self.quads.append((int(outer[k]), int(outer[m]), int(inner[m]), int(inner[k])))

    def fan(self, ring: Int[ndarray, " N"], centre: int, closed: bool) -> None:
        for k in range(len(ring) if closed else len(ring) - 1):
            self.triangles.append((int(ring[k]), int(ring[(k + 1) % len(ring)]), centre))

    def rings(self, border: Loop, count: int, closed: bool) -> Int[ndarray, "K N"]:
        """Fill a border with `count` rings, the border included."""
        all_rings = [np.array(border)]
        for _ in range(count - 1):
            all_rings.append(self.new(len(border)))
            self.strip(all_rings[-2], all_rings[-1], closed)
        return np.stack(all_rings)


def _border(grid: Int[ndarray, "R C"], block: tuple[int, int, int, int]) -> Loop:
    """Counter-clockwise loop round a rectangle, from its lower front corner."""
    r0, r1, c0, c1 = block
    loop = [grid[r0, c] for c in range(c0, c1)]
    loop += [grid[r, c1] for r in range(r0, r1)]
    loop += [grid[r1, c] for c in range(c1, c0, -1)]
    loop += [grid[r, c0] for r in range(r1, r0, -1)]
    return [int(v) for v in loop]


def build_half(layout: Layout) -> HalfTopology:
    """Lay out ids and quadrilaterals of the subject's left half."""
    builder = _Builder()
    rows, columns = layout.rows, layout.columns
    keep = np.ones((rows, columns), dtype=bool)
    cell = np.ones((rows - 1, columns - 1), dtype=bool)
    for r0, r1, c0, c1 in (layout.mouth, layout.eye, layout.ear):
        keep[r0 + 1 : r1, (c0 + 1 if c0 else 0) : c1] = False
        cell[r0:r1, c0:c1] = False
    grid = np.full((rows, columns), -1)
    grid[keep] = builder.new(int(keep.sum()))
    for r, c in np.argwhere(cell):
        corners = grid[r, c], grid[r, c + 1], grid[r + 1, c + 1], grid[r + 1, c]
        builder.quads.append(tuple(int(v) for v in corners))  # type: ignore[arg-type]
    crown = int(builder.new(1)[0])
    builder.fan(grid[-1], crown, closed=False)

    r0, r1, _, c1 = layout.mouth
    border = [grid[r0, c] for c in range(c1)] + [grid[r, c1] for r in range(r0, r1)]
    border += [grid[r1, c] for c in range(c1, -1, -1)]
    mouth = builder.rings([int(v) for v in border], layout.mouth_rings, closed=False)
    back = mouth[-1]  # the bag is closed by joining opposite vertices of its last ring
    corner = len(back) // 2
    for k in range(corner - 1):
        builder.quads.append((int(back[k]), int(back[k + 1]), int(back[-2 - k]), int(back[-1 - k])))
    builder.triangles.append((int(back[corner - 1]), int(back[corner]), int(back[corner + 1])))

    loop = _border(grid, layout.eye)
    half_height = (layout.eye[1] - layout.eye[0]) // 2
    eye = builder.rings(loop[-half_height:] + loop[:-half_height], layout.eye_rings, closed=True)
    ear = builder.rings(_border(grid, layout.ear), layout.ear_rings, closed=True)
    ear_centre = int(builder.new(1)[0])
    builder.fan(ear[-1], ear_centre, closed=True)

    front = int(builder.new(1)[0])
    ball = [builder.new(layout.eyeball_segments) for _ in range(layout.eyeball_rings)]
    back_pole = int(builder.new(1)[0])
    builder.fan(ball[0], front, closed=True)
    for inner, outer in itertools.pairwise(ball):
        builder.strip(outer, inner, closed=True)
    builder.fan(ball[-1][::-1], back_pole, closed=True)

    on_midline = np.zeros(builder.n, dtype=bool)
    on_midline[grid[:, 0][grid[:, 0] >= 0]] = True
    on_midline[grid[:, -1]] = True
    on_midline[crown] = True
    on_midline[mouth[:, [0, -1]]] = True
    return HalfTopology(
        n_vertices=builder.n,
        grid=grid,
        crown=crown,
        mouth=mouth,
        eye=eye,
        ear=ear,
        ear_centre=ear_centre,
        eyeball=np.stack(ball),
        eyeball_poles=(front, back_pole),
        quads=np.array(builder.quads),
        triangles=np.array(builder.triangles),
        on_midline=on_midline,
    )


@dataclass(frozen=True)
class FullTopology:
    """The whole head: the left half's vertices, then the mirror images of those off the midline.

    Attributes:
        faces: triangles, counter-clockwise from outside.
        left: id of each half vertex (the same number).
        right: id of the mirror image of each half vertex.
        mirror_vertex: for each vertex of the head, its mirror image.
    """

    faces: Int[ndarray, "F 3"]
    left: Int[ndarray, " H"]
    right: Int[ndarray, " H"]
    mirror_vertex: Int[ndarray, " V"]


def triangulate(half: HalfTopology, points: Float[ndarray, "H 3"]) -> Int[ndarray, "T 3"]:
    """Split each quadrilateral along its shorter diagonal: fewer folds where it is not flat."""
    a, b, c, d = half.quads.T
    short = np.linalg.norm(points[a] - points[c], axis=1) <= np.linalg.norm(
        points[b] - points[d], axis=1
    )
    first = np.where(short[:, None], np.stack([a, b, c], 1), np.stack([a, b, d], 1))
    second = np.where(short[:, None], np.stack([a, c, d], 1), np.stack([b, c, d], 1))
    return np.concatenate([first, second, half.triangles])


def mirror(half: HalfTopology, triangles: Int[ndarray, "T 3"]) -> FullTopology:
    """Reflect the half at x = 0 and weld it along the midline."""
    left = np.arange(half.n_vertices)
    right = left.copy()
    off = ~half.on_midline
    right[off] = half.n_vertices + np.arange(int(off.sum()))
    mirror_vertex = np.concatenate([right, left[off]])
    faces = np.concatenate([triangles, right[triangles][:, ::-1]])
    return FullTopology(faces=faces, left=left, right=right, mirror_vertex=mirror_vertex)
