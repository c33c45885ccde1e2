"""The Makefile's own decisions, without set-up: bad names, which setting, whose checkpoint."""

from __future__ import annotations

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.registry import BENCHMARKS

PROJECT = Path(__file__).resolve().parents[1]
HELP = runpy.run_path(str(PROJECT / "scripts" / "make_help.py"))
TEXT = HELP["HelpText"]((PROJECT / "Makefile").read_text())
COMMANDS = TEXT.commands()
HANDED_ON = {*TEXT.variables, "MAKEFLAGS", "MAKELEVEL", "MFLAGS"}  # by `make test ARGS=...`

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="needs make")


def make(*arguments: str, python: str = "true", folder: Path = PROJECT) -> tuple[int, str, str]:
    """Run make with the set-up taken for done and, by default, commands that do nothing."""
    command = ["make", "-o", ".venv/ready", f"VENV={python}", *arguments]
    kept = {name: value for name, value in os.environ.items() if name not in HANDED_ON}
    done = subprocess.run(
        command, cwd=folder, env=kept, capture_output=True, text=True, check=False
    )
    return done.returncode, done.stdout, done.stderr


def only_error(err: str) -> str:
    """Return the one line that a command of ours wrote; make adds that the target failed."""
    lines = [line for line in err.splitlines() if not line.startswith("make")]
    assert len(lines) == 1
    assert lines[0].startswith("error: ")
    return lines[0]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the Makefile and what it looks for, set up, in which make may write."""
    shutil.copy(PROJECT / "Makefile", tmp_path)
    configs = ["configs/dfmvr.yaml", "configs/demo/dfmvr.yaml"]
    photographs = ("facescape-wild", "pixel-face", "bosphorus-three-view")
    configs += [f"configs/data/{name}.yaml" for name in photographs]
    set_up = ["pyproject.toml", "constraints.txt", "scripts/setup.sh", ".venv/ready"]
    for name in configs + set_up:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    return tmp_path


@pytest.mark.parametrize("target", ["train", "predict", "picture", "demo"])
def test_a_misspelt_model_names_the_known_ones(target: str) -> None:
    code, out, err = make(target, "MODEL=dfmrv")
    assert (code, out) == (2, "")
    assert "'dfmrv'" in only_error(err)
    assert "dfmvr" in only_error(err)


@pytest.mark.parametrize("target", ["predict", "show"])
def test_misspelt_photographs_name_the_known_ones(target: str) -> None:
    code, out, err = make(target, "DATASET=facescape-wlid")
    assert (code, out) == (2, "")
    assert "'facescape-wlid' to reconstruct; DATASET is one of: aflw2000 " in only_error(err)


def test_a_misspelt_variable_is_not_ignored() -> None:
    code, out, err = make("bench", "DATSET=now", "ARGS=--jobs 2 --data=x", python="echo")
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "there is no variable DATSET; make help lists them" in err
    assert make("bench", "ARGS=--jobs 2 --data=x y:=z $$HOME", python="echo")[0] == 0


OPTIONS = {
    "label": ("IMAGES=photos", "OUT=labels", "PARSER=parser.ckpt"),
    "reconstruct": ("IMAGES=photos",),
    "prepare": ("DATA_ROOT=real",),
    "replay": ("FACESCAPE=clone",),
    "tau": ("PROTOCOLS=now micc",),
    "doctor": ("DATA_ROOT=real", "PREDICTIONS=mine"),
    "compare": ("A=this", "B=that"),
    "study": ("STUDY=dfmvr-angles", "RUNS=trained"),
    "test": ("ARGS=tests/geometry",),
    **dict.fromkeys(("import-weights", "convert-bfm09", "convert-flame"), ("FROM=file",)),
}
"""What targets cannot do without."""

WRITE_NOTHING = {"setup", "doctor", "test", "lint", "docs-serve", "clean"}
"""All others say where their result lies."""


@pytest.mark.parametrize("target", sorted({*COMMANDS} - {"help"}))
def test_every_target_says_first_what_it_does_and_where_the_result_lies(
    target: str, project: Path
) -> None:
    (project / "configs/ablation").mkdir()
    (project / "configs/ablation/dfmvr-v1.yaml").write_text("")
    (project / "trained/dfmvr").mkdir(parents=True)
    (project / "trained/dfmvr/checkpoint.ckpt").write_text("")
    options = OPTIONS.get(target, ())
    out = make(target, *options, python="echo", folder=project)[1]
    first = out.splitlines()[0]
    assert first.startswith(f"make {target}"), out
    assert re.match(rf"make {target}( \w+=\w+)*: \S", first), first
    assert target in WRITE_NOTHING or re.search(r"\binto [\w./-]*\w", first), first
    for option in options:
        assert option.partition("=")[2] in first, first


def test_face_models_are_checked() -> None:
    assert "procedural, ict, bfm09, bfm17 or flame" in only_error(
        make("train", "FACE_MODEL=itc")[2]
    )
    assert "needs ASSETS" in only_error(make("synth", "FACE_MODEL=ict")[2])
    assert "BFM_model_front.mat" in only_error(make("train", "FACE_MODEL=bfm09")[2])
    assert "face12_nomouth.h5" in only_error(make("train", "FACE_MODEL=bfm17")[2])
    assert "flame.npz" in only_error(make("train", "FACE_MODEL=flame")[2])
    assert "needs FROM" in only_error(make("convert-bfm09")[2])
    assert "needs FROM" in only_error(make("convert-flame")[2])


def test_prepare_needs_real_data() -> None:
    assert "needs DATA_ROOT" in only_error(make("prepare", "DATASET=pixel-face")[2])
    out = make("prepare", "DATASET=multi-pie", "DATA_ROOT=pie", "ARGS=--angle 30", python="echo")[1]
    said, ran = out.splitlines()
    assert said == "make prepare: multi-pie in pie, into data/prepared/multi-pie"
    assert ran == "-m face_datasets prepare multi-pie --data-root pie --angle 30"


@pytest.mark.parametrize(
    ("name", "face_model"),
    [
        ("bfm09", "morphable_models.bfm09.Bfm09 "),
        ("bfm17", "morphable_models.bfm17.Bfm17 "),
        ("flame", "morphable_models.flame.Flame "),
    ],
)
def test_the_users_face_model_reaches_the_method(project: Path, name: str, face_model: str) -> None:
    (project / "real").mkdir()
    options = (f"FACE_MODEL={name}", "ASSETS=models", "DATA_ROOT=real")
    _, out, _ = make("train", *options, python="echo", folder=project)
    assert face_model in out
    assert "morphable_model.init_args.assets models" in out


def test_bench_without_data_or_with_a_strange_one(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    code, out, err = make(
        "bench", f"DATA_ROOT={tmp_path / 'nowhere'}", f"RUNS={runs}", python=sys.executable
    )
    said = f"predictions in {runs} by facescape-wild, on the data in {tmp_path / 'nowhere'}"
    assert (code, out) == (2, f"make bench: {said}, into {runs}\n")
    assert "make synth DATASET=facescape-wild" in only_error(err)
    assert not runs.exists()


def test_bench_ends_with_a_page_of_its_scores_unless_that_is_not_wanted() -> None:
    options = ("DATASET=now", "RUNS=elsewhere", "DATA_ROOT=scans")
    _, score, page = make("bench", *options, python="echo")[1].splitlines()
    assert score.startswith("-m benchmarks now --data-root scans --runs elsewhere")
    asked = "-m reports report --runs elsewhere --tables-only --benchmark now"
    assert page == f"{asked} --out elsewhere/reports/now.html"
    for option in ("REPORT=0", "ARGS=--help"):
        assert "reports" not in make("bench", *options, option, python="echo")[1]


def test_train_says_its_setting_first(project: Path) -> None:
    for folder in ("real", "stand-in"):
        (project / folder).mkdir()
    (project / "stand-in" / "SYNTHETIC.json").write_text("{}")
    for data, config, word in (
        ("real", "configs/dfmvr.yaml", "paper"),
        ("stand-in", "configs/demo/dfmvr.yaml", "demo"),
        ("", "configs/demo/dfmvr.yaml", "demo"),
    ):
        code, out, _ = make("train", f"DATA_ROOT={data}", python="echo", folder=project)
        assert code == 0
        first, *_, command = out.splitlines()
        assert word in first
        assert config in first
        assert f"--config {config}" in command


def test_the_parser_gets_the_recipe_for_real_data_and_the_demo_for_stand_ins(project: Path) -> None:
    for folder in ("real", "stand-in"):
        (project / folder).mkdir()
    (project / "stand-in" / "SYNTHETIC.json").write_text("{}")
    for data, config, root in (
        ("real", "configs/auxiliary/face-parser.yaml", "real"),
        ("stand-in", "configs/auxiliary/demo/face-parser.yaml", "stand-in"),
        ("", "configs/auxiliary/demo/face-parser.yaml", "data/procedural/celebamask-hq"),
    ):
        code, out, _ = make("train-parser", f"DATA_ROOT={data}", python="echo", folder=project)
        assert code == 0
        assert f"--config {config} --data.init_args.root {root} " in out


def test_identities_come_from_celeba_or_its_stand_in(project: Path) -> None:
    (project / "real").mkdir()
    for data, config, root in (
        ("real", "configs/auxiliary/identity.yaml", "real"),
        ("", "configs/auxiliary/demo/identity.yaml", "data/procedural/celeba"),
    ):
        code, out, _ = make("train-identity", f"DATA_ROOT={data}", python="echo", folder=project)
        assert code == 0
        assert f"--config {config} --data.init_args.root {root} --run_dir runs/identity" in out


def test_the_parser_of_crops_needs_the_studios_labels(project: Path) -> None:
    (project / "prepared").mkdir()
    code, out, _ = make("train-parser", "PARSER_DATA=three-view", python="echo", folder=project)
    assert code == 0
    assert "demo/crop-parser.yaml --data.init_args.root data/procedural/three-view " in out
    assert "--run_dir runs/crop-parser\n" in out
    options = ("PARSER_DATA=three-view", "DATA_ROOT=prepared")
    code, out, err = make("train-parser", *options, folder=project)
    assert (code, out) == (2, "")
    assert "prepared holds none" in only_error(err)
    assert "celebamask-hq or three-view" in only_error(make("train-parser", "PARSER_DATA=x")[2])


def test_a_variant_is_laid_over_the_setting_and_has_a_run_of_its_own(project: Path) -> None:
    (project / "configs/ablation").mkdir()
    (project / "configs/ablation/dfmvr-v1.yaml").write_text("")
    code, out, _ = make("train", "VARIANT=dfmvr-v1", python="echo", folder=project)
    assert code == 0
    assert "--config configs/demo/dfmvr.yaml --config configs/ablation/dfmvr-v1.yaml " in out
    assert "--run_dir runs/dfmvr-v1\n" in out
    options = ("CONFIG=configs/laptop/dfmvr.yaml", "PARSER=some.ckpt")
    out = make("train", *options, python="echo", folder=project)[1]
    assert "fit --config configs/laptop/dfmvr.yaml" in out
    assert "--model.init_args.face_parser some.ckpt " in out
    out = make("predict", "VARIANT=dfmvr-v1", python="echo", folder=project)[1]
    assert "--ckpt_path runs/dfmvr-v1/checkpoint.ckpt" in out
    err = make("train", "VARIANT=dfmvr-v2", folder=project)[2]
    assert "no variant 'dfmvr-v2' of dfmvr; VARIANT is one of: dfmvr-v1" in only_error(err)


@pytest.fixture
def recorder(project: Path) -> str:
    """In python's place: notes its arguments, and writes the checkpoint that fit would write."""
    script = project / "recorder"
    script.write_text(
        """#!/bin/bash
case "$*" in *--list-benchmarks*) echo "${BENCHMARKS:-pixel-face}"; exit;; esac
echo "$*" >> calls
if [[ "$*" =~ --run_dir\\ ([^ ]+) ]]; then
  [[ "$*" != *"$FAIL"* ]] || exit 1
  touch "${BASH_REMATCH[1]}/checkpoint.ckpt"
elif [[ "$*" =~ --out\\ ([^ ]+) ]]; then
  mkdir -p "${BASH_REMATCH[1]}"
  touch "${BASH_REMATCH[1]}/SYNTHETIC.json"
fi
exit 0
"""
    )
    script.chmod(0o755)
    return "./recorder"


def test_an_ablation_goes_on_where_it_stopped(
    project: Path, recorder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "configs/ablation").mkdir()
    for variant in ("v1", "v2"):
        (project / f"configs/ablation/dfmvr-{variant}.yaml").write_text("")

    def calls() -> list[str]:
        log = project / "calls"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [" ".join(line.split()[1:3]) for line in lines]

    monkeypatch.setenv("FAIL", "dfmvr-v2.yaml")
    assert make("ablation", python=recorder, folder=project)[0] == 2
    synthesis = ["synthesis three-view", "synthesis pixel-face"]
    first = ["lightning_modules fit", "lightning_modules predict"]
    assert calls() == [*synthesis, *first, "lightning_modules fit"]

    monkeypatch.setenv("FAIL", "nothing")
    code, out, _ = make("ablation", python=recorder, folder=project)
    assert code == 0
    assert "[1/2] dfmvr-v1" in out
    assert "using runs/ablation/dfmvr-v1/predictions/pixel-face" in out
    tables = ["benchmarks pixel-face", "reports report", "benchmarks ablation"]
    assert calls() == [*first, *tables]
    assert make("ablation", python=recorder, folder=project)[0] == 0
    assert calls() == tables
    assert "seed 1" in only_error(make("ablation", "SEED=1", python=recorder, folder=project)[2])
    calls()

    (project / "runs/ablation/dfmvr-v1/demo-trained").unlink()  # trained on: predicted anew
    assert make("ablation", python=recorder, folder=project)[0] == 0
    assert calls() == [*first, *tables]


def test_a_study_needs_a_trained_method(
    project: Path, recorder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIL", "nothing")
    monkeypatch.setenv("BENCHMARKS", "bosphorus-three-view")
    assert "needs STUDY" in only_error(make("study", python=recorder, folder=project)[2])
    study = ("study", "STUDY=dfmvr-angles")
    err = make(*study, python=recorder, folder=project)[2]
    assert "runs/dfmvr/checkpoint.ckpt does not exist" in only_error(err)
    (project / "runs/dfmvr").mkdir(parents=True)
    (project / "runs/dfmvr/checkpoint.ckpt").write_text("")
    assert make(*study, python=recorder, folder=project)[0] == 0
    lines = (project / "calls").read_text().splitlines()
    assert "--config configs/data/bosphorus-three-view.yaml" in lines[1]
    assert "--data.init_args.root data/procedural/bosphorus " in lines[1]
    assert lines[3].startswith("-m reports report --runs runs --tables-only")
    assert lines[4] == "-m benchmarks study dfmvr-angles --runs runs"


def test_ablations_and_what_they_cannot_take(project: Path) -> None:
    assert "no ablation of 'dfmvr'" in only_error(make("ablation", folder=project)[2])
    assert "takes stand-ins" in only_error(make("ablation", "DATA_ROOT=real")[2])


def test_the_demo_takes_no_other_training_for_its_own(project: Path) -> None:
    checkpoint = project / "runs/dfmvr/checkpoint.ckpt"
    checkpoint.parent.mkdir(parents=True)
    checkpoint.write_text("of `make train`")
    code, _, err = make("train-for-demo", folder=project)
    assert code == 2
    assert "OVERWRITE=1" in only_error(err)
    checkpoint.unlink()

    assert make("train-for-demo", folder=project)[0] == 0
    checkpoint.write_text("of the demo")
    assert "using runs/dfmvr/checkpoint.ckpt" in make("train-for-demo", folder=project)[1]
    assert "seed 1" in only_error(make("train-for-demo", "SEED=1", folder=project)[2])

    (checkpoint.parent / "demo-trained").unlink()  # as after an interruption
    out = make("train-for-demo", python="echo", folder=project)[1]
    assert "--ckpt_path runs/dfmvr/checkpoint.ckpt" in out
    out = make("train-for-demo", "OVERWRITE=1", "SEED=1", python="echo", folder=project)[1]
    assert "--overwrite true" in out
    assert "--ckpt_path" not in out


def test_one_view_of_pixel_face_is_an_option_of_its_data() -> None:
    out = make("predict", "DATASET=pixel-face", "VIEWS=front", python="echo")[1]
    assert "--config configs/data/pixel-face.yaml " in out
    assert "--data.init_args.views front" in out
    assert "views" not in make("predict", "DATASET=pixel-face", python="echo")[1]


def test_clean_keeps_real_data(project: Path) -> None:
    for name in ("data/procedural/three-view/SYNTHETIC.json", "data/facescape/a.obj", "runs/b"):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text("")
    assert make("clean", folder=project)[0] == 0
    assert not (project / "data/procedural/three-view").exists()
    assert not (project / "runs").exists()
    assert (project / "data/facescape/a.obj").exists()


def test_variants_of_a_protocol_share_its_data() -> None:
    for name, benchmark in BENCHMARKS.items():
        out = make("synth", f"DATASET={name}", python="echo")[1]
        said, ran = out.splitlines()
        assert said.startswith(f"make synth: a stand-in of {benchmark.dataset}, "), name
        assert ran.startswith(f"-m synthesis {benchmark.dataset} --out "), name
        assert f"/{benchmark.dataset} " in ran


def test_compare_wants_two_sides_and_names_the_benchmark_only_where_it_is_asked_for() -> None:
    code, _, err = make("compare", "A=dfmvr")
    assert code == 2
    assert "compare needs A= and B=" in only_error(err)
    _, out, _ = make("compare", "A=dfmvr", "B=mfnet", python="echo")
    plain = "-m reports compare dfmvr mfnet --runs runs --data data/procedural"
    assert out.splitlines()[-1] == plain
    _, out, _ = make(
        "compare", "A=a", "B=b", "DATASET=now", "DATA_ROOT=NoW", "OUT=o", python="echo"
    )
    expected = "-m reports compare a b --runs runs --data-root NoW --benchmark now --out o"
    assert out.splitlines()[-1].split() == expected.split()
