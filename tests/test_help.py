"""Each command's `--help` says what it does and gives examples, which its own parser accepts."""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import benchmarks.__main__
import command_line
import face_datasets.__main__
import lightning_modules.__main__
import morphable_models.__main__
import reports.__main__
import synthesis.__main__
from lightning_modules import help_texts, import_weights, label_images, reconstruct, show

PROJECT = Path(__file__).resolve().parents[1]
PARSERS = {
    "synthesis": synthesis.__main__._parser,
    "benchmarks": benchmarks.__main__._parser,
    "face_datasets": face_datasets.__main__._parser,
    "morphable_models": morphable_models.__main__._parser,
    "reports": reports.__main__._parser,
    "lightning_modules.label_images": label_images._parser,
    "lightning_modules.import_weights": import_weights._parser,
}


def with_commands(parser: Any) -> Iterator[Any]:
    """Yield a parser and those of all its commands."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for command in action.choices.values():
                yield from with_commands(command)


@pytest.mark.parametrize("module", PARSERS)
def test_every_command_has_a_description_and_examples_that_it_accepts(module: str) -> None:
    top = PARSERS[module]()
    assert top.prog == f"python -m {module}"
    for parser in with_commands(top):
        assert parser.description, parser.prog
        assert 2 <= len(parser.examples) <= 3, parser.prog
        text = parser.format_help()
        for example in parser.examples:
            assert f"\n  {example}\n" in text, example
            assert f"{example} ".startswith(f"{parser.prog} "), example
            words = shlex.split(example)[len(shlex.split(top.prog)) :]
            if module == "lightning_modules.import_weights":  # the rest is of fit
                top.parse_known_args(words)
            else:
                top.parse_args(words)


@pytest.mark.parametrize("example", help_texts.FIT_EXAMPLES + help_texts.PREDICT_EXAMPLES)
def test_examples_of_fit_and_predict_are_accepted(
    example: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class ParsedError(Exception):
        pass

    def parse_only(self: Any, *args: Any) -> None:
        parse(self, *args)
        raise ParsedError

    parse = lightning_modules.__main__.Commands.parse_arguments
    monkeypatch.setattr(lightning_modules.__main__.Commands, "parse_arguments", parse_only)
    monkeypatch.setattr(sys, "argv", shlex.split(example)[2:])
    monkeypatch.chdir(PROJECT)
    with pytest.raises(ParsedError):
        lightning_modules.__main__.Commands()


@pytest.mark.parametrize("command", ["fit", "predict"])
def test_fit_and_predict_show_their_examples(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["lightning_modules", command, "--help"])
    with pytest.raises(SystemExit) as stop:
        command_line.run(lightning_modules.__main__.main)
    assert stop.value.code == 0
    out = capsys.readouterr().out
    usage = out.splitlines()[0]
    assert usage.startswith("usage: python -m lightning_modules ")
    assert f" {command} " in usage
    examples = getattr(help_texts, f"{command.upper()}_EXAMPLES")
    assert all(f"\n  {example}\n" in out for example in examples)


@pytest.mark.parametrize("module", [show, reconstruct])
def test_examples_of_show_and_reconstruct_are_accepted(
    module: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    parser = module._parser()
    assert len(module.EXAMPLES) == 2
    for example in module.EXAMPLES:
        assert f"\n  {example}\n" in parser.format_help()
        prog, words = shlex.split(example)[:3], shlex.split(example)[3:]
        assert " ".join(prog) == parser.prog
        parser.parse_args(words)


def test_paragraphs_are_wrapped_and_indented_lines_stay() -> None:
    parser = command_line.Parser(
        prog="paint",
        description="Paint the wall. " * 10,
        epilog="Colours:\n  red   by itself",
        examples=["paint --colour red " + "--coat " * 20],
    )
    _, description, *_, colours, examples = parser.format_help().rstrip("\n").split("\n\n")
    assert len(description.splitlines()) > 1
    assert colours == "Colours:\n  red   by itself"
    assert examples == "examples:\n  paint --colour red " + "--coat " * 19 + "--coat "
