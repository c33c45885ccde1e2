"""The parser inside DF-MVR, the mask loss, and the released code's mistakes."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from unittest import mock

import pytest
import torch

from lightning_modules.base import FaceReconstructionModule
from lightning_modules.dfmvr import Dfmvr, Face
from lightning_modules.dfmvr_options import LossWeights, ReleasedBugs
from lightning_modules.dfmvr_scene import OFFSET_SHIFT, Rendering
from lightning_modules.face_parser_files import load_face_parser
from networks.dfmvr import DfmvrOutput

from .small_dfmvr import SIZE, small

Batch = dict[str, torch.Tensor]


def without_labels(batch: Batch) -> Batch:
    return {name: value for name, value in batch.items() if name != "parsing"}


def test_a_parser_inside_makes_the_masks_of_the_views_that_matter(
    face_model: torch.nn.Module, batch: Batch, parser_file: Path
) -> None:
    module = small(face_model, face_parser=parser_file, supervise_missing_views=False).train()
    labels = load_face_parser(parser_file).labels(batch["images"].flatten(0, 1))
    labels = labels.view(3, 3, SIZE, SIZE)
    assert len(labels.unique()) > 2
    masks = module(batch).masks  # whatever labels the data bring
    given = batch["given"]
    assert torch.equal(masks[given], labels[given])
    assert not masks[~given].any()
    every = small(face_model, face_parser=parser_file).train()
    assert torch.equal(every(without_labels(batch)).masks, labels)
    assert not any(part.training for part in module.face_parser.modules())
    with pytest.raises(ValueError, match=r"no face-parsing labels and the method no parser"):
        small(face_model)(without_labels(batch))


def test_a_checkpoint_holds_the_parser_and_needs_no_file_of_it(
    face_model: torch.nn.Module, batch: Batch, parser_file: Path, tmp_path: Path
) -> None:
    module = small(face_model, face_parser=parser_file).eval()
    hparams = {
        "morphable_model": {"class_path": "tiny_head.TinyHead"},
        **{"image_size": SIZE, "width": 4, "regressor_width": 8, "depth": 26},
        "face_parser": str(parser_file),
        "_class_path": "lightning_modules.dfmvr.Dfmvr",
        "_instantiator": "lightning.pytorch.cli.instantiate_module",
    }
    checkpoint = {
        "pytorch-lightning_version": "2.5.0",
        "state_dict": module.state_dict(),
        "hyper_parameters": hparams,
    }
    module.on_save_checkpoint(checkpoint)
    assert not any(name.startswith("face_parser.") for name in checkpoint["state_dict"])
    torch.save(checkpoint, tmp_path / "method.ckpt")
    parser_file.unlink()
    again = FaceReconstructionModule.load_from_checkpoint(tmp_path / "method.ckpt").eval()
    assert isinstance(again, Dfmvr)
    with torch.no_grad():
        first, second = (m(without_labels(batch)) for m in (module, again))
    assert torch.equal(first.masks, second.masks)
    assert torch.equal(first.landmarks_2d, second.landmarks_2d)
    twice = {"state_dict": again.state_dict(), "hyper_parameters": hparams}
    again.on_save_checkpoint(twice)
    assert twice["face_parser"].keys() == checkpoint["face_parser"].keys()


def posed(module: Dfmvr, offset: torch.Tensor) -> Face:
    """Return the mean face, moved."""
    model, n = module.morphable_model, len(offset)
    zero = [torch.zeros(n, k) for k in (model.n_identity, model.n_expression, model.n_albedo)]
    moved = offset[:, None].expand(-1, 3, -1)
    output = DfmvrOutput(*zero, torch.zeros(n, 9, 3), torch.zeros(n, 3, 3), moved)
    shape = model.mean_shape.expand(n, -1, -1)
    vertices = module.scene.pose(shape, output)
    nothing = torch.zeros(n, 3, SIZE, SIZE, dtype=torch.long)
    return Face(output, shape, vertices, torch.zeros(n, 3, 68, 2), nothing)


@pytest.mark.parametrize("kind", ["regions", "parser"])
def test_gradient_steps_on_the_mask_loss_alone_move_the_face_to_its_mask(
    face_model: torch.nn.Module, parser_file: Path, kind: str
) -> None:
    module = small(face_model, mask_loss=kind, face_parser=parser_file)
    views = torch.tensor([[False, True, False]])

    def seen(offset: torch.Tensor) -> tuple[Rendering, torch.Tensor]:
        face = posed(module, offset)
        return module.render(face, views, with_regions=True), face.vertices[views]

    with torch.no_grad():
        masks = seen(torch.zeros(1, 3))[0].regions.argmax(dim=1)

    def see(image: torch.Tensor) -> torch.Tensor:
        """Stand in for a trained parser: brightness is face."""
        shade = 8 * image.mean(dim=1, keepdim=True) - 2
        return torch.cat([-shade, shade, torch.full_like(shade.expand(-1, 8, -1, -1), -9)], dim=1)

    target = masks if kind == "regions" else (masks > 0).long()
    offset = torch.tensor([[0.12, -0.08, 0.9]], requires_grad=True)  # 12 mm, 8 mm and too large
    optimizer = torch.optim.Adam([offset], lr=0.02)
    losses = []
    with mock.patch.object(type(module.face_parser), "forward", lambda _, image: see(image)):
        for _ in range(60):
            rendering, vertices = seen(offset)
            if kind == "parser":
                rendering = rendering._replace(regions=None)
            loss = module._mask(rendering, vertices, target)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            losses.append(loss.item())
    assert losses[-1] < 0.4 * losses[0]
    assert offset[0, :2].abs().max() < 0.03
    assert abs(offset[0, 2].item()) < 0.3


def test_the_mask_loss_counts_from_its_epoch_and_not_without_masks(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    weights = LossWeights(mask=3.0)
    options = {"loss_weights": weights, "mask_loss": "regions"}
    module = small(face_model, mask_loss_from_epoch=1, **options)
    assert "mask" not in module.losses(module(batch), batch)
    module.mask_loss_from_epoch = 0
    losses = module.losses(module(batch), batch)
    assert 0 < losses["mask"].item() < 1
    assert module.total({"mask": losses["mask"]}).item() == pytest.approx(3 * losses["mask"].item())
    blind = small(face_model, masks=False, **options)
    assert "mask" not in blind.losses(blind(batch), batch)
    seeing = small(face_model, loss_weights=weights)
    with pytest.raises(ValueError, match="mask loss needs a face parser"):
        seeing.losses(seeing(batch), batch)


def test_points_in_space_follow_face_model_and_data(
    face_model: torch.nn.Module, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="tiny has no 101 points"):
        small(face_model, points_in_space="pixel-face-101")
    ids = torch.arange(60, 161)
    monkeypatch.setattr(type(face_model), "points_101", property(lambda _: ids))
    module = small(face_model).eval()
    with pytest.raises(ValueError, match=r"the data have no points_101.*points_in_space"):
        module.losses(module(batch), batch)
    truth = {**batch, "points_101": 2 * face_model.mean_shape[ids].expand(3, -1, -1)}
    assert module.losses(module(truth), truth)["landmarks_3d"].item() < 1e-3
    flat = {name: value for name, value in batch.items() if name != "landmarks_3d"}
    without = small(face_model, loss_weights=LossWeights(landmarks_3d=0.0)).eval()
    assert "landmarks_3d" not in without.losses(without(flat), flat)


BUGS = {
    "left_features": {"photometric"},
    "right_normals": {"photometric"},
    "batch_photometric": {"photometric"},
    "lit_reflectance": {"reflectance"},
    "pixel_indices": {"landmarks_2d"},
}


@pytest.mark.parametrize("bug", BUGS)
def test_each_mistake_of_the_released_code_changes_its_term_alone(
    face_model: torch.nn.Module, batch: Batch, bug: str
) -> None:
    def losses(**bugs: bool) -> dict[str, float]:
        module = small(face_model, released_bugs=ReleasedBugs(**bugs)).eval()
        generator = torch.Generator().manual_seed(0)
        for head in module.network.rednet_fc.heads():
            head.data.copy_(0.02 * torch.randn(head.shape, generator=generator))
        return {k: v.item() for k, v in module.losses(module(batch), batch).items()}

    fixed, buggy = losses(), losses(**{bug: True})
    changed = {name for name in fixed if fixed[name] != pytest.approx(buggy[name], rel=1e-5)}
    assert changed == BUGS[bug]


def test_pixel_indices_by_hand(face_model: torch.nn.Module, batch: Batch) -> None:
    # What is drawn in the middle of the image, at 16, the released code projects to 15.5; detectors
    # count pixels from 0, so that it is found at 15.5, and is cut to 15.
    module = small(face_model, released_bugs=ReleasedBugs(pixel_indices=True)).eval()
    face = module(batch)
    middle = torch.full_like(face.landmarks_2d, SIZE / 2)
    seen = replace(face, landmarks_2d=middle)
    loss = module.losses(seen, {**batch, "landmarks_2d": middle})["landmarks_2d"].item()
    half_a_pixel_both_ways = 0.5 * 2**0.5 * 224 / SIZE
    assert loss == pytest.approx(half_a_pixel_both_ways * module.emphasis.mean().item(), rel=1e-4)


def photometric_by_hand(
    face_model: torch.nn.Module, batch: Batch, covered: list[tuple[int, int]], **bugs: bool
) -> float:
    """Compare black renderings with photographs, white eyes above black skin.

    Args:
        covered: rows of eye and of skin that each of the three views renders.
    """
    module = small(face_model, dilation=1.0, released_bugs=ReleasedBugs(**bugs)).eval()
    masks = torch.ones(3, SIZE, SIZE, dtype=torch.long)
    masks[:, : SIZE // 2] = 4
    images = torch.zeros(3, 3, 3, SIZE, SIZE)
    images[..., : SIZE // 2, :] = 1
    coverage = torch.zeros(3, SIZE, SIZE)
    for view, (eye, skin) in enumerate(covered):
        coverage[view, SIZE // 2 - eye : SIZE // 2 + skin] = 1
    views = torch.tensor([[True] * 3, [False] * 3, [False] * 3])
    rendering = module.render(module(batch), views)
    black = rendering._replace(image=torch.zeros(3, 3, SIZE, SIZE), coverage=coverage)
    return module._photometric(black, {"images": images}, masks, views).item()


def test_left_features_by_hand(face_model: torch.nn.Module, batch: Batch) -> None:
    white = 3**0.5
    fixed = photometric_by_hand(face_model, batch, [(8, 8)] * 3)
    assert fixed == pytest.approx(white * 254 / (254 + 128), rel=1e-3)
    # The eyes of the left view weigh 0.99.
    buggy = photometric_by_hand(face_model, batch, [(8, 8)] * 3, left_features=True)
    left, others = 0.99 / (0.99 + 128), 254 / (254 + 128)
    assert buggy == pytest.approx(white * (left + 2 * others) / 3, rel=1e-3)


def test_batch_photometric_by_hand(face_model: torch.nn.Module, batch: Batch) -> None:
    # The front view shows two rows of skin, which fit: a third of the views, but a small face.
    white, covered = 3**0.5, [(8, 8), (0, 2), (8, 8)]
    fixed = photometric_by_hand(face_model, batch, covered)
    assert fixed == pytest.approx(white * 2 / 3 * 254 / (254 + 128), rel=1e-3)
    buggy = photometric_by_hand(face_model, batch, covered, batch_photometric=True)
    expected = white * 2 * 8 * 254 / (2 * 8 * (254 + 128) + 2 * 128)
    assert buggy == pytest.approx(expected, rel=1e-3)


def test_lit_reflectance_by_hand(face_model: torch.nn.Module, batch: Batch) -> None:
    module = small(face_model, released_bugs=ReleasedBugs(lit_reflectance=True)).eval()
    face = module(batch)
    # Under ambient light alone every colour is the albedo times 0.8 pi / sqrt(4 pi).
    shade = 0.8 * math.pi / math.sqrt(4 * math.pi)
    plain = small(face_model).eval()._reflectance(face).item()
    assert module._reflectance(face).item() == pytest.approx(shade**2 * plain, rel=1e-4)
    face.output.sh_coefficients[:, 3] = 0.3  # light from the side adds to the variance
    assert module._reflectance(face).item() > 1.05 * shade**2 * plain


def test_what_the_mask_loss_will_lack_is_said_before_training(face_model: torch.nn.Module) -> None:
    weights = LossWeights(mask=1.0)
    later = small(face_model, loss_weights=weights, mask_loss_from_epoch=101)
    with pytest.raises(ValueError, match=r"the mask loss needs a face parser: give PARSER=file"):
        later.on_fit_start()
    small(face_model, loss_weights=weights, mask_loss="regions").on_fit_start()
    small(face_model, loss_weights=weights, masks=False).on_fit_start()


def test_what_is_rendered_may_count_later(
    face_model: torch.nn.Module, batch: Batch, monkeypatch: pytest.MonkeyPatch
) -> None:
    weights = LossWeights(mask=1.0)
    options = {"loss_weights": weights, "mask_loss": "regions"}
    both = {"photometric_from_epoch": 1, "mask_loss_from_epoch": 1}
    early = small(face_model, **both, **options)
    now = small(face_model, **options)
    expected = now.losses(now(batch), batch)
    with monkeypatch.context() as patch:
        patch.setattr(early, "render", None)  # nothing is rendered
        losses = early.losses(early(batch), batch)
    assert set(expected) - set(losses) == {"photometric", "mask"}
    assert all(torch.equal(losses[name], expected[name]) for name in losses)
    early.photometric_from_epoch = 0
    assert "mask" not in early.losses(early(batch), batch)
    assert "photometric" in early.losses(early(batch), batch)


def test_without_masks_nothing_needs_labels_to_predict(
    face_model: torch.nn.Module, batch: Batch
) -> None:
    blind = small(face_model, masks=False).eval()
    assert torch.equal(blind(without_labels(batch)).vertices, blind(batch).vertices)


def test_a_detached_mask_loss_has_no_gradient(
    face_model: torch.nn.Module, batch: Batch, parser_file: Path
) -> None:
    for detached in (False, True):
        module = small(
            face_model,
            face_parser=parser_file,
            loss_weights=LossWeights(mask=1.0),
            released_bugs=ReleasedBugs(detached_mask=detached),
        )
        assert module.losses(module(batch), batch)["mask"].requires_grad != detached


def test_default_heads_start_at_the_lens(face_model: torch.nn.Module) -> None:
    torch.manual_seed(0)
    heads = small(face_model, released_bugs=ReleasedBugs(default_heads=True)).network.rednet_fc
    assert heads.conv2_id.weight.std() > 0.01
    assert heads.conv2_offset_z_ft.bias.item() == pytest.approx(OFFSET_SHIFT, abs=0.2)
    assert heads.conv2_offset_xy_ft.bias.abs().max() < 0.2


def test_processes_with_more_views_count_more(face_model: torch.nn.Module, batch: Batch) -> None:
    module = small(face_model, supervise_missing_views=False).eval()
    alone = module.losses(module(batch), batch)
    strategy = SimpleNamespace(reduce=lambda own, reduce_op: torch.tensor(10.0))  # five views here
    module.__dict__["_trainer"] = SimpleNamespace(world_size=2, strategy=strategy, current_epoch=0)
    shared = module.losses(module(batch), batch)
    for name, value in alone.items():
        factor = 0.5 if name in ("photometric", "landmarks_2d") else 1.0
        assert shared[name].item() == pytest.approx(factor * value.item())
