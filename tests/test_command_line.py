from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest

import command_line
from face_datasets.errors import DamagedFileError, DatasetNotFoundError
from geometry.mesh_files import MeshFileError
from predictions import PredictionError

ERRORS = [
    DamagedFileError(Path("a.png"), "cut off"),
    DatasetNotFoundError("faces", Path("b"), "a folder", "their page", "run make synth"),
    MeshFileError(Path("c.obj"), "empty"),
    PredictionError(Path("d.npz"), "holds NaN"),
]


def fail(error: BaseException) -> Callable[[], None]:
    def main() -> None:
        raise error

    return main


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_errors_cross_processes_whole(error: Exception) -> None:
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error)
    assert str(again) == str(error)


@pytest.mark.parametrize("error", [*ERRORS, ValueError("two\n lines"), OSError()])
def test_what_the_user_can_mend_is_one_line_and_exit_code_2(
    error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stop:
        command_line.run(fail(error))
    assert stop.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("error: ")
    assert err.count("\n") == 1
    assert " ".join(str(error).split()) in err


def test_a_mistake_of_ours_keeps_its_traceback() -> None:
    with pytest.raises(KeyError):
        command_line.run(fail(KeyError("ours")))


def test_a_traceback_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LIKENESS_TRACEBACK", "1")
    with pytest.raises(ValueError, match="bad"):
        command_line.run(fail(ValueError("bad")))


def test_ctrl_c_is_no_error_of_the_user(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        command_line.run(fail(KeyboardInterrupt()))
    assert stop.value.code == 130
    assert capsys.readouterr().err == ""


def test_a_misspelt_choice_is_one_line_with_the_nearest_names(
    capsys: pytest.CaptureFixture[str],
) -> None:
    parser = command_line.Parser(prog="score")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("facescape-wild", "facescape-lab", "micc"):
        commands.add_parser(name).add_argument("--jobs", type=int)
    for arguments, expected in (
        (["facescape-wlid"], "there is no 'facescape-wlid'; choose facescape-wild"),
        (["xyz"], "choose facescape-wild or facescape-lab or micc"),
        (["micc", "--jobs", "x"], "invalid int value: 'x'; see score micc --help"),
        ([], "required: command"),
    ):
        with pytest.raises(SystemExit) as stop:
            parser.parse_args(arguments)
        assert stop.value.code == 2
        message = capsys.readouterr().err
        assert message.startswith("error: ")
        assert message.count("\n") == 1
        assert expected in message
