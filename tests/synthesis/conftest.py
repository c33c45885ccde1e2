from __future__ import annotations

import pytest

from morphable_models import build_face_model
from synthesis.people import draw_person
from synthesis.sculpting import Sculptor
from synthesis.seeds import generator


@pytest.fixture(scope="session")
def model():
    return build_face_model("procedural")


@pytest.fixture(scope="session")
def sculptor(model):
    return Sculptor(model)


@pytest.fixture(scope="session")
def dense(model):
    return Sculptor(model, subdivisions=1)


@pytest.fixture(scope="session")
def person(model):
    return draw_person(generator(5, 0), generator(5, 1), model)


@pytest.fixture(scope="session")
def head(sculptor, person):
    return sculptor.sculpt(person)
