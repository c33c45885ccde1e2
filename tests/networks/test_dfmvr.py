"""The whole network: names and shapes of the released weights, heads, missing views."""

from __future__ import annotations

import json
import math
from collections import Counter
from pathlib import Path

import pytest
import torch

from networks.bisenet import BiSeNet
from networks.dfmvr import DEAD_ENTRIES, DfmvrNetwork


@pytest.fixture(scope="module")
def full_size() -> DfmvrNetwork:
    with torch.device("meta"):
        return DfmvrNetwork()


@pytest.fixture
def small() -> DfmvrNetwork:
    torch.manual_seed(0)
    return DfmvrNetwork(n_identity=5, n_expression=4, n_albedo=3, width=4, depth=26)


def test_state_dict_has_the_released_names_and_shapes(
    shared: Path, full_size: DfmvrNetwork
) -> None:
    released = json.loads((shared / "reference" / "dfmvr_state_keys.json").read_text())
    expected = {
        name: tuple(shape)
        for name, shape in released.items()
        if not name.startswith(("mask_model.", *DEAD_ENTRIES))
    }
    ours = {name: tuple(tensor.shape) for name, tensor in full_size.state_dict().items()}
    assert ours == expected


def test_parameter_counts(full_size: DfmvrNetwork) -> None:
    count = {n: sum(p.numel() for p in m.parameters()) for n, m in full_size.named_children()}
    assert count == {"uuunet": 80_078_532, "rednet_fc": 13_564_670 + 551_181}
    assert sum(p.numel() for p in full_size.rednet_fc.heads()) == 551_181
    assert sum(count.values()) == 94_194_383  # trained and used
    with torch.device("meta"):
        parser = BiSeNet(10)
    assert sum(count.values(), sum(p.numel() for p in parser.parameters())) == 107_491_343


def test_dead_entries_are_all_that_is_missing(shared: Path, full_size: DfmvrNetwork) -> None:
    released = json.loads((shared / "reference" / "dfmvr_state_keys.json").read_text())
    parts = Counter(name.split(".")[0] for name in released)
    assert parts == {"uuunet": 526, "rednet_fc": 483, "mask_model": 191}
    buffers = ("running_mean", "running_var", "num_batches_tracked")
    count: Counter[str] = Counter()
    for name, shape in released.items():
        if not name.endswith(buffers):
            dead = next((prefix for prefix in DEAD_ENTRIES if name.startswith(prefix)), None)
            for owner in {"all", name.split(".")[0], dead or "used"}:
                count[owner] += math.prod(shape)
    assert count == {
        "all": 110_462_159,
        "used": 107_491_343,
        "uuunet": 80_263_236,
        "rednet_fc": 16_901_963,
        "mask_model": 13_296_960,
        "uuunet.conv9.": 184_704,
        "rednet_fc.rednet.pts_net.": 2_786_112,
    }
    dead_names = [name for name in released if name.startswith(DEAD_ENTRIES)]
    assert len(dead_names) + len(full_size.state_dict()) + parts["mask_model"] == 1200


def batch(n: int = 2, side: int = 32) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(3)
    images = torch.rand(n, 3, 3, side, side, generator=generator)
    parsing = torch.randint(0, 10, (n, 3, side, side), generator=generator).float()
    return images, parsing, torch.ones(n, 3, dtype=torch.bool)


def test_heads_start_at_zero(small: DfmvrNetwork) -> None:
    output = small.eval()(*batch())
    assert [tuple(t.shape) for t in output] == [
        (2, 5),
        (2, 4),
        (2, 3),
        (2, 9, 3),
        (2, 3, 3),
        (2, 3, 3),
    ]
    assert all(torch.count_nonzero(t) == 0 for t in output)


def test_heads_stay_in_single_precision(small: DfmvrNetwork) -> None:
    seen: list[torch.Tensor] = []
    small.rednet_fc.rednet.register_forward_hook(lambda *hooked: seen.append(hooked[-1]))
    torch.nn.init.ones_(small.rednet_fc.conv2_id.weight)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        output = small.eval()(*batch())
    assert seen[0].dtype == torch.bfloat16
    assert all(value.dtype == torch.float32 for value in output)
    expected = seen[0].float().mean(dim=(2, 3)).sum(dim=1, keepdim=True).expand(-1, 5)
    torch.testing.assert_close(output.identity, expected)


def test_lighting_is_read_channel_by_channel(small: DfmvrNetwork) -> None:
    head = small.rednet_fc.get_submodule("conv2_gamma")
    head.bias.data = torch.arange(27.0)
    lighting = small.eval()(*batch(1)).sh_coefficients
    assert torch.equal(lighting[0, 0], torch.tensor([0.0, 9.0, 18.0]))
    assert torch.equal(lighting[0, :, 1], torch.arange(9.0, 18.0))


def test_a_missing_view_is_never_looked_at(small: DfmvrNetwork) -> None:
    for head in (small.rednet_fc.conv2_id, small.rednet_fc.conv2_offset_xy_rt):
        torch.nn.init.normal_(head.weight)
    images, parsing, given = batch()
    given[:, 0] = False
    first = small.eval()(images, parsing, given)
    images[:, 0], parsing[:, 0] = 0.3, 7
    second = small(images, parsing, given)
    assert torch.equal(first.identity, second.identity)
    assert torch.count_nonzero(first.identity) > 0
    seen = small(images, parsing, torch.ones_like(given))
    assert not torch.equal(first.identity, seen.identity)
    assert torch.count_nonzero(first.offset[:, 2, :2]) > 0
    assert torch.count_nonzero(first.offset[:, :2]) == 0
