"""Albedo, light and shape of one portrait, where the studio knows them all: a track of ours.

No release knows the albedo and the light of its photographs. Here a prediction is seen through its
own camera, and compared with the truth where it and the skin of the face are:

- diffuse albedo, display-encoded, and specular albedo, linear, each as it is and after the best
  gain, since a darker skin under a brighter light is the same picture;
- the direction of the lamp that makes the highlights, and their shininess;
- the predicted shape and albedo under a light that nobody has seen, with its true picture;
- the picture that the method itself renders, with the photograph;
- shape as facescape-expressions has it, which every mesh has: it ranks.

A figure whose fields a prediction lacks is absent. docs/protocols/appearance.md defines them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
from jaxtyping import Bool, Float, Float64, UInt8

from face_datasets.appearance import FILES, AppearancePortraits, PortraitMaps, PortraitScene
from geometry.landmarks import Nose
from geometry.meshes import Mesh

from .celeba_color import rendered_over, score_images
from .errors import ScoringError
from .facescape_expressions import FaceScapeExpressions
from .predicted_skin import (
    PredictedSkin,
    best_gain,
    linear_specular,
    predicted_camera,
    see_skin,
)
from .protocol import Metric, Score
from .reconstruction import Reconstruction
from .scan_benchmark import ScanBenchmark
from .scan_to_mesh import ScanToMesh

_Values = dict[str, float]


_SHAPE = tuple(
    replace(metric, shown=metric.name in ("point_to_plane_mm", "mean_mm"))
    for metric in FaceScapeExpressions.metrics
)


def _optional(name: str, title: str, decimals: int = 4) -> Metric:
    return Metric(name, title, decimals, required=False)


class Appearance(ScanBenchmark):
    """Everything about a portrait.

    Args:
        root: see `AppearancePortraits`.
    """

    name: ClassVar[str] = "appearance"
    nose: ClassVar[Nose] = "tip"
    metrics: ClassVar[tuple[Metric, ...]] = (
        *_SHAPE,
        _optional("diffuse_albedo_error", "diffuse"),
        _optional("diffuse_albedo_gain_error", "diffuse, gain"),
        _optional("specular_albedo_error", "specular"),
        _optional("specular_albedo_gain_error", "specular, gain"),
        _optional("light_direction_deg", "light deg", 2),
        _optional("shininess_log_ratio", "shininess", 3),
        _optional("relit_error", "relit"),
        _optional("relit_gain_error", "relit, gain"),
        _optional("image_error", "image"),
        Metric("skin_covered", "covered", 3, higher_is_better=True, required=False),
    )

    def __init__(self, root: Path) -> None:
        self.data = AppearancePortraits(root)
        self.root, self.origin = self.data.root, self.data.origin

    def ids(self) -> list[str]:
        """Return "000", "001", ..."""
        return self.data.ids()

    def bins(self) -> dict[str, list[str]]:
        """Return no bins."""
        return {}

    def subject(self, sample_id: str) -> str:
        """Return the id: one portrait per subject."""
        return sample_id

    def inputs(self, sample_id: str) -> list[Path]:
        """Return all files of the portrait."""
        return [self.data.path(sample_id, name) for name in FILES]

    def scan(self, sample_id: str) -> Mesh:
        """Return the face, camera frame, mm."""
        return self.data.scan(sample_id)

    def scan_points(self, sample_id: str) -> Float64[np.ndarray, "7 3"]:
        """Return the seven points of the face."""
        return self.data.scene(sample_id).seven_points

    def photographs(self, sample_id: str) -> list[UInt8[np.ndarray, "H W 3"]]:
        """Read the portrait."""
        return [self.data.image(sample_id)]

    @classmethod
    def align(
        cls, scan: Mesh, scan_points: Float64[np.ndarray, "7 3"], reconstruction: Reconstruction
    ) -> ScanToMesh:
        """Align and measure as facescape-expressions does."""
        return FaceScapeExpressions.align(scan, scan_points, reconstruction)

    @classmethod
    def scored(cls, found: ScanToMesh, reconstruction: Reconstruction) -> Score:
        """Return the figures of the shape alone, as facescape-expressions does."""
        return FaceScapeExpressions.scored(found, reconstruction)

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        """Score all that the prediction holds."""
        scene, skin = self.data.scene(sample_id), self.data.skin(sample_id)
        shape = self.compare(self.scan(sample_id), scene.seven_points, reconstruction)
        values = {**shape.values, **_light_errors(scene, reconstruction)}
        details: dict[str, Any] = dict(shape.details)
        if reconstruction.diffuse_albedo is not None:
            maps = self.data.maps(sample_id)
            seen = see_skin(reconstruction, skin.shape)
            region = skin & maps.coverage
            mask = _compared(seen.mask, region)
            errors, gains = _albedo_errors(
                seen, maps, mask, with_specular=reconstruction.specular_albedo is not None
            )
            lamp = _placed_lamp(scene, reconstruction, float(details["alignment"]["scale"]))
            ratio = scene.unseen_light.lamp_intensity / scene.light.lamp_intensity
            relit = seen.relit(scene.unseen_light, lamp=lamp, lamp_ratio=ratio)
            truth = self.data.relit(sample_id)[mask].astype(np.float64) / 255
            values |= errors | _relit_errors(relit[mask], truth)
            values["skin_covered"] = float(mask.sum() / region.sum())
            details |= {"gains": gains, "pixels": int(mask.sum()), "lamp_mm": lamp.tolist()}
        if reconstruction.image is not None:
            values["image_error"] = _image_error(self.data.image(sample_id), reconstruction, skin)
        return Score(values, details, shape.distances)


def _compared(
    predicted: Bool[np.ndarray, "H W"], region: Bool[np.ndarray, "H W"]
) -> Bool[np.ndarray, "H W"]:
    mask: Bool[np.ndarray, "H W"] = predicted & region
    if not mask.any():
        raise ScoringError(
            f"the predicted face covers {int(predicted.sum())} pixels, none of them skin of the "
            "face; are focal_length and principal_point those of the photograph?"
        )
    return mask


def _light_errors(scene: PortraitScene, reconstruction: Reconstruction) -> _Values:
    errors: _Values = {}
    if reconstruction.light_direction is not None:
        predicted_camera(reconstruction)  # the direction is in its frame
        found, truth = np.asarray(reconstruction.light_direction), scene.light_direction()
        # of both: the arc cosine alone loses small angles
        angle = np.arctan2(np.linalg.norm(np.cross(found, truth)), found @ truth)
        errors["light_direction_deg"] = float(np.degrees(angle))
    if reconstruction.shininess is not None:
        ratio = reconstruction.shininess / scene.light.shininess
        errors["shininess_log_ratio"] = float(np.abs(np.log(ratio)))
    return errors


def _albedo_errors(
    seen: PredictedSkin,
    maps: PortraitMaps,
    mask: Bool[np.ndarray, "H W"],
    *,
    with_specular: bool,
) -> tuple[_Values, Mapping[str, Any]]:
    """Return the errors, and the gains by which the scaled ones come about."""
    diffuse, true_diffuse = seen.diffuse[mask], maps.diffuse_albedo[mask].astype(np.float64)
    error, gain_error, gains = _errors(diffuse, true_diffuse)
    errors = {"diffuse_albedo_error": error, "diffuse_albedo_gain_error": gain_error}
    if not with_specular:
        return errors, {"diffuse": gains}
    added = np.repeat(maps.specular_albedo[mask][:, None].astype(np.float64), 3, axis=1)
    truth = linear_specular(true_diffuse, added)
    specular = linear_specular(diffuse, seen.highlights[mask])
    gain = best_gain(specular.ravel(), truth.ravel())
    errors["specular_albedo_error"] = float(np.abs(specular - truth).mean())
    errors["specular_albedo_gain_error"] = float(np.abs(gain * specular - truth).mean())
    return errors, {"diffuse": gains, "specular": gain}


def _errors(
    predicted: Float[np.ndarray, "P 3"], truth: Float[np.ndarray, "P 3"]
) -> tuple[float, float, list[float]]:
    """Return the mean absolute error, that after the best gain of each channel, and the gains."""
    gains = [best_gain(predicted[:, c], truth[:, c]) for c in range(3)]
    raw, scaled = predicted - truth, predicted * gains - truth
    return float(np.abs(raw).mean()), float(np.abs(scaled).mean()), gains


def _relit_errors(relit: Float[np.ndarray, "P 3"], truth: Float[np.ndarray, "P 3"]) -> _Values:
    error, gain_error, _ = _errors(relit, truth)
    return {"relit_error": error, "relit_gain_error": gain_error}


def _placed_lamp(
    scene: PortraitScene, reconstruction: Reconstruction, scale: float
) -> Float64[np.ndarray, " 3"]:
    """Return where the unseen lamp stands before the predicted face.

    Depth and size of a face trade with the focal length: the lamp keeps its offset from the face's
    centre, in sizes of the face.
    """
    offset = scene.unseen_light.lamp - scene.seven_points.mean(axis=0)
    return np.asarray(reconstruction.seven_points("tip").mean(axis=0) + offset / scale)


def _image_error(
    image: UInt8[np.ndarray, "H W 3"],
    reconstruction: Reconstruction,
    skin: Bool[np.ndarray, "H W"],
) -> float:
    rendered, mask = rendered_over(reconstruction, image)
    return score_images(image, rendered, mask, skin).values["color_error"]
