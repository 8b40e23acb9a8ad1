"""The memory (記録): constraints, triggers and who may read what."""
