"""Block by block, our networks return what the authors' return with the same weights.

The literals were made with network/Tri_Unet.py and network/Rednet.py of weiguangzhao/DF_MVR at
commit 4d4ae4d on a CPU (torch 2.13, float32, eval mode). Weights and inputs are those of
`weights_of` and `waves` below, over the state dict of each released module; mmcv's layers were
replaced by the torch modules that they build, and the CUDA involution by `involution_naive` of
d-li14/involution, its unfold formulation. Each row is `summary` of the output.
"""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor, nn

from networks.dfmvr import DfmvrNetwork, DfmvrOutput, RedNetHeads
from networks.involution import Involution
from networks.rednet import Bottleneck
from networks.tri_unet import AttentionGate

Row = tuple[float, ...]

ATTENTION: Row = (32.542904, 198.715274, -0.918445, -0.484868, 0.812105)
INVOLUTION: dict[tuple[int, int], Row] = {
    (3, 1): (109.292592, 543.714779, -1.616291, 0.081827, 0.095665),
    (7, 1): (136.875411, 1437.923824, 0.682567, -0.070309, 0.399961),
    (7, 2): (48.399072, -21.515683, 0.009983, -0.287633, -1.138292),
}
BOTTLENECK: Row = (65.586693, -3480.555837, 0.000000, 0.000000, 0.000000)
TRI_UNET: Row = (128.516403, 91.509539, 0.218915, 0.068088, 0.230625)
BACKBONE: Row = (114.666512, -2.141023, 0.317884, 0.361964, 0.169024)
HEADS: Row = (70.032803, -60.702894, 3.645987, -1.030304, -1.294859)
BACKBONE_224: Row = (120.315915, 27.791181, 0.082494, 0.158590, 0.526840)
HEADS_224: Row = (68.906233, -56.571036, 3.143428, -1.031911, -0.808336)
WHOLE: Row = (69.490172, -60.625002, 3.743662, -1.115506, -1.657778)
WHOLE_224: Row = (67.437661, -55.752819, 3.168566, -1.050096, -1.128289)


# A prime, so that no row of a weight matrix begins where another one does.
_PERIOD = 10007


def _chirp() -> Tensor:
    i = torch.arange(_PERIOD, dtype=torch.float64)
    return torch.sin(1.7 * i + 0.1 * i * i / _PERIOD).float()


def waves(*shape: int, start: int = 0) -> Tensor:
    """Return values in [-1, 1] of a chirp that begins at `start` and repeats."""
    n = math.prod(shape)
    repeated = _chirp().roll(-start).repeat(-(-n // _PERIOD))
    return repeated[:n].reshape(shape)


def weights_of(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """Return weights for these names and shapes, of the size of trained ones.

    They depend on the name, so that two parameters in each other's place are noticed.
    """
    filled = {}
    for name, tensor in state.items():
        if not tensor.is_floating_point():
            filled[name] = torch.zeros_like(tensor, device="cpu")
            continue
        wave = waves(*tensor.shape, start=sum(name.encode()) * 31 % _PERIOD)
        if tensor.ndim == 4:
            wave *= math.sqrt(4 / tensor[0].numel())
        elif name.endswith(("bias", "running_mean")):
            wave *= 0.2
        else:  # scales and variances
            # Residual branches are small: an involution is quadratic in its input, and sixteen of
            # them in a row would overflow.
            wave = (1 + 0.3 * wave) * (0.01 if name.endswith("bn3.weight") else 1)
        filled[name] = wave
    return filled


def summary(tensor: Tensor) -> list[float]:
    """Return the norm, the product with a chirp, and three elements spread over the array."""
    flat = tensor.detach().double().flatten()
    picked = flat[[len(flat) * k // 7 for k in (1, 3, 6)]]
    product = flat @ waves(len(flat), start=5).double()
    return [flat.norm().item(), product.item(), *picked.tolist()]


def with_weights(module: nn.Module) -> nn.Module:
    """Load the closed-form weights of the module's own names."""
    module.load_state_dict(weights_of(module.state_dict()))
    return module.eval()


def released_order(output: DfmvrOutput) -> Tensor:
    """Concatenate what the heads return in the order of the authors' dictionary."""
    gamma = output.sh_coefficients.transpose(1, 2).flatten(1)
    poses = torch.cat([output.rotation, output.offset], dim=2).flatten(1)
    return torch.cat([output.identity, output.expression, output.albedo, gamma, poses], dim=1)


def agrees(output: Tensor, row: Row, tolerance: float = 1e-4) -> bool:
    """Compare with a frozen summary, relative to the typical size of an element."""
    size = row[0] / output.numel() ** 0.5
    ours = torch.tensor(summary(output)) - torch.tensor(row)
    scale = torch.tensor([row[0], row[0] * output.numel() ** 0.5, size, size, size])
    return bool((ours.abs() <= tolerance * scale).all())


@torch.no_grad()
def test_attention_gate() -> None:
    gate = with_weights(AttentionGate(64))
    assert agrees(gate(waves(2, 64, 6, 5), waves(2, 64, 6, 5, start=77)), ATTENTION)


@pytest.mark.parametrize(("size", "stride"), INVOLUTION)
@torch.no_grad()
def test_involution(size: int, stride: int) -> None:
    layer = with_weights(Involution(32, size, stride))
    assert agrees(layer(waves(2, 32, 12, 10)), INVOLUTION[size, stride])


@torch.no_grad()
def test_bottleneck() -> None:
    block = with_weights(Bottleneck(256, 64, 1, 16))
    assert agrees(block(waves(1, 256, 8, 8)), BOTTLENECK)


@pytest.mark.parametrize(
    ("height", "width", "backbone", "heads"),
    [(64, 96, BACKBONE, HEADS), (224, 224, BACKBONE_224, HEADS_224)],
)
@torch.no_grad()
def test_rednet_and_heads(height: int, width: int, backbone: Row, heads: Row) -> None:
    sizes = {"n_identity": 80, "n_expression": 64, "n_albedo": 80}
    network = RedNetHeads(256, **sizes, depth=50, width=64, group_channels=16)
    with_weights(network)
    pooled = []
    network.rednet.register_forward_hook(lambda *args: pooled.append(args[2].mean(dim=(2, 3))))
    regressed = released_order(network(0.3 * waves(1, 256, height, width)))
    assert agrees(pooled[0], backbone)
    assert agrees(regressed, heads)


def views(height: int, width: int) -> Tensor:
    """Left, front and right input of four channels, as the released network takes them."""
    return waves(3, 4, height, width)[None]


@pytest.fixture(scope="module")
def released() -> DfmvrNetwork:
    with torch.device("meta"):  # 94 million parameters: made once, by assignment
        network = DfmvrNetwork()
    for module in network.children():
        module.load_state_dict(weights_of(module.state_dict()), assign=True)
    return network.eval()


def outputs(network: DfmvrNetwork, height: int, width: int) -> Tensor:
    """Run the whole network on views whose four channels are those that the released one got."""
    raw = waves(3, 4, height, width)[None]
    given = torch.ones(1, 3, dtype=torch.bool)
    return released_order(network((raw[:, :, :3] + 1) / 2, raw[:, :, 3], given))


@torch.no_grad()
def test_tri_unet_and_the_whole_network(released: DfmvrNetwork) -> None:
    assert agrees(released.uuunet(waves(3, 4, 32, 48)[None]), TRI_UNET)
    assert agrees(outputs(released, 64, 64), WHOLE)


@pytest.mark.slow
@torch.no_grad()
def test_the_whole_network_at_full_size(released: DfmvrNetwork) -> None:
    assert agrees(outputs(released, 224, 224), WHOLE_224, tolerance=2e-3)
