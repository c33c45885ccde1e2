"""DECA's released encoder, from which MFNet starts: `deca_model.tar` of yfeng95/DECA.

The file is for non-commercial research and never part of this suite; nothing in it is run.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from morphable_models import MorphableModel
from networks.mfnet import DECA_TENSORS, MfnetNetwork, state_from_deca

from .base import load_safely
from .imported_checkpoint import ModelBuilder, write_checkpoint

ENCODER = "E_flame"
_FLAME_VERSION = "2020"


def deca_state(path: Path) -> dict[str, Tensor]:
    """Read DECA's coarse encoder as a state dict of `MfnetNetwork`, see `state_from_deca`.

    Args:
        path: `deca_model.tar`, which torch.save wrote despite its name.

    Raises:
        FileNotFoundError: there is no such file.
        ValueError: it holds anything else.
    """
    if not path.is_file():
        raise FileNotFoundError(
            f"{path} does not exist; DECA's page (yfeng95/DECA, fetch_data.sh) links to its weights"
        )
    content = load_safely(path)
    encoder = content.get(ENCODER) if isinstance(content, Mapping) else None
    if not isinstance(encoder, Mapping) or not all(isinstance(v, Tensor) for v in encoder.values()):
        raise ValueError(f"{path} holds no encoder {ENCODER}; expected deca_model.tar of DECA")
    try:
        return state_from_deca(encoder)
    except ValueError as error:
        raise ValueError(f"{path} is {error}") from error


def load_deca(network: MfnetNetwork, path: Path, model: MorphableModel) -> None:
    """Put DECA's encoder into a network.

    Args:
        network: of DECA's sizes.
        path: see `deca_state`.
        model: the face model whose coefficients the network regresses.

    Raises:
        ValueError: as for `deca_state`, or the network has not DECA's sizes, or the face model is
            another FLAME: its bases would read DECA's coefficients as another face.
    """
    version = getattr(model, "version", None)
    if version != _FLAME_VERSION:
        named = model.name if version is None else f"{model.name} {version}"
        raise ValueError(
            f"DECA's weights are for FLAME {_FLAME_VERSION}, the face model is {named}: choose "
            "FACE_MODEL=flame, converted from that version, or train without them"
        )
    state = deca_state(path)
    ours = {name: tuple(value.shape) for name, value in network.state_dict().items()}
    if ours != {name: tuple(value.shape) for name, value in state.items()}:
        raise ValueError(
            f"{path} fits a network of DECA's sizes alone: backbone resnet50, hidden 1024, 100 "
            "identity, 50 expression and 50 albedo coefficients and poses of 6 numbers (FACE_MODEL="
            "flame, converted with a texture space); the configuration has others"
        )
    network.load_state_dict(state)


def import_deca(source: Path, config: Path, checkpoint: Path, options: list[str]) -> str:
    """Write a checkpoint of the configuration's method with DECA's encoder.

    Args:
        source: `deca_model.tar`.
        config: YAML of the method.
        checkpoint: where to write.
        options: further options of the model, as for `fit`; they come last.

    Returns:
        What was taken, a line each.
    """
    built = ModelBuilder([f"--config={config}", *options])
    network = getattr(built.model, "network", None)
    if not isinstance(network, MfnetNetwork):
        name = type(built.model).__name__
        raise ValueError(f"{config} is of {name}; DECA's weights are MFNet's to start from")
    with torch.no_grad():
        load_deca(network, source, built.model.morphable_model)
    write_checkpoint(built.model, built.model_text(), source, config, checkpoint)
    return (
        f"took all {DECA_TENSORS} entries of {ENCODER}, names and shapes checked: for three times "
        "one image the network gives what DECA gives\n"
        "changed the order of the light's coefficients to that of the bands\n"
    )
