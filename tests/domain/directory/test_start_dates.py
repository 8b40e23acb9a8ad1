"""A start date is weighed against the date its basis names."""

from datetime import date

import pytest

from akashi.domain.directory import Obligee, Question, check
from akashi.domain.directory.days import parse_since
from akashi.domain.directory.model import StartRule
from akashi.domain.directory.words import Basis
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind

START = "2026-04-01"
BEFORE, AFTER = date(2026, 3, 31), date(2026, 4, 1)

CONTRACT, NEW, NOTICE, EITHER, PLANNED, BID, PROCUREMENT, OPERATION = (
    Basis.CONTRACT_DATE,
    Basis.NEW_CONTRACT_DATE,
    Basis.NOTICE_DATE,
    Basis.NOTICE_OR_DESIGNATION_DATE,
    Basis.PLANNED_NOTICE_DATE,
    Basis.BID_PROCEDURE_DATE,
    Basis.PROCUREMENT_START,
    Basis.OPERATION_START,
)


def body(*rules):
    return Obligee(
        id="mihon-mura",
        name="みほん村",
        start=rules,
        contract_kinds=tuple(WorksKind),
        guarantees=tuple(Product),
        sureties=tuple(SuretyKind),
    )


def rule(basis=CONTRACT, since=START, **filters):
    return StartRule(since=since and parse_since(since), basis=basis, **filters)


def ask(obligee, works_kind=WorksKind.CONSTRUCTION, product=Product.PERFORMANCE, **given):
    return check(obligee, Question(product=product, works_kind=works_kind, **given))


def of_start(answer):
    return [reason for reason in answer.reasons if reason.condition == "start"]


@pytest.mark.parametrize(
    ("basis", "given", "answer", "field"),
    [
        (CONTRACT, {"contract_date": AFTER}, "yes", "contract_date"),
        (CONTRACT, {"contract_date": BEFORE}, "no", "contract_date"),
        (CONTRACT, {}, "ask", "contract_date"),
        (CONTRACT, {"notice_date": AFTER}, "ask", "contract_date"),
        (NEW, {"contract_date": AFTER}, "yes", "contract_date"),
        (NEW, {"contract_date": BEFORE}, "no", "contract_date"),
        (NOTICE, {"notice_date": AFTER}, "yes", "notice_date"),
        (NOTICE, {"notice_date": BEFORE, "contract_date": AFTER}, "no", "notice_date"),
        (NOTICE, {"designation_date": AFTER}, "ask", "notice_date"),
        (NOTICE, {"contract_date": AFTER}, "ask", "notice_date"),
        (EITHER, {"notice_date": AFTER}, "yes", "notice_date"),
        (EITHER, {"designation_date": AFTER}, "yes", "designation_date"),
        (EITHER, {"designation_date": BEFORE}, "no", "designation_date"),
        (EITHER, {"notice_date": BEFORE, "designation_date": AFTER}, "yes", "designation_date"),
        (EITHER, {"notice_date": BEFORE, "designation_date": BEFORE}, "no", "notice_date"),
        (EITHER, {"contract_date": AFTER}, "ask", "notice_date"),
        (PLANNED, {"planned_notice_date": AFTER}, "yes", "planned_notice_date"),
        (PLANNED, {"planned_notice_date": BEFORE}, "no", "planned_notice_date"),
        (PLANNED, {"notice_date": AFTER}, "ask", "planned_notice_date"),
        (BID, {"bid_date": AFTER}, "yes", "bid_date"),
        (BID, {"bid_date": BEFORE}, "no", "bid_date"),
        (BID, {"contract_date": AFTER}, "ask", "bid_date"),
        (PROCUREMENT, {"procurement_date": AFTER}, "yes", "procurement_date"),
        (PROCUREMENT, {"procurement_date": BEFORE}, "no", "procurement_date"),
        (PROCUREMENT, {}, "ask", "procurement_date"),
        (OPERATION, {"contract_date": AFTER, "notice_date": AFTER}, "yes", "contract_date"),
        (OPERATION, {"contract_date": AFTER}, "ask", "notice_date"),
        (OPERATION, {"notice_date": AFTER}, "ask", "contract_date"),
        (OPERATION, {"notice_date": BEFORE}, "ask", "contract_date"),
        (OPERATION, {"contract_date": AFTER, "notice_date": BEFORE}, "ask", "notice_date"),
        (OPERATION, {}, "ask", "notice_date"),
        (None, {"contract_date": AFTER, "notice_date": AFTER}, "ask", "contract_date"),
    ],
)
def test_the_basis_names_the_date_that_decides(basis, given, answer, field):
    found = ask(body(rule(basis)), **given)
    assert (found.electronic, of_start(found)[0].field) == (answer, f"works.{field}")


@pytest.mark.parametrize("basis", [*Basis, None])
def test_a_contract_date_before_the_start_fails_under_every_basis(basis):
    later = dict.fromkeys(
        (
            "notice_date",
            "designation_date",
            "planned_notice_date",
            "bid_date",
            "procurement_date",
        ),
        AFTER,
    )
    found = ask(body(rule(basis)), contract_date=BEFORE, **later)
    assert found.electronic == "no"
    assert of_start(found)[0].field == "works.contract_date"


@pytest.mark.parametrize(
    ("since", "day", "answer"),
    [
        ("2025-12", date(2025, 11, 30), "no"),
        ("2025-12", date(2025, 12, 1), "ask"),
        ("2025-12", date(2025, 12, 30), "ask"),
        ("2025-12", date(2025, 12, 31), "yes"),
        ("2025-12", date(2026, 1, 1), "yes"),
        ("2025", date(2024, 12, 31), "no"),
        ("2025", date(2025, 6, 1), "ask"),
        ("2025", date(2026, 1, 1), "yes"),
        (None, date(2026, 1, 1), "ask"),
    ],
)
def test_inside_a_month_whose_first_day_is_not_known_nothing_is_certain(since, day, answer):
    assert ask(body(rule(since=since)), contract_date=day).electronic == answer


@pytest.mark.parametrize(
    "text", ["2025-13", "2025-02-30", "FY2025", "2025-1-1", "25-01-01", "", "0000"]
)
def test_what_is_no_date_is_no_start(text):
    assert parse_since(text) is None


def test_no_start_rule_at_all_is_unknown():
    assert ask(body(), contract_date=AFTER).electronic == "ask"


KUNISAKI = (
    rule(since="2024-10-01", contract_kinds=(WorksKind.CONSTRUCTION,)),
    rule(since="2025-04-01", contract_kinds=(WorksKind.CONSULTING,)),
)


@pytest.mark.parametrize(
    ("kind", "day", "answer"),
    [
        (WorksKind.CONSTRUCTION, date(2024, 10, 1), "yes"),
        (WorksKind.CONSTRUCTION, date(2024, 9, 30), "no"),
        (WorksKind.CONSULTING, date(2024, 10, 1), "no"),
        (WorksKind.CONSULTING, date(2025, 4, 1), "yes"),
        (WorksKind.DESIGN_SURVEY, date(2025, 3, 31), "no"),
        (WorksKind.DESIGN_SURVEY, date(2025, 4, 1), "yes"),
    ],
)
def test_the_start_may_differ_by_the_kind_of_works(kind, day, answer):
    assert ask(body(*KUNISAKI), kind, contract_date=day).electronic == answer


def started(kind, since):
    return rule(since=since, contract_kinds=(kind,))


@pytest.mark.parametrize(
    ("named", "kind", "day", "answer"),
    [
        (WorksKind.CONSULTING, WorksKind.DESIGN_SURVEY, date(2024, 12, 1), "yes"),
        (WorksKind.CONSULTING, WorksKind.DESIGN_SURVEY, date(2024, 11, 30), "no"),
        (WorksKind.CONSULTING, WorksKind.CONSULTING, date(2024, 12, 1), "no"),
        (WorksKind.CONSULTING, WorksKind.CONSULTING, date(2025, 4, 1), "yes"),
    ],
)
def test_a_rule_for_the_very_kind_goes_before_one_for_its_neighbor(named, kind, day, answer):
    both = body(started(named, "2025-04-01"), started(WorksKind.DESIGN_SURVEY, "2024-12-01"))
    assert ask(both, kind, contract_date=day).electronic == answer


def test_a_rule_for_every_kind_holds_beside_one_for_the_very_kind():
    both = body(rule(since="2025-04-01"), started(WorksKind.DESIGN_SURVEY, "2024-12-01"))
    found = ask(both, WorksKind.DESIGN_SURVEY, contract_date=date(2024, 12, 1))
    assert found.electronic == "no"


@pytest.mark.parametrize(
    ("department", "answer"),
    [
        ("技術監理局契約部契約課", "yes"),
        ("契約課", "yes"),
        ("契約部契約課", "yes"),
        ("課", "ask"),
        ("約課", "ask"),
        ("技術監理局 契約部 契約課", "yes"),
        ("上下水道局契約課", "ask"),
        ("上下水道局", "ask"),
        ("", "ask"),
        (None, "ask"),
    ],
)
def test_a_start_of_one_department_says_nothing_of_the_others(department, answer):
    limited = rule(departments=("技術監理局契約部契約課",))
    assert ask(body(limited), contract_date=AFTER, department=department).electronic == answer


def test_a_longer_name_than_the_rule_s_may_be_another_department():
    found = ask(body(rule(departments=("契約課",))), contract_date=AFTER, department="水道局契約課")
    assert of_start(found)[0].field == "works.department"


def test_a_rule_for_insurers_leaves_the_guarantee_companies_alone():
    companies = rule(sureties=(SuretyKind.GUARANTEE_COMPANIES,))
    insurers = rule(since="2026-12-01", sureties=(SuretyKind.NONLIFE_SYSTEM,))
    both = body(companies, insurers)
    assert ask(both, contract_date=AFTER).electronic == "yes"
    found = ask(both, contract_date=AFTER, surety_kind=SuretyKind.NONLIFE_SYSTEM)
    assert found.electronic == "no"


def test_a_rule_for_one_guarantee_leaves_the_others_unknown():
    limited = body(rule(guarantees=(Product.PERFORMANCE,)))
    assert ask(limited, contract_date=AFTER).electronic == "yes"
    advance = ask(limited, product=Product.ADVANCE_PAYMENT, contract_date=AFTER)
    assert advance.electronic == "ask"


@pytest.mark.parametrize(
    ("only_first", "change", "answer", "results"),
    [
        (True, False, "yes", ["met"]),
        (True, True, "no", ["failed"]),
        (None, False, "yes", []),
        (None, True, "ask", ["unknown"]),
        (False, True, "yes", ["met"]),
    ],
)
def test_a_change_of_an_older_contract_is_weighed_by_itself(only_first, change, answer, results):
    limited = body(rule(NEW, initial_contract_only=only_first))
    found = ask(limited, contract_date=AFTER, change=change)
    said = [r.result.value for r in found.reasons if r.condition == "initial_contract_only"]
    assert (found.electronic, said) == (answer, results)


def test_the_sentence_names_the_date_given_the_start_and_its_basis():
    found = ask(body(rule(NOTICE, note="財政課で公告するもの")), notice_date=BEFORE)
    sentence = of_start(found)[0].sentence
    for part in ("令和8年3月31日", "令和8年4月1日", "公告日", "より前", "財政課で公告するもの"):
        assert part in sentence.ja
    for part in ("2026-03-31", "2026-04-01", "notice date", "before"):
        assert part in sentence.en


def test_a_missing_date_is_to_be_asked_of_the_obligee():
    assert "発注者に確認" in of_start(ask(body(rule(BID))))[0].sentence.ja
