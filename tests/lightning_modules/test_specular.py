"""The specular method: its camera by hand, losses that vanish at the truth, records and files."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import pytest
import torch

from geometry.cameras import PinholeCamera
from lightning_modules.appearance_pictures import see, shade
from lightning_modules.identity_network import IdentityNetwork
from lightning_modules.label_colors import label_colors
from lightning_modules.specular import Specular, SpecularFace
from lightning_modules.specular_options import SpecularChoices, SpecularLossWeights
from lightning_modules.specular_predictions import place
from networks.inception_resnet import InceptionResnetV1

SIZE = 32
Batch = dict[str, torch.Tensor]
SMALL = {"image_size": SIZE, "backbone": "resnet10t", "channels": (4, 4, 8, 8)}


def small(face_model: torch.nn.Module, **options: object) -> Specular:
    torch.manual_seed(0)
    return Specular(face_model, **{**SMALL, **options})  # type: ignore[arg-type]


def moved(module: Specular, seed: int = 0) -> Specular:
    """Give the last layer small random weights, so that samples differ."""
    generator = torch.Generator().manual_seed(seed)
    weight = module.network.last.weight
    weight.data = 0.02 * torch.randn(weight.shape, generator=generator)
    return module.eval()


@pytest.fixture
def photographs(batch: Batch) -> Batch:
    """The front views, one each."""
    return {name: batch[name][:, 1] for name in ("images", "parsing", "landmarks_2d")} | {
        "landmarks_3d": batch["landmarks_3d"]
    }


def shiny(face_model: torch.nn.Module) -> torch.nn.Module:
    face_model.specular_albedo = lambda albedo: (  # type: ignore[method-assign, assignment]
        0.3 + 0 * face_model.diffuse_albedo(albedo)
    )
    return face_model


@pytest.mark.parametrize("gamma", ["shaded", "albedo", "display"])
@pytest.mark.parametrize("camera", ["perspective", "weak-perspective"])
@pytest.mark.parametrize("light_intensity", [False, True])
def test_what_users_are_shown_is_what_the_training_compares(
    face_model: torch.nn.Module,
    photographs: Batch,
    gamma: str,
    camera: str,
    light_intensity: bool,
) -> None:
    choices = SpecularChoices(
        gamma=gamma, camera=camera, light_intensity=light_intensity, lit_side_only=True
    )
    module = moved(small(shiny(face_model), choices=choices))
    face = module(photographs)
    in_photo = {
        **photographs,
        "sample_id": ["a", "b", "c"],
        "crop_scale": torch.ones(3),
        "crop_translation": torch.zeros(3, 2),
    }
    trained = module.render(face)
    for row, one in enumerate(module.appearance(in_photo)):
        parts = shade(one, see(one, one.camera, (SIZE, SIZE)))
        assert parts.specular is not None
        assert parts.specular.max() > 0.01
        for name in ("image", "diffuse", "specular"):
            expected = getattr(trained, name)[row].permute(1, 2, 0)
            # In between, an albedo is interpolated before it is encoded, or after.
            assert (getattr(parts, name) - expected).abs().mean() < 2e-3, name


def test_a_training_starts_from_public_weights(face_model: torch.nn.Module, tmp_path: Path) -> None:
    encoder = small(face_model).network.encoder
    public = {n: v + 0.1 for n, v in encoder.state_dict().items() if "tracked" not in n}
    path = tmp_path / "resnet10t.pth"
    torch.save({**public, "fc.weight": torch.zeros(1000, 8)}, path)
    module = small(face_model, backbone_weights=path)
    module.setup("predict")
    first, wanted = next(iter(public.items()))
    assert not torch.equal(module.network.encoder.state_dict()[first], wanted)
    module.setup("fit")
    found = module.network.encoder.state_dict()
    assert all(torch.equal(found[name], value) for name, value in public.items())


@pytest.mark.parametrize("camera", ["perspective", "weak-perspective"])
def test_the_untrained_network_shows_the_mean_face_a_metre_away(
    face_model: torch.nn.Module, photographs: Batch, camera: str
) -> None:
    module = small(face_model, choices=SpecularChoices(camera=camera)).eval()
    face = module(photographs)
    points = face_model.landmarks(face_model.mean_shape[None])[0]
    centred = points - face_model.mean_shape[face_model.face_crop].mean(dim=0)
    depth = 1000 - centred[:, 2:] if camera == "perspective" else 1000.0
    focal = 1015 / 224 * SIZE
    expected = focal * centred[:, :2] * torch.tensor([1.0, -1.0]) / depth + SIZE / 2
    assert torch.allclose(face.landmarks_2d, expected.expand(3, 68, 2), atol=1e-3)
    assert module.render(face).coverage.mean() > 0.1
    with torch.no_grad():
        shapes = module.shapes(photographs)
    torch.testing.assert_close(shapes.vertices, face_model.mean_shape.expand_as(shapes.vertices))


def test_pictures_show_the_masks_where_there_are_any(
    face_model: torch.nn.Module, photographs: Batch
) -> None:
    module = small(face_model).eval()
    with torch.no_grad():
        pictures = module.pictures(photographs)
        without = module.pictures({n: v for n, v in photographs.items() if n != "parsing"})
    assert torch.equal(pictures["masks"], label_colors(photographs["parsing"].long()))
    assert list(without) == ["input", "overlay", "rendered", "diffuse", "specular"]


def test_equation_3_scales_what_it_has_moved_and_turned(
    face_model: torch.nn.Module, photographs: Batch
) -> None:
    module = small(face_model).eval()
    output = module(photographs).output
    turned = output._replace(
        rotation=torch.tensor([[0.0, 0.0, math.pi / 2]]).expand(3, 3),
        translation=torch.tensor([[10.0, 0.0, 0.0]]).expand(3, 3),
        scale=torch.full((3,), 2.0),
    )
    shape = module.scene.centre.expand(3, 1, 3)
    # 10 mm to the right become 10 mm up by a quarter turn, 20 by the scale; y points down here.
    expected = torch.tensor([0.0, -20.0, 1000.0]).expand(3, 1, 3)
    assert torch.allclose(module.scene.pose(shape, turned), expected, atol=1e-4)


def test_the_rendered_face_costs_nothing_but_its_highlights(
    face_model: torch.nn.Module, photographs: Batch
) -> None:
    module = moved(small(shiny(face_model)))
    face = module(photographs)
    rendering = module.render(face)
    truth = {
        **photographs,
        "landmarks_2d": face.landmarks_2d.detach(),
        "parsing": torch.ones_like(photographs["parsing"]),
    }
    exact = SpecularFace(**{**vars(face), "images": rendering.image.detach()})
    losses = module.losses(exact, truth)
    assert losses["landmarks"].item() == pytest.approx(0, abs=1e-2)
    inside = rendering.coverage > 0
    highlight = rendering.specular.norm(dim=1)
    mean = [(highlight[row][inside[row]]).mean() for row in range(3)]
    # All of it is skin to Eq. 9 or weighs less; the first term is what the highlights are.
    assert 0 < losses["photometric"].item() < 1.3 * float(torch.stack(mean).max())
    plain = SpecularFace(**{**vars(face), "images": rendering.diffuse.detach()})
    eta_term = SpecularChoices(eta=0.0)
    module.choices = eta_term
    assert module.losses(plain, truth)["photometric"].item() == pytest.approx(0, abs=2e-4)


def test_every_part_of_the_network_learns(face_model: torch.nn.Module, photographs: Batch) -> None:
    choices = SpecularChoices(light_intensity=True)
    module = moved(small(shiny(face_model), choices=choices, mouth_from_step=0)).train()
    for part in module.modules():
        if isinstance(part, torch.nn.BatchNorm2d):  # timm's residual branches begin at zero
            torch.nn.init.ones_(part.weight)
    labels = torch.ones_like(photographs["parsing"])
    labels[:, 14:18, 12:20] = 7
    losses = module.losses(module(photographs), {**photographs, "parsing": labels})
    assert set(losses) == {"landmarks", "coefficients", "uniform", "photometric", "mouth"}
    module.total(losses).backward()
    for name, parameter in module.network.named_parameters():
        assert parameter.grad is not None, name
        assert parameter.grad.isfinite().all(), name
        assert parameter.grad.abs().sum() > 0, name
    rows = module.network.last.weight.grad.split(list(module.network.sizes.values()))
    assert all(row.abs().sum() > 0 for row in rows)


def test_placed_landmarks_look_at_the_shape_alone(
    face_model: torch.nn.Module, photographs: Batch
) -> None:
    weights = SpecularLossWeights(placed_landmarks=1.0)
    module = moved(small(face_model, loss_weights=weights)).train()
    module.losses(module(photographs), photographs)["placed_landmarks"].backward()
    sizes = list(module.network.sizes.values())
    rows = dict(
        zip(module.network.sizes, module.network.last.weight.grad.split(sizes), strict=True)
    )
    moving = {name for name, row in rows.items() if row.abs().sum() > 0}
    assert moving == {"identity", "expression"}


def test_identity_looks_through_a_frozen_network_at_the_face_before_its_own_background(
    face_model: torch.nn.Module, photographs: Batch
) -> None:
    module = moved(small(face_model))
    network = InceptionResnetV1(width=2, repeats=(1, 1, 1), n_features=8, image_size=SIZE * 3)
    module.identity_network = IdentityNetwork(network).freeze()
    face = module(photographs)
    losses = module.losses(face, photographs)
    assert 0 < losses["identity"].item() < 2
    losses["identity"].backward()
    assert module.network.last.weight.grad.abs().sum() > 0
    assert all(p.grad is None for p in module.identity_network.parameters())
    # Where the face is, the photograph is replaced by what was rendered: its own picture is itself.
    with torch.no_grad():
        rendering = module.render(face)
        seen = rendering.coverage[:, None] > 0
        same = torch.where(seen, rendering.image.clamp(0, 1), face.images)
    exact = SpecularFace(**{**vars(face), "images": same})
    assert module.losses(exact, photographs)["identity"].item() == pytest.approx(0, abs=1e-5)


def test_the_mouth_counts_from_its_step_on(face_model: torch.nn.Module, photographs: Batch) -> None:
    module = small(face_model, mouth_from_step=1).eval()
    assert "mouth" not in module.losses(module(photographs), photographs)
    module.mouth_from_step = 0
    assert "mouth" in module.losses(module(photographs), photographs)


def test_losses_of_lengths_do_not_depend_on_the_size_of_the_crop(
    face_model: torch.nn.Module, photographs: Batch
) -> None:
    losses = []
    for size in (SIZE, 2 * SIZE):
        module = small(face_model, image_size=size, mouth_from_step=0).eval()
        factor = size // SIZE
        larger = {
            "images": photographs["images"]
            .repeat_interleave(factor, 2)
            .repeat_interleave(factor, 3),
            "parsing": torch.full((3, size, size), 1, dtype=torch.uint8),
            "landmarks_2d": (photographs["landmarks_2d"] + 1.0) * factor,
        }
        larger["parsing"][:, 12 * factor : 16 * factor, 12 * factor : 20 * factor] = 7
        losses.append(module.losses(module(larger), larger))
    assert losses[0]["landmarks"].item() == pytest.approx(losses[1]["landmarks"].item(), rel=1e-4)
    assert losses[0]["mouth"].item() == pytest.approx(losses[1]["mouth"].item(), rel=0.15)


@pytest.mark.parametrize("camera", ["perspective", "weak-perspective"])
def test_records_have_true_size_and_fall_on_the_photograph(
    face_model: torch.nn.Module, photographs: Batch, camera: str
) -> None:
    module = moved(small(shiny(face_model), choices=SpecularChoices(camera=camera)))
    images = torch.rand(3, 3, 3, SIZE, SIZE, generator=torch.Generator().manual_seed(1))
    batch = {
        "images": images,
        "given": torch.eye(3).bool(),
        "view": torch.arange(3),
        "sample_id": ["a", "b", "c"],
        "crop_scale": torch.tensor([0.5, 0.5, 0.4]),
        "crop_translation": torch.tensor([[-4.0, -6.0], [0.0, 0.0], [-3.0, 2.0]]),
        "photo_size": torch.tensor([[90, 80], [64, 64], [70, 96]]),
    }
    face = module(batch)
    placed = place(module, face)
    identity, expression = face.output.identity, face.output.expression
    lengths = torch.pdist(face_model.vertices(identity, expression)[0, :40])
    assert torch.allclose(torch.pdist(placed.vertices[0, :40]), lengths, rtol=1e-3, atol=1e-2)
    with torch.no_grad():
        records = module.predict_step(batch)
    for row, (sample_id, record) in enumerate(records):
        assert sample_id == "abc"[row]
        assert record.problem() is None
        camera_of_photo = PinholeCamera(
            torch.tensor([record.focal_length]), torch.from_numpy(record.principal_point)[None]
        )
        vertices = torch.from_numpy(record.vertices)[None]
        points = camera_of_photo.image_from_camera(face_model.landmarks(vertices))[0]
        assert torch.allclose(points, torch.from_numpy(record.landmarks_2d), atol=0.3)
        depth = face_model.landmarks(vertices)[..., 2].mean().item()
        assert depth == pytest.approx(record.reference_depth, rel=1e-5)
        assert record.image.shape == (*batch["photo_size"][row].tolist(), 3)
        inside = torch.from_numpy(record.image_mask)
        u, v = record.landmarks_2d.mean(axis=0)
        rows, columns = inside.nonzero(as_tuple=True)
        assert abs(float(columns.float().mean()) + 0.5 - u) < 8
        assert abs(float(rows.float().mean()) + 0.5 - v) < 12
        assert record.specular_albedo.max() == pytest.approx(0.3, abs=1e-6)
        assert record.light_direction[2] < 0  # towards the camera
        # The mean face is in the same place under the same light, and is another one.
        overlap = (record.image_mask & record.mean_image_mask).sum()
        assert overlap > 0.8 * record.mean_image_mask.sum()
        assert not np.array_equal(record.image, record.mean_image)
