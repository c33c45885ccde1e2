"""A prediction's skin in the photograph's pixels, seen and lit as the studio sees and lights it.

The studio adds in display space; methods add linear light and take the power of 1 / 2.2. The two
agree on what a pixel shows under a diffuse shading of 1 and a full highlight:

    display = linear_diffuse ^ (1 / 2.2)
    display + highlight = (linear_diffuse + linear_specular) ^ (1 / 2.2)

by which each kind of specular albedo follows from the other, given the diffuse albedo.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Bool, Float

from face_datasets.appearance import PortraitLight
from geometry.cameras import PinholeCamera
from renderers.display_shading import VisibleSurface, shade_in_display, visible_surface

from .errors import ScoringError
from .reconstruction import Reconstruction

GAMMA = 2.2


@dataclass(frozen=True, eq=False)
class PredictedSkin:
    """What the photograph's camera would see of a prediction.

    Attributes:
        surface: its attributes are diffuse albedo and highlights, display-encoded RGB.
        camera: the predicted one.
        mask: where the face is.
        diffuse: albedo, display-encoded.
        highlights: what a full highlight of the photograph's lamp adds to it in display space; 0
            where the prediction has no specular albedo.
    """

    surface: VisibleSurface
    camera: PinholeCamera
    mask: Bool[np.ndarray, "H W"]
    diffuse: Float[np.ndarray, "H W 3"]
    highlights: Float[np.ndarray, "H W 3"]

    def relit(
        self,
        light: PortraitLight,
        *,
        lamp: Float[np.ndarray, " 3"],
        lamp_ratio: float,
    ) -> Float[np.ndarray, "H W 3"]:
        """Return its picture under another light, rounded to 8 bit as pictures are, [0, 1].

        Args:
            light: environment and shininess.
            lamp: position of the lamp, camera frame, mm.
            lamp_ratio: how much stronger its highlights are than those of the photograph's lamp.
        """
        shaded = shade_in_display(
            self.surface.normals,
            self.surface.points,
            self.surface.attributes[:3],
            self.surface.attributes[3:] * lamp_ratio,
            camera=self.camera,
            sh_coefficients=torch.from_numpy(light.sh_coefficients).float(),
            lamp=torch.from_numpy(lamp).float(),
            shininess=light.shininess,
        )
        return (
            np.floor(_picture(self.surface, shaded, self.mask.shape).clip(0, 1) * 255 + 0.5) / 255
        )


def see_skin(reconstruction: Reconstruction, image_size: tuple[int, int]) -> PredictedSkin:
    """See a prediction with a diffuse albedo through its own camera.

    Args:
        reconstruction: the prediction.
        image_size: height and width of the photograph.

    Raises:
        ScoringError: it has no camera.
    """
    mesh, camera = reconstruction.mesh(), predicted_camera(reconstruction)
    assert reconstruction.diffuse_albedo is not None
    linear = np.asarray(reconstruction.diffuse_albedo, np.float64)
    specular = reconstruction.specular_albedo
    diffuse = linear ** (1 / GAMMA)
    full = diffuse if specular is None else (linear + specular) ** (1 / GAMMA)
    skin = np.concatenate([diffuse, full - diffuse], axis=1)
    surface = visible_surface(
        torch.from_numpy(mesh.vertices).float(),
        torch.from_numpy(mesh.faces),
        camera,
        image_size,
        torch.from_numpy(skin).float(),
    )
    mask = np.zeros(image_size, bool)
    mask[surface.rows, surface.columns] = True
    albedo, highlights = torch.split(surface.attributes, 3)
    return PredictedSkin(
        surface,
        camera,
        mask,
        _picture(surface, albedo, image_size),
        _picture(surface, highlights, image_size),
    )


def predicted_camera(reconstruction: Reconstruction) -> PinholeCamera:
    """Return the camera of a prediction in the camera frame.

    Raises:
        ScoringError: it is in another frame.
    """
    focal_length, principal_point = reconstruction.focal_length, reconstruction.principal_point
    if reconstruction.frame != "camera" or focal_length is None or principal_point is None:
        raise ScoringError(
            "albedo and light are seen through the predicted camera, but the vertices are in the "
            f"frame {reconstruction.frame!r}; write records in the frame 'camera', with "
            "focal_length and principal_point"
        )
    centre = torch.from_numpy(np.asarray(principal_point, np.float32))[None]
    return PinholeCamera(torch.tensor([focal_length], dtype=torch.float32), centre)


def linear_specular(
    diffuse: Float[np.ndarray, "*N 3"], highlights: Float[np.ndarray, "*N 3"]
) -> Float[np.ndarray, "*N 3"]:
    """Return the linear light that a full highlight adds, of display-encoded colours."""
    return np.asarray((diffuse + highlights) ** GAMMA - diffuse**GAMMA)


def best_gain(predicted: Float[np.ndarray, " N"], truth: Float[np.ndarray, " N"]) -> float:
    """Return the factor of the prediction with the least mean absolute error.

    It is the median of truth / predicted, weighted with the predicted values; 1 where all are 0.

    Args:
        predicted: 0 or more.
        truth: of the same pixels.
    """
    used = predicted > 0
    if not used.any():
        return 1.0
    ratios, weights = truth[used] / predicted[used], np.asarray(predicted[used], np.float64)
    order = np.argsort(ratios, kind="stable")
    summed = np.cumsum(weights[order])
    return float(ratios[order[np.searchsorted(summed, summed[-1] / 2)]])


def _picture(
    surface: VisibleSurface, values: Float[torch.Tensor, "3 P"], image_size: tuple[int, ...]
) -> Float[np.ndarray, "H W 3"]:
    picture = np.zeros((*image_size, 3))
    picture[surface.rows, surface.columns] = values.T.numpy()
    return picture
