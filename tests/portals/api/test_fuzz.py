"""Anything may come (ファズ): whatever JSON is sent, the answer is one of those described."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.factories.guarantees import document
from tests.portals.api.description_calls import CALLS

WHO = {"return": "ume", "accept": "ume", "approve": "matsu", "decline": "ume", "payments": "ume"}
POSTS = [path for method, path, _ in CALLS if method == "POST" and path != "documents/verify"]
FIELDS = {
    "certificates/open": ("guarantee_number", "access_key"),
    "return": ("remarks", "field", "text"),
    "decline": ("reasons",),
    "payments": ("amount_yen", "paid_on", "method"),
}
QUIET = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate),
)

TEXTS = st.text(st.characters(), max_size=30) | st.sampled_from(
    ["MH-2026-0000017-K", "\x00", "\u202e", "𠮷", "2026-04-01", "9999-99-99", "=1+1", "𛀀" * 50]
)
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.integers(-(10**40), 10**40) | st.floats() | TEXTS
)
ANYTHING = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=12,
)


def objects(names: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Return objects that often have the names a call looks for."""
    if not names:
        return st.dictionaries(TEXTS, ANYTHING, max_size=4)
    inner = st.dictionaries(st.sampled_from(names) | TEXTS, ANYTHING, max_size=4)
    return st.dictionaries(
        st.sampled_from(names) | TEXTS, ANYTHING | st.lists(inner, max_size=3), max_size=4
    )


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the paths of everything inside a file."""
    pairs = list(value.items()) if isinstance(value, dict) else list(enumerate(value))
    found = []
    for name, inner in pairs:
        found.append((*path, name))
        if isinstance(inner, dict | list):
            found += leaves(inner, (*path, name))
    return found


def spoiled(path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    """Return an application file with one place changed."""
    made = document()
    part: Any = made
    for name in path[:-1]:
        part = part[name]
    part[path[-1]] = value
    return made


@pytest.mark.parametrize("path", POSTS)
def test_whatever_object_is_sent_the_answer_is_described(api, way, path):
    part = path.rpartition("/")[2]
    number = way.sealed().number if "{number}" in path else ""
    target = path.replace("{id}", way.submitted()).replace("{number}", number)
    names = FIELDS.get(path) or FIELDS.get(part) or ()

    @QUIET
    @given(body=objects(names) | ANYTHING)
    def holds(body: Any) -> None:
        answer = api.post(target, WHO.get(part, "alice"), body)
        assert answer.status_code < 500

    holds()


def test_a_file_spoiled_in_any_place_is_taken_or_refused_by_field(api):
    @settings(QUIET, max_examples=80)
    @given(path=st.sampled_from(leaves(document())), value=ANYTHING)
    def holds(path: tuple[Any, ...], value: Any) -> None:
        answer = api.post("applications", "alice", spoiled(path, value))
        assert answer.status_code in {201, 400, 422}

    holds()


def test_whatever_bytes_are_sent_the_answer_is_described(api):
    @QUIET
    @given(raw=st.binary(max_size=200))
    def holds(raw: bytes) -> None:
        answer = api.ask("POST", "certificates/open", raw=raw)
        assert answer.status_code in {400, 415, 422}

    holds()


@pytest.mark.parametrize(
    "path",
    [
        "applications",
        "guarantees",
        "directory/obligees",
        "directory/obligees/okinawa-yomitan/check",
    ],
)
def test_whatever_is_asked_the_answer_is_described(api, path):
    names = st.sampled_from(["after", "limit", "q", "pref", "product", "number", "contract_date"])

    @QUIET
    @given(asked=st.dictionaries(names | st.text(max_size=5), st.text(max_size=20), max_size=4))
    def holds(asked: dict[str, str]) -> None:
        kept = {
            name.encode("utf-8", "replace"): value.encode("utf-8", "replace")
            for name, value in asked.items()
        }
        assert api.get(f"{path}?{urlencode(kept)}", "alice").status_code < 500

    holds()


@pytest.mark.parametrize("path", ["applications/", "guarantees/", "directory/obligees/"])
def test_whatever_stands_in_an_address_the_answer_is_a_problem(api, path):
    @QUIET
    @given(name=st.text(min_size=1, max_size=30))
    def holds(name: str) -> None:
        answer = api.get(path + quote(name.encode("utf-8", "replace"), safe=""), "alice")
        assert answer.status_code == 404

    holds()
