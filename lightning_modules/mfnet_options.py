"""What MFNet's papers leave open, and what we take unless told otherwise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from losses.mfnet_landmarks import LidForm, MfnetLandmarkWeights
from losses.optical_flow import FlowNorm, FlowUnit
from losses.placed_landmarks import PlacedCamera


@dataclass(frozen=True)
class MfnetLossWeights:
    """Weights of the terms of Eq. 11; the defaults are the paper's.

    Attributes:
        flow: of the multi-view optical flow, Eq. 6.
        landmarks: Eq. 7.
        eyes: Eq. 8.
        lips: Eq. 9.
        coefficients: Eq. 10.
        placed_landmarks: not in the papers, see `losses.placed_landmarks`; for trainings that do
            not start from DECA's encoder.
    """

    flow: float = 1.0
    landmarks: float = 1.0
    eyes: float = 1.0
    lips: float = 0.5
    coefficients: float = 1e-4
    placed_landmarks: float = 0.0


@dataclass(frozen=True)
class MfnetChoices:
    """Readings of the equations; `docs/methods/mfnet.md` has the reasons.

    Attributes:
        flow_norm: of Eq. 6, see `losses.optical_flow.flow_loss`.
        flow_unit: of Eq. 6.
        co_visible_mask: whether Eq. 5's mask applies; without, the flow is of whole images.
        landmark_weights: of Eq. 7: none, or those of DECA's code.
        lid_form: of Eqs. 8 and 9: offsets, as printed, or distances, as in DECA's code.
        prior: of Eq. 10: half of the squares, as in DECA's code, or the lengths, as printed.
        prior_reduction: over the batch; DECA's code adds up.
        jaw: "per-view", as the papers have it, or "shared": the front view's for all three, since
            they are of the same moment.
        placed_camera: of `placed_landmarks`: a pinhole at the distance that fits best, or scaled
            orthographic as the method's own camera, which takes perspective for shape.
    """

    flow_norm: FlowNorm = "l1"
    flow_unit: FlowUnit = "ndc"
    co_visible_mask: bool = True
    landmark_weights: MfnetLandmarkWeights = "none"
    lid_form: LidForm = "offset"
    prior: Literal["deca", "literal"] = "deca"
    prior_reduction: Literal["mean", "sum"] = "mean"
    jaw: Literal["per-view", "shared"] = "per-view"
    placed_camera: PlacedCamera = "pinhole"
