"""Bars: drawn on a terminal, a line now and then in a log."""

from __future__ import annotations

import io

import pytest

import progress_bar
from progress_bar import LogFile


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Seconds that have passed, to be set."""
    now = [100.0]
    monkeypatch.setattr(progress_bar, "monotonic", lambda: now[0])
    return now


def test_a_log_gets_a_line_when_it_is_time(clock: list[float]) -> None:
    text = io.StringIO()
    log = LogFile(text, seconds=30)
    for passed, state in ((29.0, "\r 10%"), (31.0, "\r 20%  "), (40.0, "\r 30%"), (61.5, "\r40%")):
        clock[0] = 100.0 + passed
        log.write(state)
    clock[0] = 200.0
    log.write("\n")  # the end of the bar
    assert text.getvalue() == "20%\n40%\n"


def test_short_work_leaves_nothing_in_a_log(capsys: pytest.CaptureFixture[str]) -> None:
    bar = progress_bar.progress_bar(range(3), desc="counting", unit="number")
    assert list(bar) == [0, 1, 2]
    assert capsys.readouterr() == ("", "")


def test_long_work_says_how_far_it_is_and_how_long_it_will_take(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(LogFile.__init__, "__defaults__", (0.0,))
    with progress_bar.progress_bar(total=4, desc="counting", unit="number") as bar:
        bar.update(3)
        bar.refresh()
    lines = capsys.readouterr().err.splitlines()
    assert lines[-1].startswith("counting:  75%|")
    assert "3/4 [00:00<00:00" in lines[-1]
    assert "\r" not in "".join(lines)


def test_a_terminal_gets_a_bar(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr("sys.stderr", terminal)
    list(progress_bar.progress_bar(range(2), desc="counting", unit="number"))
    assert "\rcounting: 100%" in terminal.getvalue()
