"""The command as a process (命令): settings, streams and signals; never a traceback."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from akashi.adapters.clock import SystemClock
from akashi.domain.periods import japan_date
from tests.cli.conftest import YOMITAN

AKASHI = (sys.executable, "-m", "akashi")


def environment(folder: Path, **changes: str) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("AKASHI_", "DJANGO_"))
    }
    return {**kept, "AKASHI_DATA_DIR": str(folder / "data"), **changes}


def run(folder: Path, *words: object, stdout: int = subprocess.PIPE, **changes: str):
    return subprocess.run(
        [*AKASHI, *map(str, words)],
        env=environment(folder, **changes),
        stdout=stdout,
        stderr=subprocess.PIPE,
        timeout=100,
        check=False,
    )


@pytest.fixture(autouse=True)
def _noon():
    """Processes have the machine's clock; so have these tests."""


def todays_application(folder: Path) -> Path:
    document = json.loads(YOMITAN.read_text(encoding="utf-8"))
    today = japan_date(SystemClock().now())
    document["works"]["period"]["to"] = (today + timedelta(days=90)).isoformat()
    file = folder / "application.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


def test_one_command_on_a_fresh_machine_issues_and_the_next_one_verifies(tmp_path):
    file, plain = todays_application(tmp_path), {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    issued = run(tmp_path, "issue", file, "--out", tmp_path / "out", "--json", **plain)
    assert issued.returncode == 0, issued.stderr
    assert json.loads(issued.stdout.decode("utf-8"))["log_index"] == 0
    verified = run(tmp_path, "verify", tmp_path / "out" / "certificate.pdf", **plain)
    assert (verified.returncode, verified.stderr) == (0, b"")


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        ("AKASHI_DATABASE_URL", "nonsense", "AKASHI_DATABASE_URL"),
        ("AKASHI_DATABASE_URL", "mysql://u:geheim@h/n", "AKASHI_DATABASE_URL"),
        ("AKASHI_DATABASE_URL", "postgresql://u:geheim@127.0.0.1:x/n", "AKASHI_DATABASE_URL"),
        ("AKASHI_DATABASE_URL", "postgresql://u:geheim@127.0.0.1:1/n", "AKASHI_DATABASE_URL"),
        ("AKASHI_DEMO", "perhaps", "AKASHI_DEMO"),
        ("AKASHI_PUBLIC_URL", "hosho.example", "AKASHI_PUBLIC_URL"),
        ("AKASHI_PUBLIC_URL", "https://", "AKASHI_PUBLIC_URL"),
        ("AKASHI_PUBLIC_URL", "http://[", "AKASHI_PUBLIC_URL"),
        ("AKASHI_TRUSTED_PROXIES", "proxy.example", "AKASHI_TRUSTED_PROXIES"),
        ("AKASHI_SEAL_LEVEL", "B-X", "AKASHI_SEAL_LEVEL"),
        ("AKASHI_DATA_DIR", "/proc/nowhere", "/proc/nowhere"),
    ],
)
def test_settings_that_cannot_be_used_are_named_and_no_secret_shown(
    tmp_path, setting, value, named
):
    told = run(tmp_path, "issue", YOMITAN, "--out", tmp_path / "out", **{setting: value})
    said = told.stderr.decode()
    assert told.returncode == 2
    assert named in said
    assert "Traceback" not in said
    assert "geheim" not in said
    assert not (tmp_path / "out").exists()


def test_lists_in_settings_may_have_spaces(tmp_path):
    lists = {"AKASHI_TRUSTED_PROXIES": "10.0.0.1, 10.1.0.0/16", "AKASHI_ALLOWED_HOSTS": "a, b,"}
    code = (
        "from akashi.config import settings as kept; "
        "print(kept.TRUSTED_PROXIES, kept.ALLOWED_HOSTS)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(tmp_path, **lists),
        capture_output=True,
        check=True,
    )
    assert told.stdout.decode().strip() == "['10.0.0.1/32', '10.1.0.0/16'] ['a', 'b']"


def test_a_store_that_is_no_database_is_said_to_be_none(tmp_path):
    (tmp_path / "store").write_bytes(b"not a database" * 100)
    told = run(tmp_path, "migrate", AKASHI_DATABASE_URL=f"sqlite:///{tmp_path / 'store'}")
    assert told.returncode == 2
    assert b"SQLite" in told.stderr
    assert b"Traceback" not in told.stderr


def test_help_needs_no_settings(tmp_path):
    told = run(tmp_path, "--help", AKASHI_DATABASE_URL="nonsense")
    assert told.returncode == 0
    assert "issue" in told.stdout.decode()


def test_an_unknown_command_cannot_be_used(tmp_path):
    assert run(tmp_path, "isue").returncode == 2


@pytest.mark.parametrize("words", [("--help",), ("verify", __file__, "--json")])
def test_a_reader_that_leaves_early_gets_no_traceback(tmp_path, words):
    reading, writing = os.pipe()
    os.close(reading)
    told = run(tmp_path, *words, stdout=writing)
    os.close(writing)
    assert told.returncode == 2
    assert b"Traceback" not in told.stderr
    assert b"BrokenPipe" not in told.stderr


def test_a_disk_without_room_for_the_answer_is_said_to_be_full(tmp_path):
    with Path("/dev/full").open("wb") as full:
        told = run(tmp_path, "verify", __file__, "--json", stdout=full.fileno())
    assert told.returncode == 2
    assert b"disk is full" in told.stderr


def test_ctrl_c_ends_work_without_a_word(tmp_path):
    worker = subprocess.Popen([*AKASHI, "work"], env=environment(tmp_path), stderr=subprocess.PIPE)
    store = tmp_path / "data" / "akashi.sqlite3"
    deadline = time.monotonic() + 60
    while not store.exists() and time.monotonic() < deadline:
        time.sleep(0.05)
    worker.send_signal(signal.SIGINT)
    _out, said = worker.communicate(timeout=60)
    assert worker.returncode in {0, 2}
    assert b"Traceback" not in said


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_an_address_that_is_taken_is_said_before_anything_starts(tmp_path, command):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        told = run(tmp_path, command, "--port", port)
    assert told.returncode == 2
    assert f":{port}" in told.stderr.decode()
    assert not (tmp_path / "data" / "akashi.sqlite3").exists()
