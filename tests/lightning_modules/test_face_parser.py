"""The face parser: regions from 19 classes, IoU by hand, public weights, training, freezing."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from face_datasets.celebamask_hq import ten_from_nineteen, write_celebamask_image, write_mapping
from face_datasets.origin import write_synthetic_marker
from lightning_modules.__main__ import main
from lightning_modules.face_parser import (
    FaceParser,
    intersection_over_union,
)
from lightning_modules.face_parser_files import load_face_parser
from networks.bisenet import BiSeNet
from networks.parser import Logits, ParserNetwork
from networks.unetplusplus import UNetPlusPlus

PROJECT = Path(__file__).resolve().parents[2]
CONFIGS = sorted(PROJECT.glob("configs/auxiliary/**/*parser.yaml"))


class Fixed(ParserNetwork):
    """Returns the same logits for every image; its first layer sees the normalised image."""

    def __init__(self, logits: torch.Tensor) -> None:
        super().__init__()
        self.n_classes = logits.shape[1]
        self.logits = torch.nn.Parameter(logits)
        self.seen = torch.zeros(0)

    def forward(self, images: torch.Tensor) -> Logits:
        self.seen = images
        return (self.logits, 2 * self.logits)


@pytest.mark.parametrize("glasses", ["skin", "background"])
def test_nineteen_classes_add_up_to_ten_regions(glasses: str) -> None:
    torch.manual_seed(0)
    logits = torch.randn(1, 19, 3, 2)
    parser = FaceParser(Fixed(logits), glasses=glasses)  # type: ignore[arg-type]
    found = parser(torch.rand(1, 3, 3, 2)).softmax(dim=1)
    expected = torch.zeros(1, 10, 3, 2)
    expected.index_add_(
        1,
        torch.tensor(ten_from_nineteen(glasses)),  # type: ignore[arg-type]
        logits.softmax(dim=1),
    )
    assert torch.allclose(found, expected, atol=1e-6)
    with pytest.raises(ValueError, match="12 classes; expected 10"):
        FaceParser(Fixed(torch.zeros(1, 12, 1, 1)))


def test_images_are_normalised_as_the_weights_want() -> None:
    white = torch.ones(1, 3, 1, 1)
    half = FaceParser(Fixed(torch.zeros(1, 10, 1, 1)))
    half(white)
    assert half.network.seen.flatten().tolist() == [1.0, 1.0, 1.0]
    public = FaceParser(Fixed(torch.zeros(1, 19, 1, 1)), normalization="imagenet")
    public(white)
    expected = [(1 - 0.485) / 0.229, (1 - 0.456) / 0.224, (1 - 0.406) / 0.225]
    assert public.network.seen.flatten().tolist() == pytest.approx(expected)


def test_intersection_over_union_by_hand() -> None:
    confusion = torch.tensor([[6, 2, 0], [1, 1, 0], [0, 0, 0]])
    iou = intersection_over_union(confusion)
    assert iou[:2].tolist() == pytest.approx([6 / 9, 1 / 4])
    assert iou[2].isnan()


@pytest.mark.parametrize("classes", [10, 19])
def test_public_weights_give_the_public_networks_output(tmp_path: Path, classes: int) -> None:
    torch.manual_seed(1)
    network = BiSeNet(classes).eval()
    state = {
        f"module.{name}": value
        for name, value in network.state_dict().items()
        if not name.endswith("num_batches_tracked")
    }
    torch.save(state, tmp_path / "public.pth")
    parser = load_face_parser(tmp_path / "public.pth")
    image = torch.rand(1, 3, 64, 64)
    with torch.no_grad():
        expected = network((image - parser.mean) / parser.deviation)[0]
        probabilities = parser(image).softmax(dim=1)
    assert parser.mean[0].item() == pytest.approx(0.5 if classes == 10 else 0.485)
    # The nose is class 10 of 19, and region 6.
    nose = expected.softmax(dim=1)[:, 6 if classes == 10 else 10]
    assert torch.allclose(probabilities[:, 6], nose, atol=1e-6)

    outer = torch.nn.Sequential(parser).train()
    assert not any(module.training for module in parser.modules())
    assert not any(parameter.requires_grad for parameter in outer.parameters())


def test_weights_that_do_not_fit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pth"
    with pytest.raises(FileNotFoundError, match="does not exist"):
        load_face_parser(path)
    torch.save({"weight": torch.zeros(3)}, path)
    with pytest.raises(ValueError, match=r"conv_out\.conv_out\.weight has none"):
        load_face_parser(path)
    state = BiSeNet().state_dict()
    del state["ffm.conv1.weight"]
    torch.save(state, path)
    with pytest.raises(ValueError, match="1 keys missing"):
        load_face_parser(path)
    path.write_bytes(b"not weights")
    with pytest.raises(ValueError, match=r"other\.pth cannot be read as weights"):
        load_face_parser(path)
    wanted = {
        "_class_path": "lightning_modules.face_parser.FaceParser",
        "_instantiator": "os.system",
    }
    torch.save({"state_dict": {}, "hyper_parameters": wanted}, path)
    with pytest.raises(ValueError, match=r"wants to be built by os\.system"):
        load_face_parser(path)
    torch.save({"state_dict": {}, "hyper_parameters": {"_class_path": "os.path"}}, path)
    with pytest.raises(ValueError, match=r"is of os\.path, expected a parser"):
        load_face_parser(path)


def test_starts_from_the_backbone_it_is_given(tmp_path: Path) -> None:
    torch.manual_seed(2)
    source = BiSeNet(10, width=4).cp.resnet.state_dict()
    torch.save({**source, "fc.weight": torch.zeros(1000, 32)}, tmp_path / "resnet18.pth")
    torch.manual_seed(3)
    parser = FaceParser(BiSeNet(10, width=4), backbone=tmp_path / "resnet18.pth")
    assert torch.equal(parser.network.cp.resnet.conv1.weight, source["conv1.weight"])
    with pytest.raises(ValueError, match="does not fit ResNet18"):
        FaceParser(BiSeNet(10, width=8), backbone=tmp_path / "resnet18.pth")


def test_unetplusplus_stands_behind_the_same_interface() -> None:
    parser = FaceParser(UNetPlusPlus(10, width=2))
    batch = {"images": torch.rand(2, 3, 32, 32), "labels": torch.randint(0, 10, (2, 32, 32))}
    loss = parser.training_step(batch, 0)
    loss.backward()
    assert all(p.grad is not None for p in parser.network.parameters())
    assert parser.labels(batch["images"]).shape == (2, 32, 32)


def test_new_parts_learn_faster_and_only_convolutions_decay(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    trainer = SimpleNamespace(estimated_stepping_batches=1)
    monkeypatch.setattr(FaceParser, "trainer", trainer)
    parser = FaceParser(BiSeNet(10, width=4), warmup_steps=1)
    with pytest.raises(ValueError, match="1 steps, of which 1 are warm-up"):
        parser.configure_optimizers()
    trainer.estimated_stepping_batches = 100
    optimizer = parser.configure_optimizers()["optimizer"]
    assert isinstance(optimizer, torch.optim.SGD)
    found = {}
    for group in optimizer.param_groups:
        for parameter in group["params"]:
            found[id(parameter)] = (group["initial_lr"], group["weight_decay"])
    assert len(found) == len(list(parser.parameters()))
    network = parser.network
    assert found[id(network.cp.arm16.conv_atten.weight)] == (1e-2, 5e-4)
    assert found[id(network.cp.resnet.bn1.weight)] == (1e-2, 0.0)
    assert found[id(network.ffm.conv1.weight)] == (pytest.approx(0.1), 5e-4)
    assert found[id(network.conv_out16.conv.bn.bias)] == (pytest.approx(0.1), 0.0)


def test_the_rate_grows_then_falls() -> None:
    parser = FaceParser(BiSeNet(10, width=4), warmup_steps=10)
    factors = [parser.rate_factor(step, 110) for step in (0, 5, 10, 60, 110)]
    assert factors == pytest.approx([1e-3, 1e-3**0.5, 1.0, 0.5**0.9, 0.0])


@pytest.fixture
def faces(tmp_path: Path) -> Path:
    """Four plain images for training and two for validation: bright where the label is skin."""
    root = tmp_path / "celebamask-hq"
    labels = np.zeros((512, 512), np.uint8)
    labels[128:384, 128:384] = 1
    image = np.repeat((labels * 200 + 20)[::4, ::4, None], 3, axis=-1).astype(np.uint8)
    for number in range(6):
        write_celebamask_image(root, number, image, labels)
    write_mapping(root, {0: 1, 1: 2, 2: 3, 3: 4, 4: 162_771, 5: 162_772})
    write_synthetic_marker(root, dataset="celebamask-hq")
    return root


def run(monkeypatch: pytest.MonkeyPatch, command: str, options: dict[str, object]) -> None:
    arguments = [f"--{name}={value}" for name, value in options.items()]
    monkeypatch.setattr("sys.argv", ["lightning_modules", command, *arguments])
    main()


def small(root: Path, run_dir: Path, **more: object) -> dict[str, object]:
    return {
        "data.init_args.root": root,
        "run_dir": run_dir,
        "model.init_args.network.init_args.width": 4,
        "model.init_args.warmup_steps": 1,
        "data.init_args.image_size": 32,
        "data.init_args.crop_size": 32,
        "data.init_args.batch_size": 2,
        "data.init_args.workers": 0,
        "trainer.accelerator": "cpu",
        "trainer.enable_progress_bar": "false",
        "trainer.enable_model_summary": "false",
        **more,
    }


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_configuration_trains_and_its_checkpoint_rebuilds_it(
    config: Path,
    faces: Path,
    three_view_root: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    root = three_view_root if "ThreeViewFaces" in config.read_text() else faces
    options = small(root, tmp_path / "run", **{"trainer.max_steps": 3})
    run(monkeypatch, "fit", {"config": config, **options})
    checkpoint = tmp_path / "run" / "checkpoint.ckpt"
    parser = load_face_parser(checkpoint)
    saved = torch.load(checkpoint, weights_only=True)["state_dict"]
    assert all(torch.equal(parser.state_dict()[name], value) for name, value in saved.items())
    assert parser.run.method == config.stem
    assert parser.labels(torch.rand(1, 3, 32, 32)).shape == (1, 32, 32)
    predict = {
        "config": PROJECT / "configs" / "data" / "facescape-wild.yaml",
        "ckpt_path": checkpoint,
        "trainer.accelerator": "cpu",
    }
    with pytest.raises(ValueError, match="is of FaceParser, which reconstructs no faces"):
        run(monkeypatch, "predict", predict)


def test_learns_what_is_plain_to_see(
    faces: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = small(faces, tmp_path / "run")
    options |= {"trainer.max_epochs": 60, "trainer.check_val_every_n_epoch": 60}
    options["data.init_args.color_jitter"] = 0.0
    config = PROJECT / "configs" / "auxiliary" / "demo" / "face-parser.yaml"
    run(monkeypatch, "fit", {"config": config, **options})
    (log,) = (tmp_path / "run" / "logs").rglob("metrics.csv")
    header, *rows = [line.split(",") for line in log.read_text().splitlines()]
    row = next(row for row in rows[::-1] if row[header.index("val/mean_iou")])
    last = dict(zip(header, row, strict=True))
    assert float(last["val/iou_background"]) > 0.8
    assert float(last["val/iou_skin"]) > 0.7
