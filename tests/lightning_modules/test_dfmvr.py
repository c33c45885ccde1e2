"""The method: pose and camera by hand, gradients, missing views, deterministic training."""

from __future__ import annotations

import dataclasses
import math
from types import SimpleNamespace

import numpy as np
import pytest
import torch

from geometry.cameras import FRONTAL_ROTATION
from lightning_modules.dfmvr import Dfmvr
from lightning_modules.dfmvr_options import LossWeights
from lightning_modules.label_colors import label_colors
from lightning_modules.landmark_metrics import aligned_error
from networks.dfmvr import DfmvrOutput

from .small_dfmvr import SIZE, small

Batch = dict[str, torch.Tensor]


def output(module: Dfmvr, rotation: torch.Tensor, offset: torch.Tensor) -> DfmvrOutput:
    model = module.morphable_model
    return DfmvrOutput(
        torch.zeros(1, model.n_identity),
        torch.zeros(1, model.n_expression),
        torch.zeros(1, model.n_albedo),
        torch.zeros(1, 9, 3),
        rotation[None],
        offset[None],
    )


def test_untrained_network_shows_the_mean_face_in_the_middle(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model).eval()
    face = module(batch)
    crop = face.vertices[:, :, face_model.face_crop]
    assert torch.allclose(crop.mean(dim=2), torch.tensor([0.0, 0.0, 1000.0]), atol=1e-3)
    assert torch.allclose(face.landmarks_2d, batch["landmarks_2d"], atol=1e-3)


def test_pose_by_hand(face_model: torch.nn.Module) -> None:
    module = small(face_model)
    rotation = torch.zeros(3, 3)
    rotation[0, 1] = -math.pi / 2  # left view: the nose points to the image's left
    rotation[2, 2] = math.pi / 2  # right view: rolled
    offset = torch.zeros(3, 3)
    offset[1] = torch.tensor([0.1, 0.2, -1.0])  # decimetres: right, up, away from the camera
    points = torch.tensor([[[0.0, 0.0, 50.0], [30.0, 0.0, 0.0]]]) + module.scene.centre
    left, front, right = module.scene.pose(points, output(module, rotation, offset))[0]
    assert torch.allclose(left[0], torch.tensor([-50.0, 0.0, 1000.0]), atol=1e-3)
    assert torch.allclose(front[0], torch.tensor([10.0, -20.0, 1050.0]), atol=1e-3)
    assert torch.allclose(front[1], torch.tensor([40.0, -20.0, 1100.0]), atol=1e-3)
    # Counter-clockwise seen from the camera: what pointed to the right now points up.
    assert torch.allclose(right[1], torch.tensor([0.0, -30.0, 1000.0]), atol=1e-3)


def test_camera_is_deep3ds_at_any_size(face_model: torch.nn.Module) -> None:
    camera = small(face_model).scene.camera(2)
    assert camera.focal_length.tolist() == pytest.approx([1015 / 7, 1015 / 7])
    point = torch.tensor([[[110.0, -50.0, 1000.0]]]).expand(2, 1, 3)
    expected = [16 + 145 * 0.11, 16 - 145 * 0.05]
    assert camera.image_from_camera(point)[0, 0].tolist() == pytest.approx(expected, rel=1e-5)


def test_rendering_fills_the_face_with_lit_albedo(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model).eval()
    views = torch.tensor([[True, False, True], [False] * 3, [False, True, False]])
    image, coverage, *_ = module.render(module(batch), views)
    assert image.shape == (3, 3, SIZE, SIZE)
    assert coverage[:, SIZE // 2, SIZE // 2].tolist() == [1, 1, 1]
    assert coverage[0, 0, 0] == 0
    assert torch.count_nonzero(image[0, :, 0, 0]) == 0
    # Ambient light alone: 0.8 of the constant band, pi / sqrt(4 pi) in this convention.
    shade = 0.8 * math.pi / math.sqrt(4 * math.pi)
    inside = image[coverage[:, None].expand_as(image) > 0]
    assert 0.5 * shade - 1e-3 <= inside.min() <= inside.max() <= 0.6 * shade + 1e-3


def test_light_from_the_left_of_the_image_stays_there_in_every_view(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    module = small(face_model).eval()
    face = module(batch)
    face.output.rotation[:] = torch.tensor([0.0, 1.0, 0.0]) * torch.tensor([[-0.6], [0.0], [0.6]])
    face.output.sh_coefficients[:, 3] = 0.3  # the band of x, with a minus sign in this convention
    shape = module.morphable_model.mean_shape.expand(3, -1, -1)
    turned = dataclasses.replace(face, shape=shape, vertices=module.scene.pose(shape, face.output))
    image, coverage, *_ = module.render(turned, torch.ones(3, 3, dtype=torch.bool))
    for view in range(3):
        row = image[view, 1, SIZE // 2][coverage[view, SIZE // 2] > 0]
        assert row[0] > row[-1]


def test_every_parameter_gets_a_gradient(face_model: torch.nn.Module, batch: Batch) -> None:
    for layout in ("paper", "released"):
        weights = LossWeights(lighting=10.0, reflectance=5.0)
        module = small(face_model, layout=layout, loss_weights=weights)
        optimizer = torch.optim.Adam(module.network.parameters(), lr=1e-3)
        for _ in range(3):  # heads and residual branches start at zero and open one by one
            optimizer.zero_grad()
            losses = module.losses(module(batch), batch)
            total = module.total(losses)
            total.backward()
            optimizer.step()
        assert all(torch.isfinite(value) for value in losses.values())
        for name, parameter in module.network.named_parameters():
            assert parameter.grad is not None, name
            assert torch.isfinite(parameter.grad).all(), name
            if not name.endswith("bias"):  # that of a layer before batch normalisation is zero
                assert torch.count_nonzero(parameter.grad) > 0, name


def test_views_that_are_not_given_count_only_if_asked(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    changed = dict(batch)
    changed["images"] = batch["images"].clone()
    changed["images"][1, 1:], changed["images"][2, [0, 2]] = 0.9, 0.9
    changed["landmarks_2d"] = batch["landmarks_2d"].clone()
    changed["landmarks_2d"][1, 2] += 5

    def difference(supervise: bool) -> float:
        module = small(face_model, supervise_missing_views=supervise).eval()
        totals = [module.total(module.losses(module(b), b)) for b in (batch, changed)]
        return abs(totals[0] - totals[1]).item()

    assert difference(False) == pytest.approx(0, abs=1e-6)
    assert difference(True) > 1e-3


def test_losses_of_the_truth(face_model: torch.nn.Module, batch: Batch) -> None:
    module = small(face_model).eval()
    losses = module.losses(module(batch), batch)
    assert losses["landmarks_2d"].item() < 0.01
    assert losses["landmarks_3d"].item() < 0.01
    assert losses["coefficients"] == 0
    weights = LossWeights(photometric=2.0, landmarks_2d=0.5, landmarks_3d=0.0)
    module = small(face_model, loss_weights=weights)
    values = dict.fromkeys(losses, torch.tensor(1.0))
    assert module.total(values).item() == pytest.approx(2.5003)


def test_predictions_are_in_the_original_image(face_model: torch.nn.Module, batch: Batch) -> None:
    module = small(face_model).eval()
    module.network.rednet_fc.conv2_id.bias.data.fill_(1.0)
    scale, translation = torch.tensor([0.5, 0.5, 0.25]), torch.tensor([[10.0, -4.0]]).expand(3, 2)
    crop = {"crop_scale": scale, "crop_translation": translation}
    view = {"view": torch.tensor([1, 0, 1]), "sample_id": ["a", "b", "c"]}
    with torch.no_grad():
        predictions = dict(module.predict_step({**batch, **crop, **view}))
        face = module(batch)
    last = predictions["c"]
    assert last.problem() is None
    assert last.focal_length == pytest.approx(1015 / 224 * SIZE / 0.25)
    assert last.principal_point.tolist() == pytest.approx([(16 - 10) * 4, (16 + 4) * 4])
    expected = (face.landmarks_2d[2, 1].numpy() - [10, -4]) / 0.25
    assert np.allclose(last.landmarks_2d, expected, atol=1e-3)
    # The camera projects the vertices onto those landmarks.
    points = last.vertices[face_model.landmark_indices]
    projected = last.focal_length * points[:, :2] / points[:, 2:] + last.principal_point
    assert np.allclose(projected, expected, atol=1e-2)
    mean = (face_model.mean_shape - module.scene.centre) @ FRONTAL_ROTATION
    assert np.allclose(last.mean_face_vertices, mean + torch.tensor([0, 0, 1000.0]), atol=1e-3)
    assert not np.allclose(last.vertices, last.mean_face_vertices, atol=0.1)


def test_aligned_error_by_hand() -> None:
    target = torch.randn(1, 68, 3, generator=torch.Generator().manual_seed(0)) * 30
    assert aligned_error(2 * target + 5, target).item() == pytest.approx(0, abs=1e-4)
    assert aligned_error(target + torch.randn_like(target), target) > 1


def learning_rates(module: Dfmvr, steps: float) -> list[list[float]]:
    """Step optimiser and schedule to the end; return the rates of the two groups at each step."""
    trainer = SimpleNamespace(estimated_stepping_batches=steps)
    module.__dict__["_trainer"] = trainer
    configured = module.configure_optimizers()
    optimizer, scheduler = configured["optimizer"], configured["lr_scheduler"]["scheduler"]
    assert configured["lr_scheduler"]["interval"] == "step"
    rates = []
    for _ in range(int(steps)):
        rates.append([group["lr"] for group in optimizer.param_groups])
        optimizer.step()
        scheduler.step()
    return rates


@pytest.mark.parametrize("schedule", ["cosine", "one-cycle"])
def test_rates_rise_or_start_at_their_peak_and_fall_to_nothing(
    face_model: torch.nn.Module, schedule: str
) -> None:
    options = {"learning_rate": 2e-3, "head_learning_rate": 0.1, "schedule": schedule}
    module = small(face_model, **options)
    rates = learning_rates(module, 40)
    assert [heads / others for others, heads in rates] == pytest.approx([0.1] * 40)
    body = [others for others, _ in rates]
    peak = body.index(max(body))
    assert peak == (0 if schedule == "cosine" else 3)  # a tenth of 40 steps to warm up
    assert body[peak] == pytest.approx(2e-3)
    if schedule == "cosine":
        assert body[20] == pytest.approx(1e-3)
    assert body[peak:] == sorted(body[peak:], reverse=True)
    assert body[-1] < 2e-5


@pytest.mark.parametrize("steps", [1, 2, 10, 11])
def test_short_trainings_have_rates_too(face_model: torch.nn.Module, steps: int) -> None:
    rates = learning_rates(small(face_model, schedule="one-cycle"), steps)
    assert all(0 < rate <= 1e-4 for others, _ in rates for rate in [others])


def test_the_released_rate_is_constant_then_falls_to_a_hundredth(
    face_model: torch.nn.Module,
) -> None:
    body = [others for others, _ in learning_rates(small(face_model, schedule="released"), 280)]
    assert body[50] == pytest.approx(1e-4)
    assert body[51] < body[50]
    assert body[165] == pytest.approx(0.505e-4)  # half of the way from epoch 50 to 280
    assert body[279] == pytest.approx(1e-6, rel=1e-2)


def test_every_parameter_is_trained_once_and_the_heads_are_a_group(
    face_model: torch.nn.Module,
) -> None:
    module = small(face_model)
    module.__dict__["_trainer"] = SimpleNamespace(estimated_stepping_batches=10)
    others, heads = module.configure_optimizers()["optimizer"].param_groups
    assert {id(p) for p in heads["params"]} == {id(p) for p in module.network.rednet_fc.heads()}
    ids = [id(p) for p in [*others["params"], *heads["params"]]]
    assert sorted(ids) == sorted(id(p) for p in module.parameters() if p.requires_grad)
    module.__dict__["_trainer"] = SimpleNamespace(estimated_stepping_batches=math.inf)
    with pytest.raises(ValueError, match=r"no end.*max_epochs"):
        module.configure_optimizers()


def test_pictures_show_what_was_given_and_the_face_over_it(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    pictures = small(face_model).eval().pictures(batch)
    assert {picture.shape for picture in pictures.values()} == {(3, 3, SIZE, 3 * SIZE)}
    given, rendered, overlay = (pictures[name] for name in ("input", "rendered", "overlay"))
    assert torch.equal(given[0, :, :, :SIZE], batch["images"][0, 0])
    assert not given[1, :, :, SIZE:].any()  # only the left view was given
    corner, middle = (0, 0), (SIZE // 2, SIZE // 2)
    assert torch.equal(overlay[(0, slice(None), *corner)], given[(0, slice(None), *corner)])
    assert torch.equal(overlay[(0, slice(None), *middle)], rendered[(0, slice(None), *middle)])
    assert rendered[(0, slice(None), *middle)].min() > 0.1
    labels = batch["parsing"][0, 2, 5, 7].long()
    assert torch.equal(
        pictures["masks"][0, :, 5, 2 * SIZE + 7], label_colors(labels[None, None])[:, 0, 0]
    )
    del batch["parsing"]
    without = small(face_model, masks=False).eval().pictures(batch)
    assert list(without) == ["input", "rendered", "overlay"]
