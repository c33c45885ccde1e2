"""Inception-ResNet v1: an embedding of whose face is in an image.

Szegedy et al. (AAAI 2017) with the embedding of FaceNet (Schroff et al., CVPR 2015). Names and
shapes of the state dict are those of timesler/facenet-pytorch @ 787da06, whose public weights fit.
"""

from __future__ import annotations

import torch
from jaxtyping import Float
from torch import Tensor, nn
from torch.nn import functional

PUBLIC_WIDTH = 32
_EPSILON = 1e-3  # of batch normalisation, as in the TensorFlow code of the public weights

Kernel = int | tuple[int, int]
Branch = list[tuple[int, Kernel]]
"""Convolutions one after the other: channels and kernel of each."""


class Convolution(nn.Module):
    """Convolution, batch normalisation and ReLU.

    Args:
        n_in: channels that come in.
        n_out: channels that go out.
        kernel: side of the kernel, or its height and width.
        stride: of the convolution.
        padded: whether zeros around the map keep its size.
    """

    def __init__(
        self, n_in: int, n_out: int, kernel: Kernel, stride: int = 1, *, padded: bool = True
    ) -> None:
        super().__init__()
        sides = (kernel, kernel) if isinstance(kernel, int) else kernel
        padding = (sides[0] // 2, sides[1] // 2) if padded else (0, 0)
        self.conv = nn.Conv2d(n_in, n_out, kernel, stride, padding, bias=False)
        self.bn = nn.BatchNorm2d(n_out, eps=_EPSILON)

    def forward(self, features: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H2 W2"]:
        """Apply the three."""
        return functional.relu(self.bn(self.conv(features)))


def _branch(n_in: int, steps: Branch, last_stride: int = 1) -> nn.Module:
    """Build convolutions one after the other; one that strides is not padded, as the last here."""
    layers = []
    for number, (n_out, kernel) in enumerate(steps, 1):
        stride = last_stride if number == len(steps) else 1
        layers.append(Convolution(n_in, n_out, kernel, stride, padded=stride == 1))
        n_in = n_out
    return layers[0] if len(layers) == 1 else nn.Sequential(*layers)


class ResidualBlock(nn.Module):
    """Adds to its input what parallel branches find, scaled down.

    Args:
        channels: of input and output.
        branches: which stand side by side.
        scale: of what is added.
        rectified: whether ReLU follows.
    """

    def __init__(
        self,
        channels: int,
        branches: list[Branch],
        scale: float,
        *,
        rectified: bool = True,
    ) -> None:
        super().__init__()
        self.scale = scale
        self.rectified = rectified
        self.n_branches = len(branches)
        for number, steps in enumerate(branches):
            self.add_module(f"branch{number}", _branch(channels, steps))
        self.conv2d = nn.Conv2d(sum(steps[-1][0] for steps in branches), channels, 1)

    def forward(self, features: Float[Tensor, "B C H W"]) -> Float[Tensor, "B C H W"]:
        """Add what the branches find."""
        found = [self.get_submodule(f"branch{k}")(features) for k in range(self.n_branches)]
        added = features + self.scale * self.conv2d(torch.cat(found, dim=1))
        return functional.relu(added) if self.rectified else added


class Reduction(nn.Module):
    """Halves the resolution: branches whose last convolution strides, and a pooling.

    Args:
        channels: of the input.
        branches: which stand side by side.
    """

    def __init__(self, channels: int, branches: list[Branch]) -> None:
        super().__init__()
        self.n_branches = len(branches)
        for number, steps in enumerate(branches):
            self.add_module(f"branch{number}", _branch(channels, steps, last_stride=2))

    def forward(self, features: Float[Tensor, "B C H W"]) -> Float[Tensor, "B D H2 W2"]:
        """Put what the branches and the pooling find side by side."""
        found = [self.get_submodule(f"branch{k}")(features) for k in range(self.n_branches)]
        return torch.cat([*found, functional.max_pool2d(features, 3, 2)], dim=1)


class InceptionResnetV1(nn.Module):
    """Embeds a face. At the default sizes the public weights fit, less their classifier `logits`.

    Args:
        width: channels of the first layer, to which all others are in proportion: a multiple of 2.
        repeats: blocks of each of the three resolutions.
        n_features: length of the embedding.
        image_size: side to which `embed` resizes: at least 75 pixels.
        dropout: share of the features that is dropped in training.
        normalized: whether embeddings have length 1.

    Raises:
        ValueError: a width or image size that the layers do not work with.
    """

    def __init__(
        self,
        *,
        width: int = PUBLIC_WIDTH,
        repeats: tuple[int, int, int] = (5, 10, 5),
        n_features: int = 512,
        image_size: int = 160,
        dropout: float = 0.0,
        normalized: bool = True,
    ) -> None:
        super().__init__()
        if width < 2 or width % 2:
            raise ValueError(f"width {width}: expected a multiple of 2; the public one is 32")
        if image_size < 75:
            raise ValueError(f"image_size {image_size}: expected 75 pixels or more")
        self.image_size = image_size
        self.normalized = normalized

        def wide(*steps: tuple[int, Kernel]) -> Branch:
            """Scale the public channels of a branch."""
            return [(channels * width // PUBLIC_WIDTH, kernel) for channels, kernel in steps]

        (c32, _), (c64, _), (c80, _), (c192, _), (c256, _), (c896, _), (c1792, _) = wide(
            *((channels, 1) for channels in (32, 64, 80, 192, 256, 896, 1792))
        )
        self.conv2d_1a = Convolution(3, c32, 3, 2, padded=False)
        self.conv2d_2a = Convolution(c32, c32, 3, padded=False)
        self.conv2d_2b = Convolution(c32, c64, 3)
        self.conv2d_3b = Convolution(c64, c80, 1)
        self.conv2d_4a = Convolution(c80, c192, 3, padded=False)
        self.conv2d_4b = Convolution(c192, c256, 3, 2, padded=False)
        fine = [wide((32, 1)), wide((32, 1), (32, 3)), wide((32, 1), (32, 3), (32, 3))]
        middle = [wide((128, 1)), wide((128, 1), (128, (1, 7)), (128, (7, 1)))]
        coarse = [wide((192, 1)), wide((192, 1), (192, (1, 3)), (192, (3, 1)))]
        self.repeat_1 = _repeated(repeats[0], c256, fine, 0.17)
        self.mixed_6a = Reduction(c256, [wide((384, 3)), wide((192, 1), (192, 3), (256, 3))])
        self.repeat_2 = _repeated(repeats[1], c896, middle, 0.10)
        branches = [((256, 1), (384, 3)), ((256, 1), (256, 3)), ((256, 1), (256, 3), (256, 3))]
        self.mixed_7a = Reduction(c896, [wide(*steps) for steps in branches])
        self.repeat_3 = _repeated(repeats[2], c1792, coarse, 0.20)
        self.block8 = ResidualBlock(c1792, coarse, 1.0, rectified=False)
        self.dropout = nn.Dropout(dropout)
        self.last_linear = nn.Linear(c1792, n_features, bias=False)
        self.last_bn = nn.BatchNorm1d(n_features, eps=_EPSILON)

    def forward(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B D"]:
        """Embed images that are scaled as `embed` scales them, of any size from 75 pixels."""
        features = self.conv2d_2b(self.conv2d_2a(self.conv2d_1a(images)))
        features = self.conv2d_3b(functional.max_pool2d(features, 3, 2))
        features = self.repeat_1(self.conv2d_4b(self.conv2d_4a(features)))
        features = self.repeat_2(self.mixed_6a(features))
        features = self.block8(self.repeat_3(self.mixed_7a(features)))
        embedding = self.last_bn(self.last_linear(self.dropout(features.mean(dim=(2, 3)))))
        return functional.normalize(embedding, dim=1) if self.normalized else embedding

    def embed(self, images: Float[Tensor, "B 3 H W"]) -> Float[Tensor, "B D"]:
        """Embed the faces that fill the images.

        Args:
            images: RGB in [0, 1], of any size; they are resized to `image_size` without aliasing.
        """
        sides = (self.image_size, self.image_size)
        if images.shape[-2:] != sides:
            images = functional.interpolate(images, sides, mode="bilinear", antialias=True)
        embedding: Tensor = self((images * 255 - 127.5) / 128)
        return embedding


def _repeated(n: int, channels: int, branches: list[Branch], scale: float) -> nn.Sequential:
    return nn.Sequential(*(ResidualBlock(channels, branches, scale) for _ in range(n)))
