"""The shipped alias table, as the product reads it."""

import pytest

from akashi.adapters import obligee_files
from tests.domain.directory.samples import PROJECT


@pytest.fixture(scope="session")
def aliases():
    return obligee_files.read_aliases(PROJECT / "data/placeholder_aliases.yaml")
