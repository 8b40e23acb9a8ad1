"""The doctor (点検) says what an operator should look at today."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.conf import settings

from akashi.records.models import OpenAttempt
from tests.cli.conftest import Command
from tests.fakes import NOON


def finding(akashi: Command, name: str) -> tuple[str, str, str | None]:
    """Return state, detail and what to do of one finding."""
    told = json.loads(akashi("doctor", "--json", "--lang", "en").stdout)
    [found] = [each for each in told["findings"] if each["name"] == name]
    return found["state"], found["detail"], found["mend"]


def wait(bucket: str, seconds: int) -> None:
    """Let a source wait until some seconds after noon."""
    OpenAttempt.objects.create(
        bucket=bucket,
        failures=5,
        since=NOON,
        updated_at=NOON,
        blocked_until=NOON + timedelta(seconds=seconds),
    )


def test_somebody_who_guesses_keys_is_seen(akashi: Command):
    assert finding(akashi, "guesses")[0] == "ok"
    wait("one", seconds=30)
    wait("two", seconds=3600)
    wait("over", seconds=0)
    state, detail, mend = finding(akashi, "guesses")
    assert state == "warning"
    assert "made to wait: 2." in detail
    assert "docs/operating.md" in (mend or "")


@pytest.mark.parametrize(
    ("contact", "over_tls", "state"),
    [("", True, "warning"), ("", False, "demo"), ("業務部 03-0000-0000", True, "ok")],
)
def test_a_real_installation_says_whom_to_ask(
    akashi: Command, monkeypatch: pytest.MonkeyPatch, *, contact: str, over_tls: bool, state: str
):
    monkeypatch.setattr(settings, "CONTACT", contact)
    monkeypatch.setattr(settings, "OVER_TLS", over_tls)
    found, _, mend = finding(akashi, "contact")
    assert found == state
    assert (mend is None) == (state == "ok")
    assert mend is None or "AKASHI_CONTACT" in mend
