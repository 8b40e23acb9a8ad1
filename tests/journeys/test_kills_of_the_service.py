"""Web and worker killed in turn (強制終了) while programs issue: each is done exactly once."""

from __future__ import annotations

import os
import random
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager

import pytest

from akashi.cli.bench.server import free_port
from akashi.records.models import (
    AccessKey,
    Application,
    AuditEntry,
    Certificate,
    Guarantee,
    Notice,
    SealedDocument,
    Task,
)
from akashi.workflows.keeping.people import create_token
from tests.factories.guarantees import document
from tests.factories.people import move_in
from tests.fakes import NOON
from tests.journeys.crashing.programs import Program
from tests.journeys.test_kills import ROOT, environment

__all__ = ["environment"]

ISSUES = 60
KILLS = 9
SEED = 20261126
ACTS = ("applying.submit", "applying.accept", "applying.approve", "guaranteeing.conclude")


class Service:
    """The processes of an installation; any of them may be killed and is started again.

    出典: なし (試験用)
    """

    def __init__(self, environment: dict[str, str]) -> None:
        self.port = free_port()
        self._environment = environment
        serve = ("serve", "--port", str(self.port), "--workers", "1")
        self._words = {"web": serve, "worker": ("work",)}
        self._processes = {name: self._start(name) for name in self._words}

    def _start(self, name: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "akashi", *self._words[name]],
            env=self._environment,
            cwd=ROOT,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self, name: str, *, again: bool = True) -> None:
        """Kill the process and all its own at once."""
        process = self._processes[name]
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if again:
            self._processes[name] = self._start(name)

    def answers(self) -> bool:
        """Tell whether the web process has come up."""
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            return False
        return True


@contextmanager
def running(environment: dict[str, str]) -> Iterator[Service]:
    service = Service(environment)
    try:
        yield service
    finally:
        for name in ("web", "worker"):
            service.kill(name, again=False)


def kill_while(service: Service, asked: list[Future[str]], chance: random.Random) -> int:
    """Kill web and worker at random moments; return how many kills met a request under way."""
    hits = 0
    for turn in range(KILLS):
        while not service.answers():
            time.sleep(0.05)
        time.sleep(chance.uniform(0.0, 0.4))
        hits += any(future.running() for future in asked)
        service.kill(("web", "worker", "web")[turn % 3])
    return hits


@pytest.mark.django_db(transaction=True)
def test_whoever_is_killed_each_request_is_done_exactly_once(environment: dict[str, str]):
    people = move_in()
    tokens = {
        name: create_token(by.user_id, by=people.otto, at=NOON, entropy=os.urandom(32))
        for name, by in (("alice", people.alice), ("ume", people.ume), ("matsu", people.matsu))
    }
    with running(environment) as service, ThreadPoolExecutor(3) as pool:
        program = Program(service.port, tokens)
        asked = [
            pool.submit(program.issue, document(works__name=f"第{n}工区"), f"K{n}")
            for n in range(ISSUES)
        ]
        hits = kill_while(service, asked, random.Random(SEED))  # noqa: S311 - repeatable
        numbers = [future.result() for future in asked]
        assert hits >= KILLS // 2, "too few kills landed while a request was under way"
        deadline = time.monotonic() + 120
        while Task.objects.exclude(state="done").exists() and time.monotonic() < deadline:
            time.sleep(0.2)

    assert program.refusals == []
    assert len(set(numbers)) == ISSUES
    kept = (Application, Guarantee, Certificate, AccessKey, SealedDocument)
    assert [model.objects.count() for model in kept] == [ISSUES] * 5
    assert {act: AuditEntry.objects.filter(act=act).count() for act in ACTS} == dict.fromkeys(
        ACTS, ISSUES
    )
    ready = Notice.objects.filter(kind="certificate_ready")
    assert ready.count() == ready.exclude(sent_at=None).count() == ISSUES
    assert not Task.objects.exclude(state="done").exists()
