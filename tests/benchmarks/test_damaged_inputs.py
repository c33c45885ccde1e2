"""A thousand damaged predictions: none crashes the scorer, executes anything or is scored.

Each is made from a good head by one of the kinds of damage below, with a random choice that its
number fixes, and becomes exactly one failure with a reason in one line. A toy protocol stands for
all in the thousand, since reading and checking are the same for all; a few more go through
facescape-wild, by its whole command.
"""

from __future__ import annotations

import io
import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from ellipsoid_heads import POSE, coarse_head, make_ellipsoid_head, place_in_cube, wild_geometry

from benchmarks.bench import bench
from benchmarks.entries import find_entries
from benchmarks.facescape_wild import FaceScapeWild
from benchmarks.protocol import Benchmark, Metric, Score
from benchmarks.reconstruction import Reconstruction
from benchmarks.runner import Runner
from geometry.mesh_files import write_mesh
from geometry.meshes import Mesh
from predictions import Manifest, PredictionWriter

N_INPUTS = 1000
HEAD = make_ellipsoid_head(14, 12)
FORMATS = (".obj", ".ply", ".glb")


class Size(Benchmark):
    """A toy protocol: how large a mesh is."""

    name: ClassVar[str] = "size"
    metrics: ClassVar[tuple[Metric, ...]] = (Metric("size_mm", "size mm", 3),)

    def __init__(self, root: Path) -> None:
        self.root = root
        self.origin = "synthetic"

    def ids(self) -> list[str]:
        return [f"{number:04d}" for number in range(N_INPUTS)]

    def bins(self) -> dict[str, list[str]]:
        return {}

    def subject(self, sample_id: str) -> str:
        return sample_id

    def inputs(self, sample_id: str) -> list[Path]:
        return []

    def score(self, sample_id: str, reconstruction: Reconstruction) -> Score:
        return Score({"size_mm": float(np.ptp(reconstruction.mesh().vertices))})


def _file(tmp: Path, suffix: str, mesh: Mesh = HEAD) -> bytes:
    path = tmp / f"good{suffix}"
    write_mesh(path, mesh)
    return path.read_bytes()


def _lines(tmp: Path) -> list[str]:
    return _file(tmp, ".obj").decode().splitlines()


class Vandal:
    """Damages; one method per kind, each returns a suffix and the content of the file.

    Args:
        rng: decides what exactly is damaged.
        good: a folder for undamaged files.
        trap: what executed code would make.
    """

    def __init__(self, rng: np.random.Generator, good: Path, trap: Path) -> None:
        self.rng, self.good, self.trap = rng, good, trap

    def truncated(self) -> tuple[str, bytes]:
        suffix = str(self.rng.choice(FORMATS))
        data = _file(self.good, suffix)
        return suffix, data[: self.rng.integers(1, len(data) - 12)].rstrip(b"\n")

    def not_finite(self) -> tuple[str, bytes]:
        lines = _lines(self.good)
        row = self.rng.integers(len(HEAD.vertices))
        words = lines[row].split()
        words[self.rng.integers(1, 4)] = str(self.rng.choice(["nan", "inf", "-inf", "1e999"]))
        lines[row] = " ".join(words)
        return ".obj", "\n".join(lines).encode()

    def not_finite_binary(self) -> tuple[str, bytes]:
        data = _file(self.good, ".ply")
        at = data.index(b"end_header\n") + 11 + 8 * self.rng.integers(3 * len(HEAD.vertices))
        bad = struct.pack("<d", self.rng.choice([np.nan, np.inf, 1e300]))
        return ".ply", data[:at] + bad + data[at + 8 :]

    def empty(self) -> tuple[str, bytes]:
        content = [b"", b" \n\n", b"# nothing\n", b"\0" * 100]
        return str(self.rng.choice([*FORMATS, ".npz"])), content[self.rng.integers(4)]

    def hardly_a_mesh(self) -> tuple[str, bytes]:
        suffix = str(self.rng.choice(FORMATS))
        faces = HEAD.faces[: self.rng.integers(1, 40)]
        return suffix, _file(self.good, suffix, Mesh(HEAD.vertices, faces))

    def flat(self) -> tuple[str, bytes]:
        rank = self.rng.integers(3)
        axes = np.linalg.qr(self.rng.normal(size=(3, 3)))[0][:, :rank]
        suffix = str(self.rng.choice([".obj", ".ply"]))
        return suffix, _file(self.good, suffix, Mesh(HEAD.vertices @ axes @ axes.T, HEAD.faces))

    def huge_promise(self) -> tuple[str, bytes]:
        count = int(10 ** self.rng.uniform(7, 15))
        if self.rng.random() < 0.5:
            head, _, body = _file(self.good, ".ply").partition(b"element vertex ")
            return ".ply", head + b"element vertex " + str(count).encode() + body[3:]
        tree = {"asset": {"version": "2.0"}, "accessors": [{"count": count, "type": "VEC3"}]}
        text = json.dumps(tree).encode()
        return ".glb", b"glTF" + struct.pack(
            "<IIII", 2, 20 + len(text), len(text), 0x4E4F534A
        ) + text

    def rubbish(self) -> tuple[str, bytes]:
        suffix = str(self.rng.choice([*FORMATS, ".npz"]))
        magic = {".ply": b"ply\n", ".glb": b"glTF", ".npz": b"PK\x03\x04", ".obj": b"v "}[suffix]
        return suffix, magic * self.rng.integers(2) + self.rng.bytes(self.rng.integers(1, 3000))

    def wrong_suffix(self) -> tuple[str, bytes]:
        kinds = (*FORMATS, ".npz")
        order = self.rng.permutation(4)
        content = kinds[order[1]]
        data = _npz(vertices=HEAD.vertices) if content == ".npz" else _file(self.good, content)
        return kinds[order[0]], data

    def wild_indices(self) -> tuple[str, bytes]:
        lines = _lines(self.good)
        row = self.rng.integers(len(HEAD.vertices), len(lines))
        bad = ["0", str(len(HEAD.vertices) + 1), "-9999", "9" * 30, "1.5", "x", "-", "2/x", ""]
        words = lines[row].split()
        words[self.rng.integers(1, 4)] = bad[self.rng.integers(len(bad))]
        lines[row] = " ".join(words)
        return ".obj", "\n".join(lines).encode()

    def executable(self) -> tuple[str, bytes]:
        trap = self.trap

        class Bomb:
            def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
                return os.mkdir, (str(trap),)

        array = np.empty(3, object)
        array[:] = [Bomb(), Bomb(), Bomb()]
        buffer = io.BytesIO()
        which = self.rng.integers(3)
        if which == 0:
            np.savez(buffer, vertices=array)
        elif which == 1:
            np.save(buffer, array, allow_pickle=True)
        else:
            pickle.dump(Bomb(), buffer)
        return ".npz" if which == 0 else str(self.rng.choice([*FORMATS, ".npz"])), buffer.getvalue()

    def bomb(self) -> tuple[str, bytes]:
        shape = (int(10 ** self.rng.uniform(6, 14)), 3)
        text = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
        array = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(text)) + text + bytes(100_000)
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("vertices.npy", array)
        return ".npz", buffer.getvalue()

    def wrong_record(self) -> tuple[str, bytes]:
        good = HEAD.vertices.astype(np.float32)
        bad = good.copy()
        bad[self.rng.integers(len(bad)), self.rng.integers(3)] = np.nan
        content = [
            {"vertices": bad},
            {"vertices": good[:, :2]},
            {"vertices": good[:5]},
            {"vertices": good.astype(np.int32)},
            {"vertices": good[None]},
            {"points": good},
            {"vertices": good, "focal_length": np.ones(2)},
            {"vertices": good, "focal_length": -1.0},
            {"vertices": good, "landmarks_2d": good},
            {"vertices": np.zeros((0, 3))},
            {"vertices": good * 1e30},
        ]
        return ".npz", _npz(**content[self.rng.integers(len(content))])


def _npz(**arrays: object) -> bytes:
    buffer = io.BytesIO()
    np.savez(buffer, **arrays)
    return buffer.getvalue()


KINDS = sorted(name for name in vars(Vandal) if not name.startswith("_"))
_MANIFEST = Manifest("m", "c", "c", "c", "c", "head", "any", "", "2025-01-01T00:00:00+00:00")


@pytest.mark.parametrize("kind", KINDS)
def test_a_thousand_damaged_inputs_are_a_thousand_named_failures(tmp_path, kind):
    good, folder, trap = tmp_path / "good", tmp_path / "predictions", tmp_path / "executed"
    good.mkdir()
    PredictionWriter(folder, _MANIFEST, HEAD.faces)
    first = KINDS.index(kind)
    numbers = range(first, N_INPUTS, len(KINDS))
    for number in numbers:
        suffix, content = getattr(Vandal(np.random.default_rng(number), good, trap), kind)()
        (folder / f"{number:04d}{suffix}").write_bytes(content)
    benchmark = Size(tmp_path)
    runner = Runner(benchmark, find_entries(benchmark, tmp_path / "runs", "m", [folder]), 1)
    samples = {sample.sample_id: sample for sample in runner.score()["m"]}
    assert len(samples) == N_INPUTS
    for number in numbers:
        sample = samples[f"{number:04d}"]
        assert sample.failed, (number, sample.scores)
        assert sample.reason != "no prediction"
        assert sample.reason.isprintable()
        assert len(sample.reason) < 600
        assert not sample.scores
    assert not trap.exists()


@pytest.mark.parametrize("kind", KINDS)
def test_facescape_wild_names_the_failure_too(wild_data, tmp_path, kind):
    good, folder, trap = tmp_path / "good", tmp_path / "predictions", tmp_path / "executed"
    good.mkdir()
    PredictionWriter(folder, _MANIFEST, HEAD.faces)
    for number, sample_id in enumerate(POSE):
        suffix, content = getattr(Vandal(np.random.default_rng(number), good, trap), kind)()
        (folder / f"{sample_id}{suffix}").write_bytes(content)
    benchmark = FaceScapeWild(wild_data)
    entries = find_entries(benchmark, tmp_path / "runs", "m", [folder])
    for sample in Runner(benchmark, entries, 1, tmp_path / "runs").score()["m"]:
        assert sample.failed
        assert sample.reason.isprintable()
    assert not trap.exists()


def test_the_command_refuses_or_counts_what_is_no_prediction(wild_data, tmp_path, capsys):
    folder = tmp_path / "mine"
    folder.mkdir()
    head = coarse_head("000", 2.0)
    good = Mesh(place_in_cube(head.vertices, wild_geometry("000")), head.faces)
    write_mesh(folder / "000.obj", good)
    (folder / "001.obj").symlink_to(folder / "001.obj")
    (folder / "120").mkdir()
    (folder / "350.obj").mkdir()
    write_mesh(folder / "0.obj", good)
    benchmark = FaceScapeWild(wild_data)
    with pytest.raises(ValueError, match="2 damaged") as caught:
        bench(benchmark, tmp_path / "runs", method="m", predictions=[folder])
    assert "2 for unknown ids: 0.obj, 350.obj" in str(caught.value)
    bench(benchmark, tmp_path / "runs", method="m", predictions=[folder], allow_failures=True)
    printed = " ".join(capsys.readouterr().out.split())
    assert "3 of 4 failed" in printed
    for reason in ("001.obj: ", "120: holds no frames", "350 (no prediction)"):
        assert reason in printed
