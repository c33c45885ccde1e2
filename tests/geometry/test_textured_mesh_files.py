"""Textured OBJ and GLB: what was written comes back, and materials mean what was meant."""

from __future__ import annotations

import base64
import io
import json
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import trimesh
from PIL import Image

from geometry.mesh_files import read_mesh
from geometry.textured_mesh_files import (
    TexturedMesh,
    roughness_of,
    specular_factor_of,
    write_textured_glb,
    write_textured_obj,
)


def quad(**options: Any) -> TexturedMesh:
    """Two triangles of 60 x 80 mm with different colours in every texel, not mirror-symmetric."""
    vertices = np.array([[0, 0, 5], [60, 0, 5], [60, 80, 5], [0, 80, 5.0]], np.float32)
    uv = np.array([[0.1, 0.2], [0.9, 0.2], [0.9, 0.7], [0.1, 0.7]], np.float32)
    texels = np.arange(4 * 8 * 3, dtype=np.uint8).reshape(4, 8, 3)
    normals = np.tile(np.float32([0, 0, 1]), (4, 1))
    return TexturedMesh(vertices, normals, np.array([[0, 1, 2], [0, 2, 3]]), uv, texels, **options)


def shiny() -> TexturedMesh:
    texels = np.arange(255, 255 - 4 * 8 * 3, -1, dtype=np.int64).astype(np.uint8)
    return quad(specular=texels.reshape(4, 8, 3), specular_scale=0.3, shininess=14.0)


def gltf(path: Path) -> dict[str, Any]:
    data = path.read_bytes()
    (length,) = struct.unpack("<I", data[12:16])
    tree: dict[str, Any] = json.loads(data[20 : 20 + length])
    return tree


def test_obj_comes_back(tmp_path: Path) -> None:
    mesh = shiny()
    write_textured_obj(tmp_path / "face.obj", mesh)
    read = read_mesh(tmp_path / "face.obj")
    np.testing.assert_allclose(read.vertices, mesh.vertices)
    np.testing.assert_array_equal(read.faces, mesh.faces)
    np.testing.assert_allclose(read.uv, mesh.uv, rtol=1e-6)
    loaded: Any = trimesh.load(tmp_path / "face.obj", process=False, force="mesh")
    np.testing.assert_array_equal(np.asarray(loaded.visual.material.image), mesh.diffuse)
    np.testing.assert_array_equal(Image.open(tmp_path / "face_specular.png"), mesh.specular)
    material = (tmp_path / "face.mtl").read_text().splitlines()
    for line in ("map_Kd face_diffuse.png", "Ks 0.3 0.3 0.3", "map_Ks face_specular.png", "Ns 14"):
        assert line in material


def test_glb_comes_back_in_metres(tmp_path: Path) -> None:
    mesh = shiny()
    write_textured_glb(tmp_path / "face.glb", mesh)
    loaded: Any = trimesh.load(tmp_path / "face.glb", process=False, force="mesh")
    np.testing.assert_allclose(loaded.vertices, mesh.vertices / 1000, rtol=1e-6)
    np.testing.assert_array_equal(loaded.faces, mesh.faces)
    np.testing.assert_allclose(loaded.visual.uv, mesh.uv, rtol=1e-6)
    np.testing.assert_allclose(loaded.vertex_normals, mesh.normals)
    texture = loaded.visual.material.baseColorTexture.convert("RGB")
    np.testing.assert_array_equal(np.asarray(texture), mesh.diffuse)
    tree = gltf(tmp_path / "face.glb")
    (material,) = tree["materials"]
    # 2 / (14 + 2) = 1/8; 8 x 0.3 / 16 is an F0 of 0.15, of which 0.04 is a factor of 1.
    assert material["pbrMetallicRoughness"]["roughnessFactor"] == pytest.approx(0.125**0.25)
    assert material["pbrMetallicRoughness"]["metallicFactor"] == 0
    extension = material["extensions"]["KHR_materials_specular"]
    assert extension["specularColorFactor"] == pytest.approx([3.75] * 3)
    source = tree["textures"][extension["specularColorTexture"]["index"]]["source"]
    picture = base64.b64decode(tree["images"][source]["uri"].partition(",")[2])
    np.testing.assert_array_equal(Image.open(io.BytesIO(picture)), mesh.specular)
    assert tree["extensionsUsed"] == ["KHR_materials_specular"]


def test_a_matt_face_has_no_highlights(tmp_path: Path) -> None:
    write_textured_glb(tmp_path / "face.glb", quad())
    (material,) = gltf(tmp_path / "face.glb")["materials"]
    assert "extensions" not in material
    assert material["pbrMetallicRoughness"]["roughnessFactor"] == 1
    write_textured_obj(tmp_path / "face.obj", quad())
    assert "Ks 0 0 0" in (tmp_path / "face.mtl").read_text()
    assert not (tmp_path / "face_specular.png").exists()


def test_factors_by_hand() -> None:
    assert roughness_of(0.0) == 1.0
    assert roughness_of(30.0) == 0.5
    assert specular_factor_of(0.04, 6.0) == pytest.approx(1.0)
