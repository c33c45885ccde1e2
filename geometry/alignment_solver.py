"""Damped Gauss-Newton over the six or seven parameters of an alignment to a surface.

Levenberg 1944 and Marquardt 1963. The derivative of a point's distance to a surface is exact with
the closest point held still (envelope theorem), so each step needs one search of closest points and
the sum of one 7 x 7 matrix.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from jaxtyping import Float, Float64, Int64

from .alignment_kernels import N_SUMS, accumulate
from .alignment_map import SurfaceAlignment
from .closest_point import SurfaceTree, morton_order
from .threads import run_tasks

COARSE = (5_000, 20_000)
"""About the sizes of the subsets that come before all points."""
_COARSE_TOLERANCE = 1e-4
_TOLERANCE = 1e-6
"""A step is small below this, lengths in radii of the cloud: 0.06 micrometres on a face."""
_POLISHING_STEPS = 4
_CHUNK = 8192  # fixed, so that sums do not depend on the number of threads
_MIN_CURVATURE = 1e-9  # smallest eigenvalue of the normal matrix per point, lengths in radii
_SCALE_RANGE = 10.0  # a scale that left its start by this factor follows no face any more
_DAMPING = 1e-7
# A step this short that fails, or this short and hardly shorter than the one before, has met the
# edges of the mesh; see `_descend`.
_CLINGING_STEP, _CREEPING_STEP = 1e-3, 1e-5
_DIFFERENCE = 1e-3  # of each parameter, to measure curvature; 0.06 mm on a face
_MAX_DAMPING = 1e8


@dataclass(frozen=True, eq=False)
class Surface:
    """What was searched.

    Attributes:
        corners: of the faces; none where only vertices were searched.
        normals: of faces or vertices, unit length.
        rotation: from their frame to the scan's.
    """

    corners: Float64[np.ndarray, "C 3 3"]
    normals: Float64[np.ndarray, "F 3"]
    rotation: Float64[np.ndarray, "3 3"]


@dataclass(frozen=True, eq=False)
class Correspondences:
    """Pairs of points in the scan's frame.

    Attributes:
        moving: points of the prediction, moved.
        still: points of the scan.
        face: face of the surface.
        barycentric: where on it.
        surface: what was searched.
        along_normals: whether distances are measured along the faces' normals (point to plane)
            instead of along the line between the two points (point to surface).
    """

    moving: Float64[np.ndarray, "P 3"]
    still: Float64[np.ndarray, "P 3"]
    face: Int64[np.ndarray, " P"]
    barycentric: Float64[np.ndarray, "P 3"]
    surface: Surface
    along_normals: bool = False


@dataclass(frozen=True, eq=False)
class MovingSurface:
    """Scan points, measured to the prediction's surface.

    Attributes:
        tree: the prediction's surface, in its own frame.
        points: of the scan.
    """

    tree: SurfaceTree
    points: Float[np.ndarray, "P 3"]

    def correspond(self, alignment: SurfaceAlignment, every: int = 1) -> Correspondences:
        """Find the closest points of one in `every` points."""
        points = self.points[::every]
        found = self.tree.closest(alignment.inverse_apply(points))
        surface = Surface(self.tree.corners, self.tree.face_normals, alignment.rotation)
        moving = alignment.apply(found.points)
        return Correspondences(moving, points, found.face, found.barycentric, surface)


@dataclass(frozen=True, eq=False)
class MovingPoints:
    """Prediction points, measured to the scan's surface.

    Attributes:
        tree: the scan's surface.
        points: of the prediction, in its own frame.
    """

    tree: SurfaceTree
    points: Float[np.ndarray, "P 3"]

    def correspond(self, alignment: SurfaceAlignment, every: int = 1) -> Correspondences:
        """Find the closest points of one in `every` points."""
        points = alignment.apply(self.points[::every])
        found = self.tree.closest(points)
        surface = Surface(self.tree.corners, self.tree.face_normals, np.eye(3))
        return Correspondences(points, found.points, found.face, found.barycentric, surface)


Term = MovingSurface | MovingPoints


@dataclass(frozen=True, eq=False)
class Quadratic:
    """The cost and its Gauss-Newton model at one alignment; lengths in radii of the cloud.

    Attributes:
        cost: mean square distance, summed over terms, scan units squared.
        matrix: of the Gauss-Newton model; rows are three turns, three moves, growth.
        clinging: added while closest points stay on their edges and corners.
        gradient: of the cost.
        centre: of the cloud, about which it turns and grows.
        radius: of the cloud.
    """

    cost: float
    matrix: Float64[np.ndarray, "7 7"]
    clinging: Float64[np.ndarray, "7 7"]
    gradient: Float64[np.ndarray, " 7"]
    centre: Float64[np.ndarray, " 3"]
    radius: float

    def step(
        self, n_parameters: int, damping: float, curvature: Float64[np.ndarray, "7 7"] | None
    ) -> Float64[np.ndarray, " 7"]:
        """Return turn, move and growth towards the minimum of the model."""
        matrix = self.matrix if curvature is None else curvature
        matrix = matrix[:n_parameters, :n_parameters]
        # The constant keeps directions that the points do not determine from being followed.
        damped = matrix + damping * np.diag(np.diag(matrix)) + _MIN_CURVATURE * np.eye(n_parameters)
        step = np.zeros(7)
        step[:n_parameters] = np.linalg.solve(damped, self.gradient[:n_parameters])
        return step


def minimise(
    terms: Sequence[Term],
    start: SurfaceAlignment,
    *,
    with_scale: bool = True,
    max_iterations: int = 100,
    trim: float | None = None,
) -> SurfaceAlignment:
    """Minimise the sum over terms of the mean squared distance, coarse to fine.

    Args:
        terms: each weighs the same, whatever its number of points: both directions together make
            the Chamfer distance (squared).
        start: where to begin.
        with_scale: seven parameters, else six.
        max_iterations: steps on all points, and as many on each coarser subset.
        trim: see `align_to_scan`.

    Raises:
        ValueError: too few or non-finite points, or numbers out of their range.
    """
    terms = [replace(term, points=_sorted(_checked(term.points))) for term in terms]
    if max_iterations < 1:
        raise ValueError(f"max_iterations is {max_iterations}; expected 1 or more")
    if trim is not None and not 0 <= trim < 1:
        raise ValueError(f"trim is {trim:g}; expected a fraction from 0 to below 1")
    n_parameters = 7 if with_scale else 6
    largest = max(len(term.points) for term in terms)
    current, iterations, initial_rms = start, 0, float("nan")
    curvature = None
    sizes = [size for size in COARSE if size < 0.5 * largest]
    for size in [*sizes, largest]:
        last = size == largest

        def evaluate(alignment: SurfaceAlignment, size: int = size, last: bool = last) -> Quadratic:
            pairs = [t.correspond(alignment, -(-len(t.points) // size)) for t in terms]
            return quadratic(pairs, trim)

        tolerance = _TOLERANCE if last else _COARSE_TOLERANCE
        current = _descend(
            evaluate, current, start.scale, n_parameters, max_iterations, tolerance, curvature
        )
        if not last and curvature is None:
            curvature = _measured_curvature(evaluate, current)
        initial_rms = current.initial_rms if iterations == 0 else initial_rms
        iterations += current.iterations
    return replace(current, iterations=iterations, initial_rms=initial_rms)


def _descend(
    evaluate: Callable[[SurfaceAlignment], Quadratic],
    start: SurfaceAlignment,
    first_scale: float,
    n_parameters: int,
    max_iterations: int,
    tolerance: float,
    curvature: Float64[np.ndarray, "7 7"] | None,
) -> SurfaceAlignment:
    """Take damped Gauss-Newton steps until one is small; Newton steps if the curvature is given.

    Over micrometres the cost of a mesh is not the smooth bowl that it is over millimetres: it is
    steep wherever closest points cling to an edge or a corner, until they let go. A short step that
    fails or creeps has come that close, and from there on the steps count with it.
    """
    current, here = start, evaluate(start)
    initial_cost, damping = here.cost, _DAMPING
    reason = f"the steps were not small after {max_iterations}"
    iteration = 0
    cling, failed, full_step = False, False, float("inf")
    while True:
        before = full_step
        # Judged by the step without damping: damping makes any step small.
        full_step = float(np.linalg.norm(here.step(n_parameters, 0.0, curvature)))
        cling |= (
            full_step < (_CLINGING_STEP if failed else _CREEPING_STEP) and full_step > 0.5 * before
        )
        if cling:
            curvature = here.matrix + here.clinging
            full_step = float(np.linalg.norm(here.step(n_parameters, 0.0, curvature)))
        if full_step <= tolerance:
            reason = ""
            break
        if iteration == max_iterations:
            break
        iteration += 1
        step = here.step(n_parameters, damping, curvature)
        candidate = moved(current, step, here.centre, here.radius)
        if not max(candidate.scale / first_scale, first_scale / candidate.scale) < _SCALE_RANGE:
            reason = f"the scale ran from {first_scale:.4g} to {candidate.scale:.4g}"
            break
        there = evaluate(candidate)
        failed = there.cost > here.cost
        if not failed:
            if curvature is not None and not cling:
                curvature = _secant(curvature, step, here.gradient - there.gradient)
            current, here = candidate, there
            damping = max(0.1 * damping, _DAMPING)
        elif cling or full_step >= _CLINGING_STEP:
            damping *= 10.0
        if damping > _MAX_DAMPING:
            reason = "no step lessened the distances"
            break
    if not reason and here.cost < (10 * tolerance * here.radius) ** 2:
        current, here = _polished(evaluate, current, here, n_parameters)
    if np.linalg.eigvalsh(here.matrix[:n_parameters, :n_parameters])[0] < _MIN_CURVATURE:
        reason = f"the points do not determine all {n_parameters} parameters"
    return replace(
        current,
        converged=not reason,
        iterations=iteration,
        initial_rms=float(np.sqrt(initial_cost)),
        rms=float(np.sqrt(here.cost)),
        reason=reason,
    )


def _polished(
    evaluate: Callable[[SurfaceAlignment], Quadratic],
    found: SurfaceAlignment,
    here: Quadratic,
    n_parameters: int,
) -> tuple[SurfaceAlignment, Quadratic]:
    """Go on to the bottom where the surfaces agree: plain steps square the error there.

    What remains of a prediction that is the scan itself is then rounding, not a small last step.
    """
    for _ in range(_POLISHING_STEPS):
        step = here.step(n_parameters, 0.0, None)
        candidate = moved(found, step, here.centre, here.radius)
        there = evaluate(candidate)
        if there.cost >= here.cost:
            break
        found, here = candidate, there
    return found, here


def _secant(
    curvature: Float64[np.ndarray, "7 7"],
    step: Float64[np.ndarray, " 7"],
    change: Float64[np.ndarray, " 7"],
) -> Float64[np.ndarray, "7 7"]:
    """Make the curvature agree with the last step's change of the gradient (BFGS)."""
    along, predicted = float(change @ step), curvature @ step
    if along <= 0.1 * float(predicted @ step):  # or it would no longer be positive definite
        return curvature
    correction = np.outer(change, change) / along
    return curvature + correction - np.outer(predicted, predicted) / float(predicted @ step)


def _measured_curvature(
    evaluate: Callable[[SurfaceAlignment], Quadratic], alignment: SurfaceAlignment
) -> Float64[np.ndarray, "7 7"] | None:
    """Return the second derivative by differences of the gradient, or None if it is no good.

    Gauss-Newton leaves out how the surfaces bend: where they lie a millimetre apart it gains half a
    digit per step. Measured on few points, the bending saves most of the steps on all of them.
    """
    here = evaluate(alignment)
    curvature = np.empty((7, 7))
    for j in range(7):
        step = np.zeros(7)
        step[j] = _DIFFERENCE
        there = evaluate(moved(alignment, step, here.centre, here.radius))
        curvature[j] = (here.gradient - there.gradient) / _DIFFERENCE
    curvature = 0.5 * (curvature + curvature.T)
    for positive in (curvature - 0.2 * here.matrix, 5.0 * here.matrix - curvature):
        if np.linalg.eigvalsh(positive)[0] <= 0:
            return None
    return curvature


def moved(
    alignment: SurfaceAlignment,
    step: Float64[np.ndarray, " 7"],
    centre: Float64[np.ndarray, " 3"],
    radius: float,
) -> SurfaceAlignment:
    """Turn about the centre, move, and scale by exp(step[6]), which keeps the scale positive."""
    turn = _rotation(step[:3])
    grow = float(np.exp(np.clip(step[6], -5.0, 5.0)))
    translation = grow * turn @ (alignment.translation - centre) + centre + radius * step[3:6]
    left, _, right = np.linalg.svd(turn @ alignment.rotation)  # rounding must not build up
    return replace(
        alignment, scale=grow * alignment.scale, rotation=left @ right, translation=translation
    )


def _rotation(vector: Float64[np.ndarray, " 3"]) -> Float64[np.ndarray, "3 3"]:
    """Return the rotation by a vector's length about its direction (Rodrigues)."""
    angle = float(np.linalg.norm(vector))
    x, y, z = vector
    cross = np.array([[0.0, -z, y], [z, 0.0, -x], [-y, x, 0.0]])
    # sin(a) / a and (1 - cos(a)) / a² = sinc²(a / 2) / 2, both finite at 0
    return np.asarray(
        np.eye(3)
        + np.sinc(angle / np.pi) * cross
        + 0.5 * np.sinc(angle / (2 * np.pi)) ** 2 * cross @ cross
    )


def quadratic(pairs: Sequence[Correspondences], trim: float | None) -> Quadratic:
    """Sum cost, gradient and normal matrix over all pairs of points."""
    centre = np.mean([pair.still.mean(axis=0) for pair in pairs], axis=0)
    radius = float(np.sqrt(np.mean([((p.still - centre) ** 2).sum(1).mean() for p in pairs])))
    if not radius > 0:
        raise ValueError("the points to align all lie in one place; expected a surface")
    total = np.zeros(N_SUMS)
    for pair in pairs:
        weights = _weights(pair, trim)
        n = len(weights)
        bounds = range(0, n, _CHUNK)
        sums = np.zeros((len(bounds), N_SUMS))
        points = (pair.moving, pair.still, weights, pair.face, pair.barycentric)
        surface = (pair.surface.corners, pair.surface.normals, pair.surface.rotation)
        tasks = [
            (
                *points,
                *surface,
                pair.along_normals,
                centre,
                radius,
                lower,
                min(lower + _CHUNK, n),
                sums[k],
            )
            for k, lower in enumerate(bounds)
        ]
        run_tasks(accumulate, tasks)
        total += sums.sum(axis=0) / weights.sum()
    # Lengths in radii: cost and curvature of different terms and units compare.
    return Quadratic(
        cost=float(total[0]),
        matrix=_symmetric(total[8:36]),
        clinging=_symmetric(total[36:]),
        gradient=total[1:8] / radius,
        centre=centre,
        radius=radius,
    )


def _symmetric(upper_triangle: Float64[np.ndarray, " 28"]) -> Float64[np.ndarray, "7 7"]:
    matrix = np.zeros((7, 7))
    matrix[np.triu_indices(7)] = upper_triangle
    return np.asarray(matrix + np.triu(matrix, 1).T)


def _weights(pair: Correspondences, trim: float | None) -> Float64[np.ndarray, " P"]:
    """Return 1 for pairs that count, 0 for the farthest."""
    weights = np.ones(len(pair.moving))
    if trim:
        distance2 = ((pair.moving - pair.still) ** 2).sum(axis=1)
        n_kept = max(1, round((1 - trim) * len(weights)))
        weights[np.argpartition(distance2, n_kept - 1)[n_kept:]] = 0.0
    return weights


def _sorted(points: Float64[np.ndarray, "P 3"]) -> Float64[np.ndarray, "P 3"]:
    """Put neighbours in space next to each other: every k-th point is then spread evenly."""
    return np.asarray(points[morton_order(points)])


def _checked(points: np.ndarray) -> Float64[np.ndarray, "P 3"]:
    points = np.ascontiguousarray(points, dtype=np.float64)
    if points.ndim != 2 or points.shape[1] != 3 or len(points) < 7:
        raise ValueError(
            f"points to align have shape {points.shape}; expected (P, 3), P of 7 or more"
        )
    if not np.isfinite(points).all():
        raise ValueError("points to align are not all finite; remove NaN and infinite points")
    return points
