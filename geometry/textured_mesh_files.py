"""Textured meshes as OBJ with MTL and as GLB with a physically based material, for other programs.

Both hold the same triangles, texture coordinates and pictures. OBJ is in millimetres, GLB in
metres, as glTF wants it; both have y up and, for a face in the model frame, its front towards +z.
"""

from __future__ import annotations

import base64
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from jaxtyping import Float, Int, UInt8
from PIL import Image

_MM_PER_METRE = 1000.0
_COMMON_F0 = 0.04  # reflectance of glTF's dielectrics at normal incidence, which its factor scales
_SPECULAR = "KHR_materials_specular"


@dataclass(frozen=True, eq=False)
class TexturedMesh:
    """A mesh under one or two texture maps.

    Attributes:
        vertices: mm, x to the subject's left, y up, z out of the face.
        normals: unit.
        faces: counter-clockwise seen from outside.
        uv: texture coordinates, v up.
        diffuse: diffuse albedo, sRGB-encoded, top row first.
        specular: specular albedo over `specular_scale`, sRGB-encoded; None where there is none.
        specular_scale: specular albedo of a white texel: the factor of (n . h)^shininess.
        shininess: exponent of Blinn and Phong; None for a matt surface.
    """

    vertices: Float[np.ndarray, "T 3"]
    normals: Float[np.ndarray, "T 3"]
    faces: Int[np.ndarray, "F 3"]
    uv: Float[np.ndarray, "T 2"]
    diffuse: UInt8[np.ndarray, "H W 3"]
    specular: UInt8[np.ndarray, "H W 3"] | None = None
    specular_scale: float = 1.0
    shininess: float | None = None


def roughness_of(shininess: float) -> float:
    """Return glTF's roughness of an exponent n of Blinn and Phong: (2 / (n + 2))^(1/4).

    glTF's alpha is the square of its roughness, and of equally wide lobes alpha^2 = 2 / (n + 2)
    (Walter et al., "Microfacet Models for Refraction through Rough Surfaces", 2007, section 5.2).
    """
    return float((2 / (shininess + 2)) ** 0.25)


def specular_factor_of(scale: float, shininess: float) -> float:
    """Return the factor of glTF's 0.04 that is as bright in the middle of a highlight.

    A microfacet surface seen and lit along its normal reflects F0 D / 4, with D = (n + 2) / 2 pi;
    beside a diffuse lobe of albedo / pi this is a factor of F0 (n + 2) / 8 of (n . h)^n.
    """
    return 8 * scale / (shininess + 2) / _COMMON_F0


def write_textured_obj(path: Path, mesh: TexturedMesh) -> None:
    """Write `<stem>.obj`, `<stem>.mtl`, `<stem>_diffuse.png` and, if any, `<stem>_specular.png`.

    MTL has a Blinn-Phong material: `Ks` and `map_Ks` are the specular albedo, `Ns` the exponent.
    """
    stem = path.stem
    Image.fromarray(mesh.diffuse).save(path.with_name(f"{stem}_diffuse.png"))
    material = [
        f"newmtl {stem}",
        "Ka 0 0 0",
        "Kd 1 1 1",
        f"map_Kd {stem}_diffuse.png",
        "d 1",
    ]
    if mesh.specular is None or mesh.shininess is None:
        material += ["Ks 0 0 0", "illum 1"]
    else:
        Image.fromarray(mesh.specular).save(path.with_name(f"{stem}_specular.png"))
        scale = f"{mesh.specular_scale:.6g}"
        material += [
            f"Ks {scale} {scale} {scale}",
            f"map_Ks {stem}_specular.png",
            f"Ns {mesh.shininess:.6g}",
            "illum 2",
        ]
    path.with_suffix(".mtl").write_text("\n".join(material) + "\n")
    lines = [f"# millimetres, x to the subject's left, y up\nmtllib {stem}.mtl\nusemtl {stem}"]
    lines += [f"v {x:.9g} {y:.9g} {z:.9g}" for x, y, z in mesh.vertices.tolist()]
    lines += [f"vt {u:.9g} {v:.9g}" for u, v in mesh.uv.tolist()]
    lines += [f"vn {x:.6g} {y:.6g} {z:.6g}" for x, y, z in mesh.normals.tolist()]
    corners = (mesh.faces + 1).tolist()
    lines += ["f " + " ".join(f"{i}/{i}/{i}" for i in corner) for corner in corners]
    path.write_text("\n".join(lines) + "\n")


def write_textured_glb(path: Path, mesh: TexturedMesh) -> None:
    """Write a GLB; the specular albedo goes into the extension KHR_materials_specular.

    Programs that do not know the extension show an ordinary dielectric of the same roughness.
    """
    import trimesh
    from trimesh.exchange import gltf
    from trimesh.visual import TextureVisuals
    from trimesh.visual.material import PBRMaterial

    # Parts of trimesh have no types.
    make_material: Any = PBRMaterial
    make_visual: Any = TextureVisuals
    export_glb: Any = gltf.export_glb
    material = make_material(
        name=path.stem,
        baseColorTexture=Image.fromarray(mesh.diffuse),
        metallicFactor=0.0,
        roughnessFactor=1.0 if mesh.shininess is None else roughness_of(mesh.shininess),
        doubleSided=True,  # a face is an open surface
    )
    geometry = trimesh.Trimesh(
        mesh.vertices / _MM_PER_METRE,
        mesh.faces,
        vertex_normals=mesh.normals,
        visual=make_visual(uv=mesh.uv, material=material),
        process=False,
    )
    scene = trimesh.Scene()
    scene.add_geometry(geometry, geom_name=path.stem)

    def add_specular(tree: dict[str, Any]) -> None:
        if mesh.specular is not None and mesh.shininess is not None:
            factor = specular_factor_of(mesh.specular_scale, mesh.shininess)
            _add_specular(tree, mesh.specular, factor)

    data: bytes = export_glb(scene, include_normals=True, tree_postprocessor=add_specular)
    path.write_bytes(data)


def _add_specular(tree: dict[str, Any], texture: UInt8[np.ndarray, "H W 3"], factor: float) -> None:
    """Add the extension, which trimesh does not write; its picture is embedded as text."""
    file = io.BytesIO()
    Image.fromarray(texture).save(file, "PNG")
    encoded = base64.b64encode(file.getvalue()).decode()
    tree["images"].append({"uri": f"data:image/png;base64,{encoded}", "name": "specular"})
    tree["textures"].append({"source": len(tree["images"]) - 1})
    index = len(tree["textures"]) - 1
    extension = {"specularColorFactor": [factor] * 3, "specularColorTexture": {"index": index}}
    tree["materials"][0].setdefault("extensions", {})[_SPECULAR] = extension
    tree.setdefault("extensionsUsed", []).append(_SPECULAR)
