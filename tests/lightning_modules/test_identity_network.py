"""Identity networks: configurations, what is learned, files, frozen inside a method."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
import torch
from torch import Tensor

from lightning_modules.__main__ import main
from lightning_modules.auxiliary_files import content_of
from lightning_modules.identity_network import IdentityNetwork
from lightning_modules.identity_network_files import identity_network_from, load_identity_network
from losses.triplets import triplet_loss
from networks.inception_resnet import InceptionResnetV1

PROJECT = Path(__file__).resolve().parents[2]
CONFIGS = sorted(PROJECT.glob("configs/auxiliary/**/identity.yaml"))
SMALL = {"width": 2, "repeats": (1, 1, 1), "n_features": 8, "image_size": 75}

Write = Callable[[dict[str, list[int]]], Path]


def small(**options: object) -> InceptionResnetV1:
    return InceptionResnetV1(**{**SMALL, **options})  # type: ignore[arg-type]


def fit(
    monkeypatch: pytest.MonkeyPatch, config: Path, root: Path, run_dir: Path, **more: object
) -> None:
    network = "model.init_args.network.init_args"
    options = {
        "config": config,
        "data.init_args.root": root,
        "run_dir": run_dir,
        f"{network}.width": 2,
        f"{network}.repeats": "[1,1,1]",
        f"{network}.n_features": 8,
        f"{network}.image_size": 75,
        "data.init_args.image_size": 75,
        "data.init_args.batch_size": 3,
        "data.init_args.workers": 0,
        "trainer.accelerator": "cpu",
        "trainer.enable_progress_bar": "false",
        "trainer.enable_model_summary": "false",
        **more,
    }
    arguments = [f"--{name}={value}" for name, value in options.items()]
    monkeypatch.setattr("sys.argv", ["lightning_modules", "fit", *arguments])
    main()


@pytest.mark.parametrize("config", CONFIGS, ids=lambda path: str(path.relative_to(PROJECT)))
def test_every_configuration_trains_and_its_checkpoint_rebuilds_it(
    config: Path, colored_people: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = colored_people({"train": [0, 0, 1, 1, 2, 2], "val": [3, 3, 4, 4], "test": []})
    fit(monkeypatch, config, root, tmp_path / "run", **{"trainer.max_steps": 2})
    checkpoint = tmp_path / "run" / "checkpoint.ckpt"
    network = load_identity_network(checkpoint)
    saved = torch.load(checkpoint, weights_only=True)["state_dict"]
    assert all(torch.equal(network.state_dict()[name], value) for name, value in saved.items())
    assert network.run.method == "identity"
    images = torch.rand(2, 3, 75, 75)
    again = identity_network_from(content_of(network), "a method's checkpoint")
    assert torch.equal(again(images), network(images))


def test_learns_people_apart_that_it_has_not_seen(
    colored_people: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = colored_people({"train": [0, 1, 2] * 3, "val": [3, 4, 5] * 2, "test": []})
    config = PROJECT / "configs" / "auxiliary" / "demo" / "identity.yaml"
    options = {"trainer.max_steps": 25, "trainer.check_val_every_n_epoch": 25}
    fit(monkeypatch, config, root, tmp_path / "run", **options)
    (log,) = (tmp_path / "run" / "logs").rglob("metrics.csv")
    header, *rows = [line.split(",") for line in log.read_text().splitlines()]
    row = next(row for row in rows[::-1] if row[header.index("val/auc")])
    last = dict(zip(header, row, strict=True))
    assert float(last["val/auc"]) > 0.95
    assert float(last["val/accuracy"]) > 0.9
    assert float(last["val/distance_same"]) < 0.5 * float(last["val/distance_different"])


def test_loss_and_gradients_of_a_step(monkeypatch: pytest.MonkeyPatch) -> None:
    module = IdentityNetwork(small(), margin=0.7, mining="batch-hard")
    logged: dict[str, Tensor] = {}
    monkeypatch.setattr(module, "log_dict", lambda values, **_: logged.update(values))
    batch = {"images": torch.rand(4, 3, 90, 90), "subject": torch.tensor([3, 8, 3, 8])}
    loss = module.training_step(batch, 0)
    expected = triplet_loss(module(batch["images"]), batch["subject"], 0.7, "batch-hard")
    assert loss.item() == pytest.approx(expected.item(), rel=1e-4)
    assert logged["train/total"].item() == pytest.approx(loss.item())
    loss.backward()
    assert all(p.grad is not None and p.grad.isfinite().all() for p in module.parameters())


def test_validation_compares_every_pair_across_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    module = IdentityNetwork(small()).eval()
    logged: dict[str, float] = {}
    monkeypatch.setattr(module, "log", lambda name, value, **_: logged.update({name: float(value)}))
    points = iter([torch.tensor([[1.0, 0.0], [0.0, 1.0]]), torch.tensor([[1.0, 0.0]])])
    monkeypatch.setattr(module.network, "embed", lambda images: next(points))
    images = torch.zeros(2, 3, 75, 75)
    module.on_validation_epoch_start()
    module.validation_step({"images": images, "subject": torch.tensor([1, 2])}, 0)
    module.validation_step({"images": images[:1], "subject": torch.tensor([1])}, 1)
    module.on_validation_epoch_end()
    assert logged["val/auc"] == logged["val/accuracy"] == 1
    assert logged["val/distance_same"] == 0
    assert logged["val/distance_different"] == 2


def test_public_weights_lose_their_classifier(tmp_path: Path) -> None:
    torch.manual_seed(1)
    public = InceptionResnetV1().eval()
    state = {n: v for n, v in public.state_dict().items() if not n.endswith("batches_tracked")}
    logits = {"logits.weight": torch.zeros(7, 512), "logits.bias": torch.zeros(7)}
    path = tmp_path / "20180402-114759-vggface2.pt"
    torch.save({**state, **logits}, path)
    network = load_identity_network(path)
    images = torch.rand(1, 3, 80, 80)
    with torch.no_grad():
        assert torch.equal(network(images), public.embed(images))

    images.requires_grad_()
    outer = torch.nn.Sequential(network).train()
    outer(images)[0, 0].backward()
    assert images.grad is not None
    assert images.grad.abs().max() > 0
    assert not any(module.training for module in network.modules())
    assert all(p.grad is None and not p.requires_grad for p in network.parameters())

    with pytest.raises(ValueError, match="does not fit InceptionResnetV1"):
        IdentityNetwork(small(), weights=path)
    del state["block8.conv2d.bias"]
    torch.save(state, path)
    with pytest.raises(ValueError, match=r"1 keys missing \['block8\.conv2d\.bias'\], 0 not known"):
        load_identity_network(path)
    state["block8.conv2d.bias"] = torch.full((1792,), torch.nan)
    torch.save(state, path)
    with pytest.raises(ValueError, match=r"block8\.conv2d\.bias of InceptionResnetV1 is not fin"):
        load_identity_network(path)


def test_files_that_are_none_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.pt"
    with pytest.raises(FileNotFoundError, match="train an identity network, or name its weights"):
        load_identity_network(path)
    with pytest.raises(FileNotFoundError, match=r"download facenet-pytorch's 20180402-114759"):
        IdentityNetwork(small(), weights=path)
    torch.save([1], path)
    with pytest.raises(ValueError, match="holds a list, expected an identity network's weights"):
        load_identity_network(path)
    torch.save({"epoch": 3}, path)
    with pytest.raises(ValueError, match="holds no state dictionary"):
        load_identity_network(path)
    path.write_bytes(b"not weights")
    with pytest.raises(ValueError, match=r"other\.pt cannot be read as weights"):
        load_identity_network(path)
    torch.save({"state_dict": {}, "hyper_parameters": {"_class_path": "os.path"}}, path)
    with pytest.raises(ValueError, match=r"is of os\.path, expected an identity network"):
        load_identity_network(path)
    with pytest.raises(ValueError, match="normalized=True"):
        IdentityNetwork(small(normalized=False))


def test_a_training_needs_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    trainer = SimpleNamespace(estimated_stepping_batches=float("inf"))
    monkeypatch.setattr(IdentityNetwork, "trainer", trainer)
    with pytest.raises(ValueError, match="the training has no end"):
        IdentityNetwork(small()).configure_optimizers()
