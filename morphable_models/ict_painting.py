"""Colours that the ICT release lacks: brows, hair, eyes, mouth, and specular intensity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from jaxtyping import Bool, Float, Int

from .ict_mouth import MouthBag
from .ict_regions import LABELS, brow_band, hair_cover, smoothstep

_SCLERA = (0.80, 0.77, 0.74)
_IRIS = (0.34, 0.27, 0.20)
_PUPIL = (0.05, 0.05, 0.05)
_BROW = (0.22, 0.16, 0.12)
_HAIR = (0.26, 0.20, 0.16)
_MOUTH = (0.22, 0.08, 0.08)
_TEETH = (0.74, 0.71, 0.64)
_IRIS_RADIUS = 0.40  # of the eyeball's radius: 5.9 mm of 12 mm, less what the cornea hides
_PUPIL_RADIUS = 0.16
_HAIR_MODES = 3  # brow and hair tone, iris lightness, iris hue


@dataclass(frozen=True)
class Painting:
    """Reflectance per vertex: diffuse sRGB-encoded, specular a linear intensity.

    Attributes:
        mean: diffuse albedo of the mean face.
        modes: what a coefficient of 1 adds to it.
        specular_mean: specular albedo of the mean face.
        specular_modes: what a coefficient of 1 adds to it.
    """

    mean: Float[np.ndarray, "V 3"]
    modes: Float[np.ndarray, "A V 3"]
    specular_mean: Float[np.ndarray, "V 3"]
    specular_modes: Float[np.ndarray, "A V 3"]


def _skin(
    n_vertices: int, skins: Mapping[str, Any] | None
) -> tuple[Float[np.ndarray, "V 3"], Float[np.ndarray, "A V 3"]]:
    """Return mean and modes of the bare skin; vertices without data get the average."""
    if skins is None:
        mean = np.broadcast_to([0.62, 0.45, 0.37], (n_vertices, 3)).copy()
        tones = np.array([[0.15, 0.14, 0.13], [0.02, -0.01, -0.02]])  # melanin, then blood
        return mean, np.broadcast_to(tones[:, None], (2, n_vertices, 3)).copy()
    known_mean, known_modes = skins["mean"], skins["modes"].astype(np.float64)
    mean = np.broadcast_to(known_mean.mean(axis=0), (n_vertices, 3)).copy()
    modes = np.broadcast_to(
        known_modes.mean(axis=1, keepdims=True), (len(known_modes), n_vertices, 3)
    ).copy()
    mean[: len(known_mean)] = known_mean
    modes[:, : len(known_mean)] = known_modes
    return mean, modes


def _brow_cover(
    vertices: Float[np.ndarray, "V 3"],
    landmarks: Float[np.ndarray, "68 3"],
    regions: Int[np.ndarray, " V"],
) -> Float[np.ndarray, " V"]:
    """Return how much of the skin each vertex's brow hair hides, 0..1, fading over the outline."""
    cover = np.zeros(len(vertices))
    for start in (17, 22):
        outline = brow_band(landmarks[start : start + 5])
        near = np.flatnonzero(
            (np.abs(vertices[:, 1] - landmarks[start, 1]) < 30) & (vertices[:, 2] > 40)
        )
        hidden = [
            outline.contains_points(vertices[near, :2], radius=r) for r in (-1.2, -0.4, 0.4, 1.2)
        ]
        inside = np.mean(hidden, axis=0)
        cover[near] = np.maximum(cover[near], inside)
    return np.where(regions == LABELS["mouth"], 0.0, cover)


def paint_eyes(
    vertices: Float[np.ndarray, "V 3"],
    eyeball: Bool[np.ndarray, " V"],
    modes: Float[np.ndarray, "3 V 3"],
) -> Float[np.ndarray, "V 3"]:
    """Return eye colours; iris modes are written into `modes` (lightness, hue)."""
    colours = np.broadcast_to(_SCLERA, vertices.shape).copy()
    for side in (1, -1):
        ids = np.flatnonzero(eyeball & (vertices[:, 0] * side > 0))
        if len(ids) == 0:
            continue
        centre = (vertices[ids].max(axis=0) + vertices[ids].min(axis=0)) / 2
        radius = (vertices[ids, 0].max() - vertices[ids, 0].min()) / 2
        away = vertices[ids] - centre
        off_axis = np.hypot(away[:, 0], away[:, 1]) / radius
        off_axis = np.where(away[:, 2] > 0, off_axis, 2.0)
        iris = 1 - smoothstep(off_axis, _IRIS_RADIUS - 0.04, _IRIS_RADIUS + 0.04)[:, None]
        pupil = 1 - smoothstep(off_axis, _PUPIL_RADIUS - 0.04, _PUPIL_RADIUS + 0.04)[:, None]
        painted = (1 - iris) * np.array(_SCLERA) + iris * np.array(_IRIS)
        colours[ids] = (1 - pupil) * painted + pupil * np.array(_PUPIL)
        modes[1, ids] = (iris * (1 - pupil)) * [0.10, 0.09, 0.08]
        modes[2, ids] = (iris * (1 - pupil)) * [-0.05, 0.00, 0.09]
    return colours


def paint(
    vertices: Float[np.ndarray, "V 3"],
    *,
    landmark_indices: Int[np.ndarray, " 68"],
    regions: Int[np.ndarray, " V"],
    eyeball: Bool[np.ndarray, " V"],
    bag: MouthBag,
    n_released: int,
    skins: Mapping[str, Any] | None,
) -> Painting:
    """Paint the mean face.

    Args:
        vertices: neutral mean face, mm, the mouth bag last.
        landmark_indices: the 68 landmarks.
        regions: labels of the face parser.
        eyeball: True for eyeballs.
        bag: the mouth interior.
        n_released: number of vertices before the mouth bag.
        skins: `mean` (N, 3) and `modes` (K, N, 3) for the first N vertices, or None for a plain
            skin.
    """
    landmarks = vertices[landmark_indices]
    skin, skin_modes = _skin(len(vertices), skins)
    extra = np.zeros((_HAIR_MODES, len(vertices), 3))
    skin_like = ~eyeball & (np.arange(len(vertices)) < n_released)

    brow = np.where(skin_like, _brow_cover(vertices, landmarks, regions), 0.0)[:, None] * 0.75
    hair = np.where(skin_like, 0.92 * hair_cover(vertices, landmarks), 0.0)[:, None]
    mean = (1 - brow) * ((1 - hair) * skin + hair * np.array(_HAIR)) + brow * np.array(_BROW)
    modes = skin_modes * (1 - hair) * (1 - brow)
    extra[0] = np.maximum(brow, hair) * [0.06, 0.045, 0.03]

    eyes = paint_eyes(vertices, eyeball, extra)
    mean[eyeball] = eyes[eyeball]
    modes[:, eyeball] = 0
    mouth = np.broadcast_to(_MOUTH, (len(bag.ring), 3)) * (1 - 0.22 * bag.ring[:, None])
    # The loop's upper half, in its second ring, is where the upper teeth show when the jaw opens.
    bag_y = vertices[n_released:, 1]
    upper = bag_y > np.median(bag_y) + 2.0
    mean[n_released:] = np.where((upper & (bag.ring == 1))[:, None], np.array(_TEETH), mouth)
    modes[:, n_released:] = 0

    # Skin reflects a few per cent, the T-zone and lips more, hair and the mouth less; eyes are wet.
    gloss = np.full(len(vertices), 0.10)
    gloss[regions == LABELS["nose"]] = 0.16
    gloss[np.isin(regions, [LABELS["upper_lip"], LABELS["lower_lip"]])] = 0.17
    forehead = np.exp(-(((vertices[:, 1] - 85) / 25) ** 2) - (vertices[:, 0] / 35) ** 2)
    gloss = (gloss + 0.04 * forehead) * (1 - 0.7 * np.maximum(brow, hair)[:, 0])
    gloss[eyeball] = 0.45
    gloss[n_released:] = 0.03
    specular = np.repeat(gloss[:, None], 3, axis=1)
    everything = np.concatenate([modes, extra])
    # Lighter skin hides its highlights, darker skin shows them: the specular part follows the
    # diffuse modes.
    change = everything.mean(axis=2, keepdims=True)
    specular_modes = np.repeat(-0.15 * change, 3, axis=2) * skin_like[None, :, None]
    return Painting(mean, everything, specular, specular_modes)
