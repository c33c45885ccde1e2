"""Files that are laid over a setting change what they say there, and only that."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
import torch

from lightning_modules.__main__ import main

PROJECT = Path(__file__).resolve().parents[2]
DEMOS = PROJECT / "configs" / "demo"
DEMO = DEMOS / "dfmvr.yaml"
VARIANTS = [
    *sorted((PROJECT / "configs" / "ablation").glob("*.yaml")),
    PROJECT / "configs" / "variants" / "dfmvr-multi-pie.yaml",
]
CHANGED = {
    "dfmvr-v1": {"fusion": "cnn"},
    "dfmvr-v2": {"fusion": "unet"},
    "dfmvr-v3": {"regressor": "resnet"},
    "dfmvr-v4": {"masks": False},
    "dfmvr-v5": {"landmarks_3d": 0.0},
    "dfmvr-v6": {},
    "mfnet-full-model": {},
    "mfnet-without-eye": {"eyes": 0.0},
    "mfnet-without-lip": {"lips": 0.0},
    "mfnet-without-multiop": {"flow": 0.0},
    "mfnet-without-reg": {"coefficients": 0.0},
    "mfnet-without-singlelmk": {"landmarks": 0.0},
    "specular-full-model": {},
    "specular-without-l-id": {"identity": 0.0},
    "specular-without-l-lmk": {"landmarks": 0.0, "placed_landmarks": 0.0},
    "specular-without-l-mouth": {"mouth": 0.0},
    "specular-without-l-photo": {"photometric": 0.0},
    "specular-without-l-reg": {"coefficients": 0.0},
    "specular-without-l-uniform": {"uniform": 0.0},
    "dfmvr-multi-pie": {"landmarks_3d": 0.0},
}
SMALL_NETWORKS = {
    "dfmvr": ("--model.init_args.width=4", "--model.init_args.regressor_width=8"),
    "mfnet": ("--model.init_args.channels=[4,4,8,8]", "--model.init_args.hidden=8"),
    "specular": ("--model.init_args.channels=[4,4,8,8]",),
}
SMALL = (
    "--model.init_args.morphable_model=tiny_head.TinyHead",
    "--model.init_args.image_size=32",
    "--data.init_args.image_size=32",
    "--data.init_args.batch_size=2",
    "--trainer.max_steps=1",
    "--trainer.enable_progress_bar=false",
    "--trainer.enable_model_summary=false",
)


def options(
    monkeypatch: pytest.MonkeyPatch, root: Path, run_dir: Path, *configs: Path
) -> dict[str, object]:
    """Train one step; return the options of the module, those of the losses among them."""
    arguments = [f"--config={config}" for config in configs]
    places = [f"--data.init_args.root={root}", f"--run_dir={run_dir}"]
    small = (*SMALL, *SMALL_NETWORKS[configs[0].stem])
    monkeypatch.setattr(sys, "argv", ["lightning_modules", "fit", *arguments, *places, *small])
    main()
    saved = torch.load(run_dir / "checkpoint.ckpt", weights_only=True)
    assert all(v.isfinite().all() for v in saved["state_dict"].values())
    assert saved["likeness_run"]["method"] == configs[-1].stem
    chosen = dict(saved["hyper_parameters"])
    return chosen | chosen.pop("loss_weights")


def test_variants_differ_from_the_demo_in_what_they_name(
    training_roots: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert [path.stem for path in VARIANTS] == list(CHANGED)
    for method in SMALL_NETWORKS:
        setting = DEMOS / f"{method}.yaml"
        root = next(path for name, path in training_roots.items() if name in setting.read_text())
        demo = options(monkeypatch, root, tmp_path / method, setting)
        for path in (path for path in VARIANTS if path.stem.startswith(f"{method}-")):
            variant = options(monkeypatch, root, tmp_path / path.stem, setting, path)
            different = {name: value for name, value in variant.items() if value != demo[name]}
            assert different == CHANGED[path.stem], path.stem


def test_the_variant_for_multi_pie_needs_no_landmarks_in_space(
    three_view_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path in three_view_root.rglob("landmarks.npz"):
        with np.load(path) as archive:
            flat = archive["landmarks_2d"]
        np.savez(path, landmarks_2d=flat)
    options(monkeypatch, three_view_root, tmp_path / "flat", DEMO, VARIANTS[-1])
    with pytest.raises(ValueError, match="landmarks"):
        options(monkeypatch, three_view_root, tmp_path / "demo", DEMO)
