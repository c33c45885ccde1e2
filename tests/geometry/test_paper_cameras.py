"""Eq. 3 in both orders, against the reference values; where the face ends up in the picture."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from geometry.cameras import PinholeCamera, WeakPerspectiveCamera
from geometry.paper_cameras import FOCAL_LENGTH, facing_camera, literal_camera, standard_camera
from geometry.rotations import euler_to_matrix

# The reference counts in units of 100 mm, to which its factors of about 0.01 lead.
UNIT = 100.0


@pytest.fixture(scope="module")
def reference(shared):
    with np.load(shared / "reference" / "specular_reference.npz") as file:
        return {name: torch.tensor(file[name]) for name in file.files if name.startswith("cam_")}


@pytest.mark.parametrize(
    ("name", "camera"), [("literal", literal_camera), ("standard", standard_camera)]
)
def test_agrees_with_the_reference_values(reference, name, camera):
    torch.testing.assert_close(euler_to_matrix(reference["cam_ang"]), reference["cam_R"])
    pose = reference["cam_ang"], reference["cam_t"], UNIT * reference["cam_f"]
    posed = camera(reference["cam_v"], *pose)
    torch.testing.assert_close(posed, UNIT * reference[f"cam_{name}"])
    focal, centre = torch.full((4,), FOCAL_LENGTH).double(), torch.full((4, 2), 112.0).double()
    pixels = PinholeCamera(focal, centre).image_from_camera(facing_camera(posed))
    torch.testing.assert_close(pixels, reference[f"cam_pix_{name}"])
    if name == "literal":
        weak = WeakPerspectiveCamera(focal / 1000, centre).image_from_camera(facing_camera(posed))
        torch.testing.assert_close(weak, reference["cam_weak_literal"])


def test_both_orders_reach_the_same_poses(reference):
    angles, translation, scale = (reference[f"cam_{name}"] for name in ("ang", "t", "f"))
    turned = torch.einsum("bij,bj->bi", euler_to_matrix(angles), translation)
    torch.testing.assert_close(
        standard_camera(reference["cam_v"], angles, turned, scale),
        literal_camera(reference["cam_v"], angles, translation, scale),
    )


def test_a_face_is_162_pixels_wide_and_upright():
    cheeks = torch.tensor([[[-80.0, 0, 0], [80, 0, 0], [0, 50, 0]]])
    posed = literal_camera(cheeks, torch.zeros(1, 3), torch.zeros(1, 3), torch.ones(1))
    camera = PinholeCamera(torch.tensor([FOCAL_LENGTH]), torch.full((1, 2), 112.0))
    right, left, brow = camera.image_from_camera(facing_camera(posed))[0]
    torch.testing.assert_close(left - right, torch.tensor([162.4, 0.0]))
    assert brow[1] < 112
