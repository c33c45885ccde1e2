from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest

from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.landmark_files import write_text_points
from face_datasets.micc import MiccFlorence, examine, split_id, write_frontal_scan
from face_datasets.origin import write_synthetic_marker
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh

sys.path.append(str(Path(__file__).parent))  # pytest's importlib mode leaves it out

from small_scans import findings, landmarks68, small_scan


@pytest.fixture
def micc(tmp_path):
    for subject in (2, 30):
        for k, name in enumerate(("frontal1", "frontal2")):
            if (subject, name) != (30, "frontal2"):
                scan, seven = small_scan(10 * subject + k)
                write_frontal_scan(tmp_path, subject, name, scan, landmarks68(seven))
    write_synthetic_marker(tmp_path)
    return tmp_path


def test_three_clips_of_each_subject(micc):
    data = MiccFlorence(micc)
    assert data.subjects() == [2, 30]
    clips = ("cooperative", "indoor", "outdoor")
    assert data.ids() == [f"{subject}_{clip}" for subject in ("02", "30") for clip in clips]
    assert split_id("02_indoor") == (2, "indoor")


def test_two_scans_or_one(micc):
    data = MiccFlorence(micc)
    scans = data.scans(2)
    assert [scan.name for scan in scans] == ["frontal1", "frontal2"]
    for k, scan in enumerate(scans):
        expected, seven = small_scan(20 + k)
        np.testing.assert_allclose(scan.mesh.vertices, expected.vertices, atol=1e-5)
        np.testing.assert_allclose(scan.landmarks, landmarks68(seven))
    assert [scan.name for scan in data.scans(30)] == ["frontal1"]


def test_landmarks_may_be_text(micc):
    _, path = MiccFlorence(micc).scan_files(30)["frontal1"]
    points = landmarks68(small_scan(300)[1])
    path.unlink()
    with pytest.raises(DatasetNotFoundError, match="GANFit"):
        MiccFlorence(micc).scan_files(30)
    write_text_points(path.with_suffix(".txt"), points)
    np.testing.assert_allclose(MiccFlorence(micc).scans(30)[0].landmarks, points, atol=1e-5)


def test_a_release_has_53_subjects_and_only_one_lacks_a_scan(micc):
    (micc / "SYNTHETIC.json").unlink()
    with pytest.raises(DatasetNotFoundError, match="subject_01/Model"):
        MiccFlorence(micc)
    (micc / "subject_01" / "Model").mkdir(parents=True)
    data = MiccFlorence(micc)
    assert len(data.ids()) == 159
    assert len(data.scan_files(30)) == 1
    path, _ = data.scan_files(2)["frontal2"]
    write_mesh(path.with_name("110000000000.obj"), small_scan()[0])
    with pytest.raises(DamagedFileError, match="2 scans, expected one"):
        data.scan_files(2)
    path.unlink()
    path.with_name("110000000000.obj").unlink()
    with pytest.raises(DatasetNotFoundError, match="subject_02/Model/frontal2"):
        data.scan_files(2)


def test_the_doctor(micc):
    assert findings(examine, micc, "error") == findings(examine, micc, "warning") == []
    assert any("3 frontal scans" in what for what in findings(examine, micc, "ok"))
    assert any("as released" in what for what in findings(examine, micc, "ok"))
    scan, seven = small_scan(3)
    in_cm = Mesh(scan.vertices / 10, scan.faces)
    write_frontal_scan(micc, 4, "frontal1", in_cm, landmarks68(seven) / 10)
    write_frontal_scan(micc, 4, "frontal2", scan, landmarks68(seven)[::-1].copy())
    write_frontal_scan(micc, 5, "frontal1", scan, landmarks68(seven))
    errors = findings(examine, micc, "error")
    assert any("subject_04/frontal1" in e and "centimetres" in e for e in errors)
    assert any("subject_04/frontal2" in e for e in errors)
    assert any("subject_05/Model/frontal2" in e for e in errors)
    path, _ = MiccFlorence(micc).scan_files(2)["frontal1"]
    path.write_bytes(path.read_bytes()[:40])
    assert any(path.name in e for e in findings(examine, micc, "error"))
    (micc / "SYNTHETIC.json").unlink()
    assert len(findings(examine, micc, "error")) == 1
