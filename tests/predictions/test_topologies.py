from __future__ import annotations

import numpy as np
import pytest

from geometry.landmarks import IBUG68_SEVEN
from morphable_models.ict_face_kit import IctFaceKit
from morphable_models.procedural_head import ProceduralHead
from predictions.topologies import TOPOLOGIES, topology_of


def test_no_two_topologies_can_be_mistaken_for_each_other():
    for topology in TOPOLOGIES:
        n_faces = 1 if topology.n_faces is None else topology.n_faces
        assert topology_of(topology.n_vertices, n_faces) is topology
    assert len({topology.name for topology in TOPOLOGIES}) == len(TOPOLOGIES)


def test_triangles_count_where_they_are_known():
    assert topology_of(5023, 9976).name == "FLAME"
    assert topology_of(5023, 9975) is None
    assert topology_of(5022, 9976) is None
    assert topology_of(53490, 1).name == "BFM 2009"


@pytest.mark.parametrize("topology", TOPOLOGIES, ids=lambda topology: topology.name)
def test_seven_points_are_distinct_points_within_the_mesh(topology):
    where = np.stack([np.arange(topology.n_vertices)] * 3, axis=1).astype(float)
    tip, bottom = (topology.seven_points(where, nose) for nose in ("tip", "bottom"))
    assert topology.source
    assert len(np.unique(tip, axis=0)) == len(np.unique(bottom, axis=0)) == 7
    assert (tip != bottom).any(axis=1).tolist() == [False] * 4 + [True] + [False] * 2
    for seven in (topology.seven_tip, topology.seven_bottom):
        for landmark in seven:
            if not isinstance(landmark, int):
                assert sum(weight for _, weight in landmark) == pytest.approx(1, abs=1e-6)


def test_a_barycentric_landmark_is_the_weighted_mean_of_its_corners():
    flame = topology_of(5023, 9976)
    vertices = np.zeros((5023, 3))
    vertices[[2440, 2428, 2437]] = [[10, 0, 0], [0, 10, 0], [0, 0, 10]]
    point = flame.seven_points(vertices, "tip")[0]
    np.testing.assert_allclose(point, [1.223315, 1.7113393, 7.0653457])


@pytest.mark.parametrize("name", ["procedural", "ict"])
def test_our_own_heads_are_known_and_give_their_own_landmarks(name, request):
    if name == "ict":
        head = IctFaceKit(request.getfixturevalue("shared") / "data")
    else:
        head = ProceduralHead()
    vertices = head.mean_shape.numpy()
    topology = topology_of(len(vertices), len(head.faces))
    for nose, rows in IBUG68_SEVEN.items():
        ids = head.landmark_indices.numpy()[list(rows)]
        np.testing.assert_array_equal(topology.seven_points(vertices, nose), vertices[ids])


def test_the_archives_of_the_ict_head_are_known(shared):
    for archive, name in (("head", "ICT head and eyeballs"), ("narrow", "ICT narrow face")):
        with np.load(shared / "data" / f"ict_light_{archive}.npz") as ict:
            vertices, n_faces = ict["neutral"], len(ict["triangles"])
            landmarks = vertices[ict["landmarks68"]]
        topology = topology_of(len(vertices), n_faces)
        assert topology.name == name
        for nose, rows in IBUG68_SEVEN.items():
            points = topology.seven_points(vertices, nose)
            np.testing.assert_array_equal(points, landmarks[list(rows)])
