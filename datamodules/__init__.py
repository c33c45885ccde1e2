"""Splits, augmentation and loaders."""
