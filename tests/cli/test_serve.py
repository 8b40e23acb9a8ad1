"""The server as programs meet it (ウェブ): in any way, many at once, and who may hold it up."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import ExitStack, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from akashi.cli.bench.server import free_port, wait_for
from akashi.config import rsgi
from tests.cli.test_process import environment

OPEN = "/api/v1/certificates/open"
JSON = {"Content-Type": "application/json"}
NEVER_SENT = (
    f"POST {OPEN} HTTP/1.1\r\nHost: localhost\r\n"
    "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
)


@contextmanager
def started(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "akashi", *words, "--port", str(port)],
        env=environment(folder),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(process, port)
        yield process, port
    finally:
        process.terminate()
        process.communicate(timeout=60)


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return the port of a server of one process."""
    with started(tmp_path_factory.mktemp("served"), "serve", "--workers", "1") as (_process, port):
        yield port


@pytest.fixture
def line(port):
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    yield connection
    connection.close()


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("POST", "/api/v1/applications", 401),
        ("POST", "/api/v1/directory/obligees", 405),
        ("POST", "/api/v1/nothing", 404),
        ("GET", "/api/v1/directory/obligees", 200),
    ],
)
def test_a_refusal_leaves_the_connection_open_for_the_next_request(line, method, path, status):
    body = b'{"sent": "after the head"}'
    line.putrequest(method, path)
    line.putheader("Content-Length", str(len(body)))
    line.endheaders()
    time.sleep(0.2)
    line.send(body)
    assert read(line)[0] == status
    line.request("GET", "/healthz")
    assert read(line) == (200, b"ok\n")


def test_a_body_without_a_length_is_read_like_any_other(line):
    pieces = iter([b'{"guarantee_number": "MH", ', b'"access_key": "ABC"}'])
    line.request("POST", OPEN, pieces, JSON, encode_chunked=True)
    status, answer = read(line)
    assert status == 422
    fields = [error["field"] for error in json.loads(answer)["errors"]]
    assert fields == ["guarantee_number", "access_key"]


def test_a_body_without_a_length_may_be_no_longer_than_another(line):
    line.request("POST", OPEN, iter([b" " * 1024 * 1024] * 22), JSON, encode_chunked=True)
    assert read(line)[0] == 413


def read(line: HTTPConnection) -> tuple[int, bytes]:
    answer = line.getresponse()
    return answer.status, answer.read()


def ask(line: HTTPConnection, path: str) -> tuple[int, bytes]:
    line.request("GET", path)
    return read(line)


def test_nobody_who_never_finishes_a_request_keeps_others_waiting(port, line):
    with ExitStack() as stack:
        for _ in range(3 * rsgi.PAGES_AT_ONCE):
            sender = stack.enter_context(socket.create_connection(("127.0.0.1", port)))
            sender.sendall(NEVER_SENT.encode())
        for path in ("/healthz", "/obligee/", "/static/shared/css/base.css"):
            assert ask(line, path)[0] == 200


@pytest.mark.parametrize("path", ["/", "/nothing", "/api/v1/nothing", "/static/shared/akashi.svg"])
def test_the_server_adds_nothing_about_itself(line, path):
    line.request("GET", path)
    answer = line.getresponse()
    answer.read()
    assert answer.headers.get_all("Server") == ["Akashi"]
    assert "X-Powered-By" not in answer.headers


def test_a_file_too_large_is_heard_out_and_answered(line):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    line.request("POST", "/api/v1/documents/verify", bytes(settings.LARGEST_BODY + 1), kind)
    assert read(line)[0] == 413
    assert ask(line, "/healthz")[0] == 200


def test_an_address_is_read_as_it_was_meant(line):
    status, page = ask(line, "/directory/?q=%E8%AA%AD%E8%B0%B7")
    assert (status, "読谷村" in page.decode()) == (200, True)
    assert ask(line, "/api/v1/directory/obligees/okinawa%2Dyomitan")[0] == 200
    assert ask(line, "/%E8%AA%AD/%FF")[0] == 404


def test_closing_the_window_of_a_demo_stops_all_it_started(tmp_path):
    with started(tmp_path, "demo") as (process, port):
        process.send_signal(signal.SIGHUP)
        # The children hold this pipe too: its end is theirs.
        process.communicate(timeout=60)
    assert process.returncode == 0
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


class Sender:
    """A request on its way: a body in pieces, or one that never comes."""

    def __init__(self, *pieces: bytes, slow: bool = False) -> None:
        self._pieces, self._slow = pieces, slow

    async def __call__(self) -> bytes:
        """Return the body as a whole."""
        if self._slow:
            await asyncio.sleep(3600)
        return b"".join(self._pieces)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        for piece in self._pieces:
            yield piece


def taken_in(sender: Sender, length: int, *, in_pieces: bool = False) -> bytes:
    received = rsgi.taken_in(sender, length, in_pieces=in_pieces)  # type: ignore[arg-type] # a fake
    return asyncio.run(received)


def test_a_body_is_taken_in_whole_and_of_one_too_large_no_more_than_shows_it(monkeypatch):
    monkeypatch.setattr(settings, "LARGEST_BODY", 3)
    assert taken_in(Sender(b"ab", b"c"), 3) == b"abc"
    assert taken_in(Sender(b"ab", b"cd", b"ef"), 6) == b"abcd"
    assert taken_in(Sender(b"ab", b"cd", b"ef"), 3, in_pieces=True) == b"abcd"
    assert taken_in(Sender(slow=True), 0) == b""


def test_whoever_sends_too_slowly_is_let_go(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(rsgi, "GRACE", 0.0)
    with pytest.raises(TimeoutError):
        taken_in(Sender(slow=True), 1)


def scope(*headers: tuple[str, str], **changes: str) -> Any:
    plain = {
        "method": "GET",
        "path": "/directory/読谷",
        "query_string": "q=%E8%AA%AD",
        "server": "[::1]:8000",
        "client": "[2001:db8::7]:50000",
        "scheme": "http",
        "http_version": "1.1",
        "authority": None,
    }
    told = SimpleNamespace(items=lambda: list(headers))
    return SimpleNamespace(**(plain | changes), headers=told)


def test_no_header_passes_for_another():
    told = rsgi.environ_of(
        scope(
            ("x_forwarded_for", "203.0.113.9"), ("x-forwarded-for", "192.0.2.1"), ("cookie", "a=1")
        )
    )
    assert told["HTTP_X_FORWARDED_FOR"] == "192.0.2.1"
    told = rsgi.environ_of(scope(("cookie", "a=1"), ("cookie", "b=2"), ("via", "a"), ("via", "b")))
    assert (told["HTTP_COOKIE"], told["HTTP_VIA"]) == ("a=1; b=2", "a,b")


def test_address_host_and_path_are_told_as_the_framework_reads_them():
    told = rsgi.environ_of(scope(("content-length", "3"), authority="akashi.example"))
    assert told["REMOTE_ADDR"] == "2001:db8::7"
    assert told["HTTP_HOST"] == "akashi.example"
    assert told["CONTENT_LENGTH"] == "3"
    assert told["PATH_INFO"].encode("latin-1").decode() == "/directory/読谷"
