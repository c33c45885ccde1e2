"""Outlines with a true gradient.

A hard rasteriser says per pixel centre covered or not: the gradient of a mask is zero. Here the
silhouette edges of the mesh itself are walked in the image, and where one crosses between two pixel
centres the two colours are blended by how far it has come. A sum over the image then changes with
an edge as the covered area does.

Silhouettes are found from all edges of the mesh, not from the faces that own a pixel: at the
outline of a fine mesh the last ring of faces is foreshortened so far that nearly none of them owns
a pixel centre.
"""

from __future__ import annotations

import torch
from jaxtyping import Float, Int
from torch import Tensor

from geometry.cameras import Camera, WeakPerspectiveCamera

from .fragments import Fragments
from .mesh_edges import MeshEdges, mesh_edges


def antialias(
    image: Float[Tensor, "B C H W"],
    fragments: Fragments,
    vertices_camera: Float[Tensor, "B V 3"],
    faces: Int[Tensor, "F 3"],
    camera: Camera,
    edges: MeshEdges | None = None,
    *,
    near: float = 1.0,
) -> Float[Tensor, "B C H W"]:
    """Blend neighbouring pixels across silhouettes by the coverage of the nearer one.

    Differentiable in image, vertices and camera. The search for edges runs on the CPU. Edges of
    which an end is not in front of the near depth are left out. Of several edges between two pixel
    centres the outermost counts; what is thin and owns no pixel centre stays unseen.

    The colours are those at the two pixel centres. For a mask they are exact; where a texture is
    foreshortened towards the outline, the gradient of the image inherits the error of its sampling.

    Args:
        image: what to blend, rendered from the fragments, with its background already in place.
        fragments: from `rasterize` of the same vertices, faces and camera, without culling.
        vertices_camera: camera frame, mm.
        faces: vertex indices.
        camera: the camera of the fragments.
        edges: from `mesh_edges(faces)`; computed here if None, which takes longer than the
            blending.
        near: as given to `rasterize`, mm.

    Returns:
        The image with blended outlines. Pixels that several outlines cross may leave the range of
        their neighbours.
    """
    from .silhouette_search import search_crossings  # compiles

    edges = mesh_edges(faces) if edges is None else edges
    near = -torch.inf if isinstance(camera, WeakPerspectiveCamera) else near
    homogeneous = camera.homogeneous(vertices_camera)
    cpu = [
        t.detach().cpu()
        for t in (homogeneous, vertices_camera[..., 2], fragments.pix_to_face, fragments.depth)
    ]
    found = search_crossings(cpu[0], cpu[1], edges, cpu[2], cpu[3], near)
    where, edge, inside_later = (t.to(image.device) for t in found)
    view, axis, row, column = where.unbind(1)
    ends = homogeneous[view[:, None], edges.vertices.to(image.device)[edge]]
    projected = ends[..., :2] / ends[..., 2:]

    # Coordinates along the pair's axis, and across it.
    on_axis = projected.gather(2, axis[:, None, None].expand(-1, 2, 1))[..., 0]
    across = projected.gather(2, 1 - axis[:, None, None].expand(-1, 2, 1))[..., 0]
    step_on, step_across = on_axis.diff(dim=1)[:, 0], across.diff(dim=1)[:, 0]
    horizontal = axis == 0
    line = torch.where(horizontal, row, column) + 0.5
    start = torch.where(horizontal, column, row) + 0.5
    crossing = on_axis[:, 0] + (line - across[:, 0]) * step_on / step_across - start
    coverage = torch.where(inside_later == 1, 1.0 - crossing, crossing)

    # An edge counts on the axis that it crosses more steeply; the search ranks all of them.
    steep = step_across.abs() >= step_on.abs()
    steep = torch.where(horizontal, steep, step_across.abs() > step_on.abs())
    keep = torch.nonzero(steep)[:, 0]
    view, axis, row, column, inside_later = (
        t[keep] for t in (view, axis, row, column, inside_later)
    )
    excess = (coverage[keep] - 0.5).to(image.dtype)

    pixels = image.permute(0, 2, 3, 1)
    later = view, row + axis, column + (1 - axis)
    is_later = inside_later[:, None] == 1
    first_color, later_color = pixels[view, row, column], pixels[later]
    contrast = torch.where(is_later, later_color - first_color, first_color - later_color)
    # More than half: the outside pixel is covered in part. Less: the inside pixel is not wholly.
    at_later = (excess > 0) == (inside_later == 0)
    target = view, torch.where(at_later, later[1], row), torch.where(at_later, later[2], column)
    blended = pixels.index_put(target, excess[:, None] * contrast, accumulate=True)
    return blended.permute(0, 3, 1, 2)


def silhouette(
    fragments: Fragments,
    vertices_camera: Float[Tensor, "B V 3"],
    faces: Int[Tensor, "F 3"],
    camera: Camera,
    edges: MeshEdges | None = None,
    *,
    near: float = 1.0,
) -> Float[Tensor, "B H W"]:
    """Return the covered part of every pixel, with the gradient of the outline; see `antialias`."""
    mask = (fragments.pix_to_face >= 0).to(vertices_camera.dtype)[:, None]
    return antialias(mask, fragments, vertices_camera, faces, camera, edges, near=near)[:, 0]
