"""What `python -m lightning_modules --help` says, with whole commands as examples."""

from __future__ import annotations

from typing import Any

from jsonargparse import DefaultHelpFormatter

import command_line

FIT_EXAMPLES = (
    "python -m lightning_modules fit --config configs/demo/dfmvr.yaml "
    "--data.init_args.root data/procedural/three-view --run_dir runs/dfmvr",
    "python -m lightning_modules fit --config configs/dfmvr.yaml "
    "--config configs/variants/dfmvr-released.yaml "
    "--data.init_args.root data/prepared/pixel-face --run_dir runs/released --trainer.devices 2",
    "python -m lightning_modules fit --config configs/demo/dfmvr.yaml "
    "--data.init_args.root data/procedural/three-view --run_dir runs/dfmvr "
    "--ckpt_path runs/dfmvr/checkpoint.ckpt",
)
PREDICT_EXAMPLES = (
    "python -m lightning_modules predict --config configs/data/facescape-wild.yaml "
    "--data.init_args.root data/procedural/facescape-wild --ckpt_path runs/dfmvr/checkpoint.ckpt",
    "python -m lightning_modules predict --config configs/data/photos.yaml "
    "--data.init_args.root photos --ckpt_path runs/dfmvr/checkpoint.ckpt --output mine "
    "--overwrite true",
)


class HelpFormatter(command_line.HelpFormatter, DefaultHelpFormatter):
    """jsonargparse's, with examples left as they are."""


def of_commands(strict: dict[str, Any]) -> dict[str, Any]:
    """Return what the parsers of LightningCLI are made with.

    Args:
        strict: options of each of them.
    """
    ours = {**strict, "formatter_class": HelpFormatter}
    start = "python -m lightning_modules"
    fit = {
        "description": "Train a method, or a network that helps one (configs/auxiliary).",
        "epilog": command_line.with_examples(FIT_EXAMPLES),
    }
    predict = {
        "description": "Reconstruct the images of a data set with a trained method, whose setting "
        "comes from the checkpoint.",
        "epilog": command_line.with_examples(PREDICT_EXAMPLES),
    }
    return {
        **ours,
        "prog": start,
        "description": "Train a method, or predict with one.",
        "epilog": command_line.with_examples((FIT_EXAMPLES[0], PREDICT_EXAMPLES[0])),
        "fit": {**ours, "prog": f"{start} fit", **fit},
        "predict": {**ours, "prog": f"{start} predict", **predict},
    }
