from __future__ import annotations

import numpy as np
import torch

from synthesis.people import draw_expression, draw_person
from synthesis.seeds import generator

NAMES = (
    "jawOpen",
    "mouthClose",
    "mouthSmile_L",
    "mouthSmile_R",
    "eyeLookIn_L",
    "eyeLookOut_L",
    "eyeLookIn_R",
    "eyeLookOut_R",
    "PupilDilate_L",
    "eyeBlink_L",
    "eyeBlink_R",
    "eyeWide_L",
    "eyeWide_R",
    "jaw_left",
    "jaw_right",
)


def draws(n):
    rows = [draw_expression(generator(1, k), NAMES) for k in range(n)]
    return {
        name: np.array(column) for name, column in zip(NAMES, zip(*rows, strict=True), strict=True)
    }


def test_expressions_are_weights_that_a_face_can_make():
    drawn = draws(400)
    for weights in drawn.values():
        assert weights.min() >= 0
        assert weights.max() <= 1
    closing = drawn["mouthClose"] > 0
    assert closing.any()
    assert (drawn["jawOpen"][closing] >= drawn["mouthClose"][closing]).all()
    assert not drawn["PupilDilate_L"].any()
    assert not ((drawn["eyeBlink_L"] > 0) & (drawn["eyeWide_L"] > 0)).any()
    assert not ((drawn["jaw_left"] > 0) & (drawn["jaw_right"] > 0)).any()


def test_both_sides_move_together_and_both_eyes_look_the_same_way():
    drawn = draws(400)
    smiling = drawn["mouthSmile_L"] > 0
    assert 0 < smiling.mean() < 0.9
    assert ((drawn["mouthSmile_R"] > 0) == smiling).all()
    ratio = drawn["mouthSmile_R"][smiling] / drawn["mouthSmile_L"][smiling]
    assert 0.6 < ratio.min() < ratio.max() < 1.6
    # The left eye turns out (to the subject's left) exactly when the right one turns in.
    np.testing.assert_allclose(drawn["eyeLookOut_L"], drawn["eyeLookIn_R"])
    np.testing.assert_allclose(drawn["eyeLookIn_L"], drawn["eyeLookOut_R"])
    assert not ((drawn["eyeLookOut_L"] > 0) & (drawn["eyeLookOut_R"] > 0)).any()


def test_a_subject_stays_the_same_in_every_expression(model):
    first = draw_person(generator(3, 7), generator(3, 7, 1), model)
    second = draw_person(generator(3, 7), generator(3, 7, 2), model)
    other = draw_person(generator(4, 7), generator(3, 7, 1), model)
    np.testing.assert_array_equal(first.identity, second.identity)
    np.testing.assert_array_equal(first.albedo, second.albedo)
    assert first.detail_seed == second.detail_seed
    assert not np.array_equal(first.expression, second.expression)
    assert not np.array_equal(first.identity, other.identity)
    np.testing.assert_array_equal(first.expression, other.expression)


def test_subjects_are_draws_from_the_unit_normal(model):
    people = [draw_person(generator(0, k), generator(0, k, 1), model) for k in range(60)]
    identity = np.stack([p.identity for p in people])
    assert abs(identity.mean()) < 0.06
    assert abs(identity.std() - 1) < 0.08
    skins = [model.diffuse_albedo(torch.from_numpy(p.albedo)[None])[0] for p in people]
    tones = torch.stack([skin[model.face_crop].mean() for skin in skins])
    assert tones.min() > 0.15
    assert tones.max() < 0.88
    assert tones.max() - tones.min() > 0.25  # not all the same
