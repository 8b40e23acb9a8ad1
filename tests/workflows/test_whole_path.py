"""The whole path in one go (一括発行), and the same request twice (冪等)."""

from __future__ import annotations

import json

import pytest

from akashi.adapters.toolbox import Toolbox
from akashi.domain.application import parse
from akashi.domain.violations import RuleViolation
from akashi.records.models import (
    AccessKey,
    Application,
    AuditEntry,
    Certificate,
    Guarantee,
    IdempotentAnswer,
    Notice,
    Person,
    SealedDocument,
    Task,
)
from akashi.workflows.applying.create_application import create_application
from akashi.workflows.whole_path.issue_whole import Issued, issue_whole
from tests.factories.guarantees import Way, document
from tests.fakes import NOON, FakeSealer

pytestmark = pytest.mark.usefixtures("people")


def issue(tools: Toolbox, key: str | None = None, **changes: object) -> Issued:
    return issue_whole(
        document(**changes), idempotency_key=key, show_key=True, at=NOON, toolbox=tools
    )


def codes(refused: pytest.ExceptionInfo[RuleViolation]) -> set[str]:
    return {violation.code for violation in refused.value.violations}


def test_a_file_becomes_a_sealed_certificate_a_notice_and_a_key(tools: Toolbox):
    issued = issue(tools)
    assert tools.examine(issued.certificate, NOON).verdict == "authentic"
    assert issued.key_notice is not None
    assert issued.access_key is not None
    assert issued.access_key.encode() in issued.key_notice
    assert (issued.premium_yen, issued.log_index) == (61_500, 0)
    assert [finding.code for finding in issued.remarks] == ["illustrative_rates"]
    assert Notice.objects.filter(kind="certificate_ready", sent_at=None).count() == 1


def test_acceptance_and_approval_are_by_two_people(tools: Toolbox):
    issue(tools)
    application = Application.objects.get()
    people = {application.created_by_id, application.accepted_by_id, application.approved_by_id}
    assert len(people) == 3
    assert not any(person.has_usable_password() for person in Person.objects.filter(pk__in=people))


def test_the_same_file_twice_issues_twice_and_says_so_to_the_underwriter(tools: Toolbox):
    first, second = issue(tools), issue(tools)
    assert first.guarantee_number != second.guarantee_number
    assert [finding.code for finding in second.remarks] == ["same_works", "illustrative_rates"]
    assert first.guarantee_number in second.remarks[0].sentence.ja


def test_a_space_or_another_spelling_hides_no_second_guarantee(tools: Toolbox):
    issue(tools, works__name="高橋線 道路改良")
    second = issue(tools, works__name="髙橋線道路改良")
    assert "same_works" in {finding.code for finding in second.remarks}


def test_the_same_key_and_file_give_the_same_answer(tools: Toolbox):
    assert issue(tools, "K") == issue(tools, "K")
    assert Guarantee.objects.count() == 1


def test_the_same_key_with_another_file_is_refused(tools: Toolbox):
    issue(tools, "K")
    with pytest.raises(RuleViolation) as refused:
        issue(tools, "K", advance_amount_yen=20_000_000)
    assert codes(refused) == {"idempotency_mismatch"}
    assert Guarantee.objects.count() == 1


@pytest.mark.parametrize("key", ["", "with space", "日本", "x" * 201])
def test_an_unusable_idempotency_key_is_refused(tools: Toolbox, key: str):
    with pytest.raises(RuleViolation) as refused:
        issue(tools, key)
    assert codes(refused) == {"idempotency_key"}


def test_a_key_whose_file_was_refused_may_be_used_for_the_mended_one(tools: Toolbox):
    with pytest.raises(RuleViolation):
        issue(tools, "K", advance_amount_yen=99_000_000)
    assert issue(tools, "K").guarantee_number


def test_what_a_crash_left_undone_is_finished_under_the_same_key(tools: Toolbox):
    sealer = tools.sealer
    assert isinstance(sealer, FakeSealer)
    sealer.failures.append(OSError("the authority is away"))
    with pytest.raises(OSError, match="away"):
        issue(tools, "K")
    assert Guarantee.objects.count() == 1
    assert Task.objects.get(name="seal_certificate").state == "ready"
    issued = issue(tools, "K")
    assert issued.guarantee_number == Guarantee.objects.get().number
    assert SealedDocument.objects.count() == 1
    assert Task.objects.get(name="seal_certificate").state == "done"


def test_a_file_that_breaks_rules_leaves_nothing_behind(tools: Toolbox):
    counted = (Application, AuditEntry, Person, Notice, Task, IdempotentAnswer)
    before = [model.objects.count() for model in counted]
    with pytest.raises(RuleViolation) as refused:
        issue(
            tools,
            "K",
            product="loan",
            obligee="nowhere",
            contractor__email="nobody",
            works__name="橋\x00",
        )
    assert {"unknown_choice", "unknown_obligee", "email_malformed"} <= codes(refused)
    assert {v.field for v in refused.value.violations} >= {"works.name", "product", "obligee"}
    assert [model.objects.count() for model in counted] == before


def test_a_file_that_is_hardly_one_names_everything_that_is_missing(tools: Toolbox):
    with pytest.raises(RuleViolation) as refused:
        issue_whole({}, at=NOON, toolbox=tools)
    fields = {violation.field for violation in refused.value.violations}
    assert {"schema", "product", "delivery", "obligee", "contractor", "works"} <= fields
    assert "foreign_contractor" not in codes(refused)


def test_a_name_that_stands_twice_is_refused_though_the_store_would_keep_one(tools: Toolbox):
    text = json.dumps(document()).replace('"product":', '"product": "performance", "product":', 1)
    with pytest.raises(RuleViolation) as refused:
        issue_whole(parse(text), at=NOON, toolbox=tools)
    assert [(v.code, v.field) for v in refused.value.violations] == [("repeated_field", "product")]
    assert not Application.objects.exists()


def test_another_file_under_a_used_key_is_told_so_whatever_else_is_wrong_with_it(tools: Toolbox):
    issue(tools, "K")
    with pytest.raises(RuleViolation) as refused:
        issue(tools, "K", colour="red")
    assert codes(refused) == {"idempotency_mismatch"}


def test_what_the_store_cannot_keep_hides_no_other_fault(way: Way):
    with pytest.raises(RuleViolation) as refused:
        create_application(
            document(colour=float("inf"), delivery="fax"),
            idempotency_key=None,
            by=way.people.alice,
            at=NOON,
        )
    assert codes(refused) == {"unknown_field", "unknown_choice"}


def test_on_paper_there_is_neither_key_nor_notice(tools: Toolbox):
    issued = issue(tools, delivery="paper")
    assert (issued.key_notice, issued.access_key) == (None, None)
    assert not AccessKey.objects.exists()
    assert Certificate.objects.get().log_index == 0


def test_creating_checks_the_shape_and_submitting_the_rules(way: Way):
    by = way.people.alice
    made = create_application(
        document(advance_amount_yen=50_000_000), idempotency_key=None, by=by, at=NOON
    )
    assert Application.objects.get(pk=made).state == "draft"
    with pytest.raises(RuleViolation) as refused:
        create_application(document(colour="red"), idempotency_key=None, by=by, at=NOON)
    assert codes(refused) == {"unknown_field"}


def test_an_idempotency_key_belongs_to_its_person(way: Way):
    asked = {"idempotency_key": "K", "at": NOON}
    mine = create_application(document(), by=way.people.alice, **asked)
    assert create_application(document(), by=way.people.alice, **asked) == mine
    assert create_application(document(), by=way.people.bob, **asked) != mine
