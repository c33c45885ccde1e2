"""Compiled rasteriser for the CPU: z-buffer over homogeneous edge functions, with gradients.

The edge function of two vertices at a pixel centre p is the cross product of their homogeneous
image coordinates relative to p. It is evaluated in float64 as x1 * y2 - y1 * x2, whose value
changes exactly its sign when the two vertices are exchanged (multiplication commutes and a - b =
-(b - a) in IEEE arithmetic, as long as nothing is fused; fastmath stays off). The two faces beside
an edge therefore agree about every pixel, and no pixel is lost or drawn twice.

A pixel centre exactly on an edge belongs to the face that a shift of the pixel by (+eps, +eps^2)
enters.

The signs hold for vertices behind the camera too, so that a face across the near plane needs no
geometric clipping: only its bounding box is that of the part in front.
"""

# Kernels take many arrays, and numba types them by itself; `no_type_check` keeps run-time checkers
# from wrapping them.
# ruff: noqa: ANN001, ANN201, ANN202
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

import math
from typing import Any, no_type_check

import numpy as np
import torch
from jaxtyping import Float, Int
from numba import njit
from torch import Tensor
from torch.autograd.function import once_differentiable

from geometry.threads import num_threads, run_tasks, split_range

# Pixels by which bounding boxes grow, so that rounding of a projection never excludes a pixel
# centre.
BOX_SLACK = 1e-6
# Value of the first column of `boxes` for vertices that are not in front of the near plane.
NOT_IN_FRONT = -1

_OPTIONS: dict[str, Any] = {"nogil": True, "cache": True, "error_model": "numpy"}


@njit(**_OPTIONS)
@no_type_check
def bound_vertices(homogeneous, depth, near, height, width, boxes):
    """Write per vertex the first and last pixel column and row of a box that ends there."""
    for i in range(homogeneous.shape[0]):
        w = np.float64(homogeneous[i, 2])
        u = homogeneous[i, 0] / w - 0.5
        v = homogeneous[i, 1] / w - 0.5
        if not (depth[i] > near and w > 0.0 and math.isfinite(u) and math.isfinite(v)):
            boxes[i, 0] = NOT_IN_FRONT
            continue
        u = min(max(u, -1.5), width + 0.5)
        v = min(max(v, -1.5), height + 0.5)
        boxes[i, 0] = max(math.ceil(u - BOX_SLACK), 0)
        boxes[i, 1] = min(math.floor(u + BOX_SLACK), width - 1)
        boxes[i, 2] = max(math.ceil(v - BOX_SLACK), 0)
        boxes[i, 3] = min(math.floor(v + BOX_SLACK), height - 1)


@njit(inline="always")
@no_type_check
def _owns_edge(homogeneous, i, j, sign):
    """Return whether a face with this sign of area owns pixel centres exactly on its edge i, j."""
    y_i, w_i = np.float64(homogeneous[i, 1]), np.float64(homogeneous[i, 2])
    y_j, w_j = np.float64(homogeneous[j, 1]), np.float64(homogeneous[j, 2])
    along_x = sign * (y_i * w_j - y_j * w_i)
    if along_x != 0.0:
        return along_x > 0.0
    x_i, x_j = np.float64(homogeneous[i, 0]), np.float64(homogeneous[j, 0])
    return sign * (w_i * x_j - w_j * x_i) > 0.0


@njit(inline="always")
@no_type_check
def _crossing_bounds(homogeneous, depth, corners, near, height, width):
    """Return columns and rows that hold the part in front of the near plane of a face across it."""
    u_min, u_max, v_min, v_max = np.inf, -np.inf, np.inf, -np.inf
    for k in range(3):
        i, j = corners[k], corners[(k + 1) % 3]
        z_i, z_j = np.float64(depth[i]), np.float64(depth[j])
        for end in range(2):
            if end == 0:  # the vertex itself
                if not z_i > near:
                    continue
                t = 0.0
            else:  # where the edge meets the near plane
                if (z_i > near) == (z_j > near):
                    continue
                t = (near - z_i) / (z_j - z_i)
            x = homogeneous[i, 0] + t * (np.float64(homogeneous[j, 0]) - homogeneous[i, 0])
            y = homogeneous[i, 1] + t * (np.float64(homogeneous[j, 1]) - homogeneous[i, 1])
            w = homogeneous[i, 2] + t * (np.float64(homogeneous[j, 2]) - homogeneous[i, 2])
            u, v = x / w - 0.5, y / w - 0.5
            if not (math.isfinite(u) and math.isfinite(v) and w > 0.0):
                return 0, width - 1, 0, height - 1
            # Points near the pole at w = 0 are large and uncertain.
            slack = 1e-3 + 1e-6 * (abs(u) + abs(v))
            u_min, u_max = min(u_min, u - slack), max(u_max, u + slack)
            v_min, v_max = min(v_min, v - slack), max(v_max, v + slack)
    first_column = math.ceil(min(max(u_min, 0.0), float(width)))
    last_column = math.floor(min(max(u_max, -1.0), width - 1.0))
    first_row = math.ceil(min(max(v_min, 0.0), float(height)))
    last_row = math.floor(min(max(v_max, -1.0), height - 1.0))
    return first_column, last_column, first_row, last_row


@njit(**_OPTIONS)
@no_type_check
def rasterize_rows(
    homogeneous,  # (V, 3) float
    depth,  # (V,) float
    boxes,  # (V, 4) int32
    faces,  # (F, 3) int
    near,
    cull_back_faces,
    row_start,
    row_stop,
    pix_to_face,  # (H, W) int64, out
    barycentric,  # (H, W, 3) float, out
    z_buffer,  # (H, W) float, out
    invalid_face,  # (1,) int64, out: a face with an index out of range
):
    """Rasterise one view's rows row_start..row_stop-1."""
    height, width = pix_to_face.shape
    n_vertices = homogeneous.shape[0]
    pix_to_face[row_start:row_stop] = -1
    barycentric[row_start:row_stop] = 0.0
    z_buffer[row_start:row_stop] = 0.0
    for f in range(faces.shape[0]):
        i0, i1, i2 = faces[f, 0], faces[f, 1], faces[f, 2]
        if min(i0, i1, i2) < 0 or max(i0, i1, i2) >= n_vertices:
            invalid_face[0] = f
            return
        column0 = min(boxes[i0, 0], boxes[i1, 0], boxes[i2, 0])
        crosses = column0 < 0
        if not crosses:
            column1 = max(boxes[i0, 1], boxes[i1, 1], boxes[i2, 1])
            if column0 > column1:
                continue
            row0 = min(boxes[i0, 2], boxes[i1, 2], boxes[i2, 2])
            row1 = max(boxes[i0, 3], boxes[i1, 3], boxes[i2, 3])
        else:
            if max(boxes[i0, 0], boxes[i1, 0], boxes[i2, 0]) < 0:
                continue  # wholly behind
            column0, column1, row0, row1 = _crossing_bounds(
                homogeneous, depth, (i0, i1, i2), near, height, width
            )
        row0 = max(row0, row_start)
        row1 = min(row1, row_stop - 1)
        if row0 > row1:
            continue
        x0, y0, w0 = (
            np.float64(homogeneous[i0, 0]),
            np.float64(homogeneous[i0, 1]),
            np.float64(homogeneous[i0, 2]),
        )
        x1, y1, w1 = (
            np.float64(homogeneous[i1, 0]),
            np.float64(homogeneous[i1, 1]),
            np.float64(homogeneous[i1, 2]),
        )
        x2, y2, w2 = (
            np.float64(homogeneous[i2, 0]),
            np.float64(homogeneous[i2, 1]),
            np.float64(homogeneous[i2, 2]),
        )
        for row in range(row0, row1 + 1):
            v = row + 0.5
            b0, b1, b2 = y0 - v * w0, y1 - v * w1, y2 - v * w2
            for column in range(column0, column1 + 1):
                u = column + 0.5
                a0, a1, a2 = x0 - u * w0, x1 - u * w1, x2 - u * w2
                e0 = a1 * b2 - b1 * a2
                e1 = a2 * b0 - b2 * a0
                if e0 * e1 < 0.0:
                    continue
                e2 = a0 * b1 - b0 * a1
                if e0 > 0.0 and e1 > 0.0 and e2 > 0.0:
                    if cull_back_faces:
                        continue
                elif not (e0 < 0.0 and e1 < 0.0 and e2 < 0.0):
                    total = e0 + e1 + e2
                    if min(e0, e1, e2) >= 0.0 and total > 0.0:
                        sign = 1.0
                    elif max(e0, e1, e2) <= 0.0 and total < 0.0:
                        sign = -1.0
                    else:
                        continue
                    if cull_back_faces and sign > 0.0:
                        continue
                    if e0 == 0.0 and not _owns_edge(homogeneous, i1, i2, sign):
                        continue
                    if e1 == 0.0 and not _owns_edge(homogeneous, i2, i0, sign):
                        continue
                    if e2 == 0.0 and not _owns_edge(homogeneous, i0, i1, sign):
                        continue
                scale = 1.0 / (e0 + e1 + e2)
                e0, e1, e2 = e0 * scale, e1 * scale, e2 * scale
                z = e0 * depth[i0] + e1 * depth[i1] + e2 * depth[i2]
                if crosses and not z > near:
                    continue
                z = z_buffer.dtype.type(z)
                if pix_to_face[row, column] < 0 or z < z_buffer[row, column]:
                    pix_to_face[row, column] = f
                    z_buffer[row, column] = z
                    barycentric[row, column, 0] = e0
                    barycentric[row, column, 1] = e1
                    barycentric[row, column, 2] = e2


@njit(**_OPTIONS)
@no_type_check
def rasterize_backward(
    homogeneous,  # (V, 3)
    depth,  # (V,)
    faces,  # (F, 3)
    pix_to_face,  # (H, W)
    grad_barycentric,  # (H, W, 3)
    grad_z,  # (H, W)
    grad_homogeneous,  # (V, 3), out, zero at the start
    grad_depth,  # (V,), out, zero at the start
):
    """Add one view's gradients with respect to homogeneous coordinates and vertex depth."""
    height, width = pix_to_face.shape
    for row in range(height):
        v = row + 0.5
        for column in range(width):
            f = pix_to_face[row, column]
            if f < 0:
                continue
            u = column + 0.5
            i0, i1, i2 = faces[f, 0], faces[f, 1], faces[f, 2]
            w0, w1, w2 = (
                np.float64(homogeneous[i0, 2]),
                np.float64(homogeneous[i1, 2]),
                np.float64(homogeneous[i2, 2]),
            )
            a0, b0 = homogeneous[i0, 0] - u * w0, homogeneous[i0, 1] - v * w0
            a1, b1 = homogeneous[i1, 0] - u * w1, homogeneous[i1, 1] - v * w1
            a2, b2 = homogeneous[i2, 0] - u * w2, homogeneous[i2, 1] - v * w2
            e0, e1, e2 = a1 * b2 - b1 * a2, a2 * b0 - b2 * a0, a0 * b1 - b0 * a1
            scale = 1.0 / (e0 + e1 + e2)
            gz = np.float64(grad_z[row, column])
            g0 = grad_barycentric[row, column, 0] + gz * depth[i0]
            g1 = grad_barycentric[row, column, 1] + gz * depth[i1]
            g2 = grad_barycentric[row, column, 2] + gz * depth[i2]
            grad_depth[i0] += gz * e0 * scale
            grad_depth[i1] += gz * e1 * scale
            grad_depth[i2] += gz * e2 * scale
            mean = (g0 * e0 + g1 * e1 + g2 * e2) * scale
            g0, g1, g2 = (g0 - mean) * scale, (g1 - mean) * scale, (g2 - mean) * scale
            gx, gy = b1 * g2 - b2 * g1, a2 * g1 - a1 * g2
            grad_homogeneous[i0, 0] += gx
            grad_homogeneous[i0, 1] += gy
            grad_homogeneous[i0, 2] -= u * gx + v * gy
            gx, gy = b2 * g0 - b0 * g2, a0 * g2 - a2 * g0
            grad_homogeneous[i1, 0] += gx
            grad_homogeneous[i1, 1] += gy
            grad_homogeneous[i1, 2] -= u * gx + v * gy
            gx, gy = b0 * g1 - b1 * g0, a1 * g0 - a0 * g1
            grad_homogeneous[i2, 0] += gx
            grad_homogeneous[i2, 1] += gy
            grad_homogeneous[i2, 2] -= u * gx + v * gy


class _Rasterize(torch.autograd.Function):
    """Pixel to face, barycentric coordinates and depth; gradients of the latter two."""

    @staticmethod
    def forward(
        ctx: Any,
        homogeneous: Tensor,
        depth: Tensor,
        faces: Tensor,
        image_size: tuple[int, int],
        near: float,
        cull_back_faces: bool,
    ) -> tuple[Tensor, Tensor, Tensor]:
        homogeneous, depth = homogeneous.detach().contiguous(), depth.detach().contiguous()
        faces = faces.detach().contiguous()
        n_views, n_vertices = depth.shape
        height, width = image_size
        pix_to_face = torch.empty(n_views, height, width, dtype=torch.int64)
        barycentric = homogeneous.new_empty(n_views, height, width, 3)
        z_buffer = homogeneous.new_empty(n_views, height, width)
        boxes = np.empty((n_views, n_vertices, 4), np.int32)
        bad = np.full(1, -1, np.int64)

        h, z, f = homogeneous.numpy(), depth.numpy(), faces.numpy()
        p, w, d = pix_to_face.numpy(), barycentric.numpy(), z_buffer.numpy()
        run_tasks(
            bound_vertices,
            [(h[b], z[b], near, height, width, boxes[b]) for b in range(n_views)],
        )
        strips = split_range(height, -(-num_threads() // max(n_views, 1)))
        run_tasks(
            rasterize_rows,
            [
                (h[b], z[b], boxes[b], f, near, cull_back_faces, start, stop, p[b], w[b], d[b], bad)
                for b in range(n_views)
                for start, stop in strips
            ],
        )
        if bad[0] >= 0:
            raise ValueError(
                f"face {bad[0]} has the vertices {f[bad[0]].tolist()}; expected indices from 0 to "
                f"{n_vertices - 1}"
            )
        ctx.save_for_backward(homogeneous, depth, faces, pix_to_face)
        ctx.mark_non_differentiable(pix_to_face)
        return pix_to_face, barycentric, z_buffer

    @staticmethod
    @once_differentiable
    def backward(
        ctx: Any, _: Tensor | None, grad_barycentric: Tensor, grad_z: Tensor
    ) -> tuple[Tensor | None, ...]:
        homogeneous, depth, faces, pix_to_face = ctx.saved_tensors
        grad_homogeneous = torch.zeros_like(homogeneous)
        grad_depth = torch.zeros_like(depth)
        inputs = homogeneous, depth, pix_to_face, grad_barycentric, grad_z
        h, z, pixels, grad_b, grad_d = (tensor.contiguous().numpy() for tensor in inputs)
        out_h, out_z, f = grad_homogeneous.numpy(), grad_depth.numpy(), faces.numpy()
        run_tasks(
            rasterize_backward,
            [
                (h[b], z[b], f, pixels[b], grad_b[b], grad_d[b], out_h[b], out_z[b])
                for b in range(depth.shape[0])
            ],
        )
        return grad_homogeneous, grad_depth, None, None, None, None


def rasterize_homogeneous(
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
    image_size: tuple[int, int],
    *,
    near: float,
    cull_back_faces: bool,
) -> tuple[Int[Tensor, "B H W"], Float[Tensor, "B H W 3"], Float[Tensor, "B H W"]]:
    """Rasterise on the CPU with compiled code.

    Args:
        homogeneous: (u w, v w, w) of every vertex, from `camera.homogeneous`.
        depth: z in the camera frame, mm.
        faces: vertex indices.
        image_size: height and width in pixels.
        near: only what lies deeper than this is drawn, mm; -inf draws everything.
        cull_back_faces: leave out faces that turn their back to the camera.

    Returns:
        pix_to_face, barycentric, depth, as in `Fragments`; the last two differentiable.

    Raises:
        ValueError: a face names a vertex that does not exist.
    """
    outputs = _Rasterize.apply(homogeneous, depth, faces, image_size, near, cull_back_faces)
    return outputs[0], outputs[1], outputs[2]
