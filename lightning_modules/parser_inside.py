"""Methods that look at faces through a face parser of their own."""

from __future__ import annotations

from typing import Any, ClassVar

import torch
from jaxtyping import Bool, Int
from torch import Tensor

from .face_parser import FaceParser
from .face_parser_files import face_parser_from
from .frozen_parts import FrozenParts, PartReader


class ParserInside(FrozenParts):
    """A method with an optional parser, its argument `face_parser`: frozen, a part of checkpoints.

    Attributes:
        face_parser: None if masks come with the data.
    """

    PARTS: ClassVar[dict[str, PartReader]] = {"face_parser": face_parser_from}

    face_parser: FaceParser | None

    def knows_masks(self, batch: dict[str, Any]) -> bool:
        """Say whether `masks` has anything to say of a batch."""
        return self.face_parser is not None or "parsing" in batch

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
