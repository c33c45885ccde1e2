"""Tiny data in the layouts that the methods read, and a tiny face model."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import lightning
import numpy as np
import pytest
import torch

from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
from face_datasets.facescape import WildGeometry
from face_datasets.facescape_writer import write_wild_index, write_wild_sample
from face_datasets.origin import write_synthetic_marker
from face_datasets.three_view import ThreeViewSample, write_three_view_sample
from geometry.crops import FIVE_POINTS
from geometry.meshes import Mesh
from networks.bisenet import BiSeNet

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

SIZE = 32


@pytest.fixture(autouse=True)
def one_thread() -> Iterator[None]:
    """Tiny tensors: a second thread costs more than it gives."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@pytest.fixture
def face_model() -> torch.nn.Module:
    from tiny_head import TinyHead

    return TinyHead()


@pytest.fixture
def batch(face_model: torch.nn.Module) -> dict[str, torch.Tensor]:
    """Three samples; landmarks are those of the mean face in the reference position."""
    generator = torch.Generator().manual_seed(0)
    points = face_model.landmarks(face_model.mean_shape[None])[0]
    centred = points - face_model.mean_shape[face_model.face_crop].mean(dim=0)
    focal = 1015 / 224 * SIZE
    depth = 1000 - centred[:, 2:]
    projected = focal * centred[:, :2] * torch.tensor([1.0, -1.0]) / depth + SIZE / 2
    return {
        "images": torch.rand(3, 3, 3, SIZE, SIZE, generator=generator),
        "parsing": torch.randint(0, 10, (3, 3, SIZE, SIZE), generator=generator).byte(),
        "given": torch.tensor([[True] * 3, [True, False, False], [False, True, False]]),
        "landmarks_2d": projected.expand(3, 3, 68, 2),
        "landmarks_3d": points.expand(3, 68, 3),
    }


@pytest.fixture
def parser_file(tmp_path: Path) -> Path:
    """Random weights of a narrow parser, in the form in which training writes them."""
    sizes = {"n_classes": 10, "width": 2, "reduction": 2}
    network = BiSeNet(**sizes)  # type: ignore[arg-type]
    content = {
        "pytorch-lightning_version": lightning.__version__,
        "state_dict": {f"network.{name}": value for name, value in network.state_dict().items()},
        "hyper_parameters": {
            "network": {"class_path": "networks.bisenet.BiSeNet", "init_args": sizes},
            "_class_path": "lightning_modules.face_parser.FaceParser",
            "_instantiator": "lightning.pytorch.cli.instantiate_module",
        },
    }
    path = tmp_path / "face-parser.ckpt"
    torch.save(content, path)
    return path


@pytest.fixture
def write_triples(tmp_path: Path, batch: dict[str, torch.Tensor]) -> Callable[[int, int], Path]:
    """Write so many training and validation triples; return their folder."""

    def write(n_train: int, n_val: int) -> Path:
        root = tmp_path / "three-view"
        rng = np.random.default_rng(0)
        for subject in range(n_train + n_val):
            sample = ThreeViewSample(
                f"{subject:05d}/01",
                rng.integers(0, 256, (3, SIZE, SIZE, 3), dtype=np.uint8),
                rng.integers(0, 10, (3, SIZE, SIZE), dtype=np.uint8),
                batch["landmarks_2d"][0].numpy() + rng.normal(0, 0.5, (3, 68, 2)),
                batch["landmarks_3d"][0].numpy() + rng.normal(0, 1, (68, 3)),
            )
            write_three_view_sample(root, "train" if subject < n_train else "val", sample)
        return root

    return write


@pytest.fixture
def three_view_root(write_triples: Callable[[int, int], Path]) -> Path:
    return write_triples(4, 2)


@pytest.fixture
def wild_root(tmp_path: Path) -> Path:
    root = tmp_path / "facescape-wild"
    rng = np.random.default_rng(1)
    scan = Mesh(rng.normal(size=(4, 3)), np.array([[0, 1, 2], [0, 2, 3]]))
    points = FIVE_POINTS[:, :2] * [0.9, -0.9] + 128
    geometry = WildGeometry(np.zeros(3), 100.0, np.eye(3))
    for sample_id in ("000", "100", "399"):
        write_wild_sample(
            root,
            sample_id,
            rng.integers(0, 256, (256, 256, 3), dtype=np.uint8),
            scan,
            landmarks68=rng.uniform(60, 200, (68, 2)),
            landmarks5=points,
            parsing=rng.integers(0, 10, (256, 256), dtype=np.uint8),
        )
    write_wild_index(root, dict.fromkeys(("000", "100", "399"), geometry))
    write_synthetic_marker(root, wild_ids=["000", "100", "399"])
    return root


@pytest.fixture
def celeba_root(tmp_path: Path) -> Path:
    """Four training and two validation images of noise in CelebA's layout."""
    root = tmp_path / "celeba"
    rng = np.random.default_rng(2)
    five = FIVE_POINTS[:, :2] * [0.5, -0.5] + [88.0, 130.0]
    ids = ["000001", "000002", "000003", "000004", "162771", "162772"]
    for sample_id in ids:
        write_celeba_image(
            root,
            sample_id,
            rng.integers(0, 256, (218, 178, 3), dtype=np.uint8),
            rng.integers(0, 10, (218, 178), dtype=np.uint8),
            rng.uniform(50, 130, (68, 2)),
        )
    parts = dict(zip(ids, (0, 0, 0, 0, 1, 1), strict=True))
    write_celeba_lists(root, dict.fromkeys(ids, five), parts, dict(zip(ids, range(6), strict=True)))
    write_synthetic_marker(root, dataset="celeba")
    return root


@pytest.fixture
def training_roots(three_view_root: Path, celeba_root: Path) -> dict[str, Path]:
    """Folder of the training data by the module that a setting names for them."""
    return {"datamodules.celeba": celeba_root, "datamodules.three_view": three_view_root}
