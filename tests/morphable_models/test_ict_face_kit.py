from __future__ import annotations

import json

import numpy as np
import pytest
import torch

from geometry.meshes import edge_topology
from morphable_models import FACE_PARSING_REGIONS, build_face_model
from morphable_models.ict_conversion import (
    RELEASED_VERTICES,
    convert_released_folder,
    read_positions,
)
from morphable_models.ict_face_kit import IctFaceKit
from morphable_models.ict_mouth import mouth_bag, open_loop_through


@pytest.fixture(scope="module")
def ict(shared):
    return build_face_model("ict", shared / "data")


def label_names(model, vertex_ids):
    return [FACE_PARSING_REGIONS[label] for label in model.regions[vertex_ids].tolist()]


def test_the_mean_face_is_in_millimetres_and_looks_along_z(ict):
    landmarks = ict.mean_shape[ict.landmark_indices]
    outer_eye_corners = (landmarks[45] - landmarks[36]).norm()
    assert outer_eye_corners.item() == pytest.approx(89.2, abs=0.2)  # 8.92 cm in the archive
    assert landmarks[36, 0] < 0 < landmarks[45, 0]  # the subject's right eye is at -x
    assert landmarks[27, 1] > landmarks[8, 1]
    assert landmarks[30, 2] == landmarks[:, 2].max()


def test_landmarks_of_both_sides_mirror_each_other(ict):
    landmarks = ict.mean_shape[ict.landmark_indices]
    mirror = torch.tensor([-1.0, 1.0, 1.0])
    pairs = {0: 16, 7: 9, 17: 26, 31: 35, 36: 45, 39: 42, 41: 46, 48: 54, 60: 64}
    for right, left in pairs.items():
        torch.testing.assert_close(landmarks[right] * mirror, landmarks[left], atol=0.1, rtol=0)


def test_regions_at_landmarks(ict):
    ids = ict.landmark_indices
    assert label_names(ict, ids[[28, 30, 33]]) == ["nose"] * 3
    assert label_names(ict, ids[[18, 19, 20]]) == ["right_brow"] * 3
    assert label_names(ict, ids[[23, 24, 25]]) == ["left_brow"] * 3
    assert label_names(ict, ids[[62]]) == ["upper_lip"]
    assert label_names(ict, ids[[66]]) == ["lower_lip"]
    assert set(label_names(ict, ids[:17])) == {"skin"}


def test_regions_and_crop_follow_the_sides_and_leave_out_ears_and_neck(ict):
    vertices = ict.mean_shape
    for region, sign in (("left_eye", 1), ("right_eye", -1), ("left_brow", 1), ("right_brow", -1)):
        inside = vertices[ict.regions == FACE_PARSING_REGIONS.index(region)]
        assert (inside[:, 0] * sign > 0).all()
    background = ict.regions == 0
    ears = (vertices[:, 0].abs() > 85) & (vertices[:, 1].abs() < 30)
    assert background[ears].all()
    assert background[vertices[:, 1] < -100].all()
    not_face = [FACE_PARSING_REGIONS.index(n) for n in ("left_eye", "right_eye", "mouth")]
    assert not (torch.isin(ict.regions, torch.tensor([0, *not_face])) & ict.face_crop).any()
    assert ict.face_crop[ict.landmark_indices].all()


def test_coefficients_act_linearly_per_batch_element(ict):
    torch.manual_seed(0)
    identity, expression = torch.randn(3, ict.n_identity), torch.rand(3, ict.n_expression)
    together = ict.vertices(identity, expression)
    alone = ict.vertices(identity[1:2], expression[1:2])[0]
    torch.testing.assert_close(together[1], alone, atol=1e-4, rtol=0)
    zero = torch.zeros(1, ict.n_expression)
    doubled = ict.vertices(2 * identity[:1], zero) - ict.mean_shape
    single = ict.vertices(identity[:1], zero) - ict.mean_shape
    torch.testing.assert_close(doubled, 2 * single, atol=1e-3, rtol=0)


def test_the_open_jaw_lowers_the_chin_and_moves_the_mouth_interior_along(ict):
    expression = torch.zeros(1, ict.n_expression)
    expression[0, ict.expression_names.index("jawOpen")] = 1
    moved = ict.vertices(torch.zeros(1, ict.n_identity), expression)[0] - ict.mean_shape
    assert moved[ict.landmark_indices[8], 1] < -15
    assert moved[ict.landmark_indices[27]].norm() < 1
    mouth = moved[ict.regions == FACE_PARSING_REGIONS.index("mouth")]
    assert mouth[:, 1].min() < -15


def test_the_mouth_is_closed_by_its_interior(ict):
    """What stays open are the two eye slits and the cut of the neck."""
    edges = edge_topology(ict.faces.numpy())
    border = edges.vertices[edges.face_count == 1]
    ends = ict.mean_shape.numpy()[border[:, 0]]
    near_mouth = (np.abs(ends[:, 1] + 34) < 15) & (ends[:, 2] > 60)
    assert not near_mouth.any()
    assert edges.face_count.max() == 2


def test_albedo_is_human_and_coupled_with_the_specular_part(ict):
    mean = ict.diffuse_albedo(torch.zeros(1, ict.n_albedo))[0]
    assert mean.min() >= 0
    assert mean.max() <= 1
    skin = mean[ict.regions == 1].mean(dim=0)
    assert skin[0] > skin[1] > skin[2]  # red over green over blue
    brow = mean[ict.landmark_indices[[19, 24]]].mean()
    assert brow < 0.7 * skin.mean()
    albedo = torch.zeros(1, ict.n_albedo)
    albedo[0, 0] = 1.0
    change = (ict.diffuse_albedo(albedo)[0] - mean)[ict.regions == 1].mean()
    glossier = ict.specular_albedo(albedo)[0] - ict.specular_albedo(0 * albedo)[0]
    assert change * glossier[ict.regions == 1].mean() < 0


@pytest.mark.parametrize("assets", [None, "empty"])
def test_missing_files_say_what_to_set(tmp_path, assets):
    folder = None if assets is None else tmp_path
    with pytest.raises(FileNotFoundError, match="FACE_MODEL=ict ASSETS=folder"):
        build_face_model("ict", folder)


def test_unknown_face_model():
    with pytest.raises(ValueError, match=r"unknown face model 'smpl'.*procedural, ict"):
        build_face_model("smpl")


def test_a_damaged_archive_is_named(tmp_path):
    (tmp_path / "ict_light_head.npz").write_bytes(b"PK\x03\x04 cut off")
    with pytest.raises(ValueError, match=r"ict_light_head\.npz is not a readable"):
        IctFaceKit(tmp_path)


def test_open_loop_runs_with_the_faces_and_the_bag_closes_it():
    # A square ring: outer corners 0..3, inner corners 4..7, counter-clockwise from outside.
    faces = np.array([[a, (a + 1) % 4, b] for a, b in zip(range(4), range(4, 8), strict=True)])
    faces = np.concatenate([faces, [[(a + 1) % 4, 4 + (a + 1) % 4, 4 + a] for a in range(4)]])
    loop = open_loop_through(faces, np.array([9.0] * 4 + [0.0] * 4))
    assert sorted(loop) == [4, 5, 6, 7]
    bag = mouth_bag(loop, first=8)
    edges = edge_topology(np.concatenate([faces, bag.faces]))
    border = edges.vertices[edges.face_count == 1]
    assert set(border.ravel()) == {0, 1, 2, 3}
    np.testing.assert_allclose(bag.weights.sum(axis=1), 1)
    directed = {
        tuple(e)
        for f in np.concatenate([faces, bag.faces])
        for e in zip(f, np.roll(f, -1), strict=True)
    }
    assert len(directed) == 3 * (len(faces) + len(bag.faces))  # no edge twice in one direction


def write_obj(path, vertices, polygons=()):
    lines = [f"v {x:.9f} {y:.9f} {z:.9f}" for x, y, z in vertices]
    lines += ["vt 0.25 0.5"] if polygons else []
    lines += ["f " + " ".join(f"{i + 1}/1" for i in polygon) for polygon in polygons]
    path.write_text("\n".join(lines) + "\n")


def write_release(folder, neutral, modes, polygons, landmarks):
    folder.mkdir()
    write_obj(folder / "generic_neutral_mesh.obj", neutral, polygons)
    for name, offset in modes.items():
        write_obj(folder / f"{name}.obj", neutral + offset)
    table = {"idx_to_landmark_verts": landmarks, "expressions": ["jawOpen", "aSmile"]}
    (folder / "vertex_indices.json").write_text(json.dumps(table))


def small_release(folder):
    neutral = np.random.default_rng(0).normal(size=(90, 3))
    modes = {
        name: np.full((90, 3), k + 1.0)
        for k, name in enumerate(("identity000", "identity001", "jawOpen", "aSmile", "zExtra"))
    }
    # A quad of the first part, a triangle across parts, a triangle of the third part.
    polygons = [(0, 1, 2, 3), (0, 75, 85), (80, 81, 82)]
    write_release(folder, neutral, modes, polygons, list(range(68)))
    return neutral


PARTS = {"face": (0, 69), "eyeball_left": (80, 89)}  # 70..79 are teeth and are left out


def test_conversion_keeps_parts_and_renumbers(tmp_path):
    neutral = small_release(tmp_path / "FaceXModel")
    convert_released_folder(tmp_path / "FaceXModel", tmp_path / "cache" / "a.npz", PARTS, 90)
    with np.load(tmp_path / "cache" / "a.npz") as archive:
        kept = [*range(70), *range(80, 90)]
        np.testing.assert_allclose(archive["neutral"], neutral[kept], atol=1e-6)
        assert archive["triangles"].tolist() == [[0, 1, 2], [0, 2, 3], [70, 71, 72]]
        assert archive["identity"][:, 5, 0].tolist() == pytest.approx([1.0, 2.0])
        # The listed expressions first, in their order, then the others by name.
        assert archive["expression_names"].tolist() == ["jawOpen", "aSmile", "zExtra"]
        assert archive["expression"][:, 5, 0].tolist() == pytest.approx([3.0, 4.0, 5.0])
        assert archive["vertex_region"].tolist() == [0] * 70 + [1] * 10
        assert archive["landmarks68"].tolist() == list(range(68))
        np.testing.assert_allclose(archive["uv"], [[0.25, 0.5]])


def test_conversion_names_what_is_wrong(tmp_path):
    folder, target = tmp_path / "FaceXModel", tmp_path / "a.npz"
    small_release(folder)
    with pytest.raises(ValueError, match=f"90 vertices, expected {RELEASED_VERTICES}"):
        convert_released_folder(folder, target)
    (folder / "jawOpen.obj").write_text("v 1 2\n")
    with pytest.raises(ValueError, match=r"jawOpen\.obj has no readable vertices"):
        convert_released_folder(folder, target, PARTS, 90)
    (folder / "vertex_indices.json").unlink()
    with pytest.raises(FileNotFoundError, match="copy the whole FaceXModel"):
        convert_released_folder(folder, target, PARTS, 90)
    with pytest.raises(FileNotFoundError, match=r"none\.obj is missing"):
        read_positions(tmp_path / "none.obj")
    assert not list(tmp_path.glob("*.npz"))


@pytest.mark.slow
def test_the_released_folder_and_the_archive_give_the_same_faces(shared, tmp_path, ict):
    with np.load(shared / "data" / "ict_light_head.npz") as archive:
        source = archive["source_vertex"]
        neutral = np.zeros((RELEASED_VERTICES, 3))
        neutral[source] = archive["neutral"]
        modes = {}
        names = archive["expression_names"].tolist()
        chosen = {"identity000": ("identity", 0), "identity001": ("identity", 1)}
        chosen["jawOpen"] = ("expression", names.index("jawOpen"))
        for name, (kind, k) in chosen.items():
            modes[name] = np.zeros_like(neutral)
            modes[name][source] = archive[kind][k]
        polygons = source[archive["triangles"]].tolist()
        landmarks = source[archive["landmarks68"]].tolist()
    write_release(tmp_path / "FaceXModel", neutral, modes, polygons, landmarks)
    converted = IctFaceKit(tmp_path, cache=tmp_path / "cache")
    assert (tmp_path / "cache" / "ict_light_head.npz").is_file()
    assert converted.n_albedo == 2 + 3  # no skins beside the release: painted
    identity, full = torch.tensor([[1.0, -2.0]]), torch.zeros(1, ict.n_identity)
    full[0, :2] = identity
    jaw = torch.zeros(1, ict.n_expression)
    jaw[0, ict.expression_names.index("jawOpen")] = 1.0
    theirs = converted.vertices(identity, torch.ones(1, 1))
    torch.testing.assert_close(theirs, ict.vertices(full, jaw), atol=1e-3, rtol=0)
    assert torch.equal(converted.faces, ict.faces)
    # The release has no true jaw line; the lips do not depend on it.
    lips = [FACE_PARSING_REGIONS.index(n) for n in ("upper_lip", "lower_lip", "nose")]
    for label in lips:
        assert torch.equal(converted.regions == label, ict.regions == label)
