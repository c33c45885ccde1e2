"""Which people and expressions of FaceScape's multi-view data the specular paper's tables use.

The paper chose at random and published no list; ours is the same on every machine. The file
`subjects.txt` in the data folder, one number per line, replaces it.
"""

from __future__ import annotations

import hashlib

from .errors import DamagedFileError
from .facescape_multiview import FaceScapeMultiView, Gender

SUBJECT_LIST = "subjects.txt"
TABLE_4 = ("1_neutral", "3_mouth_stretch", "16_grin")
"""The expressions of Table 4."""
TABLE_4_PER_GENDER = 50
N_VIEWS = 40
"""Views whose meshes are averaged: the first ones, by number."""


def protocol_subjects(
    data: FaceScapeMultiView, expressions: tuple[str, ...], n_per_gender: int
) -> list[int]:
    """Return the subjects of a table: of a stand-in all, else those listed or chosen.

    Raises:
        DamagedFileError: the list holds something else.
        ValueError: there are too few subjects.
    """
    path = data.root / SUBJECT_LIST
    if path.is_file():
        words = path.read_text(errors="replace").split()
        if not words or not all(word.isdigit() for word in words):
            raise DamagedFileError(path, "expected the number of one subject per line")
        return sorted({int(word) for word in words})
    if data.origin == "synthetic":
        return data.subjects()
    whole = [
        subject
        for subject in data.subjects()
        if all(
            data.scan_path(subject, e).is_file() and data.model_path(subject, e).is_file()
            for e in expressions
        )
    ]
    return choose_subjects(whole, data.genders(), n_per_gender)


def protocol_ids(
    data: FaceScapeMultiView, subjects: list[int], expressions: tuple[str, ...]
) -> list[str]:
    """Return "<subject>_<expression>", subject by subject; a stand-in may lack some."""
    return [
        f"{subject}_{expression}"
        for subject in subjects
        for expression in expressions
        if data.origin == "released" or expression in data.expressions(subject)
    ]


def choose_subjects(
    available: list[int], genders: dict[int, Gender], n_per_gender: int
) -> list[int]:
    """Choose men and women as if at random, the same ones on every machine.

    Subjects come in the order of the SHA-256 of their number, so that a smaller choice is part of a
    larger one.

    Raises:
        ValueError: there are too few.
    """
    chosen = []
    for gender in ("m", "f"):
        ordered = sorted(
            (subject for subject in available if genders.get(subject) == gender),
            key=lambda subject: hashlib.sha256(str(subject).encode()).digest(),
        )
        if len(ordered) < n_per_gender:
            raise ValueError(
                f"{len(ordered)} of {len(available)} subjects with all scans and TU models are "
                f"'{gender}', the protocol takes {n_per_gender}; get the others or name your own "
                f"in {SUBJECT_LIST}, one number per line"
            )
        chosen += ordered[:n_per_gender]
    return sorted(chosen)
