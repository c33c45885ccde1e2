"""Records of W&B: what is recorded, that nothing leaves, and that failures cost nothing else."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wandb_records import STEP, WandbRun, mode


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("WANDB_")]:
        monkeypatch.delenv(name)
    # What the code sets itself is gone again after the test.
    for name in ("WANDB_ERROR_REPORTING", "WANDB_DATA_DIR", "WANDB_CACHE_DIR", "WANDB_CONFIG_DIR"):
        monkeypatch.setenv(name, "")
        monkeypatch.delenv(name)


class FakeWandb:
    """Notes what it is asked for; fails where it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, Any]] = []
        self.fails_at = ""
        self.config = self

    def _note(self, what: str, value: Any) -> None:
        if what == self.fails_at:
            raise RuntimeError(f"no {what}\nat all")
        self.calls.append((what, value))

    def Settings(self, **settings: Any) -> dict[str, Any]:  # noqa: N802
        return settings

    def init(self, **options: Any) -> FakeWandb:
        self._note("init", options)
        return self

    def define_metric(self, name: str, step_metric: str) -> None:
        assert (name, step_metric) == ("*", STEP)
        self._note("define_metric", name)

    def log(self, values: dict[str, Any]) -> None:
        self._note("log", values)

    def update(self, values: dict[str, Any], allow_val_change: bool) -> None:
        self._note("config", values)

    def finish(self, exit_code: int) -> None:
        self._note("finish", exit_code)


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, offline: None) -> FakeWandb:
    made = FakeWandb()
    monkeypatch.setitem(sys.modules, "wandb", made)  # type: ignore[arg-type]
    return made


def test_a_run_begins_with_its_first_record_and_stays_on_this_machine(
    fake: FakeWandb, tmp_path: Path
) -> None:
    run = WandbRun(tmp_path / "runs", kind="fit", name="dfmvr")
    run.finish()
    assert fake.calls == []

    run = WandbRun(tmp_path / "runs", kind="fit", name="dfmvr")
    run.log({"train/total": 2.5}, step=7)
    run.configure({"seed": 3})
    run.finish(1)
    (_, options), _, *others = fake.calls
    assert (options["mode"], options["name"], options["job_type"]) == ("offline", "dfmvr", "fit")
    assert options["dir"] == str(tmp_path / "runs")
    assert others == [
        ("log", {"train/total": 2.5, STEP: 7}),
        ("config", {"seed": 3}),
        ("finish", 1),
    ]
    assert os.environ["WANDB_ERROR_REPORTING"] == "false"
    for place in ("DATA", "CACHE", "CONFIG"):
        assert os.environ[f"WANDB_{place}_DIR"].startswith(str(tmp_path / "runs" / "wandb"))


def test_online_is_for_who_asks_and_nonsense_is_not_asking(
    fake: FakeWandb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WANDB_MODE", "on-line")
    assert mode() == "offline"
    monkeypatch.setenv("WANDB_MODE", "online")
    WandbRun(tmp_path, kind="bench", name="now").log({"a": 1.0}, 0)
    assert fake.calls[0][1]["mode"] == "online"
    assert "WANDB_CONFIG_DIR" not in os.environ  # the user's own login is there
    monkeypatch.setenv("WANDB_MODE", "disabled")
    fake.calls.clear()
    WandbRun(tmp_path, kind="bench", name="now").log({"a": 1.0}, 0)
    assert fake.calls == []


@pytest.mark.parametrize("failing", ["init", "define_metric", "log"])
def test_a_failure_is_said_once_and_ends_the_records(
    failing: str, fake: FakeWandb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    fake.fails_at = failing
    run = WandbRun(tmp_path, kind="fit", name="dfmvr")
    run.log({"a": 1.0}, 0)
    # What had begun is over by now, as failed, and not only when the program ends.
    assert [call for call in fake.calls if call[0] == "finish"] == [("finish", 1)] * (
        failing != "init"
    )
    fake.fails_at = ""
    run.log({"a": 2.0}, 1)
    run.finish()
    begun = ["init", "define_metric", "log"]
    expected = [*begun[: begun.index(failing)], "finish"] if failing != "init" else []
    assert [what for what, _ in fake.calls] == expected
    message = capsys.readouterr().err
    assert message.count("\n") == 1
    assert f"W&B records end here (RuntimeError: no {failing} at all); the files in" in message


def test_a_run_that_cannot_even_end_is_left_alone(
    fake: FakeWandb, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = WandbRun(tmp_path, kind="fit", name="dfmvr")
    run.log({"a": 1.0}, 0)
    fake.fails_at = "finish"
    run.finish()
    assert "no finish at all" in capsys.readouterr().err
    run.finish()
    assert capsys.readouterr().err == ""


def test_a_with_statement_ends_its_run_however_it_is_left(fake: FakeWandb, tmp_path: Path) -> None:
    with WandbRun(tmp_path, kind="bench", name="now") as run:
        run.log({"a": 1.0}, 0)
    assert fake.calls[-1] == ("finish", 0)
    run = WandbRun(tmp_path, kind="bench", name="now")
    run.log({"a": 1.0}, 0)
    with pytest.raises(KeyboardInterrupt), run:
        raise KeyboardInterrupt
    assert fake.calls[-1] == ("finish", 1)


def test_it_need_not_be_installed(
    offline: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setitem(sys.modules, "wandb", None)
    WandbRun(tmp_path, kind="fit", name="dfmvr").log({"a": 1.0}, 0)
    assert "ModuleNotFoundError" in capsys.readouterr().err


def stored(content: bytes) -> Iterator[bytes]:
    """Split a file of W&B into its records.

    After a head of 7 bytes it is a log of LevelDB's: blocks of 32 KiB, in them pieces with checksum
    (4 bytes), length (2) and kind (1): whole, first, middle or last of a record.
    """
    block, head = 1 << 15, 7
    place, record = head, b""
    while place + head <= len(content):
        if block - place % block < head:  # no room for another piece
            place += block - place % block
            continue
        length = int.from_bytes(content[place + 4 : place + 6], "little")
        kind = content[place + 6]
        record += content[place + head : place + head + length]
        place += head + length
        if kind in (1, 4):
            yield record
            record = b""


@pytest.mark.slow
def test_the_offline_file_holds_everything(offline: None, tmp_path: Path) -> None:
    import wandb
    from wandb.proto.wandb_internal_pb2 import Record

    run = WandbRun(tmp_path, kind="bench", name="now")
    run.configure({"origin": "synthetic"})
    run.log({"val/mm": 1.25}, 40)
    run.log_images({"validation/masks": [np.zeros((4, 6, 3), np.uint8)]}, 40)
    run.log_table("leaderboard", ["method", "value"], [["dfmvr", 1.5]])
    (tmp_path / "pairs.csv").write_text("first,second\n")
    run.log_files("scores-now", "scores", {"pairs/now.csv": tmp_path / "pairs.csv"})
    run.finish()
    wandb.teardown()  # as at the end of a program: all is written then

    (path,) = tmp_path.glob("wandb/offline-run-*/run-*.wandb")
    numbers: dict[str, str] = {}
    configured: dict[str, str] = {}
    artifacts = {}
    for data in stored(path.read_bytes()):
        record = Record()
        record.ParseFromString(data)
        for item in record.history.item:
            numbers[item.key or "/".join(item.nested_key)] = item.value_json
        for update in (record.config, record.run.config):
            configured |= {item.key: item.value_json for item in update.update}
        for artifact in (record.artifact, record.request.log_artifact.artifact):
            if artifact.name:
                artifacts[artifact.name] = [entry.path for entry in artifact.manifest.contents]
    assert numbers["val/mm"] == "1.25"
    assert numbers["validation/masks/height"] == "4"
    assert numbers["leaderboard/nrows"] == "1"
    assert configured["origin"] == '"synthetic"'
    assert artifacts["scores-now"] == ["pairs/now.csv"]
