from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import torch

from geometry.meshes import vertex_normals
from morphable_models import FACE_PARSING_REGIONS
from synthesis.sculpting import LUMP_RMS_MM, RELIEF_RMS_MM


def test_detail_has_the_promised_size_and_spares_eyes_and_mouth(sculptor, model):
    fields = np.stack([sculptor.displacement(seed) for seed in range(40)])
    away = sculptor._damping == 1
    rms = np.sqrt((fields[:, away] ** 2).mean())
    assert rms == pytest.approx(np.hypot(LUMP_RMS_MM, RELIEF_RMS_MM), rel=0.1)
    thin = [FACE_PARSING_REGIONS.index(n) for n in ("left_eye", "right_eye", "mouth")]
    assert not fields[:, np.isin(sculptor.regions, thin)].any()


def test_detail_belongs_to_the_subject_not_to_the_expression(sculptor, person):
    neutral = replace(person, expression=np.zeros_like(person.expression))
    zero_detail = sculptor.displacement(person.detail_seed)
    moved = sculptor.sculpt(neutral).vertices
    with torch.no_grad():
        smooth = sculptor.model.vertices(
            torch.from_numpy(person.identity)[None], torch.zeros(1, len(person.expression))
        )[0]
    offset = np.linalg.norm(moved - smooth.numpy(), axis=1)
    np.testing.assert_allclose(offset, np.abs(zero_detail), atol=1e-3)
    other = sculptor.displacement(person.detail_seed + 1)
    assert np.corrcoef(zero_detail, other)[0, 1] < 0.5


def test_the_dense_head_goes_through_the_same_vertices(sculptor, dense, person):
    coarse, fine = sculptor.sculpt(person), dense.sculpt(person)
    n = len(coarse.vertices)
    assert len(dense.faces) == 4 * len(sculptor.faces)
    # Normals of the finer surface differ a little; the displacement along them is below 3 mm.
    assert np.linalg.norm(coarse.vertices - fine.vertices[:n], axis=1).max() < 0.25
    np.testing.assert_array_equal(coarse.albedo, fine.albedo[:n])
    np.testing.assert_array_equal(sculptor.regions, dense.regions[:n])


def test_normals_agree_with_the_geometry_package(sculptor, head):
    faces = torch.from_numpy(sculptor.faces)
    expected = vertex_normals(torch.from_numpy(head.vertices).double()[None], faces)[0].numpy()
    used = np.unique(sculptor.faces)
    np.testing.assert_allclose(head.normals[used], expected[used], atol=2e-3)


def test_no_coefficients_of_the_model_describe_the_detail(sculptor, person, head):
    """So that nobody scores zero: least squares over all modes leaves more than 0.3 mm."""
    model = sculptor.model
    crop = model.face_crop.numpy()
    identity, expression = torch.eye(model.n_identity), torch.eye(model.n_expression)
    with torch.no_grad():
        mean = model.mean_shape
        none = torch.zeros(1, model.n_expression), torch.zeros(1, model.n_identity)
        modes = torch.cat(
            [
                model.vertices(identity, none[0].expand(len(identity), -1)) - mean,
                model.vertices(none[1].expand(len(expression), -1), expression) - mean,
            ]
        )
    A = modes[:, crop].flatten(1).T.double().numpy()
    b = (head.vertices[crop] - mean.numpy()[crop]).ravel().astype(np.float64)
    residual = b - A @ np.linalg.lstsq(A, b, rcond=None)[0]
    assert np.sqrt((residual.reshape(-1, 3) ** 2).sum(axis=1).mean()) > 0.3
