"""The 68 landmarks on a Basel Face Model 2017 or 2019, which names twelve of them itself."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
from jaxtyping import Float, Int

from .bfm17_files import ShapeFile

LANDMARK_FILE = "landmarks68.txt"
NAMES = {
    8: "center.chin.tip",
    30: "center.nose.tip",
    36: "right.eye.corner_outer",
    39: "right.eye.corner_inner",
    42: "left.eye.corner_inner",
    45: "left.eye.corner_outer",
    48: "right.lips.corner",
    51: "center.lips.upper.outer",
    54: "left.lips.corner",
    57: "center.lips.lower.outer",
    62: "center.lips.upper.inner",
    66: "center.lips.lower.inner",
}
"""The file's name of each iBUG landmark that it has one for."""
_FARTHEST_MM = 5.0  # between a named landmark and the nearest vertex


def find_landmarks(path: Path, model: ShapeFile) -> Int[np.ndarray, " 68"]:
    """Find the landmarks of a model: those of a text file, then those that the model names.

    Args:
        path: the model's file; `landmarks68.txt`, or else `Landmarks68_<its name>.anl`, is looked
            for beside it.
        model: its content.

    Returns:
        Vertex ids, counted from 0, in iBUG order.

    Raises:
        FileNotFoundError: some are known from neither.
        ValueError: the text file cannot be read, or its ids lie in the wrong places.
    """
    own = path.with_name(LANDMARK_FILE)
    listed = path.with_name(f"Landmarks68_{path.stem}.anl")
    source = next((file for file in (own, listed) if file.is_file()), None)
    n_vertices = len(model.reference)
    found = named_landmarks(path, model)
    if source is not None:
        found |= read_landmark_file(source, n_vertices)
    missing = [number for number in range(68) if number not in found]
    if missing:
        have = f"{source} and {path.name} name" if source else f"{path.name} itself names"
        raise FileNotFoundError(
            f"landmarks of the face model are missing: {have} {68 - len(missing)} of the 68, not "
            f"{_ranges(missing)}; write {own}: 68 vertex ids of the {model.edition}, counted from "
            "0, in iBUG order, or a line 'landmark id' for each missing one (docs/face_models.md)"
        )
    ids = np.array([found[number] for number in range(68)])
    _check_places(source or path, model, ids)
    return ids


def named_landmarks(path: Path, model: ShapeFile) -> dict[int, int]:
    """Return the nearest vertex of each landmark that the model names.

    Closed lips lie so close that the middles of both may be nearest to one vertex; then neither is
    known.

    Raises:
        ValueError: one lies away from the mesh.
    """
    found = {}
    for number, name in NAMES.items():
        if name in model.landmarks:
            distance = np.linalg.norm(model.reference - model.landmarks[name], axis=1)
            found[number] = int(distance.argmin())
            if distance.min() > _FARTHEST_MM:
                raise ValueError(
                    f"{path}: landmark {name} lies {distance.min():.0f} mm from the mesh, expected "
                    f"at most {_FARTHEST_MM:.0f}"
                )
    shared = [number for number, n in found.items() if list(found.values()).count(n) > 1]
    return {number: vertex for number, vertex in found.items() if number not in shared}


def read_landmark_file(path: Path, n_vertices: int) -> dict[int, int]:
    """Read 68 ids in iBUG order, in lines of any length, or lines of a landmark and its id.

    Raises:
        ValueError: it holds anything else.
    """
    expected = "expected 68 vertex ids, counted from 0, or lines 'landmark id'"
    try:
        lines = [line.partition("#")[0].split() for line in path.read_text().splitlines()]
        rows = [[int(word) for word in line] for line in lines if line]
    except ValueError:
        raise ValueError(f"{path} is no list of whole numbers; {expected}") from None
    numbers = list(itertools.chain.from_iterable(rows))
    if all(len(row) == 2 for row in rows) and len({row[0] for row in rows}) == len(rows):
        found = {row[0]: row[1] for row in rows}
    elif len(numbers) == 68:
        found = dict(enumerate(numbers))
    else:
        raise ValueError(f"{path} holds {len(numbers)} numbers; {expected}")
    strange = [number for number in found if not 0 <= number < 68]
    if strange:
        raise ValueError(f"{path} names landmark {strange[0]}; expected 0 to 67")
    for number, vertex in found.items():
        if not 0 <= vertex < n_vertices:
            raise ValueError(
                f"{path}: landmark {number} is vertex {vertex}, but there are {n_vertices}; the "
                "list belongs to another cut of the model"
            )
    return found


def _check_places(path: Path, model: ShapeFile, ids: Int[np.ndarray, " 68"]) -> None:
    """Refuse ids of another cut or order: they lie all over the face."""
    points: Float[np.ndarray, "68 3"] = model.shape.mean[ids]
    x, y, z = points.T
    problems = {
        "the tip of the nose (30) is not the foremost": z.argmax() != 30,
        "the chin (8) is not below the mouth (57)": y[8] >= y[57],
        "the mouth (51) is not below the nose (33)": y[51] >= y[33],
        "the nose (33) is not below the brows (17 to 26)": y[33] >= y[17:27].min(),
        "the right side is not at lower x than the left": not (
            x[0] < x[36] < x[39] < x[42] < x[45] < x[16] and x[48] < x[54] and x[60] < x[64]
        ),
    }
    for problem, is_there in problems.items():
        if is_there:
            raise ValueError(
                f"{path}: {problem}; the ids belong to another cut of the model than the "
                f"{model.edition}, or are not in iBUG order"
            )


def _ranges(numbers: list[int]) -> str:
    """Write 0, 1, 2, 4 as 0-2, 4."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs)
