"""Turn released weights, DF-MVR's or those that MFNet starts from, into a checkpoint of ours.

`python -m lightning_modules.import_weights --config configs/dfmvr.yaml --from 000000279.pth`, or
`make import-weights`. The file is the authors' own (weiguangzhao/DF_MVR); nothing in it is run. For
a configuration of MFNet the file is DECA's, see `deca_weights`.
"""

from __future__ import annotations

import argparse
import logging
import sys
import warnings
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch
import yaml
from jsonargparse import ArgumentError
from torch import Tensor

import command_line
import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)
from geometry.paper_cameras import EYE_DISTANCE
from networks.bisenet import BiSeNet
from networks.dfmvr import DEAD_ENTRIES, VIEW_SUFFIXES

from .__main__ import CHECKPOINT, plain_message
from .base import load_safely
from .deca_weights import import_deca
from .dfmvr import Dfmvr
from .dfmvr_scene import MM_PER_UNIT, OFFSET_SHIFT, RELEASED_DISTANCE
from .face_parser_files import face_parser_from
from .imported_checkpoint import ModelBuilder, write_checkpoint

PARSER_PREFIX = "mask_model."
PARALLEL_PREFIX = "module."
COUNTER = "num_batches_tracked"

RELEASED_LAYOUT = {
    "image_size": "224",
    "width": "64",
    "regressor_width": "64",
    "depth": "50",
    "group_channels": "16",
    "layout": "released",
}
"""Options of `Dfmvr` under which the released weights fit, whatever the configuration says."""


@dataclass
class Report:
    """What became of the entries of a released file.

    Attributes:
        taken: names in the network.
        shifted: those of `taken` that were changed, by `OFFSET_SHIFT`.
        counters: running counts of batch normalisation that the file lacks; they stay at zero.
        dead: entries that the released forward pass never uses.
        parser: entries of the face parser; none if the file is of the network alone.
        converted: entries stored in another floating-point type.
    """

    taken: list[str] = field(default_factory=list)
    shifted: list[str] = field(default_factory=list)
    counters: list[str] = field(default_factory=list)
    dead: list[str] = field(default_factory=list)
    parser: list[str] = field(default_factory=list)
    converted: list[str] = field(default_factory=list)


def read_released(path: Path) -> dict[str, Tensor]:
    """Read a state dict, bare or in a wrapper, with or without the prefix of parallel training.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds anything but tensors, or no state dict.
    """
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} does not exist; the authors' page (weiguangzhao/DF_MVR) links to the weights"
        )
    state = _unwrapped(load_safely(path))
    if state is None:
        raise ValueError(
            f"{path} holds no state dict of named tensors; expected 000000279.pth of DF-MVR"
        )
    if all(name.startswith(PARALLEL_PREFIX) for name in state):
        state = {name.removeprefix(PARALLEL_PREFIX): value for name, value in state.items()}
    return state


def _unwrapped(content: Any) -> dict[str, Tensor] | None:
    """Return the mapping of names to tensors itself, or the only one that a mapping holds."""
    if not isinstance(content, Mapping):
        return None
    if content and all(isinstance(value, Tensor) for value in content.values()):
        return {str(name): value for name, value in content.items()}
    inner = [found for value in content.values() if (found := _unwrapped(value)) is not None]
    return inner[0] if len(inner) == 1 else None


def convert(
    released: Mapping[str, Tensor], expected: Mapping[str, Tensor]
) -> tuple[dict[str, Tensor], Report]:
    """Map released entries to a network's, strictly but for those that nothing uses.

    Args:
        released: names without the prefix of parallel training.
        expected: state dict of `DfmvrNetwork`, for names, shapes and types.

    Returns:
        The network's new state dict, with the offset along the camera's axis measured from our
        reference position, and what became of each entry.

    Raises:
        ValueError: entries are missing, unknown, of another shape, or not finite.
    """
    report = Report(
        dead=[name for name in released if name.startswith(DEAD_ENTRIES)],
        parser=[name for name in released if name.startswith(PARSER_PREFIX)],
    )
    aside = {*report.dead, *report.parser}
    source = {name: value for name, value in released.items() if name not in aside}
    counters = {name: value for name, value in expected.items() if name.endswith(COUNTER)}
    report.counters = [name for name in counters if name not in source]
    _check_entries(source, {n: v for n, v in expected.items() if n not in report.counters})
    if report.parser:
        with torch.device("meta"):
            parser = BiSeNet(10).state_dict()
        names = {name.removeprefix(PARSER_PREFIX): released[name] for name in report.parser}
        _check_entries(names, parser, "the face parser")

    shifted = {f"rednet_fc.conv2_offset_z_{view}.bias" for view in VIEW_SUFFIXES}
    state: dict[str, Tensor] = {name: torch.zeros_like(counters[name]) for name in report.counters}
    for name, value in source.items():
        if value.dtype != expected[name].dtype:
            report.converted.append(name)
        state[name] = value.to(expected[name].dtype)
        if name in shifted:
            state[name] = state[name] + OFFSET_SHIFT
            report.shifted.append(name)
    report.taken = list(source)
    assert set(report.shifted) == shifted
    return state, report


def _check_entries(
    found: Mapping[str, Tensor], expected: Mapping[str, Tensor], whose: str = "the network"
) -> None:
    """Raise a ValueError unless names and shapes agree and all values are finite numbers."""
    for names, what in (
        ([name for name in expected if name not in found], "lack"),
        ([name for name in found if name not in expected], "have unknown"),
    ):
        if names:
            listed = ", ".join(names[:3]) + (", ..." if len(names) > 3 else "")
            raise ValueError(
                f"the weights {what} {len(names)} of {len(expected)} entries of {whose} "
                f"({listed}); expected those that DF-MVR released"
            )
    for name, value in found.items():
        shapes = tuple(value.shape), tuple(expected[name].shape)
        if shapes[0] != shapes[1]:
            raise ValueError(
                f"{name} of {whose} has shape {shapes[0]}, expected {shapes[1]}; the released "
                "weights are for 80 identity, 64 expression and 80 albedo coefficients"
            )
        if value.is_floating_point() != expected[name].is_floating_point():
            raise ValueError(f"{name} of {whose} has type {value.dtype}, which no weights have")
        if value.is_floating_point() and not bool(torch.isfinite(value).all()):
            raise ValueError(f"{name} of {whose} is not finite; download the file again")


def import_weights(source: Path, config: Path, checkpoint: Path, options: list[str]) -> Report:
    """Write a checkpoint of the configuration's method with the released weights.

    Args:
        source: the released file.
        config: YAML of the method; its sizes and layout are replaced by `RELEASED_LAYOUT`.
        checkpoint: where to write.
        options: further options of the model, as for `fit`; they come last.
    """
    released = read_released(source)
    layout = [f"--model.init_args.{name}={value}" for name, value in RELEASED_LAYOUT.items()]
    built = ModelBuilder([f"--config={config}", *layout, *options])
    module = built.model
    if not isinstance(module, Dfmvr):
        raise ValueError(f"{config} is of {type(module).__name__}; weights are known for Dfmvr")
    if not module.morphable_model.name.startswith("bfm09"):
        raise ValueError(
            f"the face model is {module.morphable_model.name!r}, and the released weights are "
            "coefficients of BFM 2009; choose it with FACE_MODEL=bfm09 ASSETS=folder"
        )
    state, report = convert(released, module.network.state_dict())
    module.network.load_state_dict(state)
    if report.parser:
        entries = {name.removeprefix(PARSER_PREFIX): released[name] for name in report.parser}
        module.face_parser = face_parser_from(entries, f"{PARSER_PREFIX}* of {source}")
    write_checkpoint(module, built.model_text(), source, config, checkpoint)
    return report


def _of_mfnet(config: Path) -> bool:
    """Return whether a configuration is of MFNet, as its YAML says."""
    try:
        content = yaml.safe_load(config.read_text())
    except yaml.YAMLError as error:
        raise ValueError(f"{config} is not YAML: {' '.join(str(error).split())}") from error
    model = content.get("model") if isinstance(content, Mapping) else None
    class_path = model.get("class_path", "") if isinstance(model, Mapping) else ""
    return str(class_path).endswith(".Mfnet")


def describe(report: Report) -> str:
    """Return what was taken, changed and left, a line each."""
    counts = {name: len(names) for name, names in asdict(report).items()}
    lines = [
        f"took {counts['taken']} entries of the network, names and shapes checked",
        f"changed {counts['shifted']}: {OFFSET_SHIFT:+g} dm on the bias of the heads offset_z, "
        f"since the camera of this suite is {EYE_DISTANCE / MM_PER_UNIT:g} dm away (released: "
        f"{RELEASED_DISTANCE:g})",
    ]
    if counts["converted"]:
        lines.append(f"converted {counts['converted']} to the network's floating-point type")
    if counts["counters"]:
        lines.append(f"set {counts['counters']} counters of batch normalisation to 0: not in file")
    for prefix in DEAD_ENTRIES:
        n = sum(name.startswith(prefix) for name in report.dead)
        lines.append(f"left out {n} of {prefix}*: the released network never uses them")
    lines.append(
        f"took {counts['parser']} of {PARSER_PREFIX}*: the face parser, frozen; it makes the masks"
        if counts["parser"]
        else f"found no {PARSER_PREFIX}*: masks have to come with the data"
    )
    return "\n".join(lines) + "\n"


def _parser() -> argparse.ArgumentParser:
    start = "python -m lightning_modules.import_weights"
    parser = command_line.Parser(
        prog=start,
        description=__doc__,
        epilog="Further options, such as --model.init_args.morphable_model, are those of fit.",
        examples=(
            f"{start} --from 000000279.pth --model.init_args.morphable_model "
            "morphable_models.bfm09.Bfm09 --model.init_args.morphable_model.init_args.assets "
            "data/face-models",
            f"{start} --config configs/mfnet.yaml --from deca_model.tar --run_dir runs/deca",
        ),
    )
    parser.add_argument("--from", dest="source", type=Path, required=True, help="released file")
    parser.add_argument(
        "--config",
        type=Path,
        default=Path("configs/dfmvr.yaml"),
        help="of the method; default: %(default)s",
    )
    parser.add_argument("--run_dir", type=Path, help="default: runs/<stem of --config>")
    parser.add_argument("--overwrite", action="store_true", help="replace an earlier checkpoint")
    return parser


def main() -> None:
    """Run the command line."""
    logging.getLogger("lightning.fabric").setLevel(logging.WARNING)
    for message in (
        ".*is an instance of `nn.Module`",  # save_hyperparameters keeps class paths, not modules
        "LightningCLI's args parameter",  # ours are read from the command line first
    ):
        warnings.filterwarnings("ignore", message)
    arguments, options = _parser().parse_known_args()
    if not arguments.config.is_file():
        raise FileNotFoundError(f"--config {arguments.config} does not exist")
    run_dir = arguments.run_dir or Path("runs") / arguments.config.stem
    checkpoint = run_dir / CHECKPOINT
    if checkpoint.exists() and not arguments.overwrite:
        raise ValueError(
            f"{checkpoint} exists: choose another --run_dir, or replace it with --overwrite"
        )
    try:
        if _of_mfnet(arguments.config):
            told = import_deca(arguments.source, arguments.config, checkpoint, options)
        else:
            report = import_weights(arguments.source, arguments.config, checkpoint, options)
            told = describe(report)
    except (ArgumentError, ValueError) as error:
        raise ValueError(plain_message(error)) from error
    sys.stdout.write(f"{arguments.source}:\n{told}wrote {checkpoint}\n")


if __name__ == "__main__":
    command_line.run(main)
