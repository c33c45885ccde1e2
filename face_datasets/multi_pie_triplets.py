"""Triplets of Multi-PIE as MFNet takes them: the frontal photograph and one from either side.

Section 4.1 of MFNet (Zheng et al. 2023): frontal views are anchors, side views, left and right, are
selected at random, 36k triplets in all. Which cameras and photographs, it does not say. Ours: one
triplet per subject, session, recording and shot, all three photographs of that shot; over sessions
1 to 3 that is (249 * 2 + 203 * 3 + 230 * 3) * 20 = 35,940.

A choice depends on seed, sample and the cameras that have its photograph, on nothing else: neither
on the order of samples nor on what other samples there are.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from .multi_pie_files import CAMERA_YAWS, FRONT, LANDMARKS, SIDE_CAMERAS
from .multi_pie_sessions import MultiPieIndex

PAPER_SESSIONS = ("01", "02", "03")
PAPER_ANGLES = (15, 30, 45, 60)

REPORTED_FAULTY = (
    *(16, 31, 37, 55, 61, 63, 115, 118, 126, 129, 153),
    *(167, 174, 175, 184, 209, 210, 238, 239, 257, 280, 330),
)
"""Subjects that some public code leaves out of this set without saying why."""


@dataclass(frozen=True)
class Triplet:
    """Three photographs of one shot.

    Attributes:
        moment: "<subject>_<session>_<recording>".
        shot: two digits.
        sides: cameras on one side of the frontal one and on the other.
    """

    moment: str
    shot: str
    sides: tuple[str, str]

    @property
    def sample_id(self) -> str:
        """As the data set names things, without the camera."""
        return f"{self.moment}_{self.shot}"

    @property
    def subject(self) -> int:
        """Number of the subject."""
        return int(self.moment[:3])


@dataclass(frozen=True)
class TripletRule:
    """How triplets are chosen.

    Attributes:
        angles: degrees of the side cameras, each side's drawn on its own.
        seed: of the draw.
        illuminations: shots, two digits each; None for all that are there.
        excluded_subjects: numbers.

    Raises:
        ValueError: no cameras stand at an angle, or a malformed shot.
    """

    angles: Collection[int] = PAPER_ANGLES
    seed: int = 0
    illuminations: Collection[str] | None = None
    excluded_subjects: Collection[int] = ()

    def __post_init__(self) -> None:
        """Check what the user can get wrong."""
        strange = sorted(set(self.angles) - set(SIDE_CAMERAS))
        if strange or not self.angles:
            known = ", ".join(map(str, SIDE_CAMERAS))
            found = f"at {strange[0]} degrees" if strange else "without an angle"
            raise ValueError(f"no cameras of Multi-PIE stand {found}; known: {known}")
        malformed = [s for s in self.illuminations or () if not re.fullmatch(r"[01]\d", s)]
        if malformed:
            raise ValueError(f"illumination {malformed[0]!r}: expected two digits, 00 to 19")


def choose_triplets(
    index: MultiPieIndex, rule: TripletRule
) -> tuple[list[Triplet], dict[str, int]]:
    """Choose a triplet for every shot that has one.

    Args:
        index: of the files; none is opened.
        rule: what is drawn, from what.

    Returns:
        Triplets in order, and how many shots were left out for what reason.
    """
    pools = [[SIDE_CAMERAS[angle][side] for angle in sorted(rule.angles)] for side in (1, 0)]
    cameras = {FRONT, *pools[0], *pools[1]}
    seen: defaultdict[str, set[str]] = defaultdict(set)
    for (moment, camera), shots in index.shots.items():
        if camera in cameras and int(moment[:3]) not in rule.excluded_subjects:
            seen[moment] |= shots
    triplets: list[Triplet] = []
    left_out: Counter[str] = Counter()
    for moment in sorted(seen):
        shots_of = {camera: index.shots.get((moment, camera), frozenset()) for camera in cameras}
        for shot in sorted(seen[moment]):
            if rule.illuminations is not None and shot not in rule.illuminations:
                continue
            there = [
                [camera for camera in pool if shot in shots_of[camera]]
                for pool in ([FRONT], *pools)
            ]
            if not all(there):
                left_out["without a photograph from the front or from one side"] += 1
                continue
            lots = _lots(f"{rule.seed}/{moment}_{shot}")
            first, second = (min(pool, key=lots.__getitem__) for pool in there[1:])
            views = {(moment, camera) for camera in (FRONT, first, second)}
            if views <= index.beside[LANDMARKS]:
                triplets.append(Triplet(moment, shot, (first, second)))
            else:
                left_out["without landmarks of one of their views"] += 1
    return triplets, dict(left_out)


def validation_subjects(triplets: Collection[Triplet], share: float, seed: int) -> set[int]:
    """Draw who is not trained on.

    Args:
        triplets: of all.
        share: of the subjects; at least one unless it is 0.
        seed: of the draw.

    Raises:
        ValueError: a share below 0 or that leaves nobody to train on.
    """
    subjects = {triplet.subject for triplet in triplets}
    count = max(1, round(share * len(subjects))) if share > 0 else 0
    if share < 0 or (subjects and count >= len(subjects)):
        raise ValueError(
            f"a validation share of {share:g} of {len(subjects)} subjects leaves nobody to train "
            "on; expected 0 or more, well below 1, and two subjects or more unless it is 0"
        )
    drawn = sorted(subjects, key=lambda subject: _draw(f"{seed}/validation/{subject}"))
    return set(drawn[:count])


def _lots(name: str) -> dict[str, bytes]:
    """Draw four bytes for each camera; of those that stand to choice, the least is chosen."""
    drawn = _draw(name)
    return {camera: drawn[4 * k : 4 * k + 4] for k, camera in enumerate(CAMERA_YAWS)}


def _draw(name: str) -> bytes:
    """Return 64 random bytes that depend on a name alone."""
    return hashlib.blake2b(name.encode()).digest()
