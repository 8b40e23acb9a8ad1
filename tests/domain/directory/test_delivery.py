"""Instructions: what this obligee wants, for this guarantee, with the templates filled."""

from datetime import date

import pytest

from akashi.domain.directory import Facts, Obligee, instructions
from akashi.domain.directory.model import Choice, HandIn, OnlineForm
from akashi.domain.directory.words import Method
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind

PERFORMANCE, ADVANCE, INTERIM = (
    Product.PERFORMANCE,
    Product.ADVANCE_PAYMENT,
    Product.INTERIM_PAYMENT,
)


def facts(product=PERFORMANCE, **given):
    return Facts(product=product, **given)


def body(**submit):
    return Obligee(id="mihon-mura", name="みほん村", submit=HandIn(**submit))


@pytest.mark.parametrize(
    ("product", "to"),
    [(PERFORMANCE, "契約課"), (ADVANCE, "工事課"), (INTERIM, None)],
)
def test_each_guarantee_has_its_own_desk(aliases, product, to):
    desks = Choice(apart=(("performance", "契約課"), ("advance_payment", "工事課")))
    assert instructions(body(to=desks), facts(product), aliases).to == to


def test_what_is_said_for_all_holds_for_every_guarantee(aliases):
    found = instructions(
        body(subject=Choice("【電子保証】{件名}")), facts(works_name="橋"), aliases
    )
    assert found.subject == "【電子保証】橋"


@pytest.mark.parametrize(
    ("surety", "to"),
    [
        (SuretyKind.GUARANTEE_COMPANIES, "契約課"),
        (SuretyKind.NONLIFE_SYSTEM, "管財係"),
        (SuretyKind.NONLIFE_PDF, "保険係"),
    ],
)
def test_an_insurer_s_own_desk_goes_before_the_guarantee_s(aliases, surety, to):
    desks = Choice(
        apart=(("performance", "契約課"), ("nonlife", "管財係"), ("nonlife_pdf", "保険係"))
    )
    assert instructions(body(to=desks), facts(surety_kind=surety), aliases).to == to


def test_the_works_kind_may_decide_where_the_guarantee_does_not(aliases):
    desks = Choice("契約課", (("consulting", "委託係"),))
    found = instructions(body(to=desks), facts(works_kind=WorksKind.CONSULTING), aliases)
    assert found.to == "委託係"


def test_dates_are_written_as_bodies_write_them(aliases):
    subject = Choice("{入札月}月{入札日}日入札 {公告月}月{公告日}日公告 {契約日}契約")
    given = facts(
        bid_date=date(2026, 4, 1),
        notice_date=date(2026, 3, 9),
        contract_date=date(2026, 5, 11),
    )
    found = instructions(body(subject=subject), given, aliases)
    assert found.subject == "4月1日入札 3月9日公告 令和8年5月11日契約"


@pytest.mark.parametrize("part", ["to", "fax", "file", "deadline", "note"])
def test_every_text_may_hold_a_placeholder_and_none_stays_in_braces(aliases, part):
    template = body(**{part: Choice("{契約日}の{工事番号}")})
    found = instructions(template, facts(contract_date=date(2026, 5, 11)), aliases)
    assert getattr(found, part) == "令和8年5月11日の〔工事番号〕"
    assert found.missing == ("工事番号",)


def test_the_subject_of_toyokawa_comes_out_as_its_page_shows_it(aliases):
    subject = "豊川{受注者}契約保証証書認証キー_{入札月}月{入札日}日入札_{契約番号}"
    given = facts(
        contractor="株式会社", bid_date=date(2026, 4, 1), numbers={"contract": "5071000001"}
    )
    found = instructions(body(subject=Choice(subject)), given, aliases)
    assert found.subject == "豊川株式会社契約保証証書認証キー_4月1日入札_5071000001"


def test_an_address_with_a_placeholder_is_filled(aliases):
    given = facts(department="keiyaku")
    found = instructions(body(address=Choice("{課室}@city.example")), given, aliases)
    assert (found.address, found.missing) == ("keiyaku@city.example", ())


@pytest.mark.parametrize(
    "department", ["a@evil.example,b", "a b", "a;b", "<a>", None, "a\r\nBcc: b", '"a"', "a,b"]
)
def test_nothing_that_changes_an_address_gets_into_it(aliases, department):
    found = instructions(
        body(address=Choice("{課室}@city.example")), facts(department=department), aliases
    )
    assert (found.address, found.missing) == ("〔課室〕@city.example", ("課室",))


def test_missing_lists_what_subject_address_and_body_want_each_once(aliases):
    found = instructions(
        body(
            subject=Choice("{工事番号(業務委託番号)}{案件名}"),
            address=Choice("{課室}@city.example"),
            body_items=Choice(("受注者 {受注者}", "{案件名}")),
        ),
        facts(),
        aliases,
    )
    assert found.missing == ("工事番号(業務委託番号)", "案件名", "課室", "受注者")
    assert found.body_items == ("受注者 〔受注者〕", "〔案件名〕")


def test_a_body_known_by_name_only_leaves_everything_to_be_asked(aliases):
    named = Obligee(id="adopter-1", name="名のみ町", name_only=True, source="新聞")
    printed = instructions(named, facts(), aliases).as_json("ja")
    known = {key: value for key, value in printed.items() if value not in (None, [])}
    assert known == {"source": "新聞"}


def test_remarks_on_the_way_of_handing_in_are_told(aliases):
    noted = Obligee(
        id="x", name="みほん県", notes=(("start", "月初から"), ("submit.subject", "並びは仮定"))
    )
    assert instructions(noted, facts(), aliases).remarks == ("並びは仮定",)


def test_the_instructions_print_with_the_keys_of_the_contract(aliases):
    told = Obligee(
        id="x",
        name="みほん市",
        submit=HandIn(
            methods=Choice((Method.EMAIL, Method.FAX)),
            to=Choice("契約課"),
            address=Choice("keiyaku@city.example"),
            subject=Choice("【{保証の種類}】{工事番号|digits}"),
            subject_example=Choice("【契約保証】12345"),
            body_items=Choice(("担当者の氏名",)),
            file=Choice("認証キー (PDF)"),
            deadline=Choice(apart=(("performance", "契約前まで"),)),
            confirm_by_phone=Choice(general=True),
            fax=Choice("0000-00-0000"),
            note=Choice("係まで"),
            online_form=OnlineForm("申請", None, ("件名",)),
        ),
        paper_accepted=True,
        not_accepted=("印刷したもの",),
        invoice="別送",
        change_contracts="対象外",
        clerk="閲覧する",
        source="https://city.example/",
        as_of="2026-01",
        notes=(("paper", "正副2通"),),
    )
    printed = instructions(told, facts(numbers={"works": "第12-3号"}), aliases).as_json("en")
    assert printed == {
        "methods": ["email", "fax"],
        "method_labels": ["E-mail", "Fax"],
        "to": "契約課",
        "address": "keiyaku@city.example",
        "subject": "【契約保証】123",
        "subject_example": "【契約保証】12345",
        "body_items": ["担当者の氏名"],
        "fax": "0000-00-0000",
        "online_form": {"name": "申請", "url": None, "fields": ["件名"], "note": None},
        "file": "認証キー (PDF)",
        "deadline": "契約前まで",
        "phone_call": True,
        "paper_accepted": True,
        "not_accepted": ["印刷したもの"],
        "invoice": "別送",
        "change_contracts": "対象外",
        "note": "係まで",
        "remarks": ["正副2通"],
        "clerk": "閲覧する",
        "source": "https://city.example/",
        "as_of": "2026-01",
        "missing": [],
    }
