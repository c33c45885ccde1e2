from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import torch
from ellipsoid_heads import make_ellipsoid_head as head
from seven_points import turn

from geometry.alignment_map import SurfaceAlignment
from geometry.icp import point_to_plane_icp, point_to_point_icp
from geometry.meshes import vertex_normals

SCAN = head(60, 50, front=1.45, y_range=(-100, 90))
MOTION = SurfaceAlignment(1.25, turn(about_y=0.3, about_x=-0.2), np.array([3.0, -40.0, 12.0]))
PREDICTION = MOTION.inverse_apply(SCAN.vertices)
NEARBY = dataclasses.replace(
    MOTION, rotation=turn(about_y=0.01) @ MOTION.rotation, translation=np.array([3.4, -40.3, 12.2])
)


def normals_of(vertices: np.ndarray) -> np.ndarray:
    found = vertex_normals(torch.from_numpy(vertices)[None], torch.from_numpy(SCAN.faces))
    return found[0].numpy()


@pytest.mark.parametrize("with_scale", [True, False])
@pytest.mark.parametrize("kind", ["point", "plane"])
def test_recovers_a_small_motion_exactly(kind: str, with_scale: bool) -> None:
    if kind == "point":
        found = point_to_point_icp(PREDICTION, SCAN.vertices, NEARBY, with_scale=with_scale)
    else:
        found = point_to_plane_icp(
            PREDICTION, normals_of(PREDICTION), SCAN.vertices, NEARBY, with_scale=with_scale
        )
    assert found.converged, found.reason
    assert found.initial_rms > 0.3
    assert found.rms < 1e-3
    assert np.abs(found.apply(PREDICTION) - SCAN.vertices).max() < 1e-2
    if not with_scale:
        assert found.scale == MOTION.scale


def test_one_step_by_hand() -> None:
    # Each scan point is nearest to its own vertex, so one step finds the shift.
    corners = np.array([[i, j, k] for i in (0, 9) for j in (0, 9) for k in (0, 9)], dtype=float)
    identity = SurfaceAlignment(1.0, np.eye(3), np.zeros(3))
    found = point_to_point_icp(corners, corners + np.array([1.0, -2.0, 0.5]), identity)
    assert found.initial_rms == pytest.approx(np.sqrt(1 + 4 + 0.25))
    assert found.translation == pytest.approx([1.0, -2.0, 0.5])
    assert found.scale == pytest.approx(1)
    assert found.iterations == 2  # the second one sees that nothing moves


def test_too_few_steps_are_reported() -> None:
    far = dataclasses.replace(MOTION, rotation=turn(about_y=0.15) @ MOTION.rotation)
    found = point_to_point_icp(PREDICTION, SCAN.vertices, far, max_iterations=2)
    assert not found.converged
    assert "not small after 2" in found.reason
    assert found.iterations == 2


def test_points_without_number_are_refused() -> None:
    with pytest.raises(ValueError, match="expected 7 or more, all finite"):
        point_to_point_icp(PREDICTION, np.full((9, 3), np.nan), NEARBY)
    with pytest.raises(ValueError, match="expected 7 or more"):
        point_to_plane_icp(PREDICTION[:5], np.ones((5, 3)), SCAN.vertices, NEARBY)
