from __future__ import annotations

import numpy as np
import torch

from losses.specular_landmarks import specular_landmark_loss, specular_landmark_weights


def test_agrees_with_the_reference_values(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        data = {name: torch.tensor(file[name]) for name in file.files if name.startswith("lm_")}
    torch.testing.assert_close(specular_landmark_weights().double(), data["lm_mu"])
    predicted, target = data["lm_pred"], data["lm_gt"]
    torch.testing.assert_close(specular_landmark_loss(predicted, target), data["lm_loss"])
    squared = specular_landmark_loss(predicted, target, squared=True)
    torch.testing.assert_close(squared, data["lm_loss_squared"])


def test_five_pixels_of_one_landmark():
    target = torch.rand(1, 68, 2)
    for landmark, weight in [(16, 1), (17, 20), (26, 20), (27, 1), (48, 20), (59, 20), (60, 1)]:
        moved = target.clone()
        moved[0, landmark] += torch.tensor([3.0, -4.0])
        for squared, expected in ((False, 5.0), (True, 25.0)):
            loss = specular_landmark_loss(moved, target, squared)
            torch.testing.assert_close(loss, torch.tensor(expected * weight / 68))


def test_gradients():
    inputs = [(9 * torch.rand(1, 68, 2).double()).requires_grad_() for _ in range(2)]
    assert torch.autograd.gradcheck(specular_landmark_loss, inputs)
    assert torch.autograd.gradcheck(lambda p, t: specular_landmark_loss(p, t, True), inputs)
    met = torch.zeros(1, 68, 2, requires_grad=True)
    specular_landmark_loss(met, torch.zeros(1, 68, 2)).backward()
    assert (met.grad == 0).all()
