"""The appearance track: what the studio knows scores 0, known errors score what they are."""

from __future__ import annotations

import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

import command_line
from benchmarks.__main__ import main
from benchmarks.appearance import Appearance
from benchmarks.errors import ScoringError
from benchmarks.predicted_skin import best_gain, linear_specular
from benchmarks.reconstruction import reconstruct
from face_datasets.appearance import IDS
from face_datasets.origin import write_synthetic_marker
from morphable_models import build_face_model
from predictions import Manifest, Prediction, PredictionWriter
from synthesis.appearance import draw_portrait, make_portrait
from synthesis.sculpting import Sculptor

COLOURS = (
    *("diffuse_albedo_error", "diffuse_albedo_gain_error"),
    *("specular_albedo_error", "specular_albedo_gain_error"),
    *("relit_error", "relit_gain_error"),
)
LIGHT = ("light_direction_deg", "shininess_log_ratio")


@pytest.fixture(scope="module")
def sculptor():
    return Sculptor(build_face_model("procedural"))


@pytest.fixture(scope="module")
def appearance(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("appearance")
    ids = [make_portrait(subject, root, sculptor, 0) for subject in range(2)]
    write_synthetic_marker(root, **{IDS: ids})
    return Appearance(root)


@pytest.fixture(scope="module")
def truths(appearance, sculptor):
    """What the studio knows, as a method would write it."""
    return [truth(appearance, sculptor, subject) for subject in range(2)]


def truth(appearance, sculptor, subject):
    drawn, scene = draw_portrait(subject, sculptor, 0), appearance.data.scene(f"{subject:03d}")
    head, intensity = drawn.head, drawn.light.lamp_intensity
    full = head.albedo + head.specular[:, None] * intensity
    image = appearance.data.image(f"{subject:03d}")
    return Prediction(
        drawn.view.camera_from_model(head.vertices).astype(np.float32),
        focal_length=scene.focal_length,
        principal_point=scene.principal_point.astype(np.float32),
        diffuse_albedo=(head.albedo**2.2).astype(np.float32),
        specular_albedo=(full**2.2 - head.albedo**2.2).astype(np.float32),
        light_direction=scene.light_direction().astype(np.float32),
        shininess=scene.light.shininess,
        image=image,
        image_mask=np.ones(image.shape[:2], bool),
    )


@pytest.fixture(scope="module")
def scored(appearance, truths, sculptor):
    """Return a function that scores the first portrait's truth with some fields replaced."""

    def score(frame="camera", mean_face=False, **fields):
        prediction = replace(truths[0], **fields)
        assert prediction.problem() is None
        ids = sculptor.landmark_indices
        options = {"frame": frame, "landmark_indices": ids, "mean_face": mean_face}
        return appearance.score("000", reconstruct(prediction, sculptor.faces, **options))

    return score


@pytest.fixture(scope="module")
def perfect(scored):
    return scored()


def test_the_truth_scores_nothing(perfect, appearance):
    assert set(perfect.values) <= {metric.name for metric in appearance.metrics}
    errors = {n: v for n, v in perfect.values.items() if n != "skin_covered"}
    assert {n: v for n, v in errors.items() if v > 1e-4} == {}
    assert {*COLOURS, *LIGHT, "image_error", "point_to_plane_mm"} <= set(errors)
    assert perfect.values["skin_covered"] == 1.0
    assert perfect.details["gains"]["diffuse"] == pytest.approx([1, 1, 1], abs=1e-5)


def test_the_portrait_is_what_a_method_has_seen(appearance, truths):
    (shown,) = appearance.photographs("000")
    assert np.array_equal(shown, truths[0].image)
    assert np.ptp(shown) > 100


def compared(appearance):
    maps = appearance.data.maps("000")
    mask = appearance.data.skin("000") & maps.coverage
    diffuse = maps.diffuse_albedo[mask].astype(np.float64)
    added = maps.specular_albedo[mask][:, None] * np.ones(3)
    return mask, diffuse, linear_specular(diffuse, added)


def test_a_gain_of_the_albedo_is_an_error_and_then_none(scored, truths, appearance):
    _, diffuse, specular = compared(appearance)
    gains = np.array([1.1, 0.9, 1.3])
    darker = scored(diffuse_albedo=(truths[0].diffuse_albedo * gains**2.2).astype(np.float32))
    expected = np.abs((gains - 1) * diffuse).mean()
    assert darker.values["diffuse_albedo_error"] == pytest.approx(expected, rel=1e-4)
    assert darker.values["diffuse_albedo_gain_error"] < 1e-5
    assert darker.values["specular_albedo_error"] < 1e-3  # no matter which the diffuse albedo is
    shinier = scored(specular_albedo=1.5 * truths[0].specular_albedo)
    expected = 0.5 * specular.mean()
    assert shinier.values["specular_albedo_error"] == pytest.approx(expected, rel=1e-3)
    assert shinier.values["specular_albedo_gain_error"] < 1e-4
    assert shinier.values["diffuse_albedo_error"] < 1e-5
    assert shinier.details["gains"]["specular"] == pytest.approx(1 / 1.5, rel=1e-3)


def test_the_best_gain_is_best_for_the_mean_absolute_error():
    rng = np.random.default_rng(0)
    predicted, truth = rng.random(50), rng.random(50)
    gain = best_gain(predicted, truth)
    errors = [np.abs(g * predicted - truth).mean() for g in np.linspace(0, 3, 3001)]
    assert np.abs(gain * predicted - truth).mean() <= min(errors)
    assert best_gain(np.zeros(3), truth[:3]) == 1.0


def test_light_is_off_by_what_it_was_turned_by(scored, truths):
    direction = truths[0].light_direction.astype(np.float64)
    across = np.cross(direction, [0.0, 0.0, 1.0])
    across /= np.linalg.norm(across)
    turned = np.cos(np.radians(10)) * direction + np.sin(np.radians(10)) * across
    values = scored(light_direction=turned, shininess=truths[0].shininess / 2).values
    assert values["light_direction_deg"] == pytest.approx(10, abs=1e-3)
    assert values["shininess_log_ratio"] == pytest.approx(np.log(2))


def test_relit_and_rendered_pictures(scored, truths, appearance):
    """A face that reflects nothing is black in any light."""
    mask, *_ = compared(appearance)
    black = np.zeros_like(truths[0].diffuse_albedo)
    values = scored(diffuse_albedo=black, specular_albedo=black).values
    picture = appearance.data.relit("000")[mask] / 255
    assert values["relit_error"] == pytest.approx(picture.mean())
    assert values["relit_gain_error"] == values["relit_error"]
    photo = appearance.data.image("000")
    other = np.where(photo > 127, photo - 51, photo + 51).astype(np.uint8)
    assert scored(image=other).values["image_error"] == pytest.approx(0.2)
    assert scored(specular_albedo=None).values["relit_error"] > 0.001  # without its highlights


def test_a_face_twice_as_large_and_far_is_the_same_picture(scored, truths, perfect):
    values = scored(vertices=2 * truths[0].vertices).values
    assert values == pytest.approx(perfect.values, abs=1e-4)


def test_what_a_prediction_lacks_is_absent(scored, truths):
    names = ("diffuse_albedo", "specular_albedo", "light_direction", "shininess", "image")
    nothing = dict.fromkeys((*names, "image_mask"))
    values = scored(frame="any", **nothing).values
    assert not set(values) & {*COLOURS, *LIGHT, "image_error", "skin_covered"}
    assert values["point_to_plane_mm"] < 1e-4
    values = scored(specular_albedo=None, light_direction=None).values
    assert {n for n in (*COLOURS, *LIGHT) if n not in values} == {
        *("specular_albedo_error", "specular_albedo_gain_error", "light_direction_deg")
    }
    mean = {"mean_face_vertices": truths[0].vertices, **nothing}
    values = scored(mean_face=True, mean_diffuse_albedo=truths[0].diffuse_albedo, **mean).values
    assert values["diffuse_albedo_error"] < 1e-4
    assert "light_direction_deg" not in values


def test_what_cannot_be_seen_says_why(scored, truths):
    with pytest.raises(ScoringError, match=r"frame 'any'; write records in the frame 'camera'"):
        scored(frame="any")
    with pytest.raises(ScoringError, match="covers 0 pixels"):
        scored(principal_point=truths[0].principal_point + 4000)
    with pytest.raises(ScoringError, match="2 x 2 pixels, expected the photograph's 256 x 256"):
        scored(image=np.zeros((2, 2, 3), np.uint8), image_mask=np.ones((2, 2), bool))


def bench(appearance, runs, monkeypatch, jobs):
    words = ["benchmarks", "appearance", "--data-root", appearance.root, "--runs", runs]
    monkeypatch.setattr(sys, "argv", [*map(str, words), "--jobs", str(jobs), "--fresh"])
    command_line.run(main)
    return pd.read_csv(runs / "someone" / "scores" / "appearance.csv")


def test_missing_predictions_are_counted_and_processes_do_not_matter(
    appearance, truths, sculptor, tmp_path, monkeypatch, capsys
):
    manifest = Manifest("someone", "c", "c", "c", "c", "procedural", "camera", "procedural", "now")
    folder = tmp_path / "someone" / "predictions" / "appearance"
    ids = sculptor.landmark_indices
    writer = PredictionWriter(folder, manifest, sculptor.faces, landmark_indices=ids)
    darker = (truths[1].diffuse_albedo * 0.7).astype(np.float32)
    writer.write("001", replace(truths[1], diffuse_albedo=darker))
    one = bench(appearance, tmp_path, monkeypatch, 1)
    assert "no prediction" in one.to_csv()
    assert "appearance (synthetic)" in capsys.readouterr().out
    pd.testing.assert_frame_equal(one, bench(appearance, tmp_path, monkeypatch, 2))
    assert one["diffuse_albedo_error"].iloc[-1] > 0.01
