from __future__ import annotations

import numpy as np
import torch

from losses.identity import identity_loss


def test_agrees_with_the_reference_values(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        a, b, expected = (torch.tensor(file[name]) for name in ("id_a", "id_b", "id_loss"))
    torch.testing.assert_close(identity_loss(a, b), expected)
    torch.testing.assert_close(identity_loss(3 * a, 0.2 * b), expected)


def test_by_hand_and_gradcheck():
    a = torch.tensor([[1.0, 0], [1, 1], [0, 2]]).double()
    b = torch.tensor([[5.0, 0], [0, 3], [0, -1]]).double()  # cosines 1, sqrt(1/2), -1
    expected = (0 + 1 - 0.5**0.5 + 2) / 3
    torch.testing.assert_close(identity_loss(a, b), torch.tensor(expected).double())
    inputs = [torch.randn(2, 6).double().requires_grad_() for _ in range(2)]
    assert torch.autograd.gradcheck(identity_loss, inputs)


def test_an_embedding_of_length_zero_has_a_gradient():
    b = torch.zeros(1, 4, requires_grad=True)
    loss = identity_loss(torch.ones(1, 4), b)
    loss.backward()
    assert loss == 1
    assert b.grad.isfinite().all()
