"""Number and key in, the certificate out; every mistake is named, and nobody learns what exists."""

from __future__ import annotations

import json
import re
from datetime import timedelta

import pytest

from akashi.domain.certificate import labelled_rows
from akashi.domain.identifiers import access_key, guarantee_number
from akashi.records.models import AccessKey, Certificate, Guarantee, Opening
from tests.factories.logs import lift_guards
from tests.fakes import NOON

EARLIER, LATER = NOON.date() - timedelta(days=2), NOON.date() + timedelta(days=2)
OTHER_KEY = access_key.mint(b"another thirteen bytes"[:13])


def seen(reply) -> str:
    """Return the page without what is new in every answer."""
    page = reply.content.decode()
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)


def test_the_page_has_two_fields_and_one_button(client, db):
    del db
    page = client.get("/obligee/").content.decode()
    form = page.split('id="open-form"')[1].split("</form>")[0]
    assert len(re.findall(r"<input(?![^>]*hidden)", form)) == 2
    assert len(re.findall(r"<button", form)) == 1
    assert all(word in form for word in ("保証契約番号", "認証キー", "証書を見る"))


def test_the_right_pair_opens(knock, ready):
    reply = knock(ready.number, ready.key)
    assert reply.status_code == 200
    assert "本物です" in seen(reply)
    assert "いま有効です" in seen(reply)


def test_everything_in_the_content_is_shown(knock, ready):
    content = json.loads(bytes(Certificate.objects.get(guarantee__number=ready.number).content))
    page = seen(knock(ready.number, ready.key))
    assert [row.label for row in labelled_rows(content) if row.value not in page] == []


@pytest.mark.parametrize(
    "spelling",
    [
        str.lower,
        lambda text: text.replace("-", ""),
        lambda text: text.replace("-", " "),
        lambda text: text.replace("-", "ー"),
        lambda text: text.replace("-", "−") + "\n",
        lambda text: text.translate({c: c + 0xFEE0 for c in range(0x21, 0x7F)}),
        lambda text: f"　{text}　",
    ],
)
def test_it_opens_however_it_is_typed(knock, ready, spelling):
    assert knock(spelling(ready.number), spelling(ready.key)).status_code == 200


@pytest.mark.parametrize("field", [0, 1])
def test_number_and_key_pasted_into_one_field_open(knock, ready, field):
    text = f"保証契約番号 {ready.number} 認証キー {ready.key}"
    assert "本物です" in seen(knock(*(("", text) if field else (text, ""))))


def test_an_opening_is_recorded_with_its_source(knock, ready):
    knock(ready.number, ready.key, REMOTE_ADDR="203.0.113.20")
    opening = Opening.objects.get(guarantee__number=ready.number)
    assert (opening.source, opening.channel) == ("203.0.113.20", "web")


def test_a_mistyped_group_is_named_and_what_was_typed_stays(knock, ready):
    wrong = ready.key[:-1] + ("A" if ready.key[-1] != "A" else "B")
    reply = knock(ready.number, wrong)
    assert reply.status_code == 422
    assert "第5組に入力誤りがあります" in seen(reply)
    assert f'value="{wrong}"' in seen(reply)
    assert f'value="{ready.number}"' in seen(reply)


def test_mistakes_in_both_fields_are_said_at_once(knock, ready):
    page = seen(knock(ready.number[:-1] + "?", "O" + ready.key[1:]))
    assert 'href="#f-guarantee_number"' in page
    assert 'href="#f-access_key"' in page


def test_an_empty_form_says_what_to_enter(knock):
    page = seen(knock("", ""))
    assert "保証契約番号を入力してください。" in page
    assert "認証キーを入力してください。" in page


def test_a_mistyped_pair_is_no_attempt(knock, ready):
    for _ in range(20):
        knock(ready.number, "O" + ready.key[1:])
    assert knock(ready.number, ready.key).status_code == 200


def test_what_does_not_open_is_always_answered_alike(knock, ready):
    unknown = guarantee_number.make("MH", 2026, 999)
    replies = [knock(unknown, ready.key), knock(ready.number, OTHER_KEY), knock(unknown, OTHER_KEY)]
    AccessKey.objects.update(withdrawn_at=NOON)
    replies.append(knock(ready.number, ready.key))
    assert [reply.status_code for reply in replies] == [404] * 4
    assert len({seen(reply) for reply in replies}) == 1
    headers = [{k: v for k, v in r.headers.items() if k != "X-Request-ID"} for r in replies]
    assert headers.count(headers[0]) == 4
    assert len({len(reply.content) for reply in replies}) == 1


def test_nothing_typed_is_repeated_where_it_does_not_open(knock, ready):
    page = seen(knock(ready.number, OTHER_KEY))
    assert ready.number not in page
    assert OTHER_KEY not in page


def test_guessing_must_wait_and_is_told_how_long(knock, ready):
    replies = [knock(ready.number, OTHER_KEY) for _ in range(8)]
    assert replies[-1].status_code == 429
    assert int(replies[-1].headers["Retry-After"]) >= 1
    assert "お待ちいただきます" in seen(replies[-1])


def test_the_right_key_opens_elsewhere_while_a_guesser_waits(knock, ready):
    for _ in range(8):
        knock(ready.number, OTHER_KEY)
    assert knock(ready.number, ready.key, REMOTE_ADDR="198.51.100.4").status_code == 200


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"state": "cancelled"}, "この保証契約は解約されています"),
        ({"state": "released"}, "この保証契約は解除されています"),
        ({"period_from": EARLIER, "period_to": EARLIER}, "に終わりました"),
        ({"period_from": LATER}, "に始まります"),
    ],
)
def test_what_is_not_in_force_says_so_and_why(knock, ready, change, words):
    lift_guards()
    Guarantee.objects.filter(number=ready.number).update(**change)
    page = seen(knock(ready.number, ready.key))
    assert "いまは有効ではありません" in page
    assert words in page


def test_no_key_stands_in_an_address_or_a_link_of_the_answer(knock, ready):
    page = seen(knock(ready.number, ready.key))
    assert ready.key not in page
    assert ready.key.replace("-", "") not in page


def test_asking_by_address_opens_nothing(client, ready):
    reply = client.get("/obligee/", {"guarantee_number": ready.number, "access_key": ready.key})
    assert "本物です" not in reply.content.decode()
    assert ready.number not in reply.content.decode()


def test_english_at_one_click(english, knock, ready):
    del english
    page = seen(knock(ready.number, ready.key))
    assert "It is genuine" in page
    assert "It is in force now" in page
