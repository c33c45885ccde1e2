"""FLAME's skinning and landmarks: against smplx, and against geometry."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from tiny_flame import write_tiny_flame

from geometry.rotations import axis_angle_to_matrix, matrix_to_euler
from morphable_models import FACE_PARSING_REGIONS, build_face_model
from morphable_models.flame import Flame, contour_rows
from morphable_models.flame_conversion import convert_flame
from morphable_models.procedural_head import ProceduralHead

D = np.pi / 180
REST = [[0.0, 0.0, 0.0]] * 4
# What smplx 0.1.28 makes of tiny_flame.py (as FLAME_NEUTRAL.pkl): FLAME with num_betas=100,
# num_expression_coeffs=50, use_face_contour=True, float64; betas sin(1.1 k), expression cos(0.7 k).
# Axis-angle vectors of the five joints; then in metres vertices 0, 17, 39; landmarks 0, 16, 30 (our
# 68 are its joints 56 to 72, then 5 to 55); and the sums of all vertices and of all landmarks times
# the cosines of 0, 1, 2 and so on.
ROTATIONS = {
    "yaw 30": [[0, 30 * D, 0], *REST],
    "yaw -30": [[0, -30 * D, 0], *REST],
    "yaw 52": [[0, 52 * D, 0], *REST],
    "yaw -52": [[0, -52 * D, 0], *REST],
    "head and jaw": [[0.2, -21 * D, 0.1], [0, 0, 0], [0.3, 0.05, -0.02], [0, 0, 0], [0, 0, 0]],
    "all joints": [
        *[[0.1, 37 * D, -0.2], [0.3, -0.2, 0.1], [0.25, 0.05, -0.1]],
        *[[-0.1, 0.4, 0.2], [0.15, -0.35, 0.05]],
    ],
}  # fmt: skip
SMPLX = {
    "yaw 30": [
        0.00214182, 0.11946488, 0.00219724, -0.04579257, 0.02360130, -0.08772023,
        -0.00051672, -0.12037943, 0.00472554, 0.00545359, 0.11154607, 0.02342825,
        0.00935644, 0.11584619, 0.00589991, -0.01043126, 0.02862182, -0.03711911,
        -0.00653791, -0.39023015,
    ],
    "yaw -30": [
        -0.00089535, 0.11946488, 0.00292568, 0.05300826, 0.02360130, -0.08354545,
        -0.00441420, -0.12037943, 0.00188747, -0.00502033, -0.11824002, -0.00887209,
        -0.01351695, -0.11192162, 0.01023812, 0.02686707, 0.02862182, -0.02762110,
        0.02012158, 0.00966937,
    ],
    "yaw 52": [
        0.00283418, 0.11946488, 0.00122704, -0.07529349, 0.02360130, -0.06418644,
        0.00131634, -0.12037943, 0.00456715, -0.03347969, 0.07382417, 0.02044786,
        0.01492263, 0.08941775, 0.00734587, -0.02355154, 0.02862182, -0.03051649,
        -0.00991922, -0.32015787,
    ],
    "yaw -52": [
        -0.00195247, 0.11946488, 0.00237508, 0.08041875, 0.02360130, -0.05760691,
        -0.00482616, -0.12037943, 0.00009429, -0.00289535, 0.10315882, -0.02365693,
        -0.00588362, 0.11356287, 0.01188428, 0.03523143, 0.02862182, -0.01554741,
        0.03209670, -0.34473339,
    ],
    "head and jaw": [
        -0.01536070, 0.11600533, 0.02440674, 0.03157891, 0.04928943, -0.08229689,
        0.01342813, -0.11786468, -0.02179828, 0.00049710, -0.09191028, 0.00779934,
        0.01095470, -0.08518683, 0.02291307, 0.01728953, 0.03315621, -0.02426578,
        -0.02068612, -0.51389592,
    ],
    "all joints": [
        0.01804499, 0.11147899, 0.02501831, -0.01078342, 0.06700515, -0.07267317,
        -0.02160273, -0.11517508, -0.02328273, 0.02868944, 0.09756270, 0.04981423,
        -0.04334828, -0.09912267, -0.04435115, 0.01051961, 0.03668875, -0.02475826,
        -0.00151881, -0.53110865,
    ],
}  # fmt: skip


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tiny")
    write_tiny_flame(folder, "generic_model.pkl")
    convert_flame(folder, folder, version="2020")
    return build_face_model("flame", folder)


@pytest.fixture(scope="module")
def stand_in(flame_sources, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stand-in")
    convert_flame(flame_sources, folder, version="stand-in")
    return build_face_model("flame", folder)


def coefficients(model):
    identity = torch.sin(1.1 * torch.arange(float(model.n_identity)))[None]
    return identity, torch.cos(0.7 * torch.arange(float(model.n_expression)))[None]


def yaw_pose(*degrees):
    pose = torch.zeros(len(degrees), 6)
    pose[:, 1] = torch.tensor(degrees, dtype=torch.float32) * D
    return pose


@pytest.mark.parametrize("name", SMPLX)
def test_vertices_and_landmarks_equal_those_of_smplx(tiny, name):
    """smplx looks its contour up at -yaw, so it is asked for here as that of the mirrored yaw."""
    rotations = torch.tensor(ROTATIONS[name])[None]
    ours = tiny.skinned(*coefficients(tiny), rotations)
    yaw = matrix_to_euler(axis_angle_to_matrix(rotations[:, 0]))[:, 1]
    ours_landmarks = tiny.posed_landmarks(ours, yaw_pose(-float(yaw) / D))[0] / 1000
    ours = ours[0] / 1000
    *numbers, vertex_sum, landmark_sum = SMPLX[name]
    few = torch.cat([ours[[0, 17, 39]], ours_landmarks[[0, 16, 30]]])
    torch.testing.assert_close(few, torch.tensor(numbers).view(6, 3), atol=1e-6, rtol=0)
    for points, total in ((ours, vertex_sum), (ours_landmarks, landmark_sum)):
        numbers = points.double().flatten()
        weighed = (numbers * torch.cos(torch.arange(len(numbers)).double())).sum()
        assert abs(float(weighed) - total) < 1e-6 * len(numbers) ** 0.5


def test_a_pose_is_that_of_the_head_and_of_the_jaw(tiny):
    """DECA's six numbers; neck and eyes rest."""
    shape = coefficients(tiny)
    rotations = torch.tensor(ROTATIONS["head and jaw"])[None]
    pose = torch.cat([rotations[:, 0], rotations[:, 2]], dim=1)
    torch.testing.assert_close(tiny.posed(*shape, pose), tiny.skinned(*shape, rotations))
    torch.testing.assert_close(
        tiny.posed(*shape, 0 * pose), tiny.vertices(*shape), atol=1e-4, rtol=0
    )
    views = tiny.posed_views(*shape, torch.stack([0 * pose, pose], dim=1))
    torch.testing.assert_close(views[:, 1], tiny.posed(*shape, pose))
    # turning the root turns everything rigidly about the root joint
    turned = tiny.posed(*shape, yaw_pose(40))
    root = tiny.joints(tiny.vertices(*shape))[:, :1]
    rotation = axis_angle_to_matrix(yaw_pose(40)[:, :3])
    centre = tiny.joints(tiny.mean_shape[None])[0, 0]
    torch.testing.assert_close(tiny.pose_origin, centre)
    rigid = (tiny.vertices(*shape) - root) @ rotation.transpose(1, 2) + root
    torch.testing.assert_close(turned, rigid, atol=1e-3, rtol=0)


def test_gradients_reach_everything_at_rest_too(tiny):
    model = tiny.double()
    inputs = [0.3 * c.double()[:, :4] for c in coefficients(tiny)]

    def few(identity, expression, rotations):
        identity = torch.nn.functional.pad(identity, (0, 96))
        expression = torch.nn.functional.pad(expression, (0, 46))
        vertices = model.skinned(identity, expression, rotations)
        return model.posed_landmarks(vertices, rotations[:, 0])[:, ::17]

    for rotations in (torch.zeros(1, 5, 3), torch.tensor(ROTATIONS["all joints"])[None]):
        values = [x.clone().requires_grad_() for x in (*inputs, rotations.double())]
        assert torch.autograd.gradcheck(few, values, fast_mode=True)
    tiny.float()


@pytest.mark.parametrize(
    ("yaw", "row"),
    [
        *[(0, 0), (0.4, 0), (1, 1), (29.6, 30), (39, 39), (52, 39), (90, 39)],
        *[(-0.4, 0), (-1, 40), (-30, 69), (-39, 78), (-52, 78), (-90, 78)],
    ],
)
def test_rows_of_the_contour(yaw, row):
    """Of yaw alone: pitch and roll before it do not count."""
    assert int(contour_rows(axis_angle_to_matrix(yaw_pose(yaw)[:, :3]))) == row
    pitched = axis_angle_to_matrix(yaw_pose(yaw)[:, :3]) @ axis_angle_to_matrix(
        torch.tensor([[0.3, 0.0, 0.0]])
    )
    assert int(contour_rows(pitched)) == row


@pytest.mark.parametrize("yaw", [30, 52, -30, -52])
def test_the_contour_of_the_hidden_side_slides_along_the_silhouette(stand_in, yaw):
    """With the other sign of yaw it would not: the other side's landmarks would be moved."""
    neutral = [torch.zeros(1, n) for n in (stand_in.n_identity, stand_in.n_expression)]
    pose = yaw_pose(yaw)
    vertices = stand_in.posed(*neutral, pose)
    ours = stand_in.posed_landmarks(vertices, pose)[0]
    wrong = stand_in.posed_landmarks(vertices, -pose)[0]
    fixed = stand_in.landmarks(vertices)[0]
    # a face that is turned to image right hides the subject's left, which is at image right
    hidden = list(range(9, 17)) if yaw > 0 else list(range(8))
    shown = list(range(8)) if yaw > 0 else list(range(9, 17))
    side = 1.0 if yaw > 0 else -1.0
    assert torch.equal(ours[shown], fixed[shown])
    rest = stand_in.landmarks(stand_in.mean_shape[None])[0]
    at_rest = stand_in.posed_landmarks(stand_in.mean_shape[None], pose)[0]
    assert (at_rest[hidden, 2] >= rest[hidden, 2]).all()  # forward, towards the nose
    assert (at_rest[hidden, 2] - rest[hidden, 2]).mean() > 8
    face = vertices[0, stand_in.face_crop]
    beyond, beyond_wrong = [], []
    for number in hidden[2:-2]:
        band = face[(face[:, 1] - ours[number, 1]).abs() < 4]
        edge = (band[:, 0] * side).max()
        beyond.append(float(edge - ours[number, 0] * side))
        beyond_wrong.append(float(edge - wrong[number, 0] * side))
    # at the edge of the face in the image; nearly so beyond 39 degrees, where the table ends
    assert max(beyond) < (3.0 if abs(yaw) < 39 else 5.0)
    assert np.mean(beyond_wrong) > 10.0


def test_the_stand_in_is_the_procedural_head(stand_in):
    """Millimetres, axes, the order of vertices, modes and landmarks: through every file."""
    head = ProceduralHead()
    torch.testing.assert_close(stand_in.mean_shape, head.mean, atol=1e-3, rtol=0)
    modes = stand_in.identity_modes[: head.n_identity]
    torch.testing.assert_close(modes, head.identity_basis, atol=1e-3, rtol=0)
    expressions = stand_in.expression_modes[: head.n_expression]
    torch.testing.assert_close(expressions, 0.3 * head.expression_basis, atol=1e-3, rtol=0)
    assert torch.equal(stand_in.landmark_indices, head.landmark_indices)
    assert torch.equal(stand_in.faces, head.faces)
    counts = (stand_in.n_identity, stand_in.n_expression, stand_in.n_albedo, stand_in.n_pose)
    assert counts == (100, 50, 2, 6)
    assert len(stand_in.expression_names) == 50
    assert (stand_in.name, stand_in.version) == ("flame-stand-in", "stand-in")
    both = (stand_in.face_crop & head.face_crop).sum() / (stand_in.face_crop | head.face_crop).sum()
    assert both > 0.8
    label = FACE_PARSING_REGIONS.index
    for name in ("left_eye", "right_eye", "nose", "mouth", "upper_lip", "lower_lip", "left_brow"):
        ours, theirs = (m.regions == label(name) for m in (stand_in, head))
        # the head's own labels of nose and brows were drawn by other rules
        assert (ours & theirs).sum() > 0.7 * theirs.sum(), name
    assert torch.equal(stand_in.regions == label("mouth"), head.regions == label("mouth"))
    ball = head.eyeball_ids[0]
    assert (stand_in.regions[ball] == label("left_eye")).all()
    assert not stand_in.face_crop[ball].any()
    assert stand_in.uv.min() >= 0
    assert stand_in.uv.max() <= 1


def test_the_jaw_opens_the_mouth_and_nothing_else(stand_in):
    neutral = [torch.zeros(1, n) for n in (stand_in.n_identity, stand_in.n_expression)]
    pose = torch.tensor([[0.0, 0.0, 0.0, 0.3, 0.0, 0.0]])
    moved = stand_in.posed(*neutral, pose) - stand_in.mean_shape
    landmarks = stand_in.landmarks(moved)[0]
    assert landmarks[57, 1] < -15  # the lower lip, mm
    assert landmarks[[27, 30, 36, 45]].abs().max() < 0.5
    assert landmarks[[51, 62]].abs().max() < 3
    eyes = stand_in.regions == FACE_PARSING_REGIONS.index("left_eye")
    assert moved[0, eyes].abs().max() < 1


def test_the_plain_skin(stand_in):
    """Without a texture space: painted regions, and two modes that change skin alone."""
    assert not stand_in.has_texture_space
    label = FACE_PARSING_REGIONS.index
    mean = stand_in.diffuse_albedo(torch.zeros(1, 2))[0]
    darker = stand_in.diffuse_albedo(torch.tensor([[-1.0, 0.0]]))[0] - mean
    skin, lip, eye = (stand_in.regions == label(n) for n in ("skin", "lower_lip", "left_eye"))
    assert (darker[skin] < -0.1).all()
    assert not darker[eye].any()
    assert mean[skin].unique(dim=0).shape == (1, 3)
    redness = mean[:, 0] / mean[:, 1]
    assert redness[lip].min() > redness[skin].max()
    ball = mean[eye].mean(dim=1)
    assert ball.max() > 0.7  # the white of the eye
    assert ball.min() < 0.1  # the pupil
    assert mean.min() > 0
    assert mean.max() < 1
    assert not stand_in.specular_albedo(torch.ones(1, 2)).any()


def test_any_model_turns_about_the_middle_of_its_face_by_default():
    head = ProceduralHead()
    identity, expression = torch.randn(2, head.n_identity), torch.zeros(2, head.n_expression)
    pose = torch.tensor([[0.0, 0.0, np.pi / 2], [0.0, 0.0, 0.0]]).float()
    rest = head.vertices(identity, expression)
    posed = head.posed(identity, expression, pose)
    x, y, z = rest[0].T
    middle = head.mean_shape[head.face_crop].mean(dim=0)
    torch.testing.assert_close(head.pose_origin, middle)
    about = torch.stack([middle[0] + middle[1] - y, x + middle[1] - middle[0], z], dim=1)
    torch.testing.assert_close(posed[0], about, atol=1e-4, rtol=0)
    torch.testing.assert_close(posed[1], rest[1])
    assert torch.equal(head.posed_landmarks(posed, pose), head.landmarks(posed))
    assert head.n_pose == 3

    class Shifted(ProceduralHead):
        pose_origin = torch.tensor([0.0, 100.0, 0.0])

    posed = Shifted().posed(identity, expression, pose)
    expected = torch.stack([100 - y, x + 100, z], dim=1)
    torch.testing.assert_close(posed[0], expected, atol=1e-4, rtol=0)


def test_a_number_of_modes_that_the_model_lacks(tmp_path, tiny):
    with pytest.raises(FileNotFoundError, match="FACE_MODEL=flame ASSETS=folder"):
        Flame(None)
    with pytest.raises(FileNotFoundError, match=r"flame\.npz does not exist; build it"):
        Flame(tmp_path)
    write_tiny_flame(tmp_path, "generic_model.pkl")
    path = convert_flame(tmp_path, tmp_path, version="2020")
    with pytest.raises(ValueError, match="n_identity is 301; expected 1 to 300"):
        Flame(path, n_identity=301)
    with pytest.raises(ValueError, match="n_expression is 0; expected 1 to 100"):
        Flame(path, n_expression=0)
    assert Flame(path, n_identity=7, n_expression=3).identity_modes.shape[0] == 7
