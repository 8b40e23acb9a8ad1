"""Two at once (競合): one is first, the other is told who and when; nothing happens twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connection

from akashi.adapters.toolbox import Toolbox
from akashi.domain.identifiers import access_key
from akashi.records.models import (
    AccessKey,
    Application,
    AuditEntry,
    Certificate,
    Checkpoint,
    Guarantee,
    LogEntry,
    Notice,
    OpenAttempt,
    SealedDocument,
)
from akashi.workflows.applying.accept import accept
from akashi.workflows.applying.approve import approve
from akashi.workflows.applying.create_application import create_application
from akashi.workflows.applying.record_payment import record_payment
from akashi.workflows.applying.save_draft import save_draft
from akashi.workflows.applying.submit import submit
from akashi.workflows.delivering.open_certificate import open_certificate
from akashi.workflows.errors import Conflict, DoesNotOpen, TooManyAttempts
from akashi.workflows.guaranteeing.publish import publish
from akashi.workflows.keeping.tasks import TASKS, run_until_idle
from akashi.workflows.whole_path.issue_whole import issue_whole
from tests.factories.guarantees import Way, document
from tests.factories.people import move_in
from tests.fakes import NOON

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def road(tools: Toolbox) -> Way:
    """Return a way over a store that several threads share."""
    return Way(move_in(), tools)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Do all of them at the same moment; return what each answered or raised."""
    together = Barrier(len(acts))

    def run(act: Callable[[], object]) -> object:
        together.wait()
        try:
            return act()
        except (Conflict, DoesNotOpen, TooManyAttempts) as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def conflicts(answers: list[object]) -> list[Conflict]:
    return [answer for answer in answers if isinstance(answer, Conflict)]


def test_of_two_underwriters_one_accepts_and_the_other_learns_who(road: Way):
    for _ in range(5):
        made = road.submitted()
        answers = at_once(
            lambda made=made: accept(made, by=road.people.ume, at=NOON),
            lambda made=made: accept(made, by=road.people.take, at=NOON),
        )
        (lost,) = conflicts(answers)
        winner = Application.objects.get(pk=made).accepted_by
        assert winner is not None
        assert (lost.who, lost.when) == (winner.name, NOON)
        assert AuditEntry.objects.filter(act="applying.accept", application_id=made).count() == 1


def test_of_two_approvers_one_concludes_and_there_is_one_guarantee(road: Way):
    for _ in range(5):
        made = road.accepted()
        road.pay(made)
        answers = at_once(
            lambda made=made: approve(made, by=road.people.matsu, at=NOON, toolbox=road.tools),
            lambda made=made: approve(made, by=road.people.sakae, at=NOON, toolbox=road.tools),
        )
        assert len(conflicts(answers)) == 1
    assert Guarantee.objects.count() == Certificate.objects.count() == 5
    numbers = [number[8:15] for number in Guarantee.objects.values_list("number", flat=True)]
    assert sorted(numbers) == [f"{serial:07}" for serial in range(1, 6)]


def test_approval_and_premium_at_once_conclude_once(road: Way):
    for _ in range(5):
        made = road.accepted()
        answers = at_once(
            lambda made=made: approve(made, by=road.people.matsu, at=NOON, toolbox=road.tools),
            lambda made=made: record_payment(
                made,
                amount_yen=61_500,
                paid_on=date(2026, 11, 22),
                method="cash",
                by=road.people.take,
                at=NOON,
                toolbox=road.tools,
            ),
        )
        assert answers == [None, None]
        assert Guarantee.objects.filter(application_id=made).count() == 1


def test_editing_and_submitting_at_once_never_changes_what_was_submitted(road: Way):
    for _ in range(5):
        made = road.drafted()
        at_once(
            lambda made=made: submit(made, by=road.people.alice, at=NOON, toolbox=road.tools),
            lambda made=made: save_draft(
                made, document=document(advance_amount_yen=10_000_000), by=road.people.bob, at=NOON
            ),
        )
        kept = Application.objects.get(pk=made)
        quoted = kept.quote["ja"]["guaranteed_amount_yen"]
        assert quoted == kept.document["advance_amount_yen"]


def test_equal_requests_at_once_are_one_application_without_a_refusal(road: Way):
    asked = {"idempotency_key": "K", "by": road.people.alice, "at": NOON}
    answers = at_once(*[lambda: create_application(document(), **asked)] * 8)
    assert len(set(answers)) == 1
    assert Application.objects.count() == 1


def test_equal_issues_at_once_are_one_guarantee_without_a_refusal(road: Way):
    def issue() -> str:
        return issue_whole(
            document(), idempotency_key="K", at=NOON, toolbox=road.tools
        ).guarantee_number

    assert len(set(at_once(*[issue] * 6))) == 1
    assert Guarantee.objects.count() == SealedDocument.objects.count() == 1
    assert AccessKey.objects.count() == 1
    assert Notice.objects.filter(kind="certificate_ready").count() == 1


def test_leaves_appended_at_once_follow_one_another(road: Way):
    ids = [road.concluded().certificate_set.get().pk for _ in range(8)]
    at_once(*[lambda pk=pk: publish(pk, at=NOON, toolbox=road.tools) for pk in ids])
    assert sorted(LogEntry.objects.values_list("index", flat=True)) == list(range(8))
    assert Checkpoint.objects.count() == 8


def test_two_workers_on_one_certificate_keep_one_pdf_and_mail_once(road: Way):
    subject = str(road.concluded().certificate_set.get().pk)
    work = TASKS["seal_certificate"]
    at_once(*[lambda: work(subject, at=NOON, toolbox=road.tools)] * 4)
    assert SealedDocument.objects.count() == LogEntry.objects.count() == 1
    assert Notice.objects.filter(kind="certificate_ready").count() == 1


def test_guesses_at_once_are_counted_as_if_one_after_the_other(road: Way):
    number = road.concluded().number
    run_until_idle(toolbox=road.tools)
    wrong = access_key.mint(b"\x07" * 13)
    answers = at_once(
        *[
            lambda: open_certificate(
                number, wrong, source="192.0.2.1", channel="api", at=NOON, toolbox=road.tools
            )
        ]
        * 12
    )
    evaluated = [answer for answer in answers if isinstance(answer, DoesNotOpen)]
    assert len(evaluated) == 5
    assert len(answers) - len(evaluated) == 7
    assert max(OpenAttempt.objects.values_list("failures", flat=True)) == 5
