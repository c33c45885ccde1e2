from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from face_datasets.celebamask_hq import (
    CLASSES,
    CelebAMaskHQ,
    examine,
    overlap,
    split_of,
    ten_from_nineteen,
    write_celebamask_image,
    write_mapping,
)
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from face_datasets.origin import write_synthetic_marker

ORIGINAL = {0: 119_614, 1: 162_771, 2001: 182_638}


def stripes(first: int) -> np.ndarray:
    """Labels 0 to 9 in ten stripes; the eyes in the middle, the subject's left to the right."""
    labels = np.zeros((512, 512), np.uint8)
    for label in range(10):
        labels[first + 20 * label : first + 20 * label + 20, 10:100] = label
    labels[first + 80 : first + 100] = 0
    labels[first + 80 : first + 100, 60:100] = 4
    labels[first + 100 : first + 120, 60:100] = 0
    return labels


@pytest.fixture
def root(tmp_path):
    for number in ORIGINAL:
        image = np.full((64, 64, 3), 10 + number % 100, np.uint8)
        write_celebamask_image(tmp_path, number, image, stripes(5 + number % 100))
    write_mapping(tmp_path, ORIGINAL)
    write_synthetic_marker(tmp_path, dataset="celebamask-hq")
    return tmp_path


def test_the_released_layout_reads_back(root):
    assert (root / "CelebAMask-HQ-mask-anno" / "1" / "02001_u_lip.png").is_file()
    assert not list(root.rglob("*background*"))
    assert not list(root.rglob("*eye_g*"))
    with Image.open(root / "CelebA-HQ-img" / "2001.jpg") as image:
        assert image.size == (1024, 1024)
    data = CelebAMaskHQ(root)
    assert data.sample_ids == ["0", "1", "2001"]
    for sample_id in data.sample_ids:
        first = 5 + int(sample_id) % 100
        np.testing.assert_array_equal(data.labels10(sample_id), stripes(first))
        assert np.unique(data.image(sample_id, 32)).tolist() == [10 + int(sample_id) % 100]


def test_splits_follow_celebas_partition(root):
    """Of the last image of a part and the first of the next, which the released script confuses."""
    assert [split_of(k) for k in (162_770, 162_771, 182_637, 182_638)] == [
        "train",
        "val",
        "val",
        "test",
    ]
    ids = {split: CelebAMaskHQ(root, split).sample_ids for split in ("train", "val", "test")}
    assert ids == {"train": ["0"], "val": ["1"], "test": ["2001"]}
    write_mapping(root, {0: 1})
    with pytest.raises(DatasetNotFoundError):
        CelebAMaskHQ(root, "val")


def test_nineteen_classes_to_ten_by_name():
    ten = dict(zip(CLASSES, ten_from_nineteen(), strict=True))
    assert {name: label for name, label in ten.items() if label} == {
        "skin": 1,
        "eye_g": 1,
        "l_brow": 2,
        "r_brow": 3,
        "l_eye": 4,
        "r_eye": 5,
        "nose": 6,
        "mouth": 7,
        "u_lip": 8,
        "l_lip": 9,
    }
    assert ten_from_nineteen("background")[6] == 0
    mirrored = dict(zip(CLASSES, ten_from_nineteen(left="image"), strict=True))
    assert (mirrored["l_eye"], mirrored["r_brow"], mirrored["nose"]) == (5, 2, 6)


def test_modes_of_mask_files_and_the_order_of_classes(root):
    data = CelebAMaskHQ(root)
    inside = np.zeros((512, 512), np.uint8)
    inside[400:410] = 255
    white = Image.fromarray(inside)
    white.convert("RGB").save(data.mask_path("0", "hat"))
    # Pillow's quirk: converted to a palette, white is number 225.
    palette = white.convert("RGB").convert("P")
    assert np.unique(np.asarray(palette)).tolist() == [0, 225]
    palette.save(data.mask_path("0", "hair"))
    Image.fromarray(np.where(inside, 225, 0).astype(np.uint8)).save(data.mask_path("0", "eye_g"))
    labels = data.labels19("0")
    assert np.unique(labels[400:410]).tolist() == [18]  # hat is drawn last
    data.mask_path("0", "hat").unlink()
    assert np.unique(data.labels19("0")[400:410]).tolist() == [17]
    data.mask_path("0", "hair").unlink()
    assert np.unique(data.labels10("0")[400:410]).tolist() == [1]
    assert np.unique(data.labels10("0", "background")[400:410]).tolist() == [0]


def test_damage_and_absence_say_what_to_do(root, tmp_path):
    data = CelebAMaskHQ(root)
    Image.new("L", (256, 256)).save(data.mask_path("0", "nose"))
    with pytest.raises(DamagedFileError, match="256 x 256 pixels, expected 512 x 512"):
        data.labels19("0")
    data.image_path("1").write_bytes(b"\xff\xd8 no picture")
    with pytest.raises(DamagedFileError, match="not a readable image"):
        data.image("1")
    for path in data.mask_path("1", "skin").parent.glob("00001_*"):
        path.unlink()
    with pytest.raises(DatasetNotFoundError, match="00001_skin"):
        data.labels19("1")
    mapping = root / "CelebA-HQ-to-CelebA-mapping.txt"
    mapping.write_text("idx orig_idx orig_file\n0 5 000005.jpg\n")
    with pytest.raises(DamagedFileError, match="orig_idx 5 is not one less than 000005"):
        CelebAMaskHQ(root)
    mapping.write_text("idx orig_idx orig_file\n0 5\n")
    with pytest.raises(DamagedFileError, match="line 2 is '0 5'"):
        CelebAMaskHQ(root)
    with pytest.raises(DatasetNotFoundError, match="make synth DATASET=celebamask-hq"):
        CelebAMaskHQ(tmp_path / "nowhere")


def test_the_doctor_finds_planted_problems(root):
    found = list(examine(root))
    assert {finding.level for finding in found} == {"ok"}
    assert "1 train, 1 val, 1 test" in [finding.what for finding in found]
    data = CelebAMaskHQ(root)
    data.image_path("1").unlink()
    data.mask_path("2001", "skin").unlink()
    for number in ("0", "2001"):  # as if left were the image's
        eyes = [data.mask_path(number, name) for name in ("l_eye", "r_eye")]
        content = [path.read_bytes() for path in eyes]
        for path, other in zip(eyes, content[::-1], strict=True):
            path.write_bytes(other)
    by_level = {}
    for finding in examine(root):
        by_level.setdefault(finding.level, []).append(finding.what)
    errors = "\n".join(by_level["error"])
    assert "1 of 3 images are missing, first 1" in errors
    assert "1 of 3 images have no mask of skin, first 2001" in errors
    assert "1 of 3 looked at cannot be read, first 1 (" in errors
    assert by_level["warning"] == ['"l_eye" is on the subject\'s left in 0 of 2 images looked at']
    (root / "SYNTHETIC.json").unlink()
    assert "the mapping has 3 images" in [f.what for f in examine(root) if f.level == "error"]
    assert [finding.level for finding in examine(root / "nowhere")] == ["error"]


def test_images_that_celeba_tests_on_are_never_trained_on():
    """The official script puts the first of each part at the end of the one before."""
    original = {0: 162_770, 1: 162_771, 2: 182_637, 3: 182_638, 4: 182_657}
    assert overlap(original, ["182638", "182657", "000005"]) == ["3", "4"]
    parts = [split_of(number) for number in original.values()]
    assert parts == ["train", "val", "val", "test", "test"]
