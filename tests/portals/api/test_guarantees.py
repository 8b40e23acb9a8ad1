"""Guarantees by program (保証契約API): what is handed out, to whom, and what is written down."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from akashi.records.models.audit import AuditEntry

KEY_ACTS = {"access-key": "delivering.disclose_key", "key-notice.pdf": "delivering.make_key_notice"}


@pytest.fixture
def number(way):
    return way.sealed().number


def test_a_guarantee_shows_what_its_certificate_says(api, number):
    found = api.get(f"guarantees/{number}", "alice").json()
    assert found["content"]["guarantee_number"] == found["guarantee_number"] == number
    assert found["evidence"]["log"]["content_sha256"] == found["content_sha256"]
    assert found["openings"] == {"count": 0, "last": None}


def test_both_sides_see_the_same_guarantee(api, number):
    for path in ("guarantees", f"guarantees/{number}"):
        assert api.get(path, "alice").json() == api.get(path, "ume").json()


def test_an_opening_is_seen_by_the_contractor(api, number):
    pair = {"guarantee_number": number, "access_key": api.key_of(number)}
    api.post("certificates/open", "", pair)
    openings = api.get(f"guarantees/{number}", "alice").json()["openings"]
    assert openings == {"count": 1, "last": "2026-11-22T03:00:00+00:00"}


def test_a_number_in_an_address_may_be_written_another_way(api, number):
    typed = quote(number.lower().replace("-", "－"))
    assert api.get(f"guarantees/{typed}", "alice").json()["guarantee_number"] == number


def test_the_sealed_pdf_is_named_after_its_number(api, number):
    answer = api.get(f"guarantees/{number}/certificate.pdf", "alice")
    assert quote(f"電子証書_{number}.pdf") in answer["Content-Disposition"]
    assert answer.content == api.get(f"guarantees/{number}/certificate.pdf", "audrey").content


def test_the_key_notice_holds_number_and_key_and_is_named_so(api, number):
    answer = api.get(f"guarantees/{number}/key-notice.pdf", "alice")
    assert quote(f"認証キー等のお知らせ_{number}.pdf") in answer["Content-Disposition"]
    assert f"{number}\n{api.key_of(number)}\n" in answer.content.decode()


def test_each_display_of_the_key_is_recorded(api, number):
    for _ in range(2):
        api.key_of(number)
        api.get(f"guarantees/{number}/key-notice.pdf", "bob")
    for act, name in ((KEY_ACTS["access-key"], "Alice"), (KEY_ACTS["key-notice.pdf"], "Bob")):
        entries = AuditEntry.objects.filter(act=act, guarantee_number=number)
        assert [each.person_name for each in entries] == [name, name]
        assert {each.channel for each in entries} == {"api"}


def test_head_and_options_display_no_key(api, number):
    for method in ("HEAD", "OPTIONS"):
        for part in KEY_ACTS:
            api.ask(method, f"guarantees/{number}/{part}", "alice")
    assert AuditEntry.objects.filter(act__in=KEY_ACTS.values()).count() == 0


@pytest.mark.parametrize("who", ["ume", "matsu", "otto", "audrey"])
def test_the_surety_is_not_shown_the_key(api, number, who):
    assert api.post(f"guarantees/{number}/access-key", who).status_code == 403
    assert api.get(f"guarantees/{number}/key-notice.pdf", who).status_code == 403


def test_what_is_not_sealed_yet_is_said_to_be_in_the_making(api, way):
    number = way.concluded().number
    found = api.get(f"guarantees/{number}", "alice").json()
    assert (found["sealed"], found["evidence"]["seal"]) == (False, None)
    assert api.get(f"guarantees/{number}/certificate.pdf", "alice").status_code == 409
    assert api.get(f"guarantees/{number}/key-notice.pdf", "alice").status_code == 409
    answer = api.post(f"guarantees/{number}/access-key", "alice")
    assert (answer.status_code, "who" in answer.json()) == (409, False)


def test_a_certificate_on_paper_has_no_key(api, way):
    number = way.sealed(delivery="paper").number
    assert api.get(f"guarantees/{number}/certificate.pdf", "alice").status_code == 200
    assert api.post(f"guarantees/{number}/access-key", "alice").status_code == 409
    assert api.get(f"guarantees/{number}/key-notice.pdf", "alice").status_code == 409


def test_lists_come_in_pages_that_join_without_gap(api, way):
    made = {way.concluded(works__name=f"工事その{count}").number for count in range(3)}
    first = api.get("guarantees?limit=2", "alice").json()
    second = api.get(f"guarantees?limit=2&after={first['next']}", "alice").json()
    rows = [*first["items"], *second["items"]]
    assert {each["guarantee_number"] for each in rows} == made
    assert (len(rows), second["next"]) == (3, None)
