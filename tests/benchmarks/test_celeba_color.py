from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pytest

import command_line
from benchmarks.__main__ import main
from benchmarks.bootstrap import pooled_interval
from benchmarks.celeba_color import CelebAColor, CelebAColorFace, score_images
from benchmarks.errors import ScoringError
from benchmarks.reconstruction import Reconstruction
from face_datasets.celeba import CelebA
from face_datasets.celeba_writer import write_celeba_image, write_celeba_lists
from face_datasets.origin import write_synthetic_marker
from predictions import Manifest, Prediction, PredictionWriter

IDS = ("182638", "182640")
SHAPE = (218, 178)
EVERYWHERE = np.ones(SHAPE, bool)


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    """Grey images; the skin is the upper half, with two rows of an eye."""
    root = tmp_path_factory.mktemp("celeba")
    parsing = np.zeros(SHAPE, np.uint8)
    parsing[:109] = 1
    parsing[50:52] = 5
    for sample_id in IDS:
        write_celeba_image(root, sample_id, np.full((*SHAPE, 3), 100, np.uint8), parsing)
    write_celeba_lists(
        root, dict.fromkeys(IDS, np.ones((5, 2))), dict.fromkeys(IDS, 2), dict.fromkeys(IDS, 3)
    )
    write_synthetic_marker(root, dataset="celeba")
    return root


@pytest.fixture(scope="module")
def color(root):
    return CelebAColor(root)


def rendered(image, mask=EVERYWHERE):
    return Reconstruction(image=image, image_mask=mask)


def test_the_photograph_is_what_a_method_has_seen(color):
    (shown,) = color.photographs(IDS[0])
    assert (shown.shape, shown[5, 7].tolist()) == ((*SHAPE, 3), [100, 100, 100])


def test_the_photograph_itself_scores_zero(color, root):
    score = color.score(IDS[0], rendered(CelebA(root).image(IDS[0])))
    assert {score.values[m] for m in ("color_error", "color_std", "color_l2")} == {0.0}
    assert score.values["skin_covered"] == 1.0
    assert score.details["pixels"] == 107 * 178


def test_hand_worked_colours():
    """Differences (51, 0, 0) and (-51, -102, 0) of 255: means 1/15, 1/5; lengths 1/5, √5 / 5."""
    photo = np.full((1, 3, 3), 100, np.uint8)
    picture = np.array([[[49, 100, 100], [151, 202, 100], [0, 0, 0]]], np.uint8)
    everywhere = np.ones((1, 3), bool)
    values = score_images(photo, picture, np.array([[True, True, False]]), everywhere).values
    assert values["color_error"] == pytest.approx((1 / 15 + 1 / 5) / 2)
    assert values["color_std"] == pytest.approx((1 / 5 - 1 / 15) / 2)
    assert values["color_l2"] == pytest.approx((1 / 5 + 5**0.5 / 5) / 2)
    assert values["skin_covered"] == pytest.approx(2 / 3)


def test_only_skin_under_the_rendered_face_counts(color, root):
    image = CelebA(root).image(IDS[0]).copy()
    image[109:] = 255  # below the skin
    image[50:52] = 0  # the eye
    image[:20] = 7  # not rendered
    mask = EVERYWHERE.copy()
    mask[:20] = False
    score = color.score(IDS[0], rendered(image, mask))
    assert score.values["color_error"] == 0.0
    assert score.values["skin_covered"] == pytest.approx((107 - 20) / 107)
    face = CelebAColorFace(root).score(IDS[0], rendered(image, mask))
    assert face.values["color_error"] == pytest.approx(2 / 89 * 100 / 255)


def test_mean_and_deviation_are_pooled_over_pixels(color, root):
    """A small mask with a large error must not weigh as much as a whole face."""
    photo = CelebA(root).image(IDS[0]).astype(int)
    small = np.zeros(SHAPE, bool)
    small[0, :10] = True
    scores = [
        color.score(IDS[0], rendered((photo + 51).astype(np.uint8), small)),
        color.score(IDS[1], rendered((photo + 102).astype(np.uint8))),
    ]
    pixels = np.repeat([0.2, 0.4], [10, 107 * 178])
    distances = [score.distances for score in scores]
    mean = pooled_interval(distances, ["a", "b"], "pooled-mean").value
    deviation = pooled_interval(distances, ["a", "b"], "pooled-std").value
    assert mean == pytest.approx(pixels.mean(), rel=1e-6)
    assert deviation == pytest.approx(pixels.std(), rel=1e-4)
    aggregates = {metric.name: metric.aggregate for metric in color.metrics}
    assert aggregates["color_error"] == "pooled-mean"
    assert aggregates["color_std"] == "pooled-std"


def test_what_cannot_be_scored_says_why(color, root):
    image = CelebA(root).image(IDS[0])
    below = np.zeros(SHAPE, bool)
    below[110:] = True
    with pytest.raises(ScoringError, match="do not overlap"):
        color.score(IDS[0], rendered(image, below))
    with pytest.raises(ScoringError, match="224 x 224 pixels, expected the photograph's 178 x 218"):
        color.score(IDS[0], rendered(np.zeros((224, 224, 3), np.uint8), np.ones((224, 224), bool)))
    with pytest.raises(ScoringError, match="no rendered image"):
        color.score(IDS[0], Reconstruction())


def test_unprepared_data_is_refused_before_scoring(root, tmp_path):
    for sample_id in IDS:
        write_celeba_image(
            tmp_path, sample_id, np.zeros((*SHAPE, 3), np.uint8), np.zeros(SHAPE, np.uint8)
        )
    write_celeba_lists(
        tmp_path, dict.fromkeys(IDS, np.ones((5, 2))), dict.fromkeys(IDS, 2), dict.fromkeys(IDS, 3)
    )
    write_synthetic_marker(tmp_path, dataset="celeba")
    color = CelebAColor(tmp_path)
    with pytest.raises(ScoringError, match="shows no skin"):
        color.score(IDS[0], rendered(np.zeros((*SHAPE, 3), np.uint8)))
    (tmp_path / "prepared" / "parsing" / f"{IDS[1]}.png").unlink()
    with pytest.raises(FileNotFoundError, match="CelebA has no face parsing"):
        CelebAColor(tmp_path)


def test_both_images_of_a_person_belong_together(color):
    assert color.ids() == list(IDS)
    assert {color.subject(i) for i in IDS} == {"3"}
    assert [path.suffix for path in color.inputs(IDS[0])] == [".jpg", ".png"]
    assert CelebAColorFace.prediction_set == color.prediction_set == "celeba"


def test_the_mean_face_in_the_same_pose_and_light_is_a_row_of_its_own(root, tmp_path, monkeypatch):
    runs = tmp_path / "runs"
    manifest = Manifest("ours", "", "0", "0", "0", "none", "any", "", "today")
    writer = PredictionWriter(
        runs / "ours" / "predictions" / "celeba", manifest, np.array([[0, 1, 2]])
    )
    exact, darker = np.full((*SHAPE, 3), 100, np.uint8), np.full((*SHAPE, 3), 49, np.uint8)
    pictures = {"image": exact, "image_mask": EVERYWHERE}
    pictures |= {"mean_image": darker, "mean_image_mask": EVERYWHERE}
    for sample_id in IDS:
        writer.write(sample_id, Prediction(**pictures))
    command = ["benchmarks", "celeba-color", "--data-root", str(root), "--runs", str(runs)]
    monkeypatch.setattr(sys, "argv", [*command, "--jobs", "1"])
    command_line.run(main)
    table = pd.read_csv(runs / "leaderboard.csv")
    errors = table[table["metric"] == "color_error"].set_index("method")["value"]
    assert errors["ours"] == 0
    assert errors["mean-face"] == pytest.approx(0.2)
