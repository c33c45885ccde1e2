"""The common topologies of face meshes, with the seven points that protocols align them by.

A mesh is recognised by its numbers of vertices and triangles. Landmarks are in the order of NoW:
outer and inner corner of the right eye, inner and outer corner of the left eye, nose, right and
left corner of the mouth; right and left are the subject's. Protocols differ in the fifth: the tip
of the nose (iBUG landmark 30) or its bottom (33).

Counts and ids are facts read off the public code that each entry names. What no source settles is
left out, so that the user is asked for seven vertex ids: BFM 2019 face12 and the whole BFM 2017 are
not here, since their counts or their landmarks are not established.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
from jaxtyping import Float, Float64

Landmark: TypeAlias = int | tuple[tuple[int, float], ...]
"""A vertex id, or vertex ids with barycentric weights."""

Seven: TypeAlias = tuple[Landmark, Landmark, Landmark, Landmark, Landmark, Landmark, Landmark]


@dataclass(frozen=True)
class Topology:
    """A mesh that many methods share.

    Attributes:
        name: as it is shown to users.
        n_vertices: number of vertices.
        n_faces: number of triangles; None where no source states it: vertices decide then.
        seven_tip: landmarks with the nose's tip; None where they are not known.
        seven_bottom: landmarks with the nose's bottom; None where they are not known.
        source: repository @ commit, file.
    """

    name: str
    n_vertices: int
    n_faces: int | None
    seven_tip: Seven | None
    seven_bottom: Seven | None
    source: str

    def seven_points(
        self, vertices: Float[np.ndarray, "V 3"], nose: Literal["tip", "bottom"]
    ) -> Float64[np.ndarray, "7 3"] | None:
        """Return the seven points of a mesh in this topology, or None where they are not known."""
        seven = self.seven_tip if nose == "tip" else self.seven_bottom
        if seven is None:
            return None
        positions = np.asarray(vertices, np.float64)
        points = np.empty((7, 3))
        for row, landmark in enumerate(seven):
            corners = ((landmark, 1.0),) if isinstance(landmark, int) else landmark
            points[row] = sum(weight * positions[vertex] for vertex, weight in corners)
        return points


def topology_of(n_vertices: int, n_faces: int) -> Topology | None:
    """Recognise a mesh by its numbers of vertices and triangles."""
    for topology in TOPOLOGIES:
        if topology.n_vertices == n_vertices and topology.n_faces in (None, n_faces):
            return topology
    return None


_BFM09: tuple[Seven, Seven] = (
    (2215, 5828, 10455, 14065, 8192, 5522, 10795),
    (2215, 5828, 10455, 14065, 8204, 5522, 10795),
)
# The cut-outs of the BFM 2009 keep the ids of the face's middle. DF-MVR aligns by the first list;
# nose bottom is keypoint 33 of Deep3D, which has 14066, 0.4 mm away, for the left eye.
_BFM09_SOURCE = (
    "weiguangzhao/DF_MVR @ 4d4ae4d, lib/now_evaluation/gt_al_index.npy; nose bottom: "
    "microsoft/Deep3DFaceReconstruction @ 1935ea9, BFM/facemodel_info.mat; counts: czh-98/REALY @ "
    "3f13e9a, data/*.obj"
)

# The embedding of 51 landmarks that NoW's authors name, as barycentric coordinates: rows 19, 22,
# 25, 28, 31, 37 of it, 13 for the nose's tip and 16 for its bottom.
_FLAME_EYES: tuple[Landmark, Landmark, Landmark, Landmark] = (
    ((2440, 0.1223315), (2428, 0.17113393), (2437, 0.70653457)),
    ((2509, 0.28644501), (3631, 0.23422983), (3632, 0.47932516)),
    ((3833, 0.47932516), (3832, 0.23422983), (1358, 0.28644501)),
    ((1182, 0.1223315), (1175, 0.70653457), (1154, 0.17113393)),
)
_FLAME_MOUTH: tuple[Landmark, Landmark] = (
    ((2845, 0.47117926), (2715, 0.50572842), (2714, 0.02309232)),
    ((1730, 0.47117926), (1578, 0.02309232), (1579, 0.50572842)),
)
_FLAME_TIP: Landmark = ((2920, 0.02333443), (3563, 0.31482095), (3564, 0.66184462))
_FLAME_BOTTOM: Landmark = ((1692, 0.00481753), (3556, 0.6991135), (3507, 0.29606898))

_ICT: tuple[Seven, Seven] = (
    (1507, 1528, 3742, 3721, 4857, 5708, 6213),
    (1507, 1528, 3742, 3721, 1147, 5708, 6213),
)
_ICT_SOURCE = "ICT-VGL/ICT-FaceKit @ da5f95a, FaceXModel/vertex_indices.json"

_FACESCAPE_SOURCE = (
    "zhuhao-nju/facescape @ 19a9fff, toolkit/predef/landmark_indices.npz and sym_dict*.npy (counts)"
)

TOPOLOGIES: tuple[Topology, ...] = (
    Topology(
        "FLAME",
        5023,
        9976,
        (*_FLAME_EYES, _FLAME_TIP, *_FLAME_MOUTH),
        (*_FLAME_EYES, _FLAME_BOTTOM, *_FLAME_MOUTH),
        "TimoBolkart/TF_FLAME @ d4dab55, data/flame_static_embedding.pkl and template.ply",
    ),
    Topology("BFM 2009 front (Deep3D)", 35709, 70789, *_BFM09, _BFM09_SOURCE),
    Topology("BFM 2009 without neck (3DDFA V2)", 38365, 76073, *_BFM09, _BFM09_SOURCE),
    Topology("BFM 2009 without mouth (3DDFA)", 53215, 105840, *_BFM09, _BFM09_SOURCE),
    Topology(
        "BFM 2009",
        53490,
        None,
        (2215, 5828, 10730, 14340, 8321, 5522, 11070),
        (2215, 5828, 10730, 14340, 8333, 5522, 11070),
        f"{_BFM09_SOURCE}; ids: microsoft/Deep3DFaceReconstruction @ 1935ea9, BFM/BFM_exp_idx.mat",
    ),
    # Annotated by hand, some 2 mm from the eye corners that eos names on the uncut BFM 2017.
    Topology(
        "BFM 2017 face12",
        28588,
        56572,
        (2218, 5962, 10014, 13100, 8156, 5263, 10727),
        (2218, 5962, 10014, 13100, 8168, 5263, 10727),
        "berksaribas/face-reconstruction @ 6e05a55, data/Landmarks68_model2017-1_face12_nomouth.anl"
        " and src/BFM.h (counts)",
    ),
    Topology(
        "HIFI3D",
        20481,
        40832,
        (14083, 3933, 1388, 8983, 7279, 13226, 8108),
        (14083, 3933, 1388, 8983, 7273, 13226, 8108),
        "czh-98/REALY @ 3f13e9a, data/HIFI3D.obj and HIFI3D.txt",
    ),
    Topology(
        "FaceScape TU 1.0",
        26317,
        None,
        (3434, 3457, 3179, 143, 1855, 21018, 1599),
        (3434, 3457, 3179, 143, 1807, 21018, 1599),
        _FACESCAPE_SOURCE,
    ),
    Topology(
        "FaceScape 1.6",
        26278,
        None,
        (3429, 3452, 3175, 143, 1855, 20984, 1599),
        (3429, 3452, 3175, 143, 1807, 20984, 1599),
        _FACESCAPE_SOURCE,
    ),
    Topology("ICT Face Model Light", 26719, 52220, *_ICT, _ICT_SOURCE),
    Topology("ICT narrow face", 6706, 13120, *_ICT, _ICT_SOURCE),
    Topology("ICT head and eyeballs", 14388, 28552, *_ICT, _ICT_SOURCE),
    Topology("ICT head with mouth bag", 14685, 29218, *_ICT, _ICT_SOURCE),
    Topology(
        "procedural head",
        7650,
        15132,
        (6762, 6741, 2988, 3009, 1008, 6079, 2305),
        (6762, 6741, 2988, 3009, 756, 6079, 2305),
        "morphable_models/procedural_head.py",
    ),
)
