"""The public door: directory, verification, manual."""
