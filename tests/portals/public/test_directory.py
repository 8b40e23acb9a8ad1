"""Everybody finds a body and reads its rules; what nobody has published is to be asked."""

from __future__ import annotations

import pytest

from akashi.domain import directory
from akashi.portals.public import asking, rules
from akashi.records.models import Obligee
from akashi.records.reading import for_public

pytestmark = pytest.mark.usefixtures("people")
YOMITAN = "/directory/okinawa-yomitan/"


def text(client, path, **query) -> str:
    return client.get(path, query).content.decode()


@pytest.mark.parametrize("query", ["読谷", "沖縄", "yomitan", "ＹＯＭＩＴＡＮ", " 読谷村 "])
def test_a_body_is_found_however_it_is_written(client, query):
    assert "読谷村" in text(client, "/directory/", q=query)


def test_what_is_not_there_is_said_with_a_way_on(client):
    page = text(client, "/directory/", q="存在しない村")
    assert "当てはまる団体はありません。" in page
    assert "発注者に確認してください" in page


def test_pages_of_the_list_hold_every_body_once(client):
    seen, after = [], ""
    while True:
        page = client.get("/directory/", {"after": after} if after else {})
        seen += [cells[0].href for cells in page.context["table"].rows]
        following = page.context["following"]
        if not following:
            break
        after = following.rpartition("after=")[2]
    assert sorted(seen) == sorted(
        f"/directory/{pk}/" for pk in Obligee.objects.values_list("pk", flat=True)
    )


def test_bodies_known_by_name_only_are_marked(client):
    body = Obligee.objects.filter(name_only=True).first()
    assert body
    assert "名称のみ判明" in text(client, "/directory/", q=body.name)
    assert "名称のみ判明" in text(client, f"/directory/{body.pk}/")


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_body_has_a_page(client, settings, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    codes = {client.get(f"/directory/{o.id}/").status_code for o in for_public.all_obligees()}
    assert codes == {200}


def test_an_unknown_body_is_not_found(client):
    assert client.get("/directory/nowhere/").status_code == 404


def test_the_start_is_shown_in_the_japanese_calendar(client):
    assert "契約締結日が令和8年4月1日以降のもの" in text(client, YOMITAN)


def test_what_is_not_known_is_to_be_asked():
    items = {
        item.label: item for item in rules.how_to_hand_in(for_public.obligee("okinawa-yomitan"))
    }
    assert items["メールの件名"].value == "発注者に確認"
    assert items["メールの件名"].unknown


def test_source_and_date_stand_under_the_rules(client):
    page = text(client, YOMITAN)
    assert "西日本建設業保証「電子保証のご案内」読谷村" in page
    assert "2026-04-01" in page


@pytest.mark.parametrize(
    ("product", "works_kind", "contract_date", "answer"),
    [
        ("advance_payment", "construction", "令和8年5月11日", "電子で出せます"),
        ("advance_payment", "construction", "2026-03-31", "電子では出せません"),
        ("advance_payment", "construction", "", "発注者に確認してください"),
        ("performance", "consulting", "R8.5.11", "電子では出せません"),
    ],
)
def test_the_check_answers_yes_no_or_ask(client, product, works_kind, contract_date, answer):
    query = {"product": product, "works_kind": works_kind, "contract_date": contract_date}
    assert f'<p class="banner-title">{answer}</p>' in text(client, YOMITAN, **query)


def test_a_date_that_does_not_exist_is_named_and_stays(client):
    reply = client.get(YOMITAN, {"product": "performance", "contract_date": "2026-02-31"})
    page = reply.content.decode()
    assert reply.status_code == 422
    assert 'href="#f-contract_date"' in page
    assert 'value="2026-02-31"' in page


def test_the_subject_is_filled_in_and_what_lacks_stays_visible(client):
    body = "/directory/tottori-tobu-koiki/"
    asked = {"product": "performance", "works_kind": "construction", "contract_date": "2026-05-11"}
    assert "【契約保証】〔件名〕" in text(client, body, **asked)
    assert "【契約保証】河川改修工事" in text(client, body, **asked, works_name="河川改修工事")


@pytest.mark.parametrize("obligee", ["okinawa-yomitan", "tottori-tobu-koiki"])
def test_only_dates_that_decide_are_asked(obligee):
    found = for_public.obligee(obligee)
    assert found
    assert asking.dates_asked(found) == ("contract_date",)


def test_no_product_is_no_question():
    assert asking.read_question({"product": "<script>"}) == (None, ())


def test_every_basis_asks_for_a_date_that_can_decide():
    asked = {name for names in asking.DATES_BY_BASIS.values() for name in names}
    fields = set(directory.Question.__dataclass_fields__)
    assert asked <= fields
