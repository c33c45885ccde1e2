"""Splits, augmentation and loaders."""

import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)
