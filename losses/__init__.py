"""Losses: functions of tensors, reduced to one number."""
