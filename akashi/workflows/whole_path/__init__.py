"""The whole path in one go (一括): for the command line, and for the demo's first guarantees."""
