"""Make stand-in data: `python -m synthesis three-view --out data/three-view`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, get_args

import command_line
import torchvision_compat  # noqa: F401  (before the first import of torchvision)
from face_datasets.celebamask_hq import write_mapping
from face_datasets.facescape_writer import write_lab_index, write_wild_index
from face_datasets.origin import write_synthetic_marker
from geometry.crops import CropRule
from morphable_models import FACE_MODELS, build_face_model

from .aflw2000 import aflw2000_jobs, make_aflw2000_sample
from .appearance import make_appearance
from .bosphorus import make_bosphorus
from .celeba import celeba_jobs, celeba_training_jobs, make_celeba_sample, write_lists
from .celebamask_hq import celebamask_jobs, make_celebamask_sample
from .facescape_lab import lab_geometry, lab_jobs, make_lab_subject
from .facescape_multiview import make_multiview
from .facescape_wild import make_wild_sample, wild_jobs
from .flow_pairs import flow_pair_jobs, make_flow_pair
from .meta import make_meta
from .micc import make_micc
from .multi_pie import make_multi_pie
from .multi_pie_sessions import make_multi_pie_sessions
from .now_scans import make_now
from .pixel_face import make_pixel_face
from .production import check_target, new_folder, produce
from .sculpting import Sculptor
from .three_view import MAX_YAW, ROOM_MAX_YAW, Scene, make_three_view_sample, three_view_jobs

DATASETS: dict[str, tuple[int, str]] = {
    "three-view": (800, "triples of face crops to train on"),
    "three-view-room": (800, "triples of one moment each in Multi-PIE's room, to train MFNet on"),
    "facescape-wild": (
        80,
        "images in four bins of yaw with scans: one per subject, at most 400",
    ),
    "facescape-lab": (4, "three focal lengths x 11 views of each subject, at most 20"),
    "now": (8, "neutral scans as NoW's, with four photos of each subject"),
    "meta": (12, "scans and predictions of known correspondence, for `make meta`"),
    "micc": (8, "two neutral scans of each subject in MICC Florence's layout, at most 53"),
    "facescape-expressions": (6, "scans of three expressions in FaceScape's multi-view layout"),
    "bosphorus": (6, "range images and photos of neutral faces in six poses, at most 105"),
    "pixel-face": (6, "three photos, a registered and a raw scan per expression of a subject"),
    "multi-pie": (
        6,
        "13 views, three illuminations, three moments of each subject, 2 to 292",
    ),
    "multi-pie-sessions": (
        4,
        "photographs as released by session: 13 cameras, three shots, three recordings, up to 346",
    ),
    "aflw2000": (40, "photos with the 68 landmarks of AFLW2000-3D, one per subject"),
    "appearance": (12, "portraits of known albedo and light, with the same heads relit"),
    "celeba": (20, "aligned portraits in CelebA's layout, to train on and two per test subject"),
    "celebamask-hq": (200, "portraits with masks of the face's parts, two per subject"),
    "flow-pairs": (
        300,
        "pairs of pictures of a face with the true flow between, three per subject",
    ),
}
"""Number of subjects, unless said otherwise, and what is made."""

TRIPLES: dict[str, Scene] = {"three-view": "studio", "three-view-room": "room"}
"""Sets of triples, and where they are taken."""

# Data sets with subjects of their own to train on, and how many.
_TRAIN_SUBJECTS = {"pixel-face": 8, "celeba": 550}
# Vertices from which a mesh is dense enough for a scan; sparser models are subdivided until then.
_SCAN_VERTICES = 25_000


def main() -> None:
    """Parse the command line and make a data set."""
    arguments = _parser().parse_args()
    for name in ("subjects", "processes", "expressions", "size", "images"):
        if getattr(arguments, name, 1) < 1:
            raise ValueError(f"--{name} {getattr(arguments, name)}: give 1 or more")
    if getattr(arguments, "train_subjects", 0) < 0:
        raise ValueError(f"--train-subjects {arguments.train_subjects}: give 0 or more")
    if not 15 <= getattr(arguments, "max_yaw", MAX_YAW) <= 120:
        raise ValueError(f"--max-yaw {arguments.max_yaw}: give 15 to 120 degrees")
    if arguments.seed < 0:
        raise ValueError(f"--seed {arguments.seed}: give 0 or more")
    out = arguments.out.expanduser()
    check_target(out, arguments.overwrite)
    makers: dict[str, Callable[[argparse.Namespace, Path], dict[str, Any]]] = {
        **dict.fromkeys(TRIPLES, _make_three_view),
        "facescape-wild": _make_wild,
        "facescape-lab": _make_lab,
        "now": partial(_make_scans, make_now),
        "micc": partial(_make_scans, make_micc),
        "meta": partial(_make_scans, make_meta),
        "bosphorus": partial(_make_scans, make_bosphorus),
        "pixel-face": _make_pixel_face,
        "multi-pie": partial(_make_moments, make_multi_pie),
        "multi-pie-sessions": partial(_make_moments, make_multi_pie_sessions),
        "aflw2000": _make_aflw2000,
        "appearance": partial(_make_scans, make_appearance),
        "celeba": _make_celeba,
        "celebamask-hq": _make_celebamask,
        "flow-pairs": _make_flow_pairs,
        "facescape-expressions": partial(_make_scans, make_multiview),
    }
    with new_folder(out) as folder:
        facts = makers[arguments.dataset](arguments, folder)
        write_synthetic_marker(
            folder,
            dataset=arguments.dataset,
            seed=arguments.seed,
            face_model=arguments.face_model,
            subjects=arguments.subjects,
            version=_version(),
            **facts,
        )
    sys.stdout.write(f"synthetic {arguments.dataset}: {out}\n")


def _parser() -> argparse.ArgumentParser:
    parser = command_line.Parser(
        prog="python -m synthesis",
        description="Render licence-free stand-ins of data sets, in their released layouts.",
        examples=(
            "python -m synthesis three-view --out data/procedural/three-view",
            "python -m synthesis now --out data/now --subjects 4 --processes 2",
            "python -m synthesis facescape-wild --out data/ict/facescape-wild --face-model ict "
            "--assets path/to/FaceXModel",
        ),
    )
    datasets = parser.add_subparsers(dest="dataset", required=True, metavar="DATASET")
    for name, (subjects, text) in DATASETS.items():
        start = f"python -m synthesis {name} --out"
        one = datasets.add_parser(
            name,
            help=text,
            description=f"Make {text}.",
            examples=(
                f"{start} data/procedural/{name}",
                f"{start} data/seed-1/{name} --subjects {max(2, subjects // 2)} --seed 1",
            ),
        )
        one.add_argument("--out", type=Path, required=True, help="folder to make")
        one.add_argument(
            "--face-model", choices=FACE_MODELS, default="procedural", help="default: %(default)s"
        )
        one.add_argument(
            "--assets", type=Path, help="folder with the face model's files; ict needs it"
        )
        one.add_argument("--subjects", type=int, default=subjects, help="default: %(default)s")
        one.add_argument(
            "--seed",
            type=int,
            default=0,
            help="default: %(default)s; subjects of different data sets differ at the same seed",
        )
        one.add_argument(
            "--processes",
            type=int,
            default=len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 1,
            help="default: one per core; the bytes do not depend on it",
        )
        one.add_argument(
            "--overwrite", action="store_true", help="replace a data set made by the studio"
        )
        if name in (*TRIPLES, "pixel-face"):
            one.add_argument(
                "--expressions", type=int, default=2, help="per subject; default: %(default)s"
            )
        if name in _TRAIN_SUBJECTS:
            one.add_argument(
                "--train-subjects",
                type=int,
                default=_TRAIN_SUBJECTS[name],
                help="further ones, of the part to train on; default: %(default)s",
            )
        if name == "celeba":
            one.add_argument(
                "--images",
                type=int,
                default=3,
                help="of each subject to train on; default: %(default)s",
            )
        if name == "pixel-face":
            one.add_argument(
                "--layout",
                choices=("released", "dfmvr"),
                default="released",
                help="the release's, or that of DF-MVR's code; default: %(default)s",
            )
        if name in (*TRIPLES, "flow-pairs"):
            one.add_argument(
                "--size",
                type=int,
                default=64 if name in TRIPLES else 128,
                help="side of the crops, pixels; default: %(default)s",
            )
        if name in TRIPLES:
            one.add_argument(
                "--max-yaw",
                type=float,
                default=MAX_YAW if TRIPLES[name] == "studio" else ROOM_MAX_YAW,
                help="largest turn of side views, degrees (Multi-PIE: 90); default: %(default)s",
            )
            one.add_argument(
                "--crop",
                choices=get_args(CropRule),
                default="five-points",
                help="how crops are placed; deca: by the box of 68 landmarks; default: %(default)s",
            )
    return parser


def _scan_sculptor(arguments: argparse.Namespace) -> Sculptor:
    """Build the face model at the density of scans."""
    model = build_face_model(arguments.face_model, arguments.assets)
    n_vertices, subdivisions = len(model.mean_shape), 0
    while n_vertices * 4**subdivisions < _SCAN_VERTICES:
        subdivisions += 1
    return Sculptor(model, subdivisions)


def _make_three_view(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    sculptor = Sculptor(build_face_model(arguments.face_model, arguments.assets))
    jobs = three_view_jobs(arguments.subjects, arguments.expressions)
    make = partial(
        make_three_view_sample,
        root=folder,
        sculptor=sculptor,
        seed=arguments.seed,
        size=arguments.size,
        max_yaw=arguments.max_yaw,
        scene=TRIPLES[arguments.dataset],
        crop_rule=arguments.crop,
    )
    produce(make, jobs, arguments.processes, "Rendering triples")
    splits = ("train", "val")
    ids = {f"{s}_ids": [job.sample_id for job in jobs if job.split == s] for s in splits}
    facts = {name: getattr(arguments, name) for name in ("size", "expressions", "max_yaw", "crop")}
    return {**facts, **ids}


def _make_wild(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    jobs = wild_jobs(arguments.subjects)
    make = partial(
        make_wild_sample, root=folder, sculptor=_scan_sculptor(arguments), seed=arguments.seed
    )
    geometry = produce(make, jobs, arguments.processes, "Rendering images and scans")
    write_wild_index(folder, {job.sample_id: row for job, row in zip(jobs, geometry, strict=True)})
    return {
        "wild_ids": sorted(job.sample_id for job in jobs),
        "wild_subjects": {job.sample_id: f"{job.subject:03d}" for job in jobs},
    }


def _make_lab(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    jobs = lab_jobs(arguments.subjects)
    make = partial(
        make_lab_subject, root=folder, sculptor=_scan_sculptor(arguments), seed=arguments.seed
    )
    ids = produce(make, jobs, arguments.processes, "Rendering subjects")
    write_lab_index(folder, *lab_geometry())
    return {"lab_ids": sorted(sample_id for subject in ids for sample_id in subject)}


def _make_scans(
    make: Callable[[Path, Sculptor, int, int, int], dict[str, Any]],
    arguments: argparse.Namespace,
    folder: Path,
) -> dict[str, Any]:
    sculptor = _scan_sculptor(arguments)
    return make(folder, sculptor, arguments.subjects, arguments.seed, arguments.processes)


def _make_pixel_face(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    make = partial(
        make_pixel_face,
        n_expressions=arguments.expressions,
        layout=arguments.layout,
        n_train_subjects=arguments.train_subjects,
    )
    return _make_scans(make, arguments, folder)


def _make_moments(
    make: Callable[[Path, Sculptor, int, int, int], dict[str, Any]],
    arguments: argparse.Namespace,
    folder: Path,
) -> dict[str, Any]:
    sculptor = Sculptor(build_face_model(arguments.face_model, arguments.assets))
    return make(folder, sculptor, arguments.subjects, arguments.seed, arguments.processes)


def _make_aflw2000(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    sculptor = Sculptor(build_face_model(arguments.face_model, arguments.assets))
    make = partial(make_aflw2000_sample, root=folder, sculptor=sculptor, seed=arguments.seed)
    produce(make, aflw2000_jobs(arguments.subjects), arguments.processes, "Rendering photos")
    return {}


def _make_celeba(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    sculptor = Sculptor(build_face_model(arguments.face_model, arguments.assets))
    make = partial(make_celeba_sample, root=folder, sculptor=sculptor, seed=arguments.seed)
    jobs = celeba_jobs(arguments.subjects)
    jobs += celeba_training_jobs(arguments.train_subjects, arguments.images)
    write_lists(folder, produce(make, jobs, arguments.processes, "Rendering portraits"))
    return {name: getattr(arguments, name) for name in ("train_subjects", "images")}


def _make_celebamask(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    sculptor = Sculptor(build_face_model(arguments.face_model, arguments.assets))
    jobs = celebamask_jobs(arguments.subjects)
    make = partial(make_celebamask_sample, root=folder, sculptor=sculptor, seed=arguments.seed)
    produce(make, jobs, arguments.processes, "Rendering portraits")
    write_mapping(folder, {job.number: job.original for job in jobs})
    return {}


def _make_flow_pairs(arguments: argparse.Namespace, folder: Path) -> dict[str, Any]:
    sculptor = Sculptor(build_face_model(arguments.face_model, arguments.assets))
    make = partial(
        make_flow_pair, root=folder, sculptor=sculptor, seed=arguments.seed, size=arguments.size
    )
    produce(make, flow_pair_jobs(arguments.subjects), arguments.processes, "Rendering pairs")
    return {"size": arguments.size}


def _version() -> str:
    """Return the installed version of this project."""
    try:
        return version("likeness")
    except PackageNotFoundError:
        return "not installed"


if __name__ == "__main__":
    command_line.run(main)
