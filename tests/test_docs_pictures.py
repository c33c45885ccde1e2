"""The pictures of docs/concepts: each has a command, a page, and says what it shows."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from scripts import docs_pictures
from scripts.docs_heads import clay, face_model, front_camera, turned

PROJECT = Path(__file__).resolve().parents[1]
FOLDER = PROJECT / "docs" / "pictures" / "concepts"
MOST_BYTES = 150_000


def test_every_picture_is_drawn_by_a_command_that_its_page_names() -> None:
    pages = "\n".join(path.read_text() for path in (PROJECT / "docs" / "concepts").glob("*.md"))
    shown = set(re.findall(r"\]\(\.\./pictures/concepts/([\w-]+)\.jpg\)", pages))
    named = re.sub(r"\s+", " ", pages)
    assert shown == set(docs_pictures.PICTURES) == {path.stem for path in FOLDER.iterdir()}
    for name in shown:
        assert f'make docs-pictures ARGS="--only {name}"' in named, name
        assert (FOLDER / f"{name}.jpg").stat().st_size < MOST_BYTES


@pytest.mark.parametrize(
    ("point", "closest"), [((1.0, 2.0), (1.0, 0.0)), ((5.0, 1.0), (4.0, 1.0)), ((-3, 4), (0, 0))]
)
def test_the_closest_point_of_a_line(point, closest) -> None:
    line = np.array([[0.0, 0.0], [4.0, 0.0], [4.0, 3.0]])
    np.testing.assert_allclose(docs_pictures._closest(np.array(point), line), closest)


def test_a_positive_yaw_turns_the_nose_to_the_right_of_the_picture() -> None:
    model = face_model()
    head = model.mean_shape.double().numpy()
    nose = turned(head, 30.0)[model.landmark_indices[30]]
    assert nose[0] > 30  # mm
    picture = clay(turned(head, 30.0), model.faces.numpy(), front_camera(32, 350.0), 32)
    assert picture[0].min() == 1.0  # white above the head
    assert picture[16, 16].max() < 0.95
