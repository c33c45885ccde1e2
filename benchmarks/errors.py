"""Why a prediction has no score."""

from __future__ import annotations


class ScoringError(ValueError):
    """A readable prediction that the protocol cannot score: a failure, with its reason."""
