"""Portraits of known skin and light: what is written fits together, what is broken is named."""

from __future__ import annotations

import json
import shutil

import numpy as np
import pytest

from datamodules.appearance import AppearanceDataModule
from face_datasets.appearance import IDS, AppearancePortraits, examine
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker
from synthesis.appearance import make_appearance, make_portrait
from synthesis.lights import draw_lamp_light
from synthesis.seeds import generator


@pytest.fixture(scope="module")
def data(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("appearance")
    write_synthetic_marker(root, **make_appearance(root, sculptor, 2, 0, 1))
    return AppearancePortraits(root)


@pytest.fixture
def copy(data, tmp_path):
    shutil.copytree(data.root, tmp_path / "copy")
    return tmp_path / "copy"


def test_albedo_and_light_explain_the_photograph(data):
    """Where the light is even, the colour is albedo times shading: correlation, not equality."""
    for sample_id in data.ids():
        maps, image = data.maps(sample_id), data.image(sample_id) / 255
        mask = data.skin(sample_id) & maps.coverage
        assert mask.sum() > 3000
        assert maps.diffuse_albedo[~maps.coverage].max() == 0
        ratio = image[mask].mean(axis=1) / maps.diffuse_albedo[mask].mean(axis=1)
        assert 0.5 < np.median(ratio) < 1.3
        relit = data.relit(sample_id) / 255
        assert np.abs(relit[mask] - image[mask]).mean() > 0.02
        assert maps.specular_albedo[mask].min() > 0


def test_camera_scan_and_landmarks_belong_together(data):
    for sample_id in data.ids():
        scene, scan = data.scene(sample_id), data.scan(sample_id)
        points = scene.landmarks
        pixels = points[:, :2] / points[:, 2:] * scene.focal_length + scene.principal_point
        np.testing.assert_allclose(pixels, data.landmarks68(sample_id), atol=0.01)
        distances = np.linalg.norm(scan.vertices[None] - scene.seven_points[:, None], axis=2)
        # Landmarks are vertices of the face itself, but a scan ends at the lids: an inner corner
        # of an eye may be beyond.
        nearest = np.sort(distances.min(axis=1))
        assert nearest[4] < 1e-3
        assert nearest[-1] < 2
        assert scene.light_direction()[2] < 0  # the lamp is on the camera's side
    assert {finding.level for finding in examine(data.root)} <= {"ok", "warning"}


def test_lamps_are_clear_and_apart():
    for k in range(30):
        first = draw_lamp_light(generator(0, k))
        second = draw_lamp_light(generator(1, k), unlike=first)
        a, b = (light.lamp / np.linalg.norm(light.lamp) for light in (first, second))
        assert a @ b <= np.cos(np.radians(30)) + 1e-6
        assert min(first.lamp_intensity, second.lamp_intensity) >= 0.4


def test_bytes_repeat(data, tmp_path, sculptor):
    make_portrait(1, tmp_path, sculptor, 0)
    for path in (tmp_path / "001").iterdir():
        assert path.read_bytes() == (data.root / "001" / path.name).read_bytes()
    with pytest.raises(ValueError, match="room for 1 to 1000"):
        make_appearance(tmp_path, sculptor, 1001, 0, 1)


def test_methods_get_the_photograph_with_labels(data):
    (batch,) = AppearanceDataModule(data.root, image_size=64).predict_dataloader()
    assert batch["sample_id"] == data.ids()
    assert batch["parsing"].shape == (2, 3, 64, 64)
    assert batch["given"].sum(dim=1).tolist() == [1, 1]


def test_what_is_missing_or_damaged_is_named(copy, tmp_path):
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=appearance"):
        AppearancePortraits(tmp_path)
    data = AppearancePortraits(copy)
    scene = json.loads((copy / "000/scene.json").read_text())
    scene["light"]["shininess"] = 0
    (copy / "000/scene.json").write_text(json.dumps(scene))
    with pytest.raises(DamagedFileError, match=r"scene\.json: not a scene .*expected above 0"):
        data.scene("000")
    np.savez(copy / "000/maps.npz", diffuse_albedo=np.zeros(3))
    with pytest.raises(DamagedFileError, match=r"maps\.npz: not readable as arrays"):
        data.maps("000")
    (copy / "001/scan.ply").unlink()
    errors = [finding for finding in examine(copy) if finding.level == "error"]
    assert ["000" in e.what for e in errors] == [True, False]
    assert "scan.ply does not exist" in errors[1].what
    write_synthetic_marker(copy, **{IDS: []})
    with pytest.raises(DamagedFileError, match="expected the names of folders"):
        AppearancePortraits(copy)
