"""Who is in the picture: coefficients of a face model, and expressions that a face can make."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float

from morphable_models import MorphableModel

# Beyond this many standard deviations faces leave what the models were made from.
_MAX_SIGMA = 2.5
_NEUTRAL_SHARE = 0.25
# Movements of one side, which the other side mostly follows; the jaw and the mouth move sideways.
_SIDE = re.compile(r"(?<!jaw)(?<!mouth)_(L|R|left|right)$")
# Expressions that are not drawn like the others: gaze moves both eyes together, pupils do not move
# the skin, and the lips close (`mouthClose`) only where the jaw has opened.
_GAZE = re.compile(r"eyeLook(?P<where>Down|In|Out|Up)_(?P<side>L|R)$")
_NOT_DRAWN = re.compile(r"pupil|mouthClose$|eyeLook", re.IGNORECASE)
_OPPOSITES = (
    *(("blink", "wide"), ("close", "wide"), ("smile", "frown"), ("pucker", "stretch")),
    *(("down", "up"), ("raise", "lower"), ("left", "right")),
)


@dataclass(frozen=True)
class Person:
    """One face: coefficients of the face model and a seed for the detail that the model lacks.

    Attributes:
        identity: standard deviations.
        expression: 0 to 1.
        albedo: standard deviations.
        detail_seed: the subject's own skin and shape detail; the same in every expression.
    """

    identity: Float[np.ndarray, " I"]
    expression: Float[np.ndarray, " E"]
    albedo: Float[np.ndarray, " A"]
    detail_seed: int


def _normal(rng: np.random.Generator, n: int) -> Float[np.ndarray, " n"]:
    """Draw from N(0, 1) without its far tails."""
    return np.clip(rng.standard_normal(n), -_MAX_SIGMA, _MAX_SIGMA).astype(np.float32)


def _gaze(rng: np.random.Generator, names: Sequence[str]) -> dict[str, float]:
    """Return weights that turn both eyes the same way."""
    right, up = rng.normal(0, 0.22), rng.normal(0, 0.15)
    weights = {}
    for name in names:
        match = _GAZE.match(name)
        if match is None:
            continue
        outwards = right if match["side"] == "R" else -right  # towards the subject's right
        turn = {"Out": outwards, "In": -outwards, "Up": up, "Down": -up}[match["where"]]
        weights[name] = float(np.clip(turn, 0, 0.8))
    return weights


def draw_expression(rng: np.random.Generator, names: Sequence[str]) -> Float[np.ndarray, " E"]:
    """Draw a neutral face, or a few named movements that are mostly the same on both sides.

    Args:
        rng: random numbers.
        names: the face model's expression names.

    Returns:
        Weights from 0 to 1 in the order of the names.
    """
    weights = _gaze(rng, names)
    stems: dict[str, list[str]] = {}
    for name in names:
        if not _NOT_DRAWN.search(name):
            stems.setdefault(_SIDE.sub("", name), []).append(name)
    neutral = rng.random() < _NEUTRAL_SHARE
    chosen: list[str] = []
    for stem in rng.permutation(sorted(stems))[: int(rng.integers(1, 6))]:
        taken = " ".join(chosen).lower()
        clash = any(
            (a in stem.lower() and b in taken) or (b in stem.lower() and a in taken)
            for a, b in _OPPOSITES
        )
        if not clash:
            chosen.append(stem)
    for stem in chosen:
        strength = rng.beta(1.6, 2.0)
        for name in stems[stem]:
            weights[name] = float(np.clip(strength * rng.uniform(0.8, 1.2), 0, 1))
    if neutral:
        weights = {name: 0.3 * weights[name] for name in weights if _GAZE.match(name)}
    if "mouthClose" in names and weights.get("jawOpen", 0) > 0 and rng.random() < 0.3:
        weights["mouthClose"] = weights["jawOpen"] * float(rng.uniform(0.3, 1.0))
    return np.array([weights.get(name, 0.0) for name in names], dtype=np.float32)


def _skin_that_exists(
    model: MorphableModel, albedo: Float[np.ndarray, " A"]
) -> Float[np.ndarray, " A"]:
    """Shrink albedo coefficients until the skin is neither black nor white.

    The modes are linear in display colours and leave the range of human skin at two sigma.
    """
    while True:
        with torch.no_grad():
            colors = model.diffuse_albedo(torch.from_numpy(albedo)[None])[0][model.face_crop]
        luminance = colors.mean(dim=1)
        dark, light = float(luminance.quantile(0.10)), float(luminance.quantile(0.95))
        if (dark > 0.16 and light < 0.88) or float(np.abs(albedo).max()) < 1e-3:
            return albedo
        albedo = albedo * np.float32(0.85)


def draw_person(
    subject_rng: np.random.Generator, face_rng: np.random.Generator, model: MorphableModel
) -> Person:
    """Draw a subject and the expression of one moment.

    Args:
        subject_rng: the subject's random numbers, from their beginning: identity, albedo, detail.
        face_rng: the sample's random numbers: expression.
        model: the face model.
    """
    return Person(
        identity=_normal(subject_rng, model.n_identity),
        albedo=_skin_that_exists(model, _normal(subject_rng, model.n_albedo)),
        detail_seed=int(subject_rng.integers(2**31)),
        expression=draw_expression(face_rng, model.expression_names),
    )
