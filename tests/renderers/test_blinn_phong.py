from __future__ import annotations

import numpy as np
import torch
from torch.nn.functional import normalize

from renderers import specular


def test_agrees_with_the_reference_values_and_gradients(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as reference:
        data = {
            name: torch.tensor(reference[name])
            for name in reference.files
            if name.startswith("bp_") or name == "normals"
        }
    normals, shininess = data["normals"].requires_grad_(), data["bp_phi"].requires_grad_()
    view = normalize(data["bp_cam"] - data["bp_verts"], dim=-1)
    light = normalize(data["bp_light"][:, None] - data["bp_verts"], dim=-1)
    factor = specular(normals, view, light, shininess[:, None])
    torch.testing.assert_close(factor, data["bp_factor"], rtol=0, atol=1e-10)
    factor.sum().backward()
    torch.testing.assert_close(normals.grad, data["bp_dsum_dn"], rtol=1e-8, atol=1e-8)
    torch.testing.assert_close(shininess.grad, data["bp_dsum_dphi"], rtol=1e-8, atol=1e-8)
    gated = specular(normals, view, light, shininess[:, None], lit_side_only=True)
    torch.testing.assert_close(gated, data["bp_factor_gated"], rtol=0, atol=1e-10)


def test_by_hand():
    view, light = torch.tensor([0.0, 0, 1]), torch.tensor([1.0, 0, 0])  # half: 45 degrees
    normal = torch.tensor([0.0, 0, 1])
    factor = specular(normal, view, light, torch.tensor(4.0))
    torch.testing.assert_close(factor, torch.tensor(0.25))
    assert specular(-normal, view, light, torch.tensor(4.0)) == 0
    assert specular(normal, view, light, torch.tensor(4.0), lit_side_only=True) == 0


def test_gradients_are_numbers_everywhere():
    # Facing away, grazing (cosine exactly 0), head-on, and light opposite to the eye.
    normals = torch.tensor([[0.0, 0, -1], [0, 1, 0], [0, 0, 1], [0, 0, 1]], requires_grad=True)
    view = torch.tensor([0.0, 0, 1]).repeat(4, 1).requires_grad_()
    light = torch.tensor([[0.0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 0, -1]], requires_grad=True)
    shininess = torch.tensor([1.0, 20, 200, 8], requires_grad=True)
    specular(normals, view, light, shininess).sum().backward()
    for leaf in (normals, view, light, shininess):
        assert leaf.grad.isfinite().all()
    assert normals.grad[2, 2] == 200
