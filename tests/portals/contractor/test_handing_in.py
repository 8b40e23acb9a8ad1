"""What to hand in, how and where (提出の案内): this body's way, or plainly 「発注者に確認」."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from akashi.domain.directory import Facts, Obligee, read_aliases
from akashi.domain.directory.model import Choice, HandIn
from akashi.domain.directory.words import Method
from akashi.domain.products import Product
from akashi.portals.contractor.hand_in_texts import guide
from tests.portals.walking import words

ALIASES, _faults = read_aliases(
    {
        "schema": "akashi.placeholder-aliases/1",
        "aliases": {
            "numbers.execution": ["施行番号"],
            "department": ["課室"],
            "bid_month": ["入札月"],
            "bid_date": ["入札日"],
        },
    }
)
FACTS = Facts(product=Product.ADVANCE_PAYMENT)


def body(**told: str) -> Obligee:
    choices = {name: Choice(text) for name, text in told.items()}
    submit = replace(HandIn(methods=Choice((Method.EMAIL,))), **choices)
    return Obligee(id="mihon", name="みほん村", submit=submit)


def page(number: str) -> str:
    return reverse("contractor:hand_in", args=[number])


def test_the_page_says_which_file_goes_and_which_does_not(alice, way):
    number = way.sealed().number
    said = words(alice.get(page(number)))
    assert f"○ 出す 認証キー等のお知らせ_{number}.pdf" in said
    assert f"× 出さない 電子証書_{number}.pdf" in said


def test_what_the_body_has_not_said_is_to_be_asked(alice, way):
    said = words(alice.get(page(way.sealed().number)))
    assert "メールアドレス 発注者に確認" in said
    assert "メール送付先は契約担当窓口に確認" in said
    assert "読谷村 (令和8年4月1日より運用開始)" in said


def test_a_missing_number_is_asked_for_and_put_into_the_subject(alice, way):
    number = way.sealed(obligee="gifu-motosu").number
    said = words(alice.get(page(number)))
    assert "〔仕様書番号〕" in said
    assert "送ったあとに電話が必要です" in said
    filled = words(alice.post(page(number), {"fill:仕様書番号": "第123号"}))
    assert "第123号" in filled
    assert "〔仕様書番号〕 任意" in filled


def test_what_is_typed_here_is_kept_nowhere(alice, way):
    number = way.sealed(obligee="gifu-motosu").number
    alice.post(page(number), {"fill:仕様書番号": "第123号"})
    assert "第123号" not in words(alice.get(page(number)))


def test_a_typed_value_passes_the_filters_of_the_body():
    told = guide(body(subject="【{施行番号|digits}】"), FACTS, ALIASES, {"施行番号": "第12-3号"})
    assert told.delivery.subject == "【123】"
    assert told.delivery.missing == ()


def test_a_typed_date_fills_its_month():
    told = guide(body(subject="{入札月}月"), FACTS, ALIASES, {"入札月": "令和8年11月5日"})
    assert told.delivery.subject == "11月"


def test_a_placeholder_nobody_knows_takes_what_is_typed_as_it_is():
    told = guide(body(subject="{担当者の愛称}"), FACTS, ALIASES, {"担当者の愛称": "はな\nこ"})
    assert told.delivery.subject == "はな こ"
    assert told.asked == ("担当者の愛称",)


@pytest.mark.parametrize("typed", ["a@example.jp,b", "x y", "", "a>b"])
def test_an_address_takes_nothing_that_would_send_the_key_elsewhere(typed):
    told = guide(body(address="{課室}@city.example.jp"), FACTS, ALIASES, {"課室": typed})
    assert told.delivery.address == "〔課室〕@city.example.jp"


def test_an_address_is_filled_with_a_plain_name():
    told = guide(body(address="{課室}@city.example.jp"), FACTS, ALIASES, {"課室": "doboku"})
    assert told.delivery.address == "doboku@city.example.jp"
