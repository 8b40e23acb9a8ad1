"""One press for all tests of the paper room: starting it is most of the cost."""

from __future__ import annotations

import pytest

from akashi.adapters.paper import Press
from tests.adapters.paper import samples


@pytest.fixture(scope="session")
def press():
    return Press()


@pytest.fixture(scope="session")
def certificate(press):
    """Prints a certificate, by default for the demo, with evidence, delivered electronically."""

    def printed(content=samples.PLAIN, *, evidence=samples.EVIDENCE, **marks):
        marks = {"demo": True, "paper_delivery": False} | marks
        return press.certificate(content, evidence=evidence, **marks)

    return printed


@pytest.fixture(scope="session")
def key_notice(press):
    def printed(content=samples.PLAIN, *, demo=True):
        return press.key_notice(content, access_key=samples.KEY, public_url=samples.URL, demo=demo)

    return printed
