"""Methods that look at faces through a face parser of their own."""

from __future__ import annotations

from typing import Any

import torch
from jaxtyping import Bool, Int
from torch import Tensor

from .face_model_method import FaceModelMethod
from .face_parser import FaceParser
from .face_parser_files import content_of, face_parser_from

_PARSER, _PREFIX = "face_parser", "face_parser."


class ParserInside(FaceModelMethod):
    """A method with an optional parser, its argument `face_parser`: frozen, a part of checkpoints.

    Attributes:
        face_parser: None if masks come with the data.
    """

    face_parser: FaceParser | None

    @property
    def own_parts(self) -> tuple[str, ...]:
        """The parser, where this training was given one."""
        return () if self.face_parser is None else (_PREFIX,)

    @torch.no_grad()
    def masks(self, batch: dict[str, Any], *, every_view: bool) -> Int[Tensor, "B N S S"]:
        """Return the label of each pixel: the parser's, or without one the data's.

        Args:
            batch: `images` (B, N, 3, S, S), `given` (B, N) and, without a parser, `parsing`.
            every_view: whether views that are not given matter too; else their labels are 0.

        Raises:
            ValueError: there are neither labels nor a parser.
        """
        given: Bool[Tensor, "B N"] = batch["given"]
        if self.face_parser is None:
            if "parsing" not in batch:
                raise ValueError(
                    "the data have no face-parsing labels and the method no parser: train it with "
                    "--model.init_args.face_parser FILE, or put labels beside the images"
                )
            labels: Tensor = batch["parsing"].long()
            return labels
        needed = torch.ones_like(given) if every_view else given
        images: Tensor = batch["images"]
        masks = images.new_zeros((*given.shape, *images.shape[-2:]), dtype=torch.long)
        masks[needed] = self.face_parser.labels(images[needed])
        return masks

    def on_save_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Keep the parser as a part of its own, which a file of it need not accompany."""
        super().on_save_checkpoint(checkpoint)
        weights = checkpoint["state_dict"]
        checkpoint["state_dict"] = {
            name: value for name, value in weights.items() if not name.startswith(_PREFIX)
        }
        if self.face_parser is not None:
            checkpoint[_PARSER] = content_of(self.face_parser)
            hparams = checkpoint.get(self.CHECKPOINT_HYPER_PARAMS_KEY)
            if hparams is not None:
                checkpoint[self.CHECKPOINT_HYPER_PARAMS_KEY] = {**hparams, _PARSER: None}

    def on_load_checkpoint(self, checkpoint: dict[str, Any]) -> None:
        """Put the parser back."""
        if _PARSER in checkpoint:
            self.face_parser = face_parser_from(checkpoint[_PARSER], "the checkpoint's parser")
            for name, value in self.face_parser.state_dict().items():
                checkpoint["state_dict"][_PREFIX + name] = value
        super().on_load_checkpoint(checkpoint)
