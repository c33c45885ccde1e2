"""MFNet: cameras by hand, what single images become, losses that vanish at the truth, files."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest
import torch

from geometry.cameras import PinholeCamera
from geometry.meshes import vertex_normals
from lightning_modules.__main__ import start_from
from lightning_modules.base import FaceReconstructionModule
from lightning_modules.mfnet import Mfnet
from lightning_modules.mfnet_options import MfnetChoices, MfnetLossWeights
from lightning_modules.mfnet_pictures import flow_colors
from lightning_modules.mfnet_scene import FRONT, PAIRS
from losses.mfnet_landmarks import landmark_visibility
from networks.raft import RaftFlow

SIZE = 32
Batch = dict[str, torch.Tensor]
SMALL = {"image_size": SIZE, "backbone": "resnet10t", "channels": (4, 4, 8, 8), "hidden": 8}


def small(face_model: torch.nn.Module, **options: object) -> Mfnet:
    torch.manual_seed(0)
    return Mfnet(face_model, **{**SMALL, **options})  # type: ignore[arg-type]


def moved(module: Mfnet, seed: int = 0) -> Mfnet:
    """Give the last layers small random weights, so that views and samples differ."""
    generator = torch.Generator().manual_seed(seed)
    for regressor in (module.network.fused, module.network.per_view):
        weight = regressor[-1].weight
        weight.data = 0.3 * torch.randn(weight.shape, generator=generator)
    return module


def test_untrained_network_shows_the_mean_face_frontally(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model, initial_scale=8.0).eval()
    face = module(batch)
    points = face_model.landmarks(face_model.mean_shape[None])[0]
    # x' = s (X + tx) with X in metres, y' = -s (Y + ty), both from -1 to 1 over 32 pixels.
    expected = SIZE / 2 * (1 + 8.0 * points[:, :2] / 1000 * torch.tensor([1.0, -1.0]))
    assert torch.allclose(face.landmarks_2d, expected.expand(3, 3, 68, 2), atol=1e-4)


def test_a_missing_view_is_replaced_by_the_first_that_is_there(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = moved(small(face_model)).eval()
    face = module(batch)
    assert torch.equal(face.images[0], batch["images"][0])
    for view in range(3):
        assert torch.equal(face.images[1, view], batch["images"][1, 0])
        assert torch.equal(face.images[2, view], batch["images"][2, 1])
    assert torch.allclose(face.landmarks_2d[1, 0], face.landmarks_2d[1, 2], atol=1e-4)
    assert not torch.allclose(face.landmarks_2d[0, 0], face.landmarks_2d[0, 2], atol=1e-2)


def test_landmark_terms_vanish_at_the_truth_and_missing_views_do_not_count(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = moved(small(face_model)).eval()
    face = module(batch)
    truth = {**batch, "landmarks_2d": face.landmarks_2d.detach().clone()}
    truth["landmarks_2d"][~batch["given"]] = torch.nan
    truth["landmarks_2d"][0, 1, 5] = torch.nan  # one that was not found
    losses = module.losses(face, truth)
    for name in ("landmarks", "eyes", "lips"):
        assert losses[name].item() == pytest.approx(0, abs=1e-6)
    off = {**truth, "landmarks_2d": truth["landmarks_2d"] + torch.tensor([0.8, 0.0])}
    # 0.8 of 32 pixels is 0.05 of a length of 2; Eq. 7 averages x and y, which is right.
    assert module.losses(face, off)["landmarks"].item() == pytest.approx(0.025, rel=1e-4)
    assert module.losses(face, off)["eyes"].item() == pytest.approx(0, abs=1e-5)


def test_what_is_carried_between_equal_views_is_the_photograph_and_does_not_flow(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model, choices=MfnetChoices(co_visible_mask=False)).eval()
    same = {**batch, "images": batch["images"][:, :1].expand(-1, 3, -1, -1, -1)}
    same["given"] = torch.ones(3, 3, dtype=torch.bool)
    face = module(same)
    carried = module.carry(face, module.scene.see(face.posed), same)
    photographs = face.images[:, [b for _, b in PAIRS]].flatten(0, 1)
    shown = carried.image > 0
    assert shown.float().mean() > 0.05
    assert torch.allclose(carried.image[shown], photographs[shown], atol=1e-4)
    assert torch.all(carried.mask == 1)
    hidden = carried._replace(mask=shown.all(dim=1).float())
    assert module.estimate_flow(face, hidden).mul(hidden.mask[:, None]).abs().max() < 1e-3


def test_landmarks_are_seen_by_the_normals_of_the_whole_face(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model).eval()
    turned = module(batch).output
    pose = turned.pose.detach().clone()
    pose[:, :, 1] += torch.tensor([-0.9, 0.0, 0.9])
    scene = module.scene
    posed = scene.pose(face_model, turned.identity, turned.expression, pose, turned.camera)
    normals = vertex_normals(posed.vertices, scene.faces)[:, face_model.landmark_indices, 2]
    seen = scene.visible_landmarks(posed)
    assert torch.equal(seen, landmark_visibility(normals))
    assert 0 < seen[:, 17:].mean() < 1


def test_every_parameter_that_a_loss_can_reach_gets_a_gradient(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = moved(small(face_model, choices=MfnetChoices(co_visible_mask=False))).train()
    full = {**batch, "given": torch.ones(3, 3, dtype=torch.bool)}
    optimizer = torch.optim.Adam(module.network.parameters(), lr=1e-3)
    for _ in range(2):  # residual branches start at zero
        optimizer.zero_grad()
        losses = module.losses(module(full), full)
        module.total(losses).backward()
        optimizer.step()
    terms = set(MfnetLossWeights.__dataclass_fields__) - {"placed_landmarks"}
    assert set(losses) == terms
    for name, parameter in module.network.named_parameters():
        assert parameter.grad is not None, name
        assert torch.isfinite(parameter.grad).all(), name
        if not name.endswith("bias"):
            assert torch.count_nonzero(parameter.grad) > 0, name
    # No term looks at light: Eq. 6 compares photographs with photographs.
    light = module.network.per_view[-1].weight.grad[-27:]
    assert torch.count_nonzero(light) == 0


def test_without_the_flow_nothing_is_carried(face_model: torch.nn.Module, batch: Batch) -> None:
    module = small(face_model, loss_weights=MfnetLossWeights(flow=0.0))
    assert "flow" not in module.losses(module(batch), batch)
    # Without a trainer, a module is in its first epoch.
    later = small(face_model, flow_from_epoch=1)
    assert "flow" not in later.losses(later(batch), batch)
    assert "flow" in small(face_model).losses(later(batch), batch)


def test_placed_landmarks_teach_the_person_and_not_the_poses(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    weights = MfnetLossWeights(flow=0.0, placed_landmarks=1.0)
    module = moved(small(face_model, loss_weights=weights)).train()
    placed = module.losses(module(batch), batch)["placed_landmarks"]
    placed.backward()
    assert torch.count_nonzero(module.network.fused[-1].weight.grad) > 0
    assert module.network.per_view[-1].weight.grad is None
    choices = MfnetChoices(placed_camera="orthographic")
    other = moved(small(face_model, loss_weights=weights, choices=choices)).train()
    # What a pinhole explains is more than what an orthographic camera does.
    assert placed < other.losses(other(batch), batch)["placed_landmarks"]


def test_a_jaw_may_be_shared(face_model: torch.nn.Module, batch: Batch) -> None:
    class Jaw(type(face_model)):  # type: ignore[misc]
        n_pose = 6

    for kind in ("per-view", "shared"):
        module = moved(small(Jaw(), choices=MfnetChoices(jaw=kind))).eval()
        pose = module(batch).output.pose[0]
        assert not torch.allclose(pose[0, :3], pose[2, :3])
        assert torch.equal(pose[0, 3:], pose[FRONT, 3:]) == (kind == "shared")


def test_predictions_project_to_the_same_pixels_through_their_distant_camera(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = moved(small(face_model)).eval()
    crops = {
        **batch,
        "view": torch.tensor([2, 0, 1]),
        "sample_id": ["a", "b", "c"],
        "crop_scale": torch.tensor([0.5, 1.0, 2.0]),
        "crop_translation": torch.tensor([[3.0, -2.0], [0.0, 0.0], [5.0, 1.0]]),
    }
    with torch.no_grad():
        landmarks = module(batch).landmarks_2d[torch.arange(3), crops["view"]]
        predictions = module.predict_step(crops)
    for row, (sample_id, prediction) in enumerate(predictions):
        assert sample_id == crops["sample_id"][row]
        camera = PinholeCamera(
            torch.tensor([prediction.focal_length]),
            torch.tensor(prediction.principal_point)[None],
        )
        points = torch.from_numpy(prediction.vertices)[face_model.landmark_indices]
        in_image = camera.image_from_camera(points[None])[0]
        in_crop = in_image * crops["crop_scale"][row] + crops["crop_translation"][row]
        assert torch.allclose(in_crop, landmarks[row], atol=0.05)
        assert prediction.reference_depth == pytest.approx(1e5)
        # Their depth, and not that of the model's own origin, is where a near camera has them.
        assert points[:, 2].mean().item() == pytest.approx(1e5, abs=0.1)
        mean_face = torch.from_numpy(prediction.mean_face_vertices)[face_model.landmark_indices]
        assert mean_face[:, 2].mean().item() == pytest.approx(1e5, abs=0.1)


def test_a_checkpoint_needs_neither_decas_file_nor_that_of_the_flow(
    face_model: torch.nn.Module, tmp_path: Path
) -> None:
    module = small(face_model, flow=RaftFlow("small", iterations=2))
    checkpoint = {
        "pytorch-lightning_version": "2.5.0",
        "state_dict": module.state_dict(),
        "hyper_parameters": {
            **SMALL,
            "morphable_model": {"class_path": "tiny_head.TinyHead"},
            "deca": "gone.tar",
            "flow": {
                "class_path": "networks.raft.RaftFlow",
                "init_args": {"size": "small", "iterations": 2, "weights": "gone.pth"},
            },
            "_class_path": "lightning_modules.mfnet.Mfnet",
            "_instantiator": "lightning.pytorch.cli.instantiate_module",
        },
    }
    module.on_save_checkpoint(checkpoint)
    torch.save(checkpoint, tmp_path / "method.ckpt")
    again = FaceReconstructionModule.load_from_checkpoint(tmp_path / "method.ckpt")
    assert isinstance(again, Mfnet)
    ours = again.flow.state_dict()
    assert all(torch.equal(ours[name], v) for name, v in module.flow.state_dict().items())
    assert not any(parameter.requires_grad for parameter in again.flow.parameters())


def test_pictures_show_three_views_in_every_guise(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model).eval()
    with torch.no_grad():
        pictures = module.pictures(batch)
        shapes = module.shapes(batch)
    # The head is not turned, whatever the pose; at the start it is the mean face's.
    torch.testing.assert_close(shapes.vertices, face_model.mean_shape.expand_as(shapes.vertices))
    over = ["shape", "lit albedo", "textured"]
    assert list(pictures) == ["input", *over, "carried", "co-visible", "flow"]
    for picture in pictures.values():
        assert picture.shape == (3, 3, SIZE, 3 * SIZE)
    # At the start light is white and even: the mean face's albedo is what is seen.
    row, column = SIZE // 2, SIZE // 2
    seen = pictures["lit albedo"][0, :, row, column]
    assert torch.allclose(seen, seen[0].expand(3), atol=1e-4)
    assert 0.5 < seen[0] < 0.6
    # A single photograph is its own texture, as sharp as 256 texels are.
    textured = pictures["textured"][1, :, row - 3 : row + 3, column - 3 : column + 3]
    photograph = batch["images"][1, 0, :, row - 3 : row + 3, column - 3 : column + 3]
    assert (textured - photograph).abs().mean() < 0.1 < photograph.std()


def test_a_training_keeps_its_own_flow_and_not_that_of_the_weights_it_starts_from(
    face_model: torch.nn.Module, tmp_path: Path
) -> None:
    ours, theirs = (small(face_model, flow=RaftFlow("small", iterations=2)) for _ in range(2))
    with torch.no_grad():
        for weight in (*theirs.flow.parameters(), *theirs.network.parameters()):
            weight.add_(1)
    before = {name: value.clone() for name, value in ours.flow.state_dict().items()}
    checkpoint: dict[str, object] = {"state_dict": theirs.state_dict()}
    theirs.on_save_checkpoint(checkpoint)
    torch.save(checkpoint, tmp_path / "weights.ckpt")
    start_from(ours, tmp_path / "weights.ckpt")
    assert all(torch.equal(ours.flow.state_dict()[name], v) for name, v in before.items())
    weights = theirs.network.state_dict()
    assert all(torch.equal(ours.network.state_dict()[name], v) for name, v in weights.items())
    small(face_model).on_fit_start()
    start_from(small(face_model), tmp_path / "weights.ckpt")  # of another flow


def test_a_flow_of_random_weights_is_refused(face_model: torch.nn.Module, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="RAFT has random weights"):
        small(face_model, flow=RaftFlow("small")).on_fit_start()
    without = MfnetLossWeights(flow=0.0)
    small(face_model, flow=RaftFlow("small"), loss_weights=without).on_fit_start()
    torch.save(RaftFlow("small").network.raft.state_dict(), tmp_path / "raft.pth")
    known = small(face_model, flow=RaftFlow("small", weights=tmp_path / "raft.pth"))
    known.on_fit_start()
    again = small(face_model, flow=RaftFlow("small"))  # as a checkpoint rebuilds it
    again.load_state_dict(known.state_dict())
    again.on_fit_start()


def test_flow_colors_by_hand() -> None:
    flow = torch.zeros(1, 2, 1, 40)
    flow[0, 0, 0, 1] = 1.0  # half of the full strength, to the right
    colors = flow_colors(flow)
    assert colors[0, :, 0, 0].tolist() == pytest.approx([0.5] * 3)
    assert colors[0, :, 0, 1].tolist() == pytest.approx([0.75, 0.375, 0.375])


def test_the_learning_rates(face_model: torch.nn.Module) -> None:
    module = small(face_model, learning_rate=2e-3, head_learning_rate=0.5)
    module._trainer = SimpleNamespace(estimated_stepping_batches=10)  # type: ignore[assignment]
    optimizer = module.configure_optimizers()["optimizer"]  # type: ignore[index,call-overload]
    assert [group["lr"] for group in optimizer.param_groups] == [2e-3, 1e-3]
    known = sum(len(group["params"]) for group in optimizer.param_groups)
    assert known == len(list(module.network.parameters()))
