"""Multi-PIE's released photographs for training: MFNet's triplets with the user's landmarks.

`face_datasets.multi_pie_sessions` says which files these are, `multi_pie_triplets` which triplets.
"""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import numpy as np
from jaxtyping import Float64

from geometry.crops import estimate_yaw, five_points_from_68
from progress_bar import progress_bar

from .errors import DamagedFileError
from .multi_pie import SidesError, sorted_sides
from .multi_pie_files import FRONT, LANDMARKS, PARSING, SIDE_CAMERAS
from .multi_pie_sessions import View, read_index
from .multi_pie_triplets import (
    PAPER_SESSIONS,
    Triplet,
    TripletRule,
    choose_triplets,
    validation_subjects,
)
from .origin import read_origin
from .preparation import FaceTriple, Preparable, PreparationJob


class MultiPieSessionsTraining(Preparable):
    """Reader of both parts; all landmarks are read at once, photographs when they are asked for.

    Args:
        root: folder of the sessions, or the one that holds it as `data`.
        rule: how triplets are chosen.
        sessions: two digits each.
        validation_share: of the subjects; 0 leaves the part to validate on empty.

    Raises:
        ValueError: malformed sessions or shares, no triplet at all, or landmarks that cannot be
            used.
        DatasetNotFoundError: there is no photograph.
    """

    name = "Multi-PIE"

    def __init__(
        self,
        root: Path,
        rule: TripletRule | None = None,
        sessions: Collection[str] = PAPER_SESSIONS,
        validation_share: float = 0.05,
    ) -> None:
        rule = rule or TripletRule()
        cameras = {FRONT, *(camera for angle in rule.angles for camera in SIDE_CAMERAS[angle])}
        self._index = read_index(root, sessions, cameras)
        self.root = Path(root)
        self.origin = read_origin(self.root)
        self._settings: dict[str, object] = {
            "dataset": "multi-pie-sessions",
            "sessions": sorted(set(sessions)),
            "angles": sorted(set(rule.angles)),
            "seed": rule.seed,
            "illuminations": (
                "all" if rule.illuminations is None else sorted(set(rule.illuminations))
            ),
            "excluded_subjects": sorted(set(rule.excluded_subjects)),
            "validation_share": validation_share,
        }
        triplets, self.left_out = choose_triplets(self._index, rule)
        if not triplets:
            raise ValueError(f"{self.root}: no triplet can be made{self._reasons()}")
        self._validating = validation_subjects(triplets, validation_share, rule.seed)
        self._landmarks: dict[View, Float64[np.ndarray, "68 2"]] = {}
        self._triplets = self._with_sides(triplets)

    def settings(self) -> dict[str, object]:
        """Return sessions, cameras, draw and split."""
        return self._settings

    def notes(self) -> list[str]:
        """Return how many triplets there are, and what was left out."""
        subjects = {triplet.subject for triplet in self._triplets.values()}
        ends = [f"{len(self._triplets)} triplets of {len(subjects)} subjects"]
        ends.append(f"{len(self._validating)} of them to validate on")
        return [", ".join(ends) + self._reasons()]

    def jobs(self) -> list[PreparationJob]:
        """Return all samples, those to train on first."""
        jobs = [
            PreparationJob(
                "val" if triplet.subject in self._validating else "train",
                sample,
                f"{triplet.subject:05d}/{sample[4:]}",
            )
            for sample, triplet in self._triplets.items()
        ]
        return sorted(jobs, key=lambda job: job.split)

    def views(self, sample_id: str) -> tuple[View, View, View]:
        """Return moment and camera of the left, the front and the right view."""
        triplet = self._triplets[sample_id]
        left, right = triplet.sides
        return (triplet.moment, left), (triplet.moment, FRONT), (triplet.moment, right)

    def is_labelled(self, job: PreparationJob) -> bool:
        """Return whether labels of the three cameras are there."""
        labelled = [view in self._index.beside[PARSING] for view in self.views(job.sample_id)]
        if any(labelled) and not all(labelled):
            self._index.parsing(self.views(job.sample_id)[labelled.index(False)])
        return all(labelled)

    def triple(self, job: PreparationJob) -> FaceTriple:
        """Read images, landmarks and, if there are any, labels of a sample."""
        views = self.views(job.sample_id)
        shot = self._triplets[job.sample_id].shot
        parsing = None
        if self.is_labelled(job):
            parsing = [self._index.parsing(view) for view in views]
        images = [self._index.image(view, shot) for view in views]
        return FaceTriple(images, parsing, np.stack([self._landmarks[view] for view in views]))

    def _reasons(self) -> str:
        return "".join(f"; {count} {reason} left out" for reason, count in self.left_out.items())

    def _with_sides(self, triplets: list[Triplet]) -> dict[str, Triplet]:
        """Tell left from right by the landmarks, of all triplets before any is prepared.

        Raises:
            ValueError: some landmarks cannot be read, are not those of a face, or do not point
                apart in the side views.
        """
        pairs = {(triplet.moment, triplet.sides) for triplet in triplets}
        views = sorted({(m, camera) for m, sides in pairs for camera in (FRONT, *sides)})
        yaws, problems = {}, []
        for view in progress_bar(
            views, desc="reading landmarks", unit="view", disable=len(views) < 2000
        ):
            try:
                self._landmarks[view] = self._index.landmarks(view)
                yaws[view] = estimate_yaw(five_points_from_68(self._landmarks[view]))
            except DamagedFileError as error:
                problems.append(str(error).partition(". Restore")[0])
            except ValueError as error:
                problems.append(f"{self._index.path(view, LANDMARKS)}: {error}")
        sides = {}
        for moment, (first, second) in sorted(pairs):
            views = [(moment, first), (moment, second)]
            if not all(view in yaws for view in views):
                continue
            try:
                found = sorted_sides((first, second), (yaws[views[0]], yaws[views[1]]))
                sides[moment, (first, second)] = found
            except SidesError as error:
                problems.append(f"{self._index.path(views[0], LANDMARKS)}: {error}")
        if problems:
            raise ValueError(
                f"landmarks of {len(problems)} views or pairs cannot be used, such as "
                f"{problems[0]}; make them again, or remove the files: triplets without landmarks "
                "are left out"
            )
        return {
            triplet.sample_id: Triplet(
                triplet.moment, triplet.shot, sides[triplet.moment, triplet.sides]
            )
            for triplet in triplets
        }
