"""Released dataset layouts on disk: readers, and writers of synthetic stand-ins."""
