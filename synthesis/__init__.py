"""The studio: licence-free subjects, pictures and scans, written in released layouts."""
