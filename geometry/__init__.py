"""Meshes, cameras, rotations, alignment, point-to-surface distances; no learning."""
