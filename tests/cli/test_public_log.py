"""The public log on the command line (公開ログ): `work` publishes it, the doctor looks at it."""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.conf import settings

from akashi.adapters.clock import SystemClock
from akashi.config import wiring
from akashi.records.models import LogAnchor
from akashi.workflows.keeping.publish_log import publish_log
from tests.cli.conftest import YOMITAN
from tests.fakes import NOON
from tests.tools.log_reader import OutsideReader, check_everything


def later(by: timedelta) -> AbstractContextManager[object]:
    """Let the clock go on, whoever took hold of it before, as long as the `with` lasts."""
    return patch.object(SystemClock, "now", lambda _self: NOON + by)


@pytest.fixture
def issued(akashi: Any, tmp_path: Path) -> None:
    """Issue one certificate; nobody has published anything yet."""
    assert akashi("issue", YOMITAN, "--out", tmp_path / "out").exit_code == 0


@pytest.fixture
def published() -> Path:
    """Return where this test's log is published."""
    return Path(settings.LOG_DIR)


def anchor_words(told: Any) -> str:
    """Return what the doctor says of anchors, in words."""
    found = {each["name"]: each["detail"] for each in json.loads(told.stdout)["findings"]}
    return str(found["log_anchor"])


def states(told: Any) -> dict[str, str]:
    """Return what the doctor says of the public log."""
    found = json.loads(told.stdout)["findings"]
    return {each["name"]: each["state"] for each in found if each["name"] in {"log", "log_anchor"}}


def test_the_doctor_finds_nothing_wrong_with_an_empty_log(akashi: Any):
    told = akashi("doctor", "--json", "--lang", "en")
    assert states(told) == {"log": "warning", "log_anchor": "ok"}
    assert "The log is not published yet." in told.stdout
    assert anchor_words(told).startswith("The log is still empty")


@pytest.mark.usefixtures("issued")
def test_work_publishes_what_was_issued_and_the_doctor_finds_it_in_order(
    akashi: Any, published: Path
):
    told = akashi("doctor", "--json", "--lang", "en")
    assert states(told) == {"log": "warning", "log_anchor": "warning"}
    assert "None of the 1 log entries" in anchor_words(told)
    assert akashi("work", "--once").exit_code == 0
    publish_log(toolbox=wiring.toolbox())

    def read(path: str) -> bytes | None:
        return (published / path).read_bytes() if (published / path).is_file() else None

    assert check_everything(OutsideReader(read, wiring.log_signer().key.text()))[0] == 1
    assert LogAnchor.objects.get().size == 1
    assert states(akashi("doctor", "--json")) == {"log": "ok", "log_anchor": "ok"}
    assert anchor_words(akashi("doctor", "--json", "--lang", "en")).startswith("The first 1 log")


@pytest.mark.usefixtures("issued")
def test_the_doctor_tells_a_log_that_contradicts_the_published_one(akashi: Any, published: Path):
    published.mkdir(parents=True, exist_ok=True)
    (published / "checkpoint").write_text("another log")
    told = akashi("doctor", "--json")
    assert (told.exit_code, states(told)["log"]) == (1, "wrong")


def trail_state(told: Any) -> str:
    """Return what the doctor says of the audit trail."""
    found = {each["name"]: each["state"] for each in json.loads(told.stdout)["findings"]}
    return str(found["trail"])


@pytest.mark.usefixtures("issued")
def test_the_doctor_tells_a_trail_that_nobody_signs_and_one_that_is_not_the_published(
    akashi: Any,
):
    assert trail_state(akashi("doctor", "--json")) == "ok"
    with later(timedelta(minutes=11)):
        assert trail_state(akashi("doctor", "--json")) == "warning"
        assert akashi("work", "--once").exit_code == 0
        assert trail_state(akashi("doctor", "--json")) == "ok"
    wiring.toolbox().log_store.write("trail/head", b"akashi.trail/2\n99 x\n")
    told = akashi("doctor", "--json")
    assert (told.exit_code, trail_state(told)) == (1, "wrong")


@pytest.mark.usefixtures("issued")
def test_the_doctor_tells_a_log_that_nobody_has_stamped_for_a_day(akashi: Any):
    with later(timedelta(days=1, minutes=1)):
        assert states(akashi("doctor", "--json"))["log_anchor"] == "wrong"
