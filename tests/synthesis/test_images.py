from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from geometry.crops import CropTransform
from morphable_models import FACE_PARSING_REGIONS
from renderers.spherical_harmonics import UNIT_AMBIENT
from synthesis.backgrounds import draw_background
from synthesis.images import develop, render_head
from synthesis.lights import Light
from synthesis.occluders import occlude
from synthesis.seeds import generator
from synthesis.views import head_rotation, orthographic_view, pinhole_view

SIZE = 256


def small(view):
    return view.cropped(CropTransform(0.25, (0.0, 0.0), SIZE // 4))


def ambient_light(intensity: float = 0.0) -> Light:
    sh = np.zeros((9, 3), np.float32)
    sh[0] = UNIT_AMBIENT
    return Light(sh, np.array([0, 0, -800], np.float32), intensity, 20.0)


@pytest.fixture(scope="module")
def frontal(sculptor, head):
    view = pinhole_view(generator(1), head_rotation(0.0, 0.0, 0.0), np.zeros(3))
    return view, render_head(
        head, sculptor.faces, sculptor.regions, view=view, light=ambient_light(), size=SIZE
    )


def test_ambient_light_shows_the_albedo(sculptor, head):
    plain = replace(head, albedo=np.full_like(head.albedo, 0.4))
    view = small(orthographic_view(generator(1), head_rotation(10.0, 30.0, 0.0), np.zeros(3)))
    render = render_head(
        plain, sculptor.faces, sculptor.regions, view=view, light=ambient_light(), size=64
    )
    full = render.coverage == 1
    assert full.sum() > 500
    np.testing.assert_allclose(render.colors[full], 0.4, atol=1e-5)
    composed = render.over(np.ones((64, 64, 3)))
    np.testing.assert_allclose(composed[render.coverage == 0], 1)


def test_highlights_only_brighten(sculptor, head):
    view = small(pinhole_view(generator(1), head_rotation(0.0, 0.0, 0.0), np.zeros(3)))
    args = (head, sculptor.faces, sculptor.regions)
    dull = render_head(*args, view=view, light=ambient_light(0.0), size=64).colors
    glossy = render_head(*args, view=view, light=ambient_light(1.0), size=64).colors
    assert (glossy - dull).min() > -1e-6
    assert (glossy - dull).max() > 0.02


def test_labels_lie_under_the_landmarks(sculptor, head, frontal):
    view, render = frontal
    pixels = view.project(head.vertices[sculptor.landmark_indices]).astype(int)
    labels = [FACE_PARSING_REGIONS[render.parsing[v, u]] for u, v in pixels]
    assert labels[29] == labels[30] == "nose"
    assert labels[19] == "right_brow"
    assert labels[24] == "left_brow"
    for eye, name in (((36, 42), "right_eye"), ((42, 48), "left_eye")):
        u, v = pixels[slice(*eye)].mean(axis=0).astype(int)
        assert FACE_PARSING_REGIONS[render.parsing[v, u]] in (name, "skin")  # or a closed lid
    assert render.parsing[0, 0] == 0
    assert not render.parsing[render.coverage == 0].any()


def test_the_covered_area_is_the_projection_of_the_mesh(sculptor, head, frontal):
    view, render = frontal
    pixels = np.floor(view.project(head.vertices)).astype(int)
    inside = ((pixels >= 1) & (pixels < SIZE - 1)).all(axis=1)
    u, v = pixels[inside].T
    around = np.max([render.coverage[v + j, u + i] for i in (-1, 0, 1) for j in (-1, 0, 1)], axis=0)
    assert (around > 0).all()
    silhouette = render.coverage > 0
    columns = np.flatnonzero(silhouette.any(axis=0))
    assert abs(columns.min() - max(pixels[:, 0].min(), 0)) <= 1
    assert abs(columns.max() - min(pixels[:, 0].max(), SIZE - 1)) <= 1


def test_developing_keeps_the_mean_and_adds_noise():
    picture = np.full((50, 50, 3), 0.5, np.float32)
    developed = [develop(generator(k), picture) for k in range(5)]
    assert all(image.dtype == np.uint8 for image in developed)
    assert np.mean(developed) == pytest.approx(127.5, abs=1)
    assert np.std(developed) > 0.5


def test_backgrounds_fill_the_range_and_repeat_with_their_seed():
    pictures = [draw_background(generator(k), 32) for k in range(20)]
    assert all(p.shape == (32, 32, 3) for p in pictures)
    assert min(p.min() for p in pictures) >= -1e-6
    assert max(p.max() for p in pictures) <= 1 + 1e-6
    np.testing.assert_array_equal(pictures[3], draw_background(generator(3), 32))
    assert np.std([p.mean() for p in pictures]) > 0.05


def test_occluders_cover_part_of_the_face_and_its_labels(sculptor, head, frontal):
    view, render = frontal
    landmarks = view.project(head.vertices[sculptor.landmark_indices])
    picture = render.over(np.zeros((SIZE, SIZE, 3), np.float32))
    shares = []
    for k in range(24):
        changed, labels = occlude(generator(k), picture, render.parsing, landmarks)
        hidden = (labels == 0) & (render.parsing > 0)
        assert (np.abs(changed - picture).max(axis=2)[hidden] > 0).all()
        assert (labels[~hidden] == render.parsing[~hidden]).all()
        shares.append(hidden.sum() / (render.parsing > 0).sum())
    assert max(shares) < 0.6
    assert np.mean(np.array(shares) > 0.01) > 0.7
