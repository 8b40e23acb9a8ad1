"""Bodies are read strictly (要求本文): what is no plain JSON object gets no further."""

from __future__ import annotations

import gzip

import pytest

from tests.factories.guarantees import document

BODIES = {
    "white space": " ",
    "no JSON": "{",
    "not UTF-8": b'{"guarantee_number": "\xff"}',
    "an array": "[]",
    "a text": '"a"',
    "a number": "1",
    "null": "null",
    "NaN": '{"guarantee_number": NaN}',
    "infinity": '{"guarantee_number": -Infinity}',
    "a float beyond all": '{"guarantee_number": 1e999}',
    "a million digits": '{"guarantee_number": ' + "9" * 1_000_000 + "}",
    "a name twice": '{"guarantee_number": "a", "guarantee_number": "b"}',
    "a name twice inside": '{"contractor": {"name": "a", "name": "b"}}',
    "a name twice in a list": '{"remarks": [{"text": "a", "text": "b"}]}',
    "a name with half a character": '{"\\ud800": 1}',
    "nested endlessly": '{"a":' * 100_000 + "1" + "}" * 100_000,
    "nested deeply": '{"a":' * 40 + "1" + "}" * 40,
    "arrays nested endlessly": '{"a":' + "[" * 100_000 + "]" * 100_000 + "}",
    "trailing words": "{} {}",
}
CALLS = [
    ("certificates/open", ""),
    ("applications", "alice"),
    ("applications/{id}/correct", "alice"),
    ("applications/{id}/submit", "alice"),
    ("applications/{id}/withdraw", "alice"),
    ("applications/{id}/return", "ume"),
    ("applications/{id}/accept", "ume"),
    ("applications/{id}/approve", "matsu"),
    ("applications/{id}/decline", "ume"),
    ("applications/{id}/payments", "ume"),
    ("guarantees/MH-2026-0000001-A/access-key", "alice"),
]
EMPTY_IS_FINE = {"submit", "withdraw", "accept", "approve", "access-key"}


@pytest.mark.parametrize("kind", BODIES)
def test_a_body_that_is_no_plain_json_object_is_refused(api, kind):
    answer = api.ask("POST", "certificates/open", raw=BODIES[kind])
    assert answer.status_code == 400
    assert answer.json()["detail"]


def address(path: str) -> str:
    return path.replace("{id}", "0" * 32)


@pytest.mark.parametrize(("path", "who"), CALLS)
def test_every_call_reads_its_body_as_strictly(api, path, who):
    for kind in ("no JSON", "NaN", "a name twice inside", "nested endlessly"):
        assert api.ask("POST", address(path), who, raw=BODIES[kind]).status_code == 400, kind


@pytest.mark.parametrize(("path", "who"), CALLS)
def test_every_call_takes_json_only(api, path, who):
    for media in ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data", ""):
        assert api.ask("POST", address(path), who, raw=b"{}", media=media).status_code == 415, media


@pytest.mark.parametrize(
    "media", ["application/json; charset=shift_jis", "Application/JSON; charset=UTF-8"]
)
def test_json_is_utf_8_whatever_is_declared(api, media):
    status = 422 if "UTF-8" in media else 415
    assert api.ask("POST", "certificates/open", raw="{}", media=media).status_code == status


def test_a_compressed_body_is_not_unpacked(api):
    packed = gzip.compress(b"{}")
    answer = api.ask("POST", "certificates/open", raw=packed, Content_Encoding="gzip")
    assert answer.status_code == 415


@pytest.mark.parametrize(("path", "who"), CALLS)
def test_no_call_takes_more_than_a_megabyte(api, path, who):
    raw = '{"a": "' + "x" * 1024 * 1024 + '"}'
    assert api.ask("POST", address(path), who, raw=raw).status_code == 413


@pytest.mark.parametrize(("path", "who"), CALLS)
def test_an_unknown_field_is_named(api, way, path, who):
    answer = api.post(path.replace("{id}", way.drafted()), who, {"pin": 1})
    assert answer.status_code == 422
    assert "pin" in {each["field"] for each in answer.json()["errors"]}


@pytest.mark.parametrize("media", ["application/json; charset=utf-8", "Application/JSON"])
def test_the_media_type_may_be_written_as_usual(api, media):
    assert api.ask("POST", "certificates/open", raw=b"{}", media=media).status_code == 422


def test_a_byte_order_mark_is_no_fault(api):
    assert api.ask("POST", "certificates/open", raw=b"\xef\xbb\xbf{}").status_code == 422


def test_names_in_a_refusal_are_cut_short(api):
    name = "長" * 100_000
    answer = api.ask("POST", "certificates/open", raw=f'{{"{name}": 1, "{name}": 2}}')
    assert len(answer.content) < 2000


def test_an_application_larger_than_any_is_refused_within_a_breath(api):
    many = {**document(), **{f"x{number}": 0 for number in range(50_000)}}
    answer = api.post("applications", "alice", many)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("path", "who"), [each for each in CALLS if each[0].endswith(tuple(EMPTY_IS_FINE))]
)
def test_calls_without_words_take_an_empty_body(api, path, who):
    for raw in ("", "{}"):
        assert api.ask("POST", address(path), who, raw=raw).status_code == 404
