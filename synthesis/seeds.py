"""Random numbers that depend on the seed and on what they are for, not on who draws them when."""

from __future__ import annotations

import numpy as np


def generator(seed: int, *key: int) -> np.random.Generator:
    """Return the random numbers of one subject, sample or view.

    Args:
        seed: of the whole data set.
        *key: what the numbers are for, for example (subject, expression).
    """
    return np.random.default_rng(np.random.SeedSequence([seed, *key]))
