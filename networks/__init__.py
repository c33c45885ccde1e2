"""Networks: images in, tensors out."""

import torchvision_compat  # noqa: F401  (before timm, which imports torchvision)
