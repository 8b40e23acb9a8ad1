"""The collection format: every key of its legend, other bodies too, and the same meaning after."""

from copy import deepcopy
from datetime import date
from decimal import Decimal
from itertools import product as every

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi.domain import directory
from akashi.domain.directory import Facts, Question, check, instructions
from akashi.domain.directory.words import Basis, Method, ObligeeKind
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from tests.domain.directory.samples import collection

BEFORE, AFTER = date(2020, 1, 1), date(2026, 6, 1)


def entry(**changed):
    return {"id": "mihon-shi", "name": "みほん市", **changed}


def read(*entries, **top):
    return directory.read_collection({"version": 1, "obligees": list(entries), **top})


def body(**changed):
    bodies, problems = read(entry(**changed))
    assert problems == ()
    return bodies[0]


def keys(*entries, **top):
    bodies, problems = read(*entries, **top)
    assert bodies == ()
    return [problem.key for problem in problems]


def ask(obligee, product=Product.PERFORMANCE, kind=WorksKind.CONSTRUCTION, **given):
    return check(obligee, Question(product=product, works_kind=kind, **given))


def start_of(obligee, **given):
    reasons = ask(obligee, **given).reasons
    return [reason.result.value for reason in reasons if reason.condition == "start"]


def test_all_34_bodies_and_all_adopters_are_read():
    bodies, problems = directory.read_document(collection())
    assert problems == ()
    assert len([one for one in bodies if not one.name_only]) == 34
    named = [name for row in collection()["adopters_only"] for name in row["names"]]
    assert [one.name for one in bodies if one.name_only] == named


def test_every_body_means_the_same_in_both_formats(aliases):
    bodies, _ = directory.read_document(collection())
    for before in bodies:
        after, problems = directory.read_obligee(directory.to_document(before))
        assert problems == ()
        assert after == before
        for product, kind, surety in every(Product, WorksKind, SuretyKind):
            asked = Question(
                product=product, works_kind=kind, surety_kind=surety, contract_date=AFTER
            )
            assert check(after, asked) == check(before, asked)
            given = Facts(product=product, surety_kind=surety, works_name="橋")
            told = instructions(before, given, aliases)
            assert instructions(after, given, aliases) == told


def test_missing_and_null_keys_are_unknown():
    empty = body()
    nothing = body(
        **dict.fromkeys(
            ("pref", "kind", "start", "contract_kinds", "guarantees", "sureties", "submit")
        ),
        **dict.fromkeys(("paper_accepted", "not_accepted", "invoice", "clerk", "source", "as_of")),
    )
    assert nothing == empty
    assert ask(empty, contract_date=AFTER).electronic == "ask"


@pytest.mark.parametrize("basis", Basis)
def test_every_basis_of_the_legend_is_read(basis):
    rule = body(start={"date": "2026-04-01", "basis": basis.value}).start[0]
    assert rule.basis is basis


@pytest.mark.parametrize("kind", ObligeeKind)
def test_every_kind_of_body_of_the_legend_is_read(kind):
    assert body(kind=kind.value).kind is kind


def test_every_method_of_the_legend_is_read():
    methods = [method.value for method in Method]
    assert body(submit={"methods": methods}).submit.methods.general == tuple(Method)


def test_advance_and_interim_are_our_products():
    assert body(guarantees=["advance", "interim"]).guarantees == (
        Product.ADVANCE_PAYMENT,
        Product.INTERIM_PAYMENT,
    )


@pytest.mark.parametrize("key", ["to", "address", "subject", "file", "deadline", "note", "fax"])
def test_one_text_and_one_per_guarantee_are_both_read(key, aliases):
    one = instructions(body(submit={key: "共通"}), Facts(product=Product.ADVANCE_PAYMENT), aliases)
    apart = body(submit={key: {"advance": "前払用", "performance": None}})
    assert getattr(one, key) == "共通"
    told = instructions(apart, Facts(product=Product.ADVANCE_PAYMENT), aliases)
    assert getattr(told, key) == "前払用"


def test_several_desks_and_addresses_are_one_text():
    submit = body(submit={"to": ["契約課", "工事課"], "address": ["a@x.example", "b@x.example"]})
    assert submit.submit.to.general == "契約課、工事課"
    assert submit.submit.address.general == "a@x.example, b@x.example"


def test_a_single_word_stands_for_a_list_of_one():
    found = body(guarantees="performance", submit={"methods": "email"}, not_accepted="印刷物")
    assert found.guarantees == (Product.PERFORMANCE,)
    assert found.submit.methods.general == (Method.EMAIL,)
    assert found.not_accepted == ("印刷物",)


def test_notes_are_kept_by_the_key_they_speak_of():
    found = body(name_note="推定", paper_note="正副2通", submit={"subject_note": "並びは仮定"})
    assert dict(found.notes) == {"name": "推定", "paper": "正副2通", "submit.subject": "並びは仮定"}


def test_the_note_on_the_start_stands_with_the_rule():
    dated = body(start={"date": "2024-01-01", "basis": "operation_start"}, start_note="1月から")
    assert dated.start[0].note == "1月から"
    assert body(start_note="未定").start[0].note == "未定"


def test_the_note_on_a_start_apart_that_is_not_known_is_kept():
    found = body(start={"date": "2024-01-01"}, nonlife_start=None, nonlife_start_note="抜粋外")
    assert dict(found.notes) == {"nonlife_start": "抜粋外"}
    assert [rule.sureties for rule in found.start] == [None]


def test_rates_are_exact_and_amounts_whole():
    limits = {
        "construction": {
            "rate": Decimal("0.4"),
            "min_contract": 5000000,
            "round_down_to": 100000,
        },
        "consulting": {"rate": Decimal("0.3")},
    }
    found = body(advance_rule=limits, performance_rule={"rate": Decimal("0.1"), "note": "議決"})
    rule = found.advance_rule(WorksKind.CONSTRUCTION)
    assert (rule.rate, rule.round_down_to) == (Decimal("0.4"), 100_000)
    assert rule.min_contract == 5_000_000
    assert found.advance_rule(WorksKind.DESIGN_SURVEY).rate == Decimal("0.3")
    assert found.performance_rule.rate == Decimal("0.1")


def test_an_advance_rule_without_kinds_holds_for_the_kinds_taken():
    found = body(contract_kinds=["construction"], advance_rule={"rate": Decimal("0.4")})
    assert found.advance_rule(WorksKind.CONSTRUCTION).rate == Decimal("0.4")
    assert found.advance_rule(WorksKind.CONSULTING) is None


def test_an_advance_rule_holds_for_the_kinds_taken_wherever_they_stand_in_the_entry():
    found = body(advance_rule=Decimal("0.35"), contract_kinds=["consulting", "construction"])
    assert {kind: rule.rate for kind, rule in found.advance_rules} == {
        WorksKind.CONSTRUCTION: Decimal("0.35"),
        WorksKind.CONSULTING: Decimal("0.35"),
    }


INSURERS_LATER = {
    "start": {"date": "2024-02-01", "basis": "contract_date"},
    "sureties": ["guarantee_companies", "nonlife_system"],
}


@pytest.mark.parametrize("later", [{"date": "2025-12-01"}, "2025-12-01"])
@pytest.mark.parametrize(
    ("surety", "day", "result"),
    [
        (SuretyKind.GUARANTEE_COMPANIES, date(2024, 2, 1), "met"),
        (SuretyKind.NONLIFE_SYSTEM, date(2025, 11, 30), "failed"),
        (SuretyKind.NONLIFE_SYSTEM, date(2025, 12, 1), "met"),
    ],
)
def test_insurers_may_start_later(later, surety, day, result):
    found = body(**INSURERS_LATER, nonlife_start=later)
    assert start_of(found, surety_kind=surety, contract_date=day) == [result]


@pytest.mark.parametrize(
    "start",
    [
        {"start": {"construction": "2024-10-01", "consulting": "2025-04-01"}},
        {"start": {"date": {"construction": "2024-10-01", "consulting": "2025-04-01"}}},
        {"start": "2024-10-01", "consulting_start": {"date": "2025-04-01"}},
        {
            "start": [
                {"date": "2024-10-01", "contract_kinds": "construction"},
                {"date": "2025-04-01", "contract_kinds": ["consulting"]},
            ]
        },
    ],
)
def test_a_start_told_apart_by_works_kind_is_read_in_several_shapes(start):
    found = body(**start)
    day = date(2025, 1, 1)
    assert start_of(found, contract_date=day) == ["unknown"]
    assert start_of(found, kind=WorksKind.CONSULTING, contract_date=day) == ["failed"]


def test_a_start_of_one_department_is_read():
    start = {"date": "2024-02-01", "basis": "contract_date", "department": "契約課"}
    assert start_of(body(start=start), contract_date=AFTER, department="契約課") == ["met"]


@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"start": {"date": "令和8年4月1日"}}, "obligees.0.start.date"),
        ({"start": {"basis": "contract_day"}}, "obligees.0.start.basis"),
        ({"start": {"dates": "2026-04-01"}}, "obligees.0.start.dates"),
        ({"nonlife_start": {"date": "soon"}}, "obligees.0.nonlife_start.date"),
        ({"contract_kinds": ["works"]}, "obligees.0.contract_kinds.0"),
        ({"guarantees": ["advance", "bond"]}, "obligees.0.guarantees.1"),
        ({"sureties": [None]}, "obligees.0.sureties.0"),
        ({"kind": "state"}, "obligees.0.kind"),
        ({"submit": {"methods": ["mail"]}}, "obligees.0.submit.methods.0"),
        ({"submit": {"to": {"advance": 5}}}, "obligees.0.submit.to.advance"),
        ({"submit": {"to": {"advanced": "x"}}}, "obligees.0.submit.to.advanced"),
        ({"submit": {"subjct": "x"}}, "obligees.0.submit.subjct"),
        ({"submit": {"confirm_by_phone": "yes"}}, "obligees.0.submit.confirm_by_phone"),
        ({"submit": {"subject": "a\nb"}}, "obligees.0.submit.subject"),
        ({"submit": []}, "obligees.0.submit"),
        ({"paper_accepted": "true"}, "obligees.0.paper_accepted"),
        ({"advance_rule": {"consulting": {"rate": 4}}}, "obligees.0.advance_rule.consulting.rate"),
        ({"performance_rule": {"rate": "1割"}}, "obligees.0.performance_rule.rate"),
        ({"advance_rule": {"construction": {"min_contract": -1}}},
         "obligees.0.advance_rule.construction.min_contract"),
        ({"id": "みほん"}, "obligees.0.id"),
        ({"id": None}, "obligees.0.id"),
        ({"id": "../x"}, "obligees.0.id"),
        ({"name": ""}, "obligees.0.name"),
        ({"guarantee": []}, "obligees.0.guarantee"),
        ({"schema": "akashi.obligee/1"}, "obligees.0.schema"),
        ({"as_of": "April"}, "obligees.0.as_of"),
        ({"invoice": "a\u202eb"}, "obligees.0.invoice"),
    ],
)  # fmt: skip
def test_a_wrong_entry_is_named_by_its_key_and_nothing_is_taken(wrong, key):
    assert keys(entry(**wrong)) == [key]


def test_all_problems_are_found_at_once():
    assert keys(entry(id="a b", kind="x"), entry(kind="y")) == [
        "obligees.0.id",
        "obligees.0.kind",
        "obligees.1.kind",
    ]


def test_one_wrong_entry_keeps_the_good_ones_out_too():
    bodies, problems = read(entry(), entry(id="other", kind="x"))
    assert bodies == ()
    assert len(problems) == 1


def test_the_same_id_twice_is_refused():
    assert keys(entry(), entry()) == ["obligees.1.id"]


@pytest.mark.parametrize(
    ("top", "key"),
    [
        ({"version": 2}, "version"),
        ({"collected": "today"}, "collected"),
        ({"bodies": []}, "bodies"),
        ({"obligees": {}}, "obligees"),
        ({"obligees": ["みほん市"]}, "obligees.0"),
        ({"adopters_only": [{"pref": "みほん県"}]}, "adopters_only.0"),
        ({"adopters_only": [{"names": ["a", 5]}]}, "adopters_only.0.names.1"),
        ({"adopters_only": [{"names": ["a"], "strat": "2024"}]}, "adopters_only.0.strat"),
        ({"adopters_only": [{"names": ["a", "b"], "start": []}]}, "adopters_only.0.start"),
        ({"adopters_only": [{"names": ["a", "a"]}]}, "adopters_only.0.names.1"),
    ],
)
def test_a_wrong_file_is_named_by_its_key(top, key):
    document = {"version": 1, "obligees": [], **top}
    assert [p.key for p in directory.read_document(document)[1]] == [key]


def test_adopters_are_name_only_bodies_with_stable_ids():
    row = {"names": ["奄美市", "志布志市"], "pref": "鹿児島県", "start": "FY2022", "note": "初"}
    first, _ = read(adopters_only=[row])
    again, _ = read(adopters_only=[{**row, "names": ["志布志市", "奄美市"], "start": "2022-10"}])
    assert {one.name: one.id for one in first} == {one.name: one.id for one in again}
    assert {(one.name_only, one.reported_start, one.note("name")) for one in first} == {
        (True, "FY2022", "初")
    }


def test_a_body_with_rules_is_not_listed_by_name_once_more():
    row = {"names": ["みほん市", "別の市"], "pref": "みほん県"}
    bodies, _ = read(entry(pref="みほん県"), adopters_only=[row])
    assert [(one.name, one.name_only) for one in bodies] == [("みほん市", False), ("別の市", True)]


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.decimals(allow_nan=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["date", "basis", "advance", "note", "rate", "construction", "x_note"]),
            inner,
            max_size=3,
        )
    ),
    max_leaves=6,
)


def places(value, path=()):
    yield path
    steps = (
        value if isinstance(value, dict) else range(len(value) if isinstance(value, list) else 0)
    )
    for step in steps:
        yield from places(value[step], (*path, step))


@given(which=st.integers(0, 33), place=st.integers(0, 9999), value=junk)
@settings(max_examples=300)
def test_whatever_stands_at_any_key_is_read_or_named_and_never_an_error(which, place, value):
    document = {"version": 1, "obligees": [deepcopy(collection()["obligees"][which])]}
    paths = [path for path in places(document) if len(path) > 1]
    *outer, last = paths[place % len(paths)]
    holder = document
    for step in outer:
        holder = holder[step]
    holder[last] = value
    bodies, problems = directory.read_document(document)
    assert bool(bodies) != bool(problems)
    for one in bodies:
        assert directory.read_obligee(directory.to_document(one)) == (one, ())
        ask(one, contract_date=BEFORE)
