"""Opening with number and key (閲覧): answered alike, counted, slowed, recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akashi.adapters.toolbox import Toolbox
from akashi.adapters.vault import Vault
from akashi.domain.guarantee import GuaranteeStatus
from akashi.domain.identifiers import access_key, guarantee_number
from akashi.domain.lifecycle import GuaranteeState
from akashi.domain.violations import RuleViolation
from akashi.records.models import AccessKey, Guarantee, OpenAttempt, Opening
from akashi.workflows.delivering.disclose_key import disclose_key
from akashi.workflows.delivering.open_certificate import open_certificate, open_pdf
from akashi.workflows.errors import DoesNotOpen, TooManyAttempts
from tests.factories.guarantees import Way
from tests.fakes import NOON

HERE, NEIGHBOUR, ELSEWHERE = "192.0.2.1", "192.0.2.77", "198.51.100.5"
WRONG_KEY = access_key.mint(b"\x07" * 13)
OTHER_NUMBER = guarantee_number.make("MH", 2026, 999)


@dataclass
class Door:
    """The obligee's door as a test stands before it."""

    number: str
    key: str
    tools: Toolbox

    def ask(self, number: str = "", key: str = "", source: str = HERE, after: int = 0) -> Any:
        """Try number and key, some seconds after noon; the right ones unless others are given."""
        return open_certificate(
            number or self.number,
            key or self.key,
            source=source,
            channel="web",
            at=NOON + timedelta(seconds=after),
            toolbox=self.tools,
        )

    def fail(self, times: int, **asked: Any) -> None:
        """Try a wrong key so often, each time evaluated."""
        for _ in range(times):
            with pytest.raises(DoesNotOpen):
                self.ask(**{"key": WRONG_KEY, **asked})

    def wait(self, **asked: Any) -> int:
        """Return how long an attempt is told to wait."""
        with pytest.raises(TooManyAttempts) as refused:
            self.ask(**asked)
        return refused.value.retry_after


@pytest.fixture
def door(way: Way) -> Door:
    number = way.sealed().number
    key = disclose_key(number, by=way.people.alice, at=NOON, toolbox=way.tools)
    return Door(number, key, way.tools)


def test_number_and_key_open_the_certificate(door: Door):
    opened = door.ask()
    assert opened.guarantee_number == door.number
    assert (opened.status, opened.in_force) == (GuaranteeStatus.IN_FORCE, True)
    assert opened.as_of == date(2026, 11, 22)
    assert opened.content["obligee"]["name"] == "読谷村"
    assert [version["current"] for version in opened.versions] == [True]
    assert opened.evidence["seal"]["level"] == "B-LT"
    assert opened.evidence["seal"]["sealed_at"].endswith("+00:00")
    assert opened.evidence["log"]["leaf_index"] == 0


def test_every_opening_is_recorded_with_source_and_channel(door: Door):
    door.ask()
    door.ask(source=ELSEWHERE)
    assert list(Opening.objects.order_by("pk").values_list("source", "channel", "version")) == [
        (HERE, "web", 1),
        (ELSEWHERE, "web", 1),
    ]


def test_the_sealed_pdf_opens_the_same_way(door: Door):
    asked = {"source": HERE, "channel": "api", "at": NOON, "toolbox": door.tools}
    document = open_pdf(door.number, door.key, **asked)
    assert door.tools.examine(document.pdf, NOON).verdict == "authentic"
    assert document.file_name == f"電子証書_{door.number}.pdf"
    assert Opening.objects.count() == 1
    with pytest.raises(DoesNotOpen):
        open_pdf(door.number, WRONG_KEY, **asked)


def test_number_and_key_are_understood_as_people_type_them(door: Door):
    wide = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})
    assert door.ask(number=door.number.lower().replace("-", " "))
    assert door.ask(key=door.key.translate(wide).lower())


def test_what_is_mistyped_is_said_before_any_look_up_and_not_counted(door: Door):
    with CaptureQueriesContext(connection) as asked, pytest.raises(RuleViolation) as refused:
        door.ask(number="MH-2026-0000001-X", key="AAAAA-BBBBB")
    assert {violation.field for violation in refused.value.violations} == {
        "guarantee_number",
        "access_key",
    }
    assert len(asked) == 0


def test_unknown_number_wrong_key_withdrawn_key_and_unsealed_are_one_answer(door: Door, way: Way):
    unsealed = way.concluded()
    waiting = way.tools.vault.decrypt(
        bytes(AccessKey.objects.get(guarantee=unsealed).ciphertext), unsealed.number
    )
    AccessKey.objects.filter(guarantee__number=door.number).update(withdrawn_at=NOON)
    answers = []
    for number, key in (
        (OTHER_NUMBER, WRONG_KEY),
        (door.number, WRONG_KEY),
        (door.number, door.key),
        (unsealed.number, waiting),
    ):
        with pytest.raises(DoesNotOpen) as refused:
            door.ask(number=number, key=key)
        answers.append(str(refused.value))
    assert len(set(answers)) == 1


def test_a_key_opens_its_own_number_only(door: Door, way: Way):
    other = way.sealed().number
    door.fail(1, number=other, key=door.key)


def test_an_unknown_number_and_a_wrong_key_cost_the_same_statements(door: Door):
    statements = []
    for position, number in enumerate((OTHER_NUMBER, door.number)):
        with CaptureQueriesContext(connection) as asked:
            door.fail(1, number=number, source=f"203.0.{position}.1")
        statements.append([query["sql"].split()[0] for query in asked])
    assert statements[0] == statements[1]


def test_five_failures_are_free_then_the_wait_doubles_up_to_an_hour(door: Door):
    door.fail(5)
    clock, waits = 0, []
    for _ in range(9):
        wait = door.wait(after=clock)
        waits.append(wait)
        clock += wait
        door.fail(1, after=clock)
    assert waits == [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]


def test_while_waiting_even_the_right_key_is_not_looked_at(door: Door):
    door.fail(5)
    assert door.wait() == 30
    assert door.wait(after=29) == 1
    assert door.ask(after=30)


def test_an_attempt_while_waiting_does_not_lengthen_the_wait(door: Door):
    door.fail(5)
    for second in range(20):
        door.wait(after=second)
    assert door.ask(after=30)


def test_success_begins_the_count_anew(door: Door):
    door.fail(4)
    door.ask()
    door.fail(5)
    assert door.wait() == 30


def test_the_right_key_from_another_source_always_works(door: Door):
    for attempt in range(25):
        try:
            door.ask(key=WRONG_KEY, source=f"203.0.{attempt}.9", after=attempt)
        except (DoesNotOpen, TooManyAttempts):
            assert door.ask(source=ELSEWHERE, after=attempt)


def test_thirty_failures_an_hour_in_a_network_stop_whoever_fails_there_on_all_numbers(door: Door):
    for attempt in range(30):
        number = guarantee_number.make("MH", 2026, 1000 + attempt)
        door.fail(1, number=number, source=f"192.0.2.{attempt}", after=attempt)
    assert door.wait(source="192.0.2.29", after=60) == 3540
    assert door.wait(key=WRONG_KEY, source="192.0.2.200", after=60) == 3540
    assert door.wait(source="192.0.2.200", after=61) == 3539
    assert door.ask(source="192.0.2.200", after=3600)


def test_guesses_from_the_next_desk_never_lock_out_the_rightful_user(door: Door):
    for attempt in range(60):
        number = guarantee_number.make("MH", 2026, 1000 + attempt)
        try:
            door.ask(key=WRONG_KEY, number=number, source=f"192.0.2.{attempt % 20}", after=attempt)
        except (DoesNotOpen, TooManyAttempts):
            assert door.ask(source=NEIGHBOUR, after=attempt)


def test_ipv6_is_counted_by_the_networks_people_are_given(door: Door):
    for attempt in range(5):
        door.fail(1, source=f"2001:db8:1:2::{attempt:x}")
    assert door.wait(source="2001:db8:1:2:ffff::1") == 30
    assert door.ask(source="2001:db8:1:3::1")


def test_an_ipv4_address_in_ipv6_clothes_is_the_same_source(door: Door):
    door.fail(5)
    assert door.wait(source=f"::ffff:{HERE}") == 30


def test_a_day_without_failures_begins_anew(door: Door):
    door.fail(5)
    door.fail(1, after=86_500)
    assert door.ask(after=86_501)


def test_the_table_of_attempts_names_neither_number_nor_address(door: Door):
    door.fail(1)
    for row in OpenAttempt.objects.all():
        assert door.number not in row.bucket
        assert HERE not in row.bucket
        assert len(row.bucket) == 64


@pytest.mark.parametrize(
    ("state", "status"),
    [
        (GuaranteeState.RELEASED, GuaranteeStatus.RELEASED),
        (GuaranteeState.CANCELLED, GuaranteeStatus.CANCELLED),
    ],
)
def test_what_has_ended_still_opens_and_says_so(door: Door, state: str, status: str):
    Guarantee.objects.update(state=state)
    opened = door.ask()
    assert (opened.status, opened.in_force) == (status, False)


def test_the_day_that_counts_is_japans(door: Door):
    last_minute = (date(2027, 2, 26) - NOON.date()).days * 86_400 + 12 * 3600 - 60
    assert door.ask(after=last_minute).in_force
    assert not door.ask(after=last_minute + 60).in_force


def test_a_key_made_under_an_older_vault_key_still_opens(door: Door):
    rotated = Vault(b"\x09" * 32, bytes(range(32)))
    object.__setattr__(door.tools, "vault", rotated)
    assert door.ask()


def test_a_success_takes_four_statements_at_most(door: Door):
    with CaptureQueriesContext(connection) as asked:
        door.ask()
    kinds = [query["sql"].split()[0] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert len(kinds) <= 4
