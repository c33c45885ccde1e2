"""Scans and predictions whose true correspondence is known: on what error estimators are tested.

A subject has one scan, of the sculpted head; the predictions are heads of the same face model, so
that vertex i of one belongs to vertex i of the other. They err as reconstructions do: towards the
average, towards somebody else, in proportion, or in relief; each lies in its own frame and unit.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float, Float64
from scipy.spatial.transform import Rotation

from face_datasets.meta_study import (
    MetaPrediction,
    MetaScan,
    write_meta_prediction,
    write_meta_scan,
)
from geometry.landmarks import IBUG68_SEVEN
from geometry.meshes import Mesh

from .people import Person, draw_person
from .portraits import neutral
from .production import produce
from .scans import scan_mesh, scanned_vertices
from .sculpting import Sculptor
from .seeds import generator

_SUBJECT, _SAMPLE, _METHOD = 110, 111, 112  # purposes of the random numbers, see three_view
LANDMARK_NOISE_MM = 1.0
"""Standard deviation of each coordinate of the scan's seven points: they are picked by hand."""


_Reconstruct = Callable[[np.random.Generator, Sculptor, Person], Float64[np.ndarray, "V 3"]]


def make_meta(
    root: Path, sculptor: Sculptor, n_subjects: int, seed: int, processes: int
) -> dict[str, Any]:
    """Make the data set; return what its marker says beside the usual."""
    make = partial(make_meta_subject, root=root, sculptor=sculptor, seed=seed)
    produce(make, range(n_subjects), processes, "Scanning subjects")
    return {"methods": sorted(_METHODS)}


def make_meta_subject(number: int, root: Path, sculptor: Sculptor, seed: int) -> None:
    """Scan one subject and reconstruct him or her in every way.

    Args:
        number: of the subject.
        root: folder of the data set.
        sculptor: the face model at the density of scans.
        seed: of the data set.
    """
    rng = generator(seed, _SAMPLE, number)
    person = neutral(draw_person(generator(seed, _SUBJECT, number), rng, sculptor.model))
    head = sculptor.sculpt(person)
    scan, _ = scan_mesh(rng, sculptor, head)
    used, _, _ = scanned_vertices(sculptor, head)
    model = sculptor.model
    seven = sculptor.landmark_indices[list(IBUG68_SEVEN["bottom"])]
    vertices = head.vertices.astype(np.float64)
    noise = rng.normal(0, LANDMARK_NOISE_MM, (7, 3))
    subject = f"{number:03d}"
    write_meta_scan(root, subject, MetaScan(scan, vertices[seven] + noise))
    # Eyeballs and the inside of the mouth have no counterpart that a scanner sees.
    n_vertices = len(model.regions)
    skin = used[:n_vertices] & model.face_crop.numpy()
    corresponding = np.where(skin[:, None], vertices[:n_vertices], np.nan)
    for k, (method, reconstruct) in enumerate(sorted(_METHODS.items())):
        own_rng = generator(seed, _METHOD, number, k)
        shape = _placed(own_rng, reconstruct(own_rng, sculptor, person))
        mesh = Mesh(shape, model.faces.numpy())
        write_meta_prediction(
            root, subject, method, MetaPrediction(mesh, shape[seven], corresponding)
        )


def _placed(
    rng: np.random.Generator, vertices: Float64[np.ndarray, "V 3"]
) -> Float64[np.ndarray, "V 3"]:
    """Put a prediction into a frame and a unit of its own."""
    rotation = Rotation.random(random_state=int(rng.integers(2**31))).as_matrix()
    scale = float(np.exp(rng.uniform(np.log(0.01), np.log(10))))
    return np.asarray(scale * vertices @ rotation.T + scale * rng.normal(0, 100, 3))


def _shape(sculptor: Sculptor, identity: Float[np.ndarray, " I"]) -> Float64[np.ndarray, "V 3"]:
    model = sculptor.model
    with torch.no_grad():
        no_expression = torch.zeros(1, model.n_expression)
        vertices = model.vertices(
            torch.from_numpy(identity.astype(np.float32))[None], no_expression
        )
    return vertices[0].double().numpy()


def _blurred(
    strength: float, rng: np.random.Generator, sculptor: Sculptor, person: Person
) -> Float64[np.ndarray, "V 3"]:
    """Regress with errors: part of the identity is lost, part of it is somebody else's."""
    amount = strength * rng.uniform(0.6, 1.4)
    other = rng.standard_normal(len(person.identity))
    return _shape(sculptor, (1 - amount) * person.identity + amount * other)


def _mean_face(
    rng: np.random.Generator, sculptor: Sculptor, person: Person
) -> Float64[np.ndarray, "V 3"]:
    del rng
    return _shape(sculptor, np.zeros_like(person.identity))


def _another_person(
    rng: np.random.Generator, sculptor: Sculptor, person: Person
) -> Float64[np.ndarray, "V 3"]:
    return _shape(sculptor, rng.standard_normal(len(person.identity)))


def _stretched(
    rng: np.random.Generator, sculptor: Sculptor, person: Person
) -> Float64[np.ndarray, "V 3"]:
    """Get the proportions wrong: width, height and depth, each by some per cent."""
    return _shape(sculptor, person.identity) * (1 + rng.normal(0, 0.03, 3))


def _rough(
    rng: np.random.Generator, sculptor: Sculptor, person: Person
) -> Float64[np.ndarray, "V 3"]:
    """Invent relief: somebody else's detail, exaggerated, on a fair shape."""
    shape = _blurred(0.15, rng, sculptor, person)
    n_vertices = len(shape)
    detail = sculptor.displacement(int(rng.integers(2**31)))[:n_vertices, None]
    return np.asarray(shape + rng.uniform(0.5, 2.0) * detail * _outwards(sculptor, n_vertices))


def _outwards(sculptor: Sculptor, n_vertices: int) -> Float[np.ndarray, "V 3"]:
    """Return the mean head's normals at the model's own vertices."""
    return sculptor.normals(sculptor.mean_vertices)[:n_vertices]


_METHODS: dict[str, _Reconstruct] = {
    "another-person": _another_person,
    "mean-face": _mean_face,
    "regressed-close": partial(_blurred, 0.2),
    "regressed-fair": partial(_blurred, 0.5),
    "rough": _rough,
    "stretched": _stretched,
}
