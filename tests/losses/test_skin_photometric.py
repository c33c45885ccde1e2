from __future__ import annotations

import numpy as np
import pytest
import torch

from losses.skin_photometric import skin_attention, skin_photometric_loss


@pytest.fixture
def pictures():
    images, diffuse, specular = torch.rand(3, 2, 3, 4, 5).double().unbind()
    return images, diffuse.requires_grad_(), specular.requires_grad_()


def test_agrees_with_the_reference_values(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        data = {name: torch.tensor(file[name]) for name in file.files if name.startswith("ph_")}
    skin = skin_attention(data["ph_p"])
    torch.testing.assert_close(skin, data["ph_C"], rtol=0, atol=0)
    given = data["ph_in"], data["ph_d"], data["ph_s"], skin, data["ph_face"] & data["ph_proj"]
    loss = skin_photometric_loss(*given, float(data["ph_eta"]))
    torch.testing.assert_close(loss, data["ph_loss"], rtol=2e-5, atol=0)
    for i, first in enumerate(data["ph_term1"]):
        one = [values[i : i + 1] for values in given]
        torch.testing.assert_close(skin_photometric_loss(*one, 0.0), first, rtol=2e-5, atol=0)
        second = skin_photometric_loss(*one) - first
        torch.testing.assert_close(second, data["ph_term2"][i], rtol=2e-5, atol=0)


def test_attention_by_hand():
    posterior = torch.tensor([0.0, 0.3, 0.5, 0.51, 1.0])
    assert skin_attention(posterior).tolist() == pytest.approx([0.0, 0.3, 0.5, 1.0, 1.0])


def test_gradcheck(pictures):
    images, diffuse, specular = pictures
    skin, mask = torch.rand(2, 4, 5).double(), torch.rand(2, 4, 5) > 0.3
    assert torch.autograd.gradcheck(
        lambda d, s: skin_photometric_loss(images, d, s, skin, mask, 0.7), (diffuse, specular)
    )


def test_equal_pictures_and_empty_masks_cost_nothing_and_have_gradients(pictures):
    images, diffuse, specular = pictures
    skin, full = torch.ones(2, 4, 5).double(), torch.ones(2, 4, 5, dtype=torch.bool)
    nothing = skin_photometric_loss(images, diffuse, specular, skin, ~full)
    assert nothing == 0
    equal = skin_photometric_loss(diffuse, diffuse, 0 * specular, skin, full)
    assert equal < 1e-3
    (nothing + equal).backward()
    assert diffuse.grad.isfinite().all()
    assert specular.grad.isfinite().all()


def test_neither_mask_nor_attention_pulls(pictures):
    images, diffuse, specular = pictures
    skin, mask = (torch.rand(2, 4, 5).double().requires_grad_() for _ in range(2))
    skin_photometric_loss(images, diffuse, specular, skin, mask).backward()
    assert skin.grad is None
    assert mask.grad is None
