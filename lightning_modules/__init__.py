"""Methods: which network, face model, renderer and losses, in what proportion."""

import torchvision_compat  # noqa: F401  (before lightning, which imports torchvision)
