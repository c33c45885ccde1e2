"""Plain PyTorch rasteriser: the oracle of the others, and the fallback on any device.

It states the same rules as the compiled one (see `numba_rasterizer`) in whole-tensor operations:
list the pixels in the bounding box of every face, keep those inside, and reduce to the nearest per
pixel.
"""

from __future__ import annotations

import torch
from jaxtyping import Bool, Float, Int
from torch import Tensor

# Pairs of face and pixel that are tested at a time; bounds the memory to about half a gigabyte.
MAX_PAIRS = 1 << 21


def edge_functions(
    corners: Float[Tensor, "*N 3 3"], pixels: Float[Tensor, "*N 2"]
) -> Float[Tensor, "*N 3"]:
    """Return the three edge functions at pixel centres: the unnormalised barycentric coordinates.

    Args:
        corners: homogeneous image coordinates (u w, v w, w) of the three vertices, one per row.
        pixels: pixel centres (u, v).
    """
    offset = corners[..., :2] - pixels[..., None, :] * corners[..., 2:]
    u, v = offset.unbind(-1)
    following, last = [1, 2, 0], [2, 0, 1]
    return u[..., following] * v[..., last] - v[..., following] * u[..., last]


def barycentric_and_depth(
    pix_to_face: Int[Tensor, "B H W"],
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
) -> tuple[Float[Tensor, "B H W 3"], Float[Tensor, "B H W"]]:
    """Return differentiable barycentric coordinates and depth, given which face each pixel shows.

    All backends but the compiled one get their gradients from here. Evaluated in float64, because
    the area of a sub-pixel face is a small difference of large numbers.

    Returns:
        barycentric and depth as in `Fragments`, 0 where there is background.
    """
    n_views, height, width = pix_to_face.shape
    view, row, column = torch.nonzero(pix_to_face >= 0, as_tuple=True)
    vertex = faces.long()[pix_to_face[view, row, column].long()]
    corners = homogeneous.double()[view[:, None], vertex]
    pixels = torch.stack([column, row], dim=-1).double() + 0.5
    edges = edge_functions(corners, pixels)
    weights = edges * (1.0 / (edges[:, 0] + edges[:, 1] + edges[:, 2]))[:, None]
    z = (weights * depth.double()[view[:, None], vertex]).sum(dim=-1)
    barycentric = homogeneous.new_zeros(n_views, height, width, 3)
    z_buffer = homogeneous.new_zeros(n_views, height, width)
    barycentric = barycentric.index_put((view, row, column), weights.to(homogeneous.dtype))
    return barycentric, z_buffer.index_put((view, row, column), z.to(homogeneous.dtype))


def front_facing(
    homogeneous: Float[Tensor, "B V 3"], faces: Int[Tensor, "F 3"]
) -> Bool[Tensor, "B F"]:
    """Return which faces turn their front, seen counter-clockwise, to the camera."""
    corners = homogeneous.double()[:, faces.long()]
    area: Tensor = torch.linalg.det(corners)
    return area < 0


def _bounding_boxes(
    homogeneous: Float[Tensor, "B V 3"],
    in_front: Bool[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
    image_size: tuple[int, int],
) -> tuple[Int[Tensor, "B F 2"], Int[Tensor, "B F 2"]]:
    """Return first pixel (column, row) and extent of each face's box; the image if it crosses."""
    limit = torch.tensor([image_size[1], image_size[0]], device=homogeneous.device)
    projected = homogeneous[..., :2] / homogeneous[..., 2:] - 0.5
    corners = projected[:, faces]
    slack = 1e-6  # a projection's rounding must not exclude a pixel centre
    first = (corners.amin(dim=2) - slack).clamp(min=-1.0).minimum(limit + 1.0).ceil().long()
    last = (corners.amax(dim=2) + slack).clamp(min=-1.0).minimum(limit + 1.0).floor().long()
    first, last = first.clamp(min=0), last.minimum(limit - 1)
    n_in_front = in_front[:, faces].sum(dim=2)[..., None]
    whole = n_in_front == 3
    first = torch.where(whole, first, torch.zeros_like(first))
    last = torch.where(whole, last, (limit - 1).expand_as(last))
    extent = (last - first + 1).clamp(min=0)
    return first, torch.where(n_in_front == 0, torch.zeros_like(extent), extent)


def _inside(
    corners: Float[Tensor, "N 3 3"], edges: Float[Tensor, "N 3"], cull_back_faces: bool
) -> Bool[Tensor, " N"]:
    """Return which pixel centres lie in their face, and own those on an edge as elsewhere."""
    x, y, w = corners.unbind(-1)
    following, last = [1, 2, 0], [2, 0, 1]
    along_u = y[:, following] * w[:, last] - y[:, last] * w[:, following]
    along_v = w[:, following] * x[:, last] - w[:, last] * x[:, following]
    total = edges[:, 0] + edges[:, 1] + edges[:, 2]
    result = torch.zeros_like(total, dtype=torch.bool)
    for sign in (-1.0,) if cull_back_faces else (-1.0, 1.0):
        entered = (sign * along_u > 0) | ((along_u == 0) & (sign * along_v > 0))
        on_side = (sign * edges > 0) | ((edges == 0) & entered)
        result |= on_side.all(dim=1) & (sign * total > 0)
    return result


def _chunks(n_pairs: Int[Tensor, " N"]) -> list[tuple[int, int]]:
    """Cut a list of boxes into runs of about MAX_PAIRS pixels (one box at least)."""
    ends = n_pairs.cumsum(0).cpu()
    cuts, start = [], 0
    while start < len(ends):
        before = int(ends[start - 1]) if start else 0
        stop = int(torch.searchsorted(ends, before + MAX_PAIRS, right=True))
        stop = max(stop, start + 1)
        cuts.append((start, stop))
        start = stop
    return cuts


def nearest_faces(
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
    image_size: tuple[int, int],
    *,
    near: float,
    cull_back_faces: bool,
) -> Int[Tensor, "B H W"]:
    """Return the nearest face at every pixel, -1 for background; arguments as below."""
    height, width = image_size
    n_views = len(homogeneous)
    precise, z_vertex, faces = homogeneous.double(), depth.double(), faces.long()
    in_front = (depth > near) & (precise[..., 2] > 0) & precise.isfinite().all(dim=-1)
    first, extent = _bounding_boxes(precise, in_front, faces, image_size)
    n_pairs = extent.prod(dim=-1)
    view, face = torch.nonzero(n_pairs, as_tuple=True)
    n_pairs, first, extent = n_pairs[view, face], first[view, face], extent[view, face]

    n_pixels = n_views * height * width
    z_buffer = depth.new_full((n_pixels,), torch.inf)
    nearest = faces.new_full((n_pixels,), -1)
    for start, stop in _chunks(n_pairs):
        count = n_pairs[start:stop]
        box = torch.repeat_interleave(count) + start
        place = torch.arange(len(box), device=box.device)
        place = place - (count.cumsum(0) - count)[box - start]
        column = first[box, 0] + place % extent[box, 0]
        row = first[box, 1] + place // extent[box, 0]
        vertex = faces[face[box]]
        corners = precise[view[box, None], vertex]
        edges = edge_functions(corners, torch.stack([column, row], dim=-1).double() + 0.5)
        weights = edges * (1.0 / (edges[:, 0] + edges[:, 1] + edges[:, 2]))[:, None]
        z = weights * z_vertex[view[box, None], vertex]
        z = z[:, 0] + z[:, 1] + z[:, 2]
        keep = _inside(corners, edges, cull_back_faces) & (z > near)

        z, candidate = z[keep].to(depth.dtype), face[box[keep]]
        pixel = ((view[box] * height + row) * width + column)[keep]
        z_chunk = z_buffer.scatter_reduce(0, pixel, z, "amin")
        closer = z_chunk < z_buffer
        tied = (z == z_chunk[pixel]) & closer[pixel]
        lowest = torch.full_like(nearest, len(faces))
        lowest = lowest.scatter_reduce(0, pixel[tied], candidate[tied], "amin")
        nearest = torch.where(closer, lowest, nearest)
        z_buffer = z_chunk
    return nearest.view(n_views, height, width)


def rasterize_homogeneous(
    homogeneous: Float[Tensor, "B V 3"],
    depth: Float[Tensor, "B V"],
    faces: Int[Tensor, "F 3"],
    image_size: tuple[int, int],
    *,
    near: float,
    cull_back_faces: bool,
) -> tuple[Int[Tensor, "B H W"], Float[Tensor, "B H W 3"], Float[Tensor, "B H W"]]:
    """Rasterise with PyTorch on any device; arguments and results as in `numba_rasterizer`."""
    if len(faces) and not 0 <= int(faces.min()) <= int(faces.max()) < homogeneous.shape[1]:
        raise ValueError(
            f"faces have vertex indices {int(faces.min())} to {int(faces.max())}; expected 0 to "
            f"{homogeneous.shape[1] - 1}"
        )
    with torch.no_grad():
        pix_to_face = nearest_faces(
            homogeneous, depth, faces, image_size, near=near, cull_back_faces=cull_back_faces
        )
    return pix_to_face, *barycentric_and_depth(pix_to_face, homogeneous, depth, faces)
