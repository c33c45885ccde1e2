from __future__ import annotations

import numpy as np
import pytest
import torch

from renderers import shade_sh
from synthesis.lights import Light, draw_light, flash_light, vary_light
from synthesis.seeds import generator


def shade(light: Light, normal) -> float:
    normals = torch.tensor(normal, dtype=torch.float32).view(1, 3, 1, 1)
    coefficients = torch.from_numpy(light.sh_coefficients)[None]
    return float(shade_sh(torch.ones(1, 3, 1, 1), normals, coefficients, "lambert").mean())


def test_exposure_of_a_surface_that_faces_the_camera():
    shades = [shade(draw_light(generator(0, k)), [0.0, 0.0, -1.0]) for k in range(50)]
    assert min(shades) == pytest.approx(0.75, abs=0.05)
    assert max(shades) == pytest.approx(1.15, abs=0.05)


def test_light_comes_from_somewhere_and_rather_from_above():
    lights = [draw_light(generator(1, k)) for k in range(60)]
    above = [shade(light, [0.0, -1.0, 0.0]) - shade(light, [0.0, 1.0, 0.0]) for light in lights]
    sides = [shade(light, [1.0, 0.0, 0.0]) - shade(light, [-1.0, 0.0, 0.0]) for light in lights]
    assert np.mean(above) > 0.05
    assert min(sides) < -0.15
    assert max(sides) > 0.15


def test_a_varied_light_is_similar_but_not_the_same():
    light = draw_light(generator(2))
    varied = vary_light(generator(3), light)
    difference = np.abs(varied.sh_coefficients - light.sh_coefficients).max()
    assert 0 < difference < 0.25 * light.sh_coefficients.max()
    np.testing.assert_array_equal(varied.lamp, light.lamp)


def test_a_flash_lights_what_faces_it():
    direction = np.array([0.6, 0.0, -0.8])
    light = flash_light(direction)
    assert shade(light, direction) == pytest.approx(1.0, abs=1e-5)
    assert shade(light, [0.0, 0.0, -1.0]) < 0.95
    assert shade(light, -direction) < 0.4
    np.testing.assert_allclose(light.lamp / np.linalg.norm(light.lamp), direction, atol=1e-6)
