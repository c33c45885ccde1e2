from __future__ import annotations

import numpy as np
import pytest
import torch
from scipy.spatial import cKDTree

from geometry.landmarks import IBUG68_MIRROR
from geometry.rotations import axis_angle_to_matrix
from morphable_models import FACE_PARSING_REGIONS
from morphable_models.procedural_expressions import JAW_OPEN_ANGLE
from morphable_models.procedural_eyes import EYE_RADIUS, LID_GAP, SKIN_RINGS
from morphable_models.procedural_head import ProceduralHead

REGION = {name: number for number, name in enumerate(FACE_PARSING_REGIONS)}


@pytest.fixture(scope="module")
def head() -> ProceduralHead:
    return ProceduralHead()


def vertices(head, identity=None, **expression):
    weights = torch.tensor([[expression.get(name, 0.0) for name in head.expression_names]])
    if identity is None:
        identity = torch.zeros(1, head.n_identity)
    return head.vertices(identity, weights)[0]


def one_mode(head, name, value):
    identity = torch.zeros(1, head.n_identity)
    identity[0, head.identity_names.index(name)] = value
    return identity


def crossing_faces(points, faces):
    """Pairs of faces without a common vertex of which one's edge pierces the other (exact test)."""
    corners = points[faces]
    low, high, centre = corners.min(1), corners.max(1), corners.mean(1)
    reach = np.linalg.norm(corners - centre[:, None], axis=2).max()
    pairs = cKDTree(centre).query_pairs(2 * reach, output_type="ndarray")
    a, b = pairs.T
    near = ((low[a] <= high[b]) & (low[b] <= high[a])).all(1)
    near &= ~(faces[a][:, :, None] == faces[b][:, None]).any((1, 2))
    pairs = pairs[near]
    hit = np.zeros(len(pairs), dtype=bool)
    for first, second in ((0, 1), (1, 0)):
        edges, other = corners[pairs[:, first]], corners[pairs[:, second]]
        normal = np.cross(other[:, 1] - other[:, 0], other[:, 2] - other[:, 0])
        for k in range(3):
            start, end = edges[:, k], edges[:, (k + 1) % 3]
            s0 = ((start - other[:, 0]) * normal).sum(1)
            s1 = ((end - other[:, 0]) * normal).sum(1)
            across = s0 * s1 < 0
            point = start + (end - start) * (s0 / np.where(across, s0 - s1, 1))[:, None]
            for j in range(3):
                side = np.cross(other[:, (j + 1) % 3] - other[:, j], point - other[:, j])
                across &= (side * normal).sum(1) > 1e-9
            hit |= across
    return pairs[hit]


@pytest.fixture(scope="module")
def delicate(head):
    """Faces at one eye, the mouth, and one ear."""
    p = head.mean.numpy()
    eye = np.linalg.norm(p - [31.5, 0, 84], axis=1) < 24
    mouth = (abs(p[:, 0]) < 34) & (p[:, 1] < -40) & (p[:, 1] > -95) & (p[:, 2] > 45)
    ear = (p[:, 0] > 68) & (abs(p[:, 1] + 15) < 40) & (abs(p[:, 2]) < 36)
    faces = head.faces.numpy()
    return [faces[zone[faces].all(1)] for zone in (eye, mouth, ear)]


def assert_no_crossing(points, zones):
    for faces in zones:
        pairs = crossing_faces(points.numpy().astype(float), faces)
        assert len(pairs) == 0, points[faces[pairs[0, 0], 0]]


def test_counts(head):
    assert 5000 <= len(head.mean) <= 8000
    assert head.n_identity >= 40
    assert head.n_expression >= 20
    assert head.n_albedo >= 10
    assert len(set(head.identity_names)) == head.n_identity
    assert len(set(head.expression_names)) == head.n_expression
    both = [n for n in head.expression_names if n.endswith("_left")]
    assert {n.replace("_left", "_right") for n in both} <= set(head.expression_names)
    assert vertices(head).shape == (len(head.mean), 3)
    assert head.uv.min() >= 0
    assert head.uv.max() <= 1
    assert torch.equal(torch.unique(head.faces), torch.arange(len(head.mean)))
    assert torch.allclose(head.mean_shape, head.mean, atol=1e-4)


def test_two_builds_agree(head):
    other = ProceduralHead()
    for name, buffer in head.state_dict().items():
        assert torch.equal(buffer, other.state_dict()[name]), name


def test_mirror_symmetry(head):
    mirror = head.mirror_vertex
    assert torch.equal(mirror[mirror], torch.arange(len(mirror)))
    flip = torch.tensor([-1.0, 1.0, 1.0])
    assert torch.allclose(head.mean[mirror], head.mean * flip, atol=1e-5)
    faces = {tuple(sorted(f)) for f in head.faces.tolist()}
    assert {tuple(sorted(f)) for f in mirror[head.faces].tolist()} == faces
    smile = vertices(head, smile_left=1.0)[mirror] * flip
    assert torch.allclose(smile, vertices(head, smile_right=1.0), atol=1e-3)
    assert torch.equal(mirror[head.landmark_indices], head.landmark_indices[list(IBUG68_MIRROR)])


def test_faces_wind_outwards_and_only_the_neck_is_open(head):
    edges = torch.cat([head.faces[:, [0, 1]], head.faces[:, [1, 2]], head.faces[:, [2, 0]]])
    directed = {tuple(e) for e in edges.tolist()}
    assert len(directed) == len(edges)  # consistently oriented, manifold
    rim = torch.tensor([e for e in directed if e[::-1] not in directed]).unique()
    lids = head.lid_ids.flatten()  # the lids' inner edges, behind the lids, are open too
    assert ((head.mean[rim, 1] < -145) | torch.isin(rim, lids)).all()
    points, faces = head.mean.double(), head.faces
    a, b, c = points[faces].unbind(1)
    normal = torch.linalg.cross(b - a, c - a)
    ball = torch.isin(faces, head.eyeball_ids[0]).all(1)
    centre = points[head.eyeball_ids[0, -2:]].mean(0)
    assert ((normal * (a - centre)).sum(1)[ball] > 0).all()
    face = head.face_crop[faces].all(1) & (points[faces][..., 2] > 85).all(1)
    assert (normal[face, 2] > 0).float().mean() > 0.98
    scalp = (points[faces][..., 1] > 45).all(1)
    assert ((normal * (a - points.new_tensor([0.0, 10.0, 0.0]))).sum(1)[scalp] > 0).all()


def test_landmarks_lie_in_their_regions_in_ibug_order(head):
    points = head.landmarks(head.mean[None])[0]
    region = head.regions[head.landmark_indices]
    assert points[0, 0] < 0 < points[16, 0]  # 0 is the subject's right
    assert (points[1:17, 0] > points[:16, 0]).all()
    assert points[8, 1] == points[:17, 1].min()
    assert (points[18:27, 0] > points[17:26, 0]).all()
    assert (points[28:31, 1] < points[27:30, 1]).all()  # down the bridge
    assert points[30, 2] == points[:, 2].max()  # the tip of the nose
    assert (points[32:36, 0] > points[31:35, 0]).all()
    assert (points[[37, 38, 43, 44], 1] > points[[41, 40, 47, 46], 1]).all()
    assert (points[49:55, 0] > points[48:54, 0]).all()
    assert (points[[50, 51, 52], 1] > points[[58, 57, 56], 1]).all()
    assert (region[17:22] == REGION["right_brow"]).all()
    assert (region[22:27] == REGION["left_brow"]).all()
    assert (region[27:31] == REGION["nose"]).all()
    assert (region[49:54] == REGION["upper_lip"]).all()
    assert (region[55:60] == REGION["lower_lip"]).all()
    for side, corners in ((1, range(36, 42)), (0, range(42, 48))):
        assert torch.isin(head.landmark_indices[list(corners)], head.lid_ids[side]).all()


def test_proportions(head):
    """Against rounded adult means of both sexes (Farkas 1994), mm."""
    p = head.landmarks(head.mean[None])[0]
    eyeballs = head.mean[head.eyeball_ids[:, -2:]].mean(1)
    assert (eyeballs[0] - eyeballs[1]).norm() == pytest.approx(63, abs=2)
    assert (p[27] - p[8]).norm() == pytest.approx(117, abs=5)  # face height
    assert (p[48] - p[54]).norm() == pytest.approx(51, abs=3)  # mouth width
    assert (p[39] - p[42]).norm() == pytest.approx(33, abs=3)  # between the inner eye corners
    assert (p[36] - p[45]).norm() == pytest.approx(90, abs=4)  # between the outer ones
    skull = head.mean[head.mean[:, 1] > 20]
    assert skull[:, 2].max() - head.mean[:, 2].min() == pytest.approx(193, abs=6)  # length
    assert 2 * skull[:, 0].max() == pytest.approx(155, abs=6)  # breadth


def test_regions_and_crop(head):
    counts = torch.bincount(head.regions, minlength=10)
    assert (counts > 20).all()
    assert counts[REGION["left_eye"]] == counts[REGION["right_eye"]]
    assert counts[REGION["left_brow"]] == counts[REGION["right_brow"]]
    assert (head.mean[head.regions == REGION["left_brow"], 0] > 0).all()
    assert (head.mean[head.face_crop, 2] > 20).all()
    assert not head.face_crop[head.eyeball_ids].any()
    assert not head.face_crop[head.regions == REGION["mouth"]].any()
    assert not head.face_crop[head.regions == REGION["background"]].any()


def test_a_coefficient_is_one_standard_deviation_of_people(head):
    generator = torch.Generator().manual_seed(0)
    draws = torch.randn(60, head.n_identity, generator=generator)
    people = head.vertices(draws, torch.zeros(60, head.n_expression))[:, head.face_crop]
    moved = (people - head.mean[head.face_crop]).norm(dim=-1)
    assert 4.0 < moved.mean() < 5.2  # real people: about 4.8 mm, overall size included
    size = vertices(head, one_mode(head, "overall_size", 1.0))
    width = (
        size[head.landmark_indices[[0, 16]], 0].diff()
        / head.mean[head.landmark_indices[[0, 16]], 0].diff()
    )
    assert width.item() == pytest.approx(1.027, abs=2e-3)


def test_no_self_intersection_at_two_standard_deviations(head, delicate):
    assert_no_crossing(vertices(head), delicate)
    generator = torch.Generator().manual_seed(1)
    for _ in range(3):
        draw = torch.randn(1, head.n_identity, generator=generator).clamp(-2, 2)
        assert_no_crossing(vertices(head, draw), delicate)


@pytest.mark.parametrize(
    ("name", "zone"),
    [
        ("eye_opening", 0),
        ("eye_width", 0),
        ("eye_tilt", 0),
        ("upper_lid_fold", 0),
        ("upper_lip_fullness", 1),
        ("lower_lip_fullness", 1),
        ("philtrum_length", 1),
        ("ear_flare", 2),
    ],
)
def test_no_self_intersection_of_delicate_modes(head, delicate, name, zone):
    for value in (-2.0, 2.0):
        assert_no_crossing(vertices(head, one_mode(head, name, value)), delicate[zone : zone + 1])


def test_the_crossing_test_sees_a_crossing(head, delicate):
    points = head.mean.clone()
    points[head.eyeball_ids[0]] += torch.tensor([0.0, 0.0, 4.0])
    assert len(crossing_faces(points.numpy().astype(float), delicate[0])) > 10


def test_lids_never_enter_the_eyeball(head):
    generator = torch.Generator().manual_seed(2)
    draws = torch.randn(8, head.n_identity, generator=generator).clamp(-2, 2)
    for blink in (0.0, 0.5, 1.0):
        weights = torch.tensor(
            [[blink if n.startswith("eye_close") else 0.0 for n in head.expression_names]]
        )
        people = head.vertices(draws, weights.expand(8, -1))
        for ball, lid in zip(head.eyeball_ids, head.lid_ids, strict=True):
            centre = people[:, ball[-2:]].mean(1, keepdim=True)
            distance = (people[:, lid] - centre).norm(dim=-1)
            assert distance.min() > EYE_RADIUS + LID_GAP - 0.05
            assert torch.allclose(  # eyeballs move, they do not deform
                (people[:, ball] - centre).norm(dim=-1), torch.tensor(EYE_RADIUS), atol=0.01
            )


def test_eye_close_closes_one_eye(head):
    rows = head.lid_ids[0].view(SKIN_RINGS + 4, -1)
    margin = rows[SKIN_RINGS]
    lower, upper = margin[1 : len(margin) // 2], margin[len(margin) // 2 + 1 :].flip(0)

    def opening(points):
        return (points[upper, 1] - points[lower, 1]).max()

    assert opening(head.mean) > 8.0
    assert opening(vertices(head, eye_close_left=1.0)) < 0.6
    assert opening(vertices(head, eye_close_right=1.0)) > 8.0
    assert_no_crossing(
        vertices(head, eye_close_left=1.0),
        [head.faces.numpy()[torch.isin(head.faces, rows).all(1)]],
    )


def test_lips_touch_and_open_with_the_jaw(head):
    inner_top, inner_bottom = (
        head.landmark_indices[[61, 62, 63]],
        head.landmark_indices[[67, 66, 65]],
    )
    closed = (head.mean[inner_top] - head.mean[inner_bottom]).norm(dim=1)
    assert (closed < 0.3).all()
    assert (inner_top != inner_bottom).all()
    opened = vertices(head, jaw_open=1.0)
    gap = opened[inner_top, 1] - opened[inner_bottom, 1]
    assert (gap > 15).all()
    assert torch.allclose(opened[head.landmark_indices[30]], head.mean[head.landmark_indices[30]])


def test_jaw_open_is_the_jaw_joint_turned(head):
    turns = axis_angle_to_matrix(
        torch.tensor([[[0.0, 0.0, 0.0], [float(JAW_OPEN_ANGLE), 0.0, 0.0]]])
    )
    articulated = head.articulate(head.mean[None], turns)[0]
    assert torch.allclose(articulated, vertices(head, jaw_open=1.0), atol=0.02)


def test_neck_turns_the_head_and_not_the_rim(head):
    angle = 0.4
    turns = axis_angle_to_matrix(torch.tensor([[[0.0, angle, 0.0], [0.0, 0.0, 0.0]]]))
    turned = head.articulate(head.mean[None], turns)[0]
    tip = head.landmark_indices[30]
    expected = turns[0, 0] @ (head.mean[tip] - head.joints[0]) + head.joints[0]
    assert torch.allclose(turned[tip], expected, atol=1e-3)
    assert turned[tip, 0] > 20  # positive yaw: the nose towards the subject's left
    rim = head.mean[:, 1].argmin()
    assert (turned[rim] - head.mean[rim]).norm() < 1.0


def test_gradients_reach_all_coefficients(head):
    generator = torch.Generator().manual_seed(3)
    coefficients = [
        (0.5 * torch.randn(2, n, generator=generator)).requires_grad_()
        for n in (head.n_identity, head.n_expression, head.n_albedo)
    ]
    identity, expression, albedo = coefficients
    total = head.vertices(identity, expression).square().sum()
    total = total + head.diffuse_albedo(albedo).square().sum()
    (total + head.specular_albedo(albedo).square().sum()).backward()
    for coefficient in coefficients:
        assert torch.isfinite(coefficient.grad).all()
        assert (coefficient.grad.abs() > 0).all()


def test_albedo_spans_light_to_dark_and_stays_in_range(head):
    tone = torch.zeros(3, head.n_albedo)
    tone[:, head.albedo_names.index("skin_tone")] = torch.tensor([-2.0, 0.0, 2.0])
    colors = head.diffuse_albedo(tone)
    forehead = (head.mean - torch.tensor([0.0, 40.0, 104.0])).norm(dim=1).argmin()
    dark, middle, light = colors[:, forehead].mean(-1)
    assert dark < 0.28
    assert 0.45 < middle < 0.6
    assert light > 0.72
    assert (colors[:, forehead, 0] > colors[:, forehead, 2]).all()  # redder than blue
    assert head.diffuse_mean.min() > 0
    assert head.diffuse_mean.max() < 1
    assert head.specular_mean.min() > 0
    generator = torch.Generator().manual_seed(4)
    draws = torch.randn(50, head.n_albedo, generator=generator).clamp(-2, 2)
    assert head.diffuse_albedo(draws).min() > -0.15
    assert head.diffuse_albedo(draws).max() < 1.1
    assert head.specular_albedo(draws).min() > 0


def test_features_are_painted(head):
    brightness = head.diffuse_mean.mean(1)
    mean = {name: brightness[head.regions == number].mean() for name, number in REGION.items()}
    assert mean["left_brow"] < mean["skin"] - 0.1
    assert mean["mouth"] < mean["skin"] - 0.2
    lips, skin = (
        head.diffuse_mean[head.regions == REGION[n]].mean(0) for n in ("upper_lip", "skin")
    )
    assert lips[0] / lips[1] > skin[0] / skin[1] + 0.1  # redder
    ball = head.diffuse_mean[head.eyeball_ids[0]].mean(1)
    assert ball.min() < 0.05  # the pupil
    assert ball.max() > 0.7  # the white
    shine = head.specular_mean[:, 0]
    assert shine[head.eyeball_ids].min() > shine[head.regions == REGION["skin"]].max()
