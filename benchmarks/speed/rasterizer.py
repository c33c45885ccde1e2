"""Time rasterising a face on one CPU thread, with gradients: ours against the alternatives.

A face mesh of 70,000 triangles at 224 x 224 with the Deep3D camera (focal length 1015 px, distance
1 m). Each contender starts from vertices, finds the visible faces, interpolates three attributes
per vertex, and takes a loss back to vertices and attributes. They take turns, so that a busy
machine is busy for all of them; medians are compared. Libraries that are not installed are left
out.
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import os
import statistics
import time
from collections.abc import Callable

# Before the libraries start their threads.
for _name in ("OMP_NUM_THREADS", "MKL_NUM_THREADS", "LIKENESS_THREADS"):
    os.environ[_name] = "1"

import numpy as np  # noqa: E402
import torch  # noqa: E402
from torch import Tensor  # noqa: E402

import command_line  # noqa: E402
from geometry.cameras import PinholeCamera  # noqa: E402
from renderers import Fragments, interpolate, rasterize  # noqa: E402
from renderers.interpolation import gather_attributes  # noqa: E402

SIZE = 224
CAMERA = PinholeCamera(torch.tensor([1015.0]), torch.full((1, 2), SIZE / 2))

# Vertices (1, V, 3), faces (F, 3), attributes (1, V, 3) to image (1, 3, H, W) and
# pix_to_face (1, H, W).
Contender = Callable[[Tensor, Tensor, Tensor], tuple[Tensor, Tensor]]


def face_like_mesh(n: int = 189) -> tuple[Tensor, Tensor]:
    """An ellipsoidal cap with a nose, 1 m away: 35,721 vertices, 70,688 sub-pixel triangles."""
    polar = torch.linspace(0.12, math.pi - 0.12, n)[:, None]
    azimuth = torch.linspace(-0.47 * math.pi, 0.47 * math.pi, n)[None]
    x = 78.0 * polar.sin() * azimuth.sin()
    y = (-102.0 * polar.cos()).expand_as(x)
    nose = 25.0 * torch.exp(-((x / 12.0) ** 2) - ((y - 5.0) / 22.0) ** 2)
    z = 1000.0 - 75.0 * polar.sin() * azimuth.cos() - nose
    index = torch.arange(n * n).view(n, n)
    a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
    faces = torch.cat([torch.stack([a, c, b], -1), torch.stack([a, d, c], -1)]).view(-1, 3)
    return torch.stack([x, y, z], dim=-1).view(1, -1, 3), faces


def ours(vertices: Tensor, faces: Tensor, attributes: Tensor) -> tuple[Tensor, Tensor]:
    fragments = rasterize(vertices, faces, CAMERA, (SIZE, SIZE), backend="numba")
    return interpolate(fragments, faces, attributes), fragments.pix_to_face


def plain_pytorch(vertices: Tensor, faces: Tensor, attributes: Tensor) -> tuple[Tensor, Tensor]:
    fragments = rasterize(vertices, faces, CAMERA, (SIZE, SIZE), backend="torch")
    return _gather(fragments, faces, attributes), fragments.pix_to_face


def _gather(fragments: Fragments, faces: Tensor, attributes: Tensor) -> Tensor:
    instance = torch.arange(len(attributes))
    return gather_attributes(
        fragments.pix_to_face, fragments.barycentric, faces, attributes, instance
    )


def _pixel_rays() -> np.ndarray:
    center = np.arange(SIZE, dtype=np.float32) + 0.5 - SIZE / 2
    u, v = np.meshgrid(center, center)
    direction = np.stack([u, v, np.full_like(u, 1015.0)], axis=-1)
    return np.concatenate([np.zeros_like(direction), direction], axis=-1)


_RAYS = _pixel_rays()
_DIRECTIONS = torch.from_numpy(_RAYS[..., 3:].copy())


def open3d_and_pytorch(
    vertices: Tensor, faces: Tensor, attributes: Tensor
) -> tuple[Tensor, Tensor]:
    """Cast a ray per pixel with Open3D, tree built anew; interpolate with PyTorch."""
    import open3d

    scene = open3d.t.geometry.RaycastingScene(nthreads=1)
    tensor = open3d.core.Tensor.from_numpy
    triangles = faces.numpy().astype(np.uint32)
    scene.add_triangles(tensor(vertices[0].detach().numpy()), tensor(triangles))
    hit = scene.cast_rays(tensor(_RAYS), nthreads=1)["primitive_ids"].numpy()
    pix_to_face = torch.from_numpy(hit.astype(np.int32)).long()  # background is 2^32 - 1
    covered = pix_to_face >= 0
    corners = faces[pix_to_face[covered]]
    # The ray is a positive sum of the corners: by Cramer's rule, with the common factor left out.
    a, b, c = vertices[0][corners].unbind(1)
    rays = _DIRECTIONS[covered]
    sides = torch.stack([b.cross(c, -1), c.cross(a, -1), a.cross(b, -1)], dim=1)
    weights = torch.einsum("nkd,nd->nk", sides, rays)
    barycentric = weights / weights.sum(-1, keepdim=True)
    values = torch.einsum("nk,nkc->nc", barycentric, attributes[0][corners])
    image = values.new_zeros(SIZE, SIZE, values.shape[-1]).index_put((covered,), values)
    return image.movedim(-1, 0)[None], pix_to_face[None]


def pytorch3d(vertices: Tensor, faces: Tensor, attributes: Tensor) -> tuple[Tensor, Tensor]:
    """PyTorch3D's own rasteriser, interpolation and gradients."""
    from pytorch3d.ops import interpolate_face_attributes
    from pytorch3d.renderer.mesh.rasterize_meshes import rasterize_meshes
    from pytorch3d.structures import Meshes

    x, y, z = vertices.unbind(-1)
    projected = torch.stack([-1015 * x / z / 112, -1015 * y / z / 112, z], dim=-1)
    pix_to_face, _, barycentric, _ = rasterize_meshes(
        Meshes(projected, faces[None]),
        image_size=SIZE,
        blur_radius=0.0,
        faces_per_pixel=1,
        bin_size=0,
        perspective_correct=True,
    )
    values = interpolate_face_attributes(pix_to_face, barycentric, attributes[0][faces])
    return values[..., 0, :].permute(0, 3, 1, 2), pix_to_face[..., 0]


CONTENDERS: dict[str, tuple[str, Contender]] = {
    "ours (numba)": ("numba", ours),
    "ours (plain PyTorch)": ("torch", plain_pytorch),
    "Open3D ray casting + PyTorch": ("open3d", open3d_and_pytorch),
    "PyTorch3D": ("pytorch3d", pytorch3d),
}
# Slow enough that one turn says all.
ONE_TURN = ("PyTorch3D",)


def time_turn(contender: Contender, vertices: Tensor, faces: Tensor) -> tuple[float, Tensor]:
    """Return the milliseconds of one forward and backward, and the visible faces."""
    vertices = vertices.clone().requires_grad_()
    attributes = torch.linspace(0, 1, vertices.numel()).view_as(vertices).requires_grad_()
    weights = torch.linspace(-1, 1, 3 * SIZE * SIZE).view(1, 3, SIZE, SIZE)
    start = time.perf_counter()
    image, pix_to_face = contender(vertices, faces, attributes)
    torch.autograd.backward(image, weights)
    elapsed = 1e3 * (time.perf_counter() - start)
    assert vertices.grad is not None and attributes.grad is not None  # noqa: PT018
    return elapsed, pix_to_face


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=21, help="of each contender (default 21)")
    turns = parser.parse_args().turns
    if turns < 1:
        raise ValueError(f"--turns is {turns}; expected at least 1")
    torch.set_num_threads(1)
    if hasattr(os, "sched_setaffinity"):  # one core for libraries that choose for themselves
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

    contenders = {
        name: contender
        for name, (package, contender) in CONTENDERS.items()
        if importlib.util.find_spec(package) is not None
    }
    vertices, faces = face_like_mesh()
    times: dict[str, list[float]] = {name: [] for name in contenders}
    visible: dict[str, Tensor] = {}
    for name, contender in contenders.items():
        if name not in ONE_TURN:
            time_turn(contender, vertices, faces)  # compiles, loads
    for turn in range(turns):
        for name, contender in contenders.items():
            if turn == 0 or name not in ONE_TURN:
                elapsed, visible[name] = time_turn(contender, vertices, faces)
                times[name].append(elapsed)

    reference = "ours (numba)"
    covered = int((visible[reference] >= 0).sum())
    print(
        f"{vertices.shape[1]:,} vertices, {len(faces):,} faces, {SIZE} x {SIZE}, {covered:,} "
        "pixels covered, float32, 1 thread; forward + 3 attributes + backward"
    )
    print(f"{'':30} {'median ms':>10} {'min ms':>10} {'ratio':>10} {'other pixels':>13}")
    base = statistics.median(times[reference])
    for name, values in times.items():
        median = statistics.median(values)
        other = int((visible[name] != visible[reference]).sum())
        print(f"{name:30} {median:10.2f} {min(values):10.2f} {median / base:9.1f}x {other:13d}")
    for name, (package, _) in CONTENDERS.items():
        if name not in contenders:
            print(f"{name:30} not installed ({package})")


if __name__ == "__main__":
    command_line.run(main)
