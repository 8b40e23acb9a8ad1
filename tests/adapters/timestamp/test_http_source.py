"""Asking authorities over the network: what lies or fails is passed over, and said."""

from __future__ import annotations

import hashlib
import socket
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509

from akashi.adapters.clock import SystemClock
from akashi.adapters.network import Rests
from akashi.adapters.timestamp import HttpSource, NoTimestamp, messages
from akashi.adapters.timestamp.server import AuthorityServer
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.timestamp_token import read_token
from tests.adapters.evidence_kit import AT, kit
from tests.adapters.pki import Ca
from tests.adapters.timestamp.openssl_authority import openssl_authority
from tests.clocks import FrozenClock

DIGEST = hashlib.sha256(b"data").digest()
ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())


def source_of(addresses, *, clock=None, **options):
    return HttpSource(addresses, TRUST, clock or FrozenClock(AT), **options)


LONG_AGO = AT - timedelta(days=365 * 10)
AUTHORITY = Ca("見本時刻認証局", LONG_AGO)
TRUST = Anchors((ROOT, AUTHORITY.certificate))


def authority(*, start=AT, stamps_time=True):
    """Return an authority we trust, whose certificate begins at `start` and lasts two years."""
    return AUTHORITY.issue("TSU", start, years=2, stamps_time=stamps_time).authority()


def honest(request):
    return kit().authority.answer(request, at=AT)


def other_nonce(request):
    asked = messages.read_request(request)
    return honest(replace(asked, nonce=asked.nonce + 1).encode())


def no_nonce(request):
    return honest(replace(messages.read_request(request), nonce=None).encode())


def other_imprint(request):
    return honest(replace(messages.read_request(request), digest=bytes(32)).encode())


def flipped(request):
    answer = bytearray(honest(request))
    answer[-3] ^= 1
    return bytes(answer)


LIES = {
    "another nonce": (other_nonce, "nonce"),
    "no nonce": (no_nonce, "nonce"),
    "another imprint": (other_imprint, "digest"),
    "a wrong signature": (flipped, "signature"),
    "the future": (
        lambda request: kit().authority.answer(request, at=AT + timedelta(minutes=6)),
        "far from our clock",
    ),
    "the past": (
        lambda request: kit().authority.answer(request, at=AT - timedelta(minutes=6)),
        "far from our clock",
    ),
    "an expired certificate": (
        lambda request: authority(start=LONG_AGO).answer(request, at=AT),
        "expired",
    ),
    "a certificate not yet valid": (
        lambda request: authority(start=AT + timedelta(days=30)).answer(request, at=AT),
        "not_yet_valid",
    ),
    "a certificate for another trade": (
        lambda request: authority(stamps_time=False).answer(request, at=AT),
        "wrong_usage",
    ),
    "an unknown authority of the same name": (
        lambda request: kit(number=1).authority.answer(request, at=AT),
        "unknown_issuer",
    ),
    "a refusal": (lambda _: messages.rejected(messages.BAD_REQUEST), "refuses"),
    "garbage": (lambda _: b"garbage", "cut short"),
    "nothing": (lambda _: b"", "cut short"),
    "no certificates": (
        lambda r: honest(replace(messages.read_request(r), certificates=False).encode()),
        "enclosed",
    ),
    "an oversized answer": (lambda request: honest(request) + bytes(70_000), "too large"),
    "a page saying 500": (None, "HTTP 500"),
}


class Stub(BaseHTTPRequestHandler):
    """Answers whatever the test wants."""

    def do_POST(self):
        """Answer one request."""
        answer = self.server.behave(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200 if answer is not None else 500)
        self.end_headers()
        self.wfile.write(answer or b"")

    def log_message(self, *_):
        """Say nothing."""


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/tsa"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def stub(behave):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Stub)
    server.behave = behave or (lambda _: None)
    with serving(server) as address:
        yield address


@contextmanager
def demo_server():
    with serving(AuthorityServer(kit().authority, FrozenClock(AT))) as address:
        yield address


def test_the_demo_authority_on_a_port_gives_a_token():
    with demo_server() as address:
        token = read_token(source_of([address]).stamp(DIGEST))
    assert (token.at, token.digest) == (AT, DIGEST)


@pytest.mark.parametrize("lie", sorted(LIES))
def test_every_lie_is_refused_and_named(lie):
    behave, said = LIES[lie]
    with stub(behave) as address, pytest.raises(NoTimestamp, match=said) as refused:
        source_of([address]).stamp(DIGEST)
    assert address in str(refused.value)


@pytest.mark.parametrize("lie", sorted(LIES))
def test_after_a_lie_the_next_authority_is_asked(lie):
    with stub(LIES[lie][0]) as liar, demo_server() as address:
        assert source_of([liar, address]).stamp(DIGEST)


def test_an_authority_that_is_down_is_passed_over():
    with demo_server() as address:
        assert source_of(["http://127.0.0.1:9/", address]).stamp(DIGEST)


def slow(request):
    time.sleep(0.6)
    return honest(request)


class Dripping(Stub):
    """Sends one byte after the other, for two seconds."""

    def do_POST(self):
        """Answer one request."""
        self.send_response(200)
        self.end_headers()
        for _ in range(40):
            try:
                self.wfile.write(b"0")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)


def test_an_authority_that_answers_too_late_is_passed_over():
    with stub(slow) as address, pytest.raises(NoTimestamp):
        source_of([address], timeout=0.2).stamp(DIGEST)


def test_an_answer_that_drips_is_cut_off_at_the_limit():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Dripping)
    with serving(server) as address, pytest.raises(NoTimestamp, match="in time"):
        source_of([address], timeout=0.3).stamp(DIGEST)


def test_a_policy_that_is_set_must_be_answered():
    with demo_server() as address, pytest.raises(NoTimestamp, match="refuses"):
        source_of([address], policy="1.2.3.4").stamp(DIGEST)


def test_an_answer_under_another_policy_is_refused():
    def other_policy(request):
        return honest(replace(messages.read_request(request), policy=None).encode())

    with stub(other_policy) as address, pytest.raises(NoTimestamp, match="policy"):
        source_of([address], policy="1.2.3.4").stamp(DIGEST)


def test_without_any_address_there_is_no_time_stamp():
    with pytest.raises(NoTimestamp, match="no time-stamp authority"):
        source_of([]).stamp(DIGEST)


@pytest.mark.parametrize("address", ["ftp://tsa.example/", "tsa.example", "file:///etc/passwd"])
def test_an_address_that_is_not_http_is_refused_at_once(address):
    with pytest.raises(ValueError, match="http"):
        source_of([address])


def test_a_request_larger_than_any_of_ours_is_refused_by_the_server():
    with demo_server() as address, pytest.raises(NoTimestamp, match="HTTP 413"):
        source_of([address]).stamp(bytes(5000))


class Counting:
    """Counts who comes, and fails or answers as told."""

    def __init__(self, behave):
        self.behave, self.came = behave, 0

    def __call__(self, request):
        """Answer one request."""
        self.came += 1
        return self.behave(request)


def test_an_authority_that_failed_is_passed_over_for_a_while_and_then_asked_again():
    clock, failing = FrozenClock(AT), Counting(lambda _: b"garbage")
    with stub(failing) as liar, demo_server() as address:
        source = source_of([liar, address], clock=clock)
        assert all(source.stamp(DIGEST) for _ in range(3))
        assert failing.came == 1
        clock.move(timedelta(seconds=31))
        failing.behave = honest
        assert all(source.stamp(DIGEST) for _ in range(3))
        assert failing.came == 4


def test_when_all_rest_nobody_is_asked_and_it_is_said():
    failing = Counting(lambda _: b"garbage")
    with stub(failing) as liar:
        source = source_of([liar])
        for said in ("cut short", "passed over"):
            with pytest.raises(NoTimestamp, match=said):
                source.stamp(DIGEST)
    assert failing.came == 1


def test_behind_a_rest_one_thread_tries_and_the_others_go_on():
    clock = FrozenClock(AT)
    rests = Rests(clock)
    rests.failed("a")
    assert not rests.may_ask("a")
    clock.move(timedelta(seconds=30))
    assert [rests.may_ask("a") for _ in range(3)] == [True, False, False]
    rests.answered("a")
    assert [rests.may_ask("a") for _ in range(3)] == [True, True, True]


def test_a_clock_set_back_ends_a_rest():
    clock = FrozenClock(AT)
    rests = Rests(clock)
    rests.failed("a")
    clock.move(timedelta(days=-1))
    assert rests.may_ask("a")


def test_a_name_that_takes_long_to_look_up_is_within_the_time(monkeypatch):
    asked = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: asked.wait(60) and [])
    with pytest.raises(NoTimestamp, match="in time"):
        source_of(["http://slow.invalid/"], timeout=0.1).stamp(DIGEST)
    assert not asked.is_set()
    asked.set()


def test_an_authority_that_a_list_at_hand_revokes_is_refused():
    unit = AUTHORITY.issue("TSU", AT - timedelta(days=9), years=2, stamps_time=True)
    crl = AUTHORITY.crl(AT - timedelta(days=1), revoked=[unit.certificate])
    with stub(lambda request: unit.authority().answer(request, at=AT)) as address:
        assert source_of([address]).stamp(DIGEST)
        with pytest.raises(NoTimestamp, match="revoked"):
            source_of([address], crls=lambda _token: [crl]).stamp(DIGEST)


def test_no_list_is_looked_for_in_the_name_of_a_stranger():
    stranger, asked = Ca("よその認証局", AT - timedelta(days=9)), []
    unit = stranger.issue("TSU", AT - timedelta(days=9), years=2, stamps_time=True)
    with (
        stub(lambda request: unit.authority().answer(request, at=AT)) as address,
        pytest.raises(NoTimestamp, match="unknown_issuer"),
    ):
        source_of([address], crls=lambda token: asked.append(token) or []).stamp(DIGEST)
    assert not asked


@pytest.mark.parametrize("rsa_key", [True, False])
def test_an_authority_of_another_make_is_understood(tmp_path, rsa_key):
    clock = SystemClock()
    day = clock.now() - timedelta(days=1)
    ca = Ca("別の時刻認証局", day)
    unit = ca.issue("TSU", day, years=1, stamps_time=True, rsa_key=rsa_key)
    with stub(openssl_authority(tmp_path, unit)) as address:
        anchors = Anchors((ca.certificate,))
        source = HttpSource([address], anchors, clock, policy="1.2.3.4.1")
        token = read_token(source.stamp(DIGEST))
    assert (token.digest, token.policy) == (DIGEST, "1.2.3.4.1")
