"""Proportions of the specular method's losses, and what its paper leaves open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from losses.skin_probability import SkinMixture

CameraName = Literal["perspective", "weak-perspective"]
Gamma = Literal["shaded", "albedo", "display"]


@dataclass(frozen=True)
class SpecularLossWeights:
    """Weights of the terms of Eq. 6; the defaults are the paper's (section 4.2).

    Attributes:
        identity: Eq. 7; it needs a network of faces, see `identity_network`.
        photometric: Eq. 8, colours in [0, 1].
        landmarks: Eq. 10, pixels of a 224-pixel crop.
        mouth: Eq. 11, square pixels of a 224-pixel crop.
        coefficients: Eq. 12.
        uniform: Eq. 13.
        placed_landmarks: not in the paper, see `losses.placed_landmarks`; for trainings from random
            weights, in which the gradients of poses drown those of the shape.
    """

    identity: float = 0.2
    photometric: float = 1.92
    landmarks: float = 1.8e-3
    mouth: float = 1.3e-3
    coefficients: float = 5e-4
    uniform: float = 5.0
    placed_landmarks: float = 0.0


@dataclass(frozen=True)
class SpecularChoices:
    """Readings of the equations; `docs/methods/specular.md` has the reasons.

    Attributes:
        camera: of Eq. 3: the text says both.
        gamma: where Eq. 2's power of 1 / 2.2 stands, see `renderers.specular_shading.shade`.
        lit_side_only: whether Eq. 5 has no highlight where the light is below the horizon.
        light_intensity: whether the network regresses the lamp's colour too; Eq. 5 has none.
        eta: of Eq. 8.
        skin: mixture of Eq. 9's classifier, see `losses.skin_probability`.
        skin_prior: its share of skin among all pixels.
        squared_landmarks: whether Eq. 10 squares the distances, as the code from which its weight
            is inherited.
        sh_reduction: of Eq. 13's second term, over the 27 coefficients: the printed sum, or the
            mean.
        uniform_over: the vertices of Eq. 13's first term: the face without ears, neck, eyes and
            mouth, or its skin alone.
    """

    camera: CameraName = "perspective"
    gamma: Gamma = "shaded"
    lit_side_only: bool = False
    light_intensity: bool = False
    eta: float = 1.0
    skin: SkinMixture = "deep3d"
    skin_prior: float = 0.8
    squared_landmarks: bool = False
    sh_reduction: Literal["sum", "mean"] = "sum"
    uniform_over: Literal["face", "skin"] = "face"
