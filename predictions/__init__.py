"""The on-disk record of a reconstruction: written by methods, read by benchmarks."""

from .errors import PredictionError
from .folder import PredictionFolder
from .provenance import code_commit
from .record import Manifest, Prediction
from .writer import PredictionWriter

__all__ = [
    "Manifest",
    "Prediction",
    "PredictionError",
    "PredictionFolder",
    "PredictionWriter",
    "code_commit",
]
