"""Killed anywhere and run again (強制終了): exactly one guarantee, certificate and key each."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import dj_database_url
import pytest
from django.conf import settings
from django.db import connection, connections

from akashi.records.models import (
    AccessKey,
    Application,
    Certificate,
    Guarantee,
    Notice,
    SealedDocument,
    Task,
)
from akashi.workflows.checking.check_log import check_log
from akashi.workflows.keeping.tasks import run_until_idle
from tests.factories.people import move_in
from tests.fakes import fake_toolbox

ROOT = Path(__file__).resolve().parents[2]
ISSUES = 40
KILLS = 12
SEED = 20261122


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a process that works on this test's own database."""
    here = connections["default"].settings_dict
    url = dj_database_url.parse(settings.DATABASE_URL)
    if connection.vendor == "sqlite":
        address = f"sqlite:///{here['NAME']}"
    else:
        address = (
            f"postgresql://{url['USER']}:{url['PASSWORD']}@{url['HOST']}:{url['PORT']}"
            f"/{here['NAME']}"
        )
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "AKASHI_DATABASE_URL": address,
        "AKASHI_DATA_DIR": str(tmp_path),
        "AKASHI_LOG_LEVEL": "CRITICAL",
    }


def events(progress: Path) -> list[dict[str, Any]]:
    if not progress.exists():
        return []
    lines = progress.read_text(encoding="utf-8").splitlines(keepends=True)
    return [json.loads(line) for line in lines if line.endswith("\n")]


def next_number(progress: Path) -> int:
    done = {event["number"] for event in events(progress) if event["event"] == "acknowledged"}
    return max(done, default=-1) + 1


def in_flight(progress: Path) -> bool:
    """Tell whether the last thing written down is the beginning of an issue."""
    written = events(progress)
    return bool(written) and written[-1]["event"] == "begin"


def issue_until_killed(
    environment: dict[str, str], progress: Path, chance: random.Random, *, kill: bool
) -> bool:
    """Start the issuer, kill it at a random moment; tell whether it was in the midst of one."""
    first = len(events(progress))
    process = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.journeys.crashing.issuer",
            str(next_number(progress)),
            str(ISSUES),
            str(progress),
        ],
        env=environment,
        cwd=ROOT,
        start_new_session=True,
    )
    if kill:
        while len(events(progress)) == first and process.poll() is None:
            time.sleep(0.005)
        time.sleep(chance.uniform(0.0, 0.08))
        os.killpg(process.pid, signal.SIGKILL)
    process.wait(timeout=60)
    return in_flight(progress)


@pytest.mark.django_db(transaction=True)
def test_whatever_moment_it_is_killed_at_each_request_is_done_exactly_once(
    environment: dict[str, str], tmp_path: Path
):
    move_in()
    progress = tmp_path / "progress.jsonl"
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    hits = 0
    for _ in range(KILLS):
        hits += issue_until_killed(environment, progress, chance, kill=True)
    issue_until_killed(environment, progress, chance, kill=False)
    assert hits >= KILLS // 3, "too few kills landed while an issue was in flight"

    tools = fake_toolbox()
    Task.objects.filter(state="running").update(run_at=tools.clock.now())
    run_until_idle(toolbox=tools)

    counts = [m.objects.count() for m in (Application, Guarantee, Certificate, AccessKey)]
    assert counts == [ISSUES] * 4
    assert SealedDocument.objects.count() == ISSUES
    serials = sorted(n[8:15] for n in Guarantee.objects.values_list("number", flat=True))
    assert serials == [f"{serial:07}" for serial in range(1, ISSUES + 1)]
    acknowledged = [e for e in events(progress) if e["event"] == "acknowledged"]
    by_key = {e["number"]: e["guarantee_number"] for e in acknowledged}
    assert len(by_key) == len(set(by_key.values())) == ISSUES
    ready = Notice.objects.filter(kind="certificate_ready")
    assert ready.count() == ready.exclude(sent_at=None).count() == ISSUES
    assert not Task.objects.exclude(state="done").exists()
    assert check_log(tools).ok
