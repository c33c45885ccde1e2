"""From coefficients to a head with detail that no coefficients describe.

Two displacement fields move the skin along its normals: lumps with wavelengths of 16 to 64 mm
(asymmetry, fat, cartilage that 100 modes of other people do not hold) and fine relief of 6 to 11
mm. They are sums of plane waves over the mean face, fixed in number and drawn per subject, so that
the same person has the same detail in every image, expression and scan.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from jaxtyping import Float, Int
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from geometry.meshes import midpoint_subdivision
from morphable_models import FACE_PARSING_REGIONS, MorphableModel

from .people import Person

LUMP_RMS_MM = 0.65
RELIEF_RMS_MM = 0.10
_LUMP_WAVELENGTHS_MM = (16.0, 64.0)
_RELIEF_WAVELENGTHS_MM = (6.0, 11.0)
_N_WAVES = 128
_WAVE_SEED = 20240  # of the directions of the waves; the subject draws their amplitudes
# Lids and lips are thin: full displacement would push one side through the other.
_DAMPED_MM = 9.0


@dataclass(frozen=True)
class SculptedHead:
    """One head in the model frame, millimetres; colours are albedo.

    Attributes:
        vertices: positions with detail.
        normals: unit normals.
        albedo: diffuse, sRGB-encoded, in [0, 1].
        specular: specular intensity.
    """

    vertices: Float[np.ndarray, "V 3"]
    normals: Float[np.ndarray, "V 3"]
    albedo: Float[np.ndarray, "V 3"]
    specular: Float[np.ndarray, " V"]


class Sculptor:
    """Builds heads of one face model at one density.

    Args:
        model: the face model.
        subdivisions: how often each triangle is split into four. The first vertices are the model's
            own, at every density.

    Attributes:
        faces: triangles at this density.
        regions: face-parsing label of each vertex.
        mean_vertices: the neutral mean face at this density, mm.
    """

    def __init__(self, model: MorphableModel, subdivisions: int = 0) -> None:
        self.model = model
        self.landmark_indices = model.landmark_indices.numpy()
        faces = model.faces.numpy()
        vertices = model.mean_shape.double().numpy()
        regions = model.regions.numpy()
        self._steps = []
        for _ in range(subdivisions):
            step = midpoint_subdivision(faces, len(vertices))
            vertices, regions, faces = step.interpolate(vertices), step.nearest(regions), step.faces
            self._steps.append(step)
        self.faces: Int[np.ndarray, "F 3"] = faces
        self.regions: Int[np.ndarray, " V"] = regions
        self.mean_vertices: Float[np.ndarray, "V 3"] = vertices
        corners = (faces.ravel(), np.repeat(np.arange(len(faces)), 3))
        self._faces_at_vertex = csr_matrix(
            (np.ones(3 * len(faces), dtype=np.float32), corners), (len(vertices), len(faces))
        )
        self._damping = _damping(vertices, regions).astype(np.float32)
        self._lumps = torch.from_numpy(_waves(vertices, _LUMP_WAVELENGTHS_MM, _WAVE_SEED))
        self._relief = torch.from_numpy(_waves(vertices, _RELIEF_WAVELENGTHS_MM, _WAVE_SEED + 1))

    def displacement(self, detail_seed: int) -> Float[np.ndarray, " V"]:
        """Return how far the detail moves each vertex along its normal, mm."""
        rng = np.random.default_rng(detail_seed)
        lumps = LUMP_RMS_MM * torch.from_numpy(_amplitudes(rng)) @ self._lumps
        relief = RELIEF_RMS_MM * torch.from_numpy(_amplitudes(rng)) @ self._relief
        return np.asarray(self._damping * (lumps + relief).numpy())

    def sculpt(self, person: Person) -> SculptedHead:
        """Build a head."""
        with torch.no_grad():
            identity = torch.from_numpy(person.identity)[None]
            expression = torch.from_numpy(person.expression)[None]
            albedo = torch.from_numpy(person.albedo)[None]
            smooth = self._dense(self.model.vertices(identity, expression)[0].numpy())
            colors = self._dense(self.model.diffuse_albedo(albedo)[0].numpy())
            specular = self._dense(self.model.specular_albedo(albedo)[0].numpy())
        vertices = smooth + self.displacement(person.detail_seed)[:, None] * self.normals(smooth)
        return SculptedHead(
            vertices, self.normals(vertices), np.clip(colors, 0, 1), specular.mean(axis=1)
        )

    def normals(self, vertices: Float[np.ndarray, "V 3"]) -> Float[np.ndarray, "V 3"]:
        """Return unit vertex normals, faces weighted with their areas."""
        a, b, c = (vertices[self.faces[:, corner]] for corner in range(3))
        summed = self._faces_at_vertex @ np.cross(b - a, c - a)
        return np.asarray(summed / np.linalg.norm(summed, axis=1, keepdims=True).clip(1e-12))

    def _dense(self, attributes: Float[np.ndarray, "V C"]) -> Float[np.ndarray, "W C"]:
        for step in self._steps:
            attributes = step.interpolate(attributes)
        return attributes


def _amplitudes(rng: np.random.Generator) -> Float[np.ndarray, " K"]:
    """Draw one amplitude per wave; their sum has unit variance."""
    return rng.standard_normal(_N_WAVES).astype(np.float32) / np.float32(np.sqrt(_N_WAVES))


def _waves(
    vertices: Float[np.ndarray, "V 3"], wavelengths: tuple[float, float], seed: int
) -> Float[np.ndarray, "K V"]:
    """Return plane waves in random directions, of unit variance on average.

    A wave is as high as it is long, so that all are equally steep: skin is not rough.
    """
    rng = np.random.default_rng(seed)
    directions = rng.standard_normal((_N_WAVES, 3))
    directions /= np.linalg.norm(directions, axis=1, keepdims=True)
    lengths = np.exp(rng.uniform(np.log(wavelengths[0]), np.log(wavelengths[1]), _N_WAVES))
    heights = np.sqrt(2) * lengths / np.sqrt(np.mean(lengths**2))
    waves = np.empty((_N_WAVES, len(vertices)), dtype=np.float32)
    phases = rng.uniform(0, 2 * np.pi, _N_WAVES)
    for k in range(_N_WAVES):
        along = vertices @ directions[k]
        waves[k] = heights[k] * np.cos(2 * np.pi / lengths[k] * along + phases[k])
    return waves


def _damping(
    vertices: Float[np.ndarray, "V 3"], regions: Int[np.ndarray, " V"]
) -> Float[np.ndarray, " V"]:
    """Return 0 on eyeballs and in the mouth, rising to 1 at some distance from them."""
    thin = [FACE_PARSING_REGIONS.index(n) for n in ("left_eye", "right_eye", "mouth")]
    soft = np.isin(regions, thin)
    if not soft.any():
        return np.ones(len(vertices))
    distance, _ = cKDTree(vertices[soft]).query(vertices)
    return np.asarray(np.where(soft, 0.0, np.clip(distance / _DAMPED_MM, 0, 1)))
