"""People, tokens, store, log, worker and doctor (利用者・記録簿・点検) on the command line."""

from __future__ import annotations

import json
import re

import pytest

from akashi.cli.main import akashi as group
from akashi.domain.people import Role
from akashi.records.models import LogEntry, Notice, Person
from akashi.workflows.keeping.people import resolve_token
from tests.cli.conftest import YOMITAN


@pytest.mark.parametrize("role", list(Role))
def test_a_person_of_each_role_is_made_with_a_password(akashi, role):
    company = ("--company", "株式会社みほん建設") if role is Role.CONTRACTOR else ()
    told = akashi("user", "create", "--role", role, "--name", "山田 花子", *company, "--json")
    made = json.loads(told.stdout)
    assert set(made) == {"user_id", "password"}
    assert Person.objects.get(user_id=made["user_id"]).check_password(made["password"])


@pytest.mark.parametrize(
    "words",
    [
        ("--role", "contractor", "--name", "山田"),
        ("--role", "approver", "--name", "山田", "--company", "みほん"),
        ("--role", "king", "--name", "山田"),
        ("--role", "auditor", "--name", " "),
        ("--role", "auditor", "--name", "山\u200b田"),
        ("--role", "auditor", "--name", "山田", "--email", "yamada"),
        ("--role", "auditor", "--name", "山田", "--email", "a@b.example, c@d.example"),
        ("--role", "auditor"),
    ],
)
def test_a_person_that_cannot_be_made_is_refused(akashi, words):
    told = akashi("user", "create", *words, "--json")
    assert (told.exit_code, told.stdout) == (2, "")
    assert not Person.objects.exists()


def test_a_token_speaks_for_its_person(akashi):
    made = json.loads(
        akashi("user", "create", "--role", "auditor", "--name", "Audrey", "--json").stdout
    )
    told = json.loads(akashi("token", "create", "--user", made["user_id"], "--json").stdout)
    actor = resolve_token(told["token"])
    assert actor is not None
    assert actor.user_id == made["user_id"]


def test_a_token_for_nobody_is_refused(akashi):
    told = akashi("token", "create", "--user", "C9999999")
    assert told.exit_code == 2
    assert "C9999999" in told.stderr


def test_the_log_agrees_with_the_records(akashi, tmp_path):
    akashi("issue", YOMITAN, "--out", tmp_path)
    told = akashi("log", "check", "--json")
    answer = json.loads(told.stdout)
    assert (told.exit_code, answer["ok"], answer["size"]) == (0, True, 1)


def test_an_entry_added_outside_is_named(akashi, tmp_path):
    akashi("issue", YOMITAN, "--out", tmp_path)
    entry = LogEntry.objects.get()
    LogEntry.objects.create(
        index=1,
        leaf=entry.leaf,
        leaf_hash=entry.leaf_hash,
        certificate=entry.certificate,
        event=entry.event,
        recorded_at=entry.recorded_at,
    )
    told = akashi("log", "check", "--json")
    assert (told.exit_code, json.loads(told.stdout)["first_wrong"]) == (1, 1)


def test_queued_mail_is_sent_by_one_round_of_work(akashi, tmp_path):
    akashi("issue", YOMITAN, "--out", tmp_path)
    assert Notice.objects.filter(sent_at__isnull=True).exists()
    told = akashi("work", "--once", "--json")
    assert told.exit_code == 0
    assert json.loads(told.stdout)["done"] >= 1
    assert not Notice.objects.filter(sent_at__isnull=True).exists()


def test_a_store_that_is_up_to_date_stays_as_it_is(akashi):
    akashi("migrate")
    told = akashi("migrate")
    assert told.exit_code == 0
    assert "up to date" in told.stdout
    assert json.loads(akashi("migrate", "--json").stdout) == {"changes": 0, "loaded": False}


def test_the_doctor_names_what_is_of_demo_grade_and_finds_nothing_wrong(akashi):
    told = akashi("doctor", "--json", "--lang", "en")
    findings = json.loads(told.stdout)["findings"]
    assert told.exit_code == 0
    assert {"migrations", "database", "disk", "time", "fonts", "mail"} <= {
        each["name"] for each in findings
    }
    demo = [each for each in findings if each["state"] == "demo"]
    assert demo
    assert all(each["mend"] for each in demo)


@pytest.mark.parametrize(
    ("name", "value", "finding"),
    [
        ("EMAIL_URL", "smtp://127.0.0.1:1", "mail"),
        ("EMAIL_URL", "gopher://x", "mail"),
        ("DATA_DIR", "/nowhere", "disk"),
    ],
)
def test_the_doctor_says_what_is_wrong_and_looks_at_the_rest(
    akashi, settings, name, value, finding
):
    setattr(settings, name, value)
    told = akashi("doctor", "--json")
    findings = json.loads(told.stdout)["findings"]
    assert told.exit_code == 1
    assert [each["name"] for each in findings if each["state"] == "wrong"] == [finding]
    assert "fonts" in {each["name"] for each in findings}


def test_models_and_migrations_agree(akashi):
    assert akashi("doctor", "--migrations").exit_code == 0


def commands(group, words=()):
    for name in group.list_commands(None):
        inner = group.get_command(None, name)
        yield (*words, name)
        if hasattr(inner, "list_commands"):
            yield from commands(inner, (*words, name))


def test_every_command_has_help_with_an_example(akashi):
    for words in commands(group):
        told = akashi(*words, "--help")
        assert told.exit_code == 0, words
        assert re.search(rf"Example: akashi {' '.join(words)}\b", told.stdout), words
