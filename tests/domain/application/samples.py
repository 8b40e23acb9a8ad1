"""Application files for tests (申込データの見本): the shipped examples, and changes of them."""

from __future__ import annotations

import copy
import json
from datetime import date
from pathlib import Path

from akashi.domain.application import problems, read
from akashi.domain.directory import Obligee

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
ADVANCE = "yomitan-advance-payment"
PERFORMANCE = "yomitan-performance"
INTERIM = "mie-interim-joint-venture"
ALL = (ADVANCE, PERFORMANCE, INTERIM)

TODAY = date(2026, 11, 22)
ANY_OBLIGEE = Obligee(id="any", name="みほん市")
GONE = object()
"""As a new value: take the field away."""


def example(name=ADVANCE, **changes):
    """Return an example; `works__period__to="…"` changes a field, digits are positions."""
    document = json.loads((EXAMPLES / f"{name}.json").read_text("utf-8"))
    for path, value in changes.items():
        put(document, path.replace("__", "."), value)
    return document


def on_paper(name=ADVANCE, **changes):
    """Return an example with delivery on paper, so that no rule of an obligee's start bites."""
    return example(name, **{"delivery": "paper", **changes})


def put(document, path, value):
    *above, last = [int(step) if step.isdecimal() else step for step in path.split(".")]
    for step in above:
        document = document[step]
    if value is GONE:
        del document[last]
    else:
        document[last] = value


def paths(document, above=""):
    """Return the path of every field and row of a document."""
    found = []
    rows = document.items() if isinstance(document, dict) else enumerate(document)
    for name, value in rows:
        found.append(f"{above}{name}")
        if isinstance(value, dict | list):
            found += paths(value, f"{above}{name}.")
    return found


def at_paths(violations):
    return [(violation.code, violation.field) for violation in violations]


def shape(document):
    """Return code and field of every fault of the shape."""
    return at_paths(read(document).violations)


def check(document, *, obligee=ANY_OBLIGEE, undrawable=lambda _: [], terms="2026-04", today=TODAY):
    """Return every violation of the file, shape and rules."""
    return problems(
        read(copy.deepcopy(document)),
        today=today,
        obligee=obligee,
        undrawable=undrawable,
        terms_version=terms,
    )


def rules(document, **outside):
    """Return code and field of every violation of the file, shape and rules."""
    return at_paths(check(document, **outside))
