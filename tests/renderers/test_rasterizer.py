from __future__ import annotations

import importlib.util
from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.utils.data import DataLoader, Dataset

from geometry.cameras import PinholeCamera, WeakPerspectiveCamera
from renderers import rasterize
from renderers.rasterizer import choose_backend

BACKENDS = ["numba", "torch"]


def two_cameras(
    dtype: torch.dtype = torch.float64,
) -> dict[str, PinholeCamera | WeakPerspectiveCamera]:
    center = torch.tensor([[30.0, 33.0], [31.5, 36.5]], dtype=dtype)
    return {
        "pinhole": PinholeCamera(torch.tensor([100.0, 120.0], dtype=dtype), center),
        "weak": WeakPerspectiveCamera(torch.tensor([0.4, 0.5], dtype=dtype), center),
    }


@pytest.mark.parametrize("backend", BACKENDS)
def test_one_triangle_by_hand(backend, pixel_camera):
    # Right angle at (0.5, 0.5), legs of 3 pixels: the centres on the legs are tied, as are those on
    # the hypotenuse u + v = 4. A shift by (+eps, +eps^2) enters at the legs and leaves there.
    vertices = torch.tensor([[[0.5, 0.5, 1], [3.5, 0.5, 4], [0.5, 3.5, 7]]], dtype=torch.float64)
    faces = torch.tensor([[0, 1, 2]])
    fragments = rasterize(vertices, faces, pixel_camera, (5, 4), backend=backend)
    expected = torch.tensor([[0, 0, 0, -1], [0, 0, -1, -1], [0, -1, -1, -1], [-1] * 4, [-1] * 4])
    assert torch.equal(fragments.pix_to_face[0], expected)
    weights = torch.tensor([1 / 3, 1 / 3, 1 / 3], dtype=torch.float64)
    torch.testing.assert_close(fragments.barycentric[0, 1, 1], weights)
    torch.testing.assert_close(fragments.depth[0, 1, 1].item(), 4.0)
    assert fragments.depth[0, 4].eq(0).all()
    assert fragments.barycentric[0, 4].eq(0).all()


@pytest.mark.parametrize("backend", BACKENDS)
def test_barycentric_is_where_the_ray_meets_the_face(backend):
    camera = PinholeCamera(
        torch.tensor([50.0], dtype=torch.float64), torch.tensor([[8.0, 9.0]], dtype=torch.float64)
    )
    corners = np.array([[-30.0, -30, 90], [40, -20, 200], [0, 60, 400]])
    fragments = rasterize(
        torch.tensor(corners)[None], torch.tensor([[0, 1, 2]]), camera, (16, 18), backend=backend
    )
    row, column = 7, 8
    ray = np.array([(column + 0.5 - 8) / 50, (row + 0.5 - 9) / 50, 1.0])
    # corners^T b = depth * ray, sum b = 1
    system = np.block([[corners.T, -ray[:, None]], [np.ones((1, 3)), np.zeros((1, 1))]])
    solution = np.linalg.solve(system, [0, 0, 0, 1])
    np.testing.assert_allclose(fragments.barycentric[0, row, column], solution[:3], atol=1e-12)
    np.testing.assert_allclose(fragments.depth[0, row, column], solution[3], rtol=1e-12)


def first_hits(vertices, faces, rays, near):
    """Intersect rays from the eye with triangles (Moeller and Trumbore); return faces, depths."""
    corners = vertices[faces]
    edge1, edge2 = corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]
    normal = np.cross(rays[:, None], edge2)
    determinant = (normal * edge1).sum(axis=-1)
    u = -(corners[:, 0] * normal).sum(axis=-1) / determinant
    across = np.cross(-corners[:, 0], edge1)
    v = (rays[:, None] * across).sum(axis=-1) / determinant
    depth = (edge2 * across).sum(axis=-1) / determinant
    hit = (u >= 0) & (v >= 0) & (u + v <= 1) & (depth > near)
    depth = np.where(hit, depth, np.inf)
    return np.where(hit.any(axis=1), depth.argmin(axis=1), -1), depth.min(axis=1)


@pytest.mark.parametrize("mesh", ["head", "soup"])
def test_agrees_with_ray_casting(head, soup, mesh):
    vertices, faces = head(14, 25.0) if mesh == "head" else soup(seed=9, n_views=1, n_faces=150)
    focal_length = 150.0 if mesh == "head" else 40.0
    camera = PinholeCamera(
        torch.tensor([focal_length], dtype=torch.float64),
        torch.tensor([[20.2, 21.3]], dtype=torch.float64),
    )
    fragments = rasterize(vertices, faces, camera, (42, 40))
    v, u = np.mgrid[:42, :40] + 0.5
    rays = np.stack([(u - 20.2) / focal_length, (v - 21.3) / focal_length, np.ones_like(u)], -1)
    face, depth = first_hits(vertices[0].numpy(), faces.numpy(), rays.reshape(-1, 3), near=1.0)
    np.testing.assert_array_equal(fragments.pix_to_face.flatten(), face)
    covered = face >= 0
    np.testing.assert_allclose(fragments.depth.flatten()[covered], depth[covered], rtol=1e-9)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("camera", ["pinhole", "weak"])
@pytest.mark.parametrize("cull", [False, True])
def test_compiled_and_plain_agree_on_random_triangles(soup, camera, dtype, cull):
    vertices, faces = soup(seed=1)
    found = [
        rasterize(
            vertices.to(dtype),
            faces,
            two_cameras(dtype)[camera],
            (64, 70),
            backend=backend,
            cull_back_faces=cull,
        )
        for backend in BACKENDS
    ]
    assert len(found[0].pix_to_face.unique()) > 20
    assert torch.equal(found[0].pix_to_face, found[1].pix_to_face)
    torch.testing.assert_close(found[0].barycentric, found[1].barycentric)
    torch.testing.assert_close(found[0].depth, found[1].depth)


@pytest.mark.parametrize("yaw", [0.0, 40.0])
def test_compiled_and_plain_agree_on_a_head(head, deep3d_camera, yaw):
    vertices, faces = head(180, yaw)  # 64,000 triangles of less than a pixel
    camera = PinholeCamera(
        deep3d_camera.focal_length.float(), deep3d_camera.principal_point.float()
    )
    found = [
        rasterize(vertices.float(), faces, camera, (224, 224), backend=backend).pix_to_face
        for backend in BACKENDS
    ]
    assert (found[0] >= 0).sum() > 20_000
    assert torch.equal(found[0], found[1])


def ownership(vertices, faces, camera, size):
    """Count for every pixel the faces that own it, each face drawn alone."""
    drawn = [
        rasterize(vertices, faces[f : f + 1], camera, size).pix_to_face for f in range(len(faces))
    ]
    return sum((pixels == 0).long() for pixels in drawn)


@pytest.mark.parametrize("dtype", [torch.float32, torch.float64])
@pytest.mark.parametrize("lattice", [1.0, 0.25, None])
@pytest.mark.parametrize("perspective", [False, True])
def test_shared_edges_are_watertight(dtype, lattice, perspective):
    # A triangulated square that holds the image; on a lattice, vertices and edges meet centres.
    from scipy.spatial import Delaunay

    random = np.random.default_rng(3)
    points = random.uniform(0, 16, (40, 2))
    if lattice is not None:
        points = np.round(points / lattice) * lattice + 0.5
    points = np.unique(np.concatenate([points, [[-2, -2], [-2, 19], [19, -2], [19, 19]]]), axis=0)
    faces = torch.tensor(Delaunay(points).simplices).long()
    faces[::2] = faces[::2].flip(1)  # the winding must not matter
    u, v = torch.tensor(points, dtype=dtype).unbind(-1)
    if perspective:
        z = torch.tensor(random.uniform(50, 900, len(points)), dtype=dtype)
        vertices = torch.stack([(u - 8) * z / 40, (v - 8) * z / 40, z], dim=-1)[None]
        camera = PinholeCamera(
            torch.full((1,), 40.0, dtype=dtype), torch.full((1, 2), 8.0, dtype=dtype)
        )
    else:
        vertices = torch.stack([u, v, torch.ones_like(u)], dim=-1)[None]
        camera = WeakPerspectiveCamera(torch.ones(1, dtype=dtype), torch.zeros(1, 2, dtype=dtype))
    assert ownership(vertices, faces, camera, (17, 17)).unique().tolist() == [1]


def test_fan_around_a_pixel_centre_is_watertight(pixel_camera):
    angles = torch.linspace(0, 2 * torch.pi, 13, dtype=torch.float64)[:-1]
    ring = torch.stack([8.5 + 9 * angles.cos(), 8.5 + 9 * angles.sin(), angles * 0], dim=-1)
    center = torch.tensor([[8.5, 8.5, 0.0]], dtype=torch.float64)
    faces = torch.tensor([[0, 1 + i, 1 + (i + 1) % 12] for i in range(12)])
    owners = ownership(torch.cat([center, ring])[None], faces, pixel_camera, (17, 17))[0]
    assert owners[4:13, 4:13].unique().tolist() == [1]
    assert owners.max() == 1


def clip_at(vertices, faces, near):
    """Cut triangles at z = near (Sutherland and Hodgman) into a new mesh."""
    corners, triangles = [], []
    for face in faces.tolist():
        polygon = []
        for k in range(3):
            p, q = vertices[0, face[k]], vertices[0, face[(k + 1) % 3]]
            if p[2] > near:
                polygon.append(p)
            if (p[2] > near) != (q[2] > near):
                polygon.append(p + (q - p) * (near - p[2]) / (q[2] - p[2]))
        if polygon:
            first = len(corners)
            corners += polygon
            triangles += [[first, first + i, first + i + 1] for i in range(1, len(polygon) - 1)]
    return torch.stack(corners)[None], torch.tensor(triangles)


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("near", [1.0, 30.0])
def test_faces_across_the_near_plane_look_like_clipped_ones(soup, backend, near):
    vertices, faces = soup(seed=5, n_views=1, n_faces=300)
    camera = PinholeCamera(
        torch.tensor([40.0], dtype=torch.float64), torch.tensor([[20.0, 22.0]], dtype=torch.float64)
    )
    crossing = (vertices[0, faces, 2] > near).sum(dim=1)
    assert ((crossing > 0) & (crossing < 3)).sum() > 5
    assert (crossing == 0).sum() > 0
    found = rasterize(vertices, faces, camera, (44, 40), backend=backend, near=near)
    clipped, triangles = clip_at(vertices, faces, near)
    # Vertices on the near plane must count as in front.
    expected = rasterize(clipped, triangles, camera, (44, 40), backend=backend, near=near - 1e-6)
    covered = expected.pix_to_face >= 0
    assert covered.double().mean() > 0.3
    same = torch.isclose(found.depth, expected.depth, rtol=1e-6)
    assert (~same).sum() <= 2  # pixel centres on the cut itself


@pytest.mark.parametrize("backend", BACKENDS)
def test_what_is_behind_is_not_drawn(backend, head, deep3d_camera):
    vertices, faces = head(12)
    behind = vertices * torch.tensor([1.0, 1.0, -1.0])
    fragments = rasterize(behind, faces, deep3d_camera, (32, 32), backend=backend)
    assert fragments.pix_to_face.eq(-1).all()
    # A weak-perspective camera has no pole, and everything lies in front of it.
    weak = WeakPerspectiveCamera(torch.ones(1).double(), torch.full((1, 2), 16.0).double())
    assert rasterize(behind, faces, weak, (32, 32), backend=backend).pix_to_face.ge(0).all()


@pytest.mark.parametrize("backend", BACKENDS)
def test_culling_leaves_the_outside(backend, head, deep3d_camera):
    vertices, faces = head(20)
    size = (224, 224)
    both = rasterize(vertices, faces, deep3d_camera, size, backend=backend)
    culled = rasterize(vertices, faces, deep3d_camera, size, backend=backend, cull_back_faces=True)
    assert torch.equal(both.pix_to_face, culled.pix_to_face)  # closed: the back is hidden
    inside = rasterize(
        vertices, faces.flip(1), deep3d_camera, size, backend=backend, cull_back_faces=True
    )
    covered = both.pix_to_face >= 0
    assert (inside.depth[covered] > both.depth[covered]).all()


@pytest.mark.parametrize("backend", BACKENDS)
def test_equal_depth_shows_the_lower_face(backend, pixel_camera):
    square = torch.tensor([[[0.0, 0, 5], [9, 0, 5], [9, 9, 5], [0, 9, 5]]], dtype=torch.float64)
    faces = torch.tensor([[3, 0, 2], [0, 1, 2], [0, 1, 2], [0, 2, 3]])
    fragments = rasterize(square, faces, pixel_camera, (9, 9), backend=backend)
    assert fragments.pix_to_face.unique().tolist() == [0, 1]


@pytest.mark.parametrize("backend", BACKENDS)
def test_faces_that_are_not_numbers_are_not_drawn(backend, pixel_camera):
    vertices = torch.tensor([[[0.0, 0, 5], [9, 0, 5], [9, 9, 5], [torch.nan, 9, 5]]]).double()
    faces = torch.tensor([[0, 1, 2], [0, 2, 3]])
    fragments = rasterize(vertices, faces, pixel_camera, (9, 9), backend=backend)
    assert fragments.pix_to_face.unique().tolist() == [-1, 0]


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("name", ["pinhole", "weak"])
def test_gradients_against_finite_differences(soup, backend, name):
    vertices, faces = soup(seed=2, n_faces=60)
    camera = two_cameras()[name]
    first, second = (
        ("focal_length", "principal_point") if name == "pinhole" else ("scale", "translation")
    )

    def render(vertices, a, b):
        moved = replace(camera, **{first: a, second: b})
        fragments = rasterize(vertices, faces, moved, (36, 40), backend=backend)
        return fragments.barycentric, fragments.depth

    inputs = vertices, getattr(camera, first), getattr(camera, second)
    outputs = render(*inputs)
    generator = torch.Generator().manual_seed(0)
    weights = [torch.randn(o.shape, generator=generator, dtype=o.dtype) for o in outputs]

    def loss(*inputs):
        return sum((w * o).sum() for w, o in zip(weights, render(*inputs), strict=True))

    leaves = [tensor.clone().requires_grad_() for tensor in inputs]
    gradients = torch.autograd.grad(loss(*leaves), leaves)
    assert all(gradient.abs().max() > 0 for gradient in gradients)
    for k, gradient in enumerate(gradients):
        for _ in range(2):
            direction = torch.randn(gradient.shape, generator=generator, dtype=torch.float64)
            step = 1e-6 * direction
            ahead, back = list(inputs), list(inputs)
            ahead[k], back[k] = inputs[k] + step, inputs[k] - step
            difference = (loss(*ahead) - loss(*back)) / 2e-6
            expected = (gradient * direction).sum()
            torch.testing.assert_close(difference, expected, rtol=1e-5, atol=1e-6)


def test_compiled_gradients_equal_those_of_autograd(head, deep3d_camera):
    vertices, faces = head(40, yaw=20)
    gradients = []
    for backend in BACKENDS:
        leaf = vertices.clone().requires_grad_()
        fragments = rasterize(leaf, faces, deep3d_camera, (224, 224), backend=backend)
        weights = torch.linspace(-1, 1, fragments.barycentric.numel(), dtype=torch.float64)
        loss = (weights.view_as(fragments.barycentric) * fragments.barycentric).sum()
        (loss + (fragments.depth**2).mean()).backward()
        gradients.append(leaf.grad)
    torch.testing.assert_close(gradients[0], gradients[1], rtol=1e-9, atol=1e-9)


class _Rendered(Dataset):
    def __init__(self, vertices, faces, camera):
        self.inputs = vertices, faces, camera

    def __len__(self):
        return 4

    def __getitem__(self, index):
        return rasterize(*self.inputs, (64, 64), backend="numba").pix_to_face[0]


def test_works_in_forked_workers_after_use_in_the_parent(head, monkeypatch):
    monkeypatch.setenv("LIKENESS_THREADS", "2")
    vertices, faces = head(20)
    camera = PinholeCamera(
        torch.tensor([300.0], dtype=torch.float64), torch.full((1, 2), 32.0, dtype=torch.float64)
    )
    dataset = _Rendered(vertices, faces, camera)
    expected = dataset[0]
    loader = DataLoader(
        dataset, batch_size=2, num_workers=2, multiprocessing_context="fork", timeout=60
    )
    for batch in loader:
        assert torch.equal(batch, expected.expand_as(batch))


def test_strips_and_batches_do_not_change_the_result(soup, monkeypatch):
    vertices, faces = soup(seed=4)
    camera = two_cameras()["pinhole"]
    together = rasterize(vertices, faces, camera, (64, 70))
    for threads in ("1", "3"):
        monkeypatch.setenv("LIKENESS_THREADS", threads)
        for view in range(2):
            alone = PinholeCamera(
                camera.focal_length[view : view + 1], camera.principal_point[view : view + 1]
            )
            fragments = rasterize(vertices[view : view + 1], faces, alone, (64, 70))
            assert torch.equal(fragments.pix_to_face[0], together.pix_to_face[view])


@pytest.mark.parametrize("backend", BACKENDS)
@pytest.mark.parametrize("bad", [3, -1])
def test_index_out_of_range(backend, bad, pixel_camera):
    vertices = torch.zeros(1, 3, 3, dtype=torch.float64)
    with pytest.raises(ValueError, match=r"expected (indices from )?0 to 2"):
        rasterize(vertices, torch.tensor([[0, 1, bad]]), pixel_camera, (4, 4), backend=backend)


def test_wrong_arguments(pixel_camera):
    vertices, faces = torch.zeros(1, 3, 3, dtype=torch.float64), torch.tensor([[0, 1, 2]])
    with pytest.raises(ValueError, match=r"image_size is \(0, 4\)"):
        rasterize(vertices, faces, pixel_camera, (0, 4))
    with pytest.raises(ValueError, match="near is -1"):
        rasterize(vertices, faces, pixel_camera, (4, 4), near=-1.0)
    with pytest.raises(ValueError, match=r"vertices are torch\.bfloat16.*leave mixed precision"):
        rasterize(vertices.bfloat16(), faces, pixel_camera, (4, 4))
    with pytest.raises(
        ValueError, match="unknown rasteriser backend 'opengl'; expected one of numba"
    ):
        rasterize(vertices, faces, pixel_camera, (4, 4), backend="opengl")


def test_backend_choice(monkeypatch):
    installed = {"numba", "torch", "pytorch3d"}
    monkeypatch.setattr(
        "renderers.rasterizer.find_spec", lambda name: name if name in installed else None
    )
    cpu, cuda = torch.device("cpu"), torch.device("cuda")
    assert choose_backend(cpu) == "numba"
    assert choose_backend(cuda) == "pytorch3d"
    with pytest.raises(
        ValueError, match=r"needs the package nvdiffrast, which is not installed: pip"
    ):
        choose_backend(cuda, "nvdiffrast")
    with pytest.raises(ValueError, match="runs on cpu, but the vertices are on cuda"):
        choose_backend(cuda, "numba")
    installed.add("nvdiffrast")
    assert choose_backend(cuda) == "nvdiffrast"
    installed -= {"numba", "pytorch3d", "nvdiffrast"}
    assert choose_backend(cpu) == choose_backend(cuda) == "torch"


@pytest.mark.parametrize(
    "backend",
    [
        pytest.param(
            name,
            marks=pytest.mark.skipif(
                importlib.util.find_spec(name) is None
                or (name == "nvdiffrast" and not torch.cuda.is_available()),
                reason=f"{name} is not installed, or its device is missing",
            ),
        )
        for name in ("pytorch3d", "nvdiffrast")
    ],
)
@pytest.mark.parametrize("cull", [False, True])
@pytest.mark.parametrize("kind", ["pinhole", "weak"])
def test_optional_backends_agree_with_the_plain_one(head, backend, cull, kind):
    device = "cuda" if backend == "nvdiffrast" else "cpu"
    vertices, faces = (tensor.to(device) for tensor in head(20, yaw=30))
    vertices = vertices.float().expand(2, -1, -1)
    center = torch.tensor([[31.0, 36.0], [29.0, 35.0]])
    camera = (
        PinholeCamera(torch.tensor([300.0, 250.0]), center)
        if kind == "pinhole"
        else WeakPerspectiveCamera(torch.tensor([0.3, 0.25]), center)
    ).to(device)
    found, expected = (
        rasterize(vertices, faces, camera, (72, 64), backend=name, cull_back_faces=cull)
        for name in (backend, "torch")
    )
    assert (found.pix_to_face != expected.pix_to_face).sum() <= 10
    assert (found.depth - expected.depth).abs().median() == 0
