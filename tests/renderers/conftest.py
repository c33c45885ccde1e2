"""Small meshes and cameras."""

from __future__ import annotations

import math
from collections.abc import Callable

import pytest
import torch
from torch import Tensor

from geometry.cameras import PinholeCamera, WeakPerspectiveCamera

MeshMaker = Callable[..., tuple[Tensor, Tensor]]


@pytest.fixture(scope="session")
def head() -> MeshMaker:
    """A closed ellipsoid with a nose in the camera frame, 1 m away, normals outwards."""

    def make(n: int, yaw: float = 0.0, distance: float = 1000.0) -> tuple[Tensor, Tensor]:
        polar = torch.linspace(0, math.pi, n + 1, dtype=torch.float64)[:, None]
        azimuth = torch.linspace(-math.pi, math.pi, n + 1, dtype=torch.float64)[None]
        x = 70 * polar.sin() * azimuth.sin()
        y = -95 * polar.cos() * torch.ones_like(azimuth)
        nose = 20 * torch.exp(-((x / 12) ** 2) - ((y - 5) / 22) ** 2) * (azimuth.cos() > 0)
        z = -80 * polar.sin() * azimuth.cos() - nose
        cos, sin = math.cos(math.radians(yaw)), math.sin(math.radians(yaw))
        vertices = torch.stack([cos * x + sin * z, y, cos * z - sin * x + distance], dim=-1)
        index = torch.arange((n + 1) ** 2).view(n + 1, n + 1)
        index[:, -1], index[0], index[-1] = index[:, 0].clone(), index[0, 0], index[-1, 0]
        a, b, c, d = index[:-1, :-1], index[1:, :-1], index[1:, 1:], index[:-1, 1:]
        faces = torch.stack([torch.stack([a, b, c], -1), torch.stack([a, c, d], -1)]).view(-1, 3)
        distinct = (faces != faces.roll(1, dims=1)).all(dim=1)
        return vertices.view(1, -1, 3), faces[distinct]

    return make


@pytest.fixture(scope="session")
def soup() -> MeshMaker:
    """Random triangles, some across the near plane and some behind the camera."""

    def make(seed: int, n_views: int = 2, n_faces: int = 400) -> tuple[Tensor, Tensor]:
        generator = torch.Generator().manual_seed(seed)
        options = {"generator": generator, "dtype": torch.float64}
        center = torch.randn(n_views, n_faces, 1, 3, **options) * 60.0
        center[..., 2] = torch.rand(n_views, n_faces, 1, **options) * 600.0 - 100.0
        vertices = center + torch.randn(n_views, n_faces, 3, 3, **options) * 30.0
        return vertices.view(n_views, -1, 3), torch.arange(3 * n_faces).view(-1, 3)

    return make


@pytest.fixture(scope="session")
def deep3d_camera() -> PinholeCamera:
    """The camera of the Deep3D lineage for 224 x 224, slightly off centre."""
    return PinholeCamera(
        torch.tensor([1015.0], dtype=torch.float64),
        torch.tensor([[112.3, 111.8]], dtype=torch.float64),
    )


@pytest.fixture(scope="session")
def pixel_camera() -> WeakPerspectiveCamera:
    """x and y are pixels."""
    return WeakPerspectiveCamera(
        torch.ones(1, dtype=torch.float64), torch.zeros(1, 2, dtype=torch.float64)
    )
