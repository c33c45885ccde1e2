"""What trainings show of themselves: the newest pictures and faces."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image

from geometry.mesh_files import read_mesh

from .page_blocks import Block, Gallery, MeshViewers, Picture, Text, Viewer
from .page_images import data_uri
from .page_meshes import Surface
from .run_records import RunRecords

_WIDEST = 1600
_MOST_VIEWS = 8  # browsers keep about 16 WebGL contexts


def picture_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """One picture per run: a row per sample, a column per kind."""
    pictures = []
    for run in runs:
        newest = run.picture()
        if newest is not None:
            with Image.open(newest.path) as image:
                pixels = np.asarray(image.convert("RGB"))
            of = f" of {newest.of}" if newest.of else ""
            columns = f"; columns: {newest.columns}" if newest.columns else ""
            note = f"step {newest.step}{of}{columns}"
            pictures.append(Picture(data_uri(pixels, _WIDEST), run.name, note))
    if not pictures:
        return []
    return [Gallery("The first samples of the newest validation", pictures)]


def mesh_blocks(runs: Sequence[RunRecords]) -> list[Block]:
    """The first face of each run's newest validation, in views that turn together."""
    having = [run for run in runs if run.meshes()]
    if not having:
        return []
    viewers = []
    for run in having[:_MOST_VIEWS]:
        mesh = read_mesh(run.meshes()[0])
        viewers.append(Viewer(run.name, {"shape": Surface(mesh.vertices, mesh.faces)}))
    blocks: list[Block] = [
        MeshViewers("The first face of the newest validation", viewers, limit=1.0)
    ]
    if left := [run.name for run in having[_MOST_VIEWS:]]:
        blocks.append(Text(f"Not shown: {', '.join(left)}; choose with --only.", "muted"))
    return blocks
