"""The collection of real bodies as it came, read as plain data."""

from functools import cache
from pathlib import Path

from akashi.adapters import yaml_files

PROJECT = Path(__file__).resolve().parents[3]
COLLECTION = PROJECT / "tests/data/obligees.yaml"


@cache
def collection():
    return yaml_files.load(COLLECTION.read_bytes(), COLLECTION.name).document
