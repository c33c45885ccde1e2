from __future__ import annotations

import numpy as np
import pytest
import torch

from face_datasets.flow_pairs import FlowPairDataset
from geometry.cameras import PinholeCamera
from networks.optical_flow import pixel_centres, sample_at
from synthesis.flow_pairs import flow_pair_jobs, make_flow_pair, nearby_view, true_flow
from synthesis.views import View, head_rotation


@pytest.fixture(scope="module")
def data(tmp_path_factory, sculptor):
    root = tmp_path_factory.mktemp("flow-pairs")
    for job in flow_pair_jobs(2):
        make_flow_pair(job, root, sculptor, 0, 64)
    return root


def frontal(depth: float, shift: float = 0.0, focal: float = 500.0) -> View:
    camera = PinholeCamera(torch.tensor([focal]), torch.tensor([[32.0, 32.0]]))
    return View(head_rotation(0.0, 0.0, 0.0), np.array([shift, 0.0, depth]), camera)


def test_flow_of_a_moved_camera_by_hand(head, sculptor):
    # A shift by 10 mm moves what lies at depth z by 5000 / z pixels to the right.
    first, second = frontal(1500.0), frontal(1500.0, shift=10.0)
    flow, valid = true_flow(head, sculptor, first, second, 64)
    assert 500 < valid.sum() < 3500
    in_camera = first.camera_from_model(head.vertices)[:, 2]
    low, high = 5000 / in_camera.max(), 5000 / in_camera.min()
    assert ((flow[0][valid] > low) & (flow[0][valid] < high)).all()
    assert np.abs(flow[1][valid]).max() < 1e-6
    same, _ = true_flow(head, sculptor, first, first, 64)
    assert np.abs(same).max() < 1e-5


def test_what_the_second_view_does_not_see_is_not_valid(head, sculptor):
    first = frontal(1500.0)
    turned = View(head_rotation(0.0, 80.0, 0.0), first.translation, first.camera)
    _, valid = true_flow(head, sculptor, first, first, 64)
    _, half = true_flow(head, sculptor, first, turned, 64)
    # The nose points to the image's right: what is left of it turns away least.
    columns = np.nonzero(half)[1]
    assert half.sum() < 0.7 * valid.sum()
    assert columns.mean() < np.nonzero(valid)[1].mean()


def test_nearby_is_near(head):
    rng, view, centre = np.random.default_rng(0), frontal(1500.0), head.vertices.mean(axis=0)
    moves = []
    for _ in range(20):
        near = nearby_view(rng, view, centre)
        moves.append(near.project(centre[None]) - view.project(centre[None]))
        assert np.allclose(near.rotation @ near.rotation.T, np.eye(3))
        cosine = (np.trace(near.rotation.T @ view.rotation) - 1) / 2
        assert np.rad2deg(np.arccos(cosine)) < 15
    assert 0.1 < np.std(moves) < 2


def test_the_second_picture_looks_like_the_first_along_the_flow(data):
    assert len(FlowPairDataset(data, "val")) == len(FlowPairDataset(data, "train")) == 3
    for split in ("train", "val"):
        dataset = FlowPairDataset(data, split)
        for index in range(len(dataset)):
            pair = dataset[index]
            first, second = (
                torch.tensor(image).movedim(-1, 0)[None].float() / 255
                for image in (pair.first, pair.second)
            )
            flow, valid = torch.tensor(pair.flow)[None], torch.tensor(pair.valid)
            along = sample_at(second, pixel_centres(second) + flow)
            # Exposure and noise aside: compare what varies.
            error, unmoved = (
                (image - first)[0][:, valid].std(dim=1).mean() for image in (along, second)
            )
            assert error < unmoved
            assert valid.float().mean() > 0.3


def test_bytes_repeat(data, tmp_path, sculptor):
    make_flow_pair(flow_pair_jobs(2)[1], tmp_path, sculptor, 0, 64)
    made = [path for path in tmp_path.rglob("*.*") if path.is_file()]
    assert len(made) == 3
    for path in made:
        if path.suffix == ".png":
            assert path.read_bytes() == (data / path.relative_to(tmp_path)).read_bytes()
