"""The server as programs meet it (ウェブ): many requests a connection, sent in any way."""

from __future__ import annotations

import http.client
import io
import json
import socket
import subprocess
import time

import pytest

from akashi.config.bodies import LARGEST_REST, whole_bodies
from tests.cli.test_process import AKASHI, environment, run

OPEN = "/api/v1/certificates/open"
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    assert run(folder, "migrate").returncode == 0
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        chosen = free.getsockname()[1]
    server = subprocess.Popen(
        [*AKASHI, "serve", "--port", str(chosen), "--workers", "1"],
        env=environment(folder),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(chosen, server)
        yield chosen
    finally:
        server.terminate()
        server.wait(timeout=60)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    while server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server ended")


@pytest.fixture
def line(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
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


def read(line: http.client.HTTPConnection) -> tuple[int, bytes]:
    answer = line.getresponse()
    return answer.status, answer.read()


def left_over(length: int) -> int:
    """Say how much of a body that nobody wanted is still unread after the answer."""
    sent = io.BytesIO(b"x" * length)
    served = whole_bodies(lambda *_: [b"no"], largest=10)
    served({"wsgi.input": sent, "CONTENT_LENGTH": str(length)}, None)
    return length - sent.tell()


def test_what_an_answer_leaves_unread_is_read_unless_it_is_long():
    assert left_over(0) == 0
    assert left_over(LARGEST_REST) == 0
    assert left_over(LARGEST_REST + 1) == LARGEST_REST + 1


@pytest.mark.parametrize(("length", "told"), [(0, 0), (10, 10), (11, 11), (5000, 11)])
def test_a_body_in_pieces_is_measured_as_far_as_it_matters(length, told):
    seen = []

    def application(environ, _start):
        seen.append((int(environ["CONTENT_LENGTH"]), len(environ["wsgi.input"].read())))
        return []

    served = whole_bodies(application, largest=10)
    served({"wsgi.input": io.BytesIO(b"x" * length), "HTTP_TRANSFER_ENCODING": "chunked"}, None)
    assert seen == [(told, told)]
