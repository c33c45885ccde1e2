"""One rasteriser in front of several backends."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from importlib.util import find_spec

import torch
from jaxtyping import Float, Int
from torch import Tensor

from geometry.cameras import Camera, WeakPerspectiveCamera

from .fragments import Fragments

_Backend = Callable[..., tuple[Tensor, Tensor, Tensor]]

# Name: (module in this folder, package that it needs, device types that it runs on, how to install
# it).
BACKENDS: dict[str, tuple[str, str, tuple[str, ...], str]] = {
    "numba": ("numba_rasterizer", "numba", ("cpu",), "pip install numba"),
    "nvdiffrast": (
        "nvdiffrast_rasterizer",
        "nvdiffrast",
        ("cuda",),
        "pip install --no-build-isolation git+https://github.com/NVlabs/nvdiffrast",
    ),
    "pytorch3d": (
        "pytorch3d_rasterizer",
        "pytorch3d",
        ("cpu", "cuda"),
        "pip install --no-build-isolation 'likeness[pytorch3d]'",
    ),
    "torch": ("torch_rasterizer", "torch", ("cpu", "cuda"), "pip install torch"),
}


def _installed(name: str) -> bool:
    return find_spec(BACKENDS[name][1]) is not None


def choose_backend(device: torch.device, backend: str | None = None) -> str:
    """Return the name of the backend to use.

    Args:
        device: where the vertices are. On the CPU the compiled backend is the default; on CUDA the
            first of nvdiffrast, PyTorch3D and plain PyTorch that is installed.
        backend: name asked for by the user, or None.

    Raises:
        ValueError: the name is unknown, its package is not installed, or it does not run on this
            device.
    """
    if backend is None:
        preferred = ("numba",) if device.type == "cpu" else ("nvdiffrast", "pytorch3d")
        return next((name for name in preferred if _installed(name)), "torch")
    if backend not in BACKENDS:
        raise ValueError(
            f"unknown rasteriser backend {backend!r}; expected one of {', '.join(BACKENDS)}"
        )
    _, package, devices, install = BACKENDS[backend]
    if not _installed(backend):
        raise ValueError(
            f"rasteriser backend {backend!r} needs the package {package}, which is not "
            f"installed: {install}"
        )
    if device.type not in devices:
        raise ValueError(
            f"rasteriser backend {backend!r} runs on {' and '.join(devices)}, but the vertices "
            f"are on {device.type}: move them or leave backend unset"
        )
    return backend


def rasterize(
    vertices_camera: Float[Tensor, "B V 3"],
    faces: Int[Tensor, "F 3"],
    camera: Camera,
    image_size: tuple[int, int],
    *,
    backend: str | None = None,
    near: float = 1.0,
    cull_back_faces: bool = False,
) -> Fragments:
    """Find the nearest face behind every pixel centre.

    Perspective-correct and watertight: a pixel centre on a shared edge belongs to exactly one of
    the faces beside it. Of faces at equal depth the lower index is shown. `barycentric` and `depth`
    are differentiable with respect to vertices and camera parameters, `pix_to_face` is not: for
    gradients of outlines see `antialias`.

    Args:
        vertices_camera: camera frame, mm, float32 or float64.
        faces: vertex indices; counter-clockwise seen from outside.
        camera: pinhole or weak-perspective camera, with one set of parameters per batch element.
        image_size: height and width in pixels.
        backend: "numba", "torch", "pytorch3d" or "nvdiffrast"; None chooses by device and by what
            is installed.
        near: mm; only what lies deeper is drawn. Ignored for weak-perspective cameras, in front of
            which everything lies.
        cull_back_faces: leave out faces that turn their back to the camera.

    Returns:
        Fragments in the dtype of the vertices.

    Raises:
        ValueError: for indices out of range, vertices in half precision, a bad image size or near
            depth, or a backend that cannot be used.
    """
    height, width = image_size
    if vertices_camera.dtype not in (torch.float32, torch.float64):
        raise ValueError(
            f"vertices are {vertices_camera.dtype}, in which millimetres at a metre are lost; "
            "expected float32 or float64: leave mixed precision to the network"
        )
    if height < 1 or width < 1:
        raise ValueError(f"image_size is {image_size}; expected a positive height and width")
    if not near >= 0.0:
        raise ValueError(f"near is {near} mm; expected 0 or more")
    if faces.device != vertices_camera.device:
        raise ValueError(
            f"faces are on {faces.device} and vertices on {vertices_camera.device}; move them to "
            "one device"
        )
    name = choose_backend(vertices_camera.device, backend)
    module = import_module(f".{BACKENDS[name][0]}", __package__)
    rasterize_homogeneous: _Backend = module.rasterize_homogeneous
    if isinstance(camera, WeakPerspectiveCamera):
        near = -torch.inf
    homogeneous = camera.homogeneous(vertices_camera)
    pix_to_face, barycentric, depth = rasterize_homogeneous(
        homogeneous,
        vertices_camera[..., 2],
        faces,
        (height, width),
        near=near,
        cull_back_faces=cull_back_faces,
    )
    return Fragments(pix_to_face, barycentric, depth)
