"""Lists of revoked certificates: current, signed, meant for the certificate, or not used at all."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.network import Rests
from akashi.adapters.revocation import ListCache, ListFolder, RevocationLists
from tests.adapters.evidence_kit import AT
from tests.adapters.pki import Ca
from tests.clocks import FrozenClock

DAY = timedelta(days=1)
ROOT = Ca("見本認証局", AT - 300 * DAY)
SEAL = ROOT.issue("見本保証", AT - 200 * DAY, years=3)
CHAIN = (SEAL.certificate, ROOT.certificate)


def scope(**only):
    plain = {
        "full_name": None,
        "relative_name": None,
        "only_contains_user_certs": False,
        "only_contains_ca_certs": False,
        "only_some_reasons": None,
        "indirect_crl": False,
        "only_contains_attribute_certs": False,
    }
    return x509.IssuingDistributionPoint(**{**plain, **only})


def covering(*crls, chain=CHAIN, at=AT):
    return RevocationLists(lambda: crls).covering(chain, at=at)


def test_a_current_list_of_the_issuer_covers_the_chain():
    crl = ROOT.crl(AT - DAY)
    found = covering(crl)
    assert (found.crls, found.missing) == ((crl,), "")


def test_the_newest_of_several_lists_counts():
    lists = [ROOT.crl(AT - each * DAY) for each in (9, 2, 5)]
    assert covering(*lists).crls == (lists[1],)


@pytest.mark.parametrize(
    "crl",
    [
        ROOT.crl(AT - 31 * DAY),
        ROOT.crl(AT + DAY),
        Ca("見本認証局", AT).crl(AT),
        Ca("別の認証局", AT).crl(AT),
        ROOT.crl(AT, scope=scope(only_contains_ca_certs=True)),
        ROOT.crl(AT, scope=scope(indirect_crl=True)),
        ROOT.crl(AT, scope=scope(only_some_reasons=frozenset([x509.ReasonFlags.key_compromise]))),
        ROOT.crl(
            AT, scope=scope(full_name=[x509.UniformResourceIdentifier("http://elsewhere.example")])
        ),
    ],
    ids=[
        "run out",
        "not yet in force",
        "another key of the same name",
        "another issuer",
        "for authorities only",
        "indirect",
        "some reasons only",
        "of another place",
    ],
)
def test_a_list_that_does_not_speak_for_the_certificate_now_is_not_used(crl):
    found = covering(crl)
    assert found.crls == ()
    assert "no current revocation list of CN=見本認証局" in found.missing


def test_a_list_for_this_kind_of_certificate_is_used():
    assert covering(ROOT.crl(AT, scope=scope(only_contains_user_certs=True))).missing == ""


def test_without_the_issuer_nothing_can_be_believed_and_it_is_said():
    found = covering(ROOT.crl(AT), chain=(SEAL.certificate,))
    assert "no certificate of CN=見本認証局" in found.missing


class Publisher:
    """Publishes one list on a port, and counts who comes."""

    def __init__(self):
        self.answer, self.came, self.address = b"", 0, ""


@contextmanager
def publishing():
    publisher = Publisher()

    class Handler(BaseHTTPRequestHandler):
        """Hands out the list."""

        def do_GET(self):
            """Answer one request."""
            publisher.came += 1
            self.send_response(200 if publisher.answer else 500)
            self.end_headers()
            self.wfile.write(publisher.answer)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    publisher.address = f"http://127.0.0.1:{server.server_port}/root.crl"
    try:
        yield publisher
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Fetching:
    """A chain whose list is on a port, and lists that fetch it there."""

    def __init__(self, publisher, folder):
        self.publisher, self.clock, self.folder = publisher, FrozenClock(AT), folder
        self.ca = Ca("見本認証局", AT - 300 * DAY)
        self.ca.points = (publisher.address,)
        seal = self.ca.issue("見本保証", AT - 200 * DAY, years=3)
        self.chain = (seal.certificate, self.ca.certificate)
        self.lists = self.another()

    def another(self):
        """Return the lists of another process of the same machine."""
        return RevocationLists(
            tuple, cache=ListCache(self.folder), rests=Rests(self.clock, timedelta(minutes=1))
        )

    def publish(self, crl):
        """Let the publisher hand out this list."""
        self.publisher.answer = crl.public_bytes(Encoding.DER)
        return crl

    def missing(self, lists=None):
        """Return what is missing for the chain."""
        return (lists or self.lists).covering(self.chain, at=self.clock.now()).missing


@pytest.fixture
def fetching(tmp_path):
    with publishing() as publisher:
        yield Fetching(publisher, tmp_path / "revocation")


def test_a_list_nobody_put_there_is_fetched_once_and_kept_for_other_processes(fetching):
    crl = fetching.publish(fetching.ca.crl(AT))
    for lists in (fetching.lists, fetching.lists, fetching.another()):
        assert lists.covering(fetching.chain, at=AT).crls == (crl,)
    assert fetching.publisher.came == 1


@pytest.mark.parametrize(
    "make",
    [
        lambda _: Ca("見本認証局", AT).crl(AT).public_bytes(Encoding.DER),
        lambda ca: ca.crl(AT - 40 * DAY).public_bytes(Encoding.DER),
        lambda _: b"<html>",
        lambda _: b"",
        lambda ca: ca.crl(AT).public_bytes(Encoding.DER) + bytes(3 * 1024 * 1024),
    ],
    ids=["another key", "run out", "no list", "HTTP 500", "too large"],
)
def test_what_is_fetched_is_checked_and_a_publisher_that_fails_rests(fetching, make):
    fetching.publisher.answer = make(fetching.ca)
    for _ in range(3):
        assert "no current revocation list" in fetching.missing()
    assert fetching.publisher.came == 1
    assert not list(fetching.folder.glob("*")) if fetching.folder.exists() else True
    fetching.publish(fetching.ca.crl(AT))
    fetching.clock.move(timedelta(minutes=1))
    assert fetching.missing() == ""


def test_a_list_is_fetched_anew_when_half_of_its_time_is_over(fetching):
    fetching.publish(fetching.ca.crl(AT))
    assert fetching.missing() == ""
    fetching.lists.refresh(at=AT + 14 * DAY)
    assert fetching.publisher.came == 1
    newer = fetching.publish(fetching.ca.crl(AT + 15 * DAY))
    fetching.clock.move(15 * DAY)
    for _ in range(3):
        fetching.lists.refresh(at=fetching.clock.now())
    assert fetching.publisher.came == 2
    assert fetching.lists.covering(fetching.chain, at=AT + 16 * DAY).crls == (newer,)


def test_a_publisher_without_news_is_asked_once_an_hour(fetching):
    fetching.publish(fetching.ca.crl(AT))
    assert fetching.missing() == ""
    for minutes in (0, 30, 59, 60):
        fetching.lists.refresh(at=AT + 20 * DAY + timedelta(minutes=minutes))
    assert fetching.publisher.came == 3


def test_an_older_list_never_takes_the_place_of_a_newer_one(fetching):
    newer = fetching.publish(fetching.ca.crl(AT - 5 * DAY, days=8))
    assert fetching.missing() == ""
    fetching.publish(fetching.ca.crl(AT - 9 * DAY))
    fetching.lists.refresh(at=AT + timedelta(hours=2))
    assert fetching.publisher.came == 2
    assert fetching.another().covering(fetching.chain, at=AT).crls == (newer,)


@pytest.mark.parametrize("address", ["https://crl.example/a", "ldap://crl.example/", "file:///x"])
def test_other_addresses_than_plain_http_are_not_asked(address):
    ca = Ca("見本認証局", AT)
    ca.points = (address,)
    chain = (ca.issue("見本保証", AT, years=1).certificate, ca.certificate)
    lists = RevocationLists(tuple, rests=Rests(FrozenClock(AT)))
    assert "no current revocation list" in lists.covering(chain, at=AT).missing


def test_a_folder_of_lists_is_read_again_when_a_file_changes(tmp_path):
    folder = ListFolder(tmp_path)
    assert folder() == ()
    crl = ROOT.crl(AT)
    (tmp_path / "a.crl").write_bytes(crl.public_bytes(Encoding.PEM))
    (tmp_path / "broken.crl").write_bytes(b"no list")
    (tmp_path / "notes.txt").write_bytes(b"other")
    assert folder() == folder() == (crl,)
    (tmp_path / "a.crl").unlink()
    assert folder() == ()


def test_a_cache_that_cannot_be_written_costs_nothing_but_a_fetch(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    cache = ListCache(tmp_path / "file" / "below")
    cache.write("http://crl.example/a", ROOT.crl(AT))
    assert cache.read("http://crl.example/a") is None


def test_what_a_fetched_list_revokes_is_known_from_then_on(fetching):
    seal, ca = fetching.chain
    fetching.publish(fetching.ca.crl(AT, revoked=[seal]))
    assert fetching.lists.revoked(fetching.chain, at=AT) is None
    assert fetching.missing() == ""
    for lists in (fetching.lists, fetching.another()):
        assert lists.revoked(fetching.chain, at=AT) == seal
        assert lists.revoked(fetching.chain, at=AT - DAY) is None
        assert lists.revoked((ca,), at=AT) is None
