"""The flow loss pulls geometry: on synthetic photographs of one moment, from wrong poses or people.

`pytest -s` prints the figures of docs/methods/mfnet.md.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
import pytest
import torch

from geometry.cameras import FRONTAL_ROTATION, WeakPerspectiveCamera
from geometry.rotations import matrix_to_axis_angle
from lightning_modules.mfnet import Mfnet, MfnetFace
from lightning_modules.mfnet_options import MfnetChoices
from lightning_modules.mfnet_scene import FRONT
from losses.optical_flow import flow_loss
from morphable_models import build_face_model
from networks.mfnet import MfnetOutput
from synthesis.backgrounds import draw_background
from synthesis.images import develop, render_head
from synthesis.multi_pie import flash_beside
from synthesis.people import draw_person
from synthesis.sculpting import Sculptor
from synthesis.views import View, head_rotation

SIZE, MM_PER_CROP, N_HEADS, STEPS = 96, 220.0, 2, 14


class Moment(NamedTuple):
    """Photographs of N heads from three sides, and the truth."""

    images: torch.Tensor
    output: MfnetOutput


@pytest.fixture(scope="module")
def model() -> torch.nn.Module:
    return build_face_model("procedural")


@pytest.fixture(scope="module")
def moment(model: torch.nn.Module) -> Moment:
    """Draw heads; cameras and a flash stand round them, as in Multi-PIE's room."""
    sculptor, centre = Sculptor(model), model.pose_origin.numpy()
    pixels = torch.tensor([SIZE / MM_PER_CROP]), torch.full((1, 2), SIZE / 2)
    images, turns, people = [], [], []
    for seed in range(N_HEADS):
        rng = np.random.default_rng(seed)
        person = draw_person(rng, rng, model)
        people.append(person)
        head, flash = sculptor.sculpt(person), int(rng.choice([0, 45, -45]))
        for yaw in (-45, 0, 45):
            rotation = head_rotation(float(rng.normal(0, 4)), float(yaw), float(rng.normal(0, 3)))
            before = np.array([0, 0, 2000.0]) - rotation @ centre
            view = View(rotation, before, WeakPerspectiveCamera(*pixels))
            render = render_head(
                head,
                sculptor.faces,
                sculptor.regions,
                view=view,
                light=flash_beside(yaw, flash),
                size=SIZE,
            )
            images.append(develop(rng, render.over(draw_background(rng, SIZE))))
            turns.append(FRONTAL_ROTATION.double() @ torch.from_numpy(rotation))
    camera = torch.tensor([2000 / MM_PER_CROP, -centre[0] / 1000, -centre[1] / 1000])
    output = MfnetOutput(
        torch.tensor(np.stack([person.identity for person in people])).float(),
        torch.tensor(np.stack([person.expression for person in people])).float(),
        torch.zeros(N_HEADS, 3, model.n_albedo),
        matrix_to_axis_angle(torch.stack(turns)).float().view(N_HEADS, 3, 3),
        camera.float().expand(N_HEADS, 3, 3),
        torch.zeros(N_HEADS, 3, 9, 3),
    )
    photographs = torch.from_numpy(np.stack(images)).movedim(-1, 1).float() / 255
    return Moment(photographs.view(N_HEADS, 3, 3, SIZE, SIZE), output)


def posed(module: Mfnet, moment: Moment, output: MfnetOutput) -> MfnetFace:
    model = module.morphable_model
    seen = module.scene.pose(model, output.identity, output.expression, output.pose, output.camera)
    return MfnetFace(output, moment.images, seen)


def errors(
    model: torch.nn.Module, moment: Moment, wrong: str, *, co_visible: bool
) -> tuple[float, float]:
    """Return the error of the front view's face in mm, before and after steps on Eq. 6 alone."""
    module = Mfnet(
        model,
        image_size=SIZE,
        backbone="resnet10t",
        channels=(4, 4, 4, 4),
        hidden=4,
        choices=MfnetChoices(co_visible_mask=co_visible),
    )
    true = moment.output
    with torch.no_grad():
        truth = posed(module, moment, true)
    batch = {"landmarks_2d": truth.landmarks_2d}
    off = torch.zeros_like(true.pose if wrong == "pose" else true.identity)
    if wrong == "pose":
        off[:, FRONT, 1] = math.radians(4.0)
    else:
        off += torch.randn(off.shape, generator=torch.Generator().manual_seed(0))
    off.requires_grad_()
    optimizer = torch.optim.Adam([off], lr=0.008 if wrong == "pose" else 0.1)
    found = []
    for _ in range(STEPS + 1):
        if wrong == "pose":
            turned = torch.zeros_like(off)
            turned[:, FRONT] = off[:, FRONT]
            output = true._replace(pose=true.pose + turned)
        else:
            output = true._replace(identity=true.identity + off)
        face = posed(module, moment, output)
        difference = (face.posed.vertices - truth.posed.vertices)[FRONT::3, model.face_crop]
        found.append(difference.norm(dim=-1).mean().item())
        carried = module.carry(face, module.scene.see(face.posed), batch)
        loss = flow_loss(module.estimate_flow(face, carried), carried.mask)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return found[0], found[-1]


@pytest.mark.slow
@pytest.mark.parametrize("wrong", ["pose", "identity"])
def test_steps_on_the_flow_loss_alone_bring_a_face_to_its_photographs_if_it_is_masked(
    model: torch.nn.Module, moment: Moment, wrong: str
) -> None:
    before, masked = errors(model, moment, wrong, co_visible=True)
    again, whole = errors(model, moment, wrong, co_visible=False)
    print(f"{wrong}: {before:.2f} mm, masked {masked:.2f}, whole images {whole:.2f}")  # noqa: T201
    assert before == again
    assert masked < 0.75 * before
    assert masked < whole
