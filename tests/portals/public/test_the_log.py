"""The public log (公開ログ) as the web gives it out: files with their headers, and who we are."""

from __future__ import annotations

import base64
import hashlib
import json
from datetime import datetime, timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from cryptography import x509
from django.test import Client

from akashi.adapters.introduction import Introduction, KnownCertificate, KnownSeal
from akashi.adapters.toolbox import Toolbox
from akashi.workflows.keeping.publish_log import publish_log
from akashi.workflows.keeping.tasks import work_once
from tests.factories.guarantees import Way
from tests.factories.logs import BareLog
from tests.fakes import NOON
from tests.tools.log_reader import OutsideReader, check_everything

SCHEMA = Path(__file__).parents[3] / "docs" / "schemas" / "akashi-installation-1.json"
IMMUTABLE = "public, max-age=31536000, immutable"


@pytest.fixture
def log(way: Way, doors: Toolbox) -> BareLog:
    """Return a log of 300 leaves whose every publication the doors show."""
    del doors
    log = BareLog(way.sealed().certificate_set.get(), way.tools)
    log.forget()
    log.grow(300)
    publish_log(toolbox=log.tools)
    return log


def fetch(client: Client, path: str) -> bytes | None:
    """Return a file as a monitor gets it."""
    answer = client.get(f"/log/{path}")
    return answer.content if answer.status_code == HTTPStatus.OK else None


def test_an_outsider_checks_the_whole_log_over_the_web(log: BareLog, client: Client):
    reader = OutsideReader(lambda path: fetch(client, path), log.tools.log.key.text())
    assert check_everything(reader)[0] == 300
    log.grow(212)
    publish_log(toolbox=log.tools)
    assert check_everything(reader)[0] == 512


HEADERS = [
    ("checkpoint", "text/plain; charset=utf-8", "public, max-age=1"),
    ("tile/0/000", "application/octet-stream", IMMUTABLE),
    ("tile/0/001.p/44", "application/octet-stream", IMMUTABLE),
    ("tile/entries/001.p/44", "application/octet-stream", IMMUTABLE),
    ("anchor/300", "text/plain; charset=utf-8", IMMUTABLE),
    ("anchor/300.tsr", "application/timestamp-reply", IMMUTABLE),
    ("anchor/300.2", "text/plain; charset=utf-8", IMMUTABLE),
    ("anchor/300.2.tsr", "application/timestamp-reply", IMMUTABLE),
    ("anchor/index.txt", "text/plain; charset=utf-8", "public, max-age=60"),
    ("trail/head", "text/plain; charset=utf-8", "public, max-age=1"),
    ("trail/1", "text/plain; charset=utf-8", IMMUTABLE),
    ("trail/1.tsr", "application/timestamp-reply", IMMUTABLE),
]


@pytest.mark.parametrize(("path", "kind", "keep"), HEADERS)
def test_each_file_has_its_headers_and_nobody_gets_a_cookie(
    log: BareLog, client: Client, path: str, kind: str, keep: str
):
    for _ in range(2):
        work_once(toolbox=log.tools)
        log.tools.clock.move(timedelta(days=1))
    publish_log(toolbox=log.tools)
    answer = client.get(f"/log/{path}")
    assert (answer["Content-Type"], answer["Cache-Control"]) == (kind, keep)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    again = client.get(f"/log/{path}", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (HTTPStatus.NOT_MODIFIED, b"")
    assert again["Cache-Control"] == keep
    head = client.head(f"/log/{path}")
    assert (head.status_code, head.content) == (HTTPStatus.OK, b"")
    assert head["ETag"] == answer["ETag"]


@pytest.mark.usefixtures("log")
@pytest.mark.parametrize(
    "path",
    ["tile/0/002", "tile/0/001", "tile/0/001.p/45", "tile/1/000", "tile/0/1", "tile/0/..%2f000",
     "nothing", "anchor/7", "anchor/300.0", "anchor/300.02", "anchor/300.tsr.p",
     ".lock", "anchor/", "tile/entries/0000"],
)  # fmt: skip
def test_what_is_not_there_is_said_plainly_and_kept_by_nobody(client: Client, path: str):
    answer = client.get(f"/log/{path}")
    assert answer.status_code == HTTPStatus.NOT_FOUND
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert answer.content == b"not found\n"


def test_the_tiles_of_any_size_that_was_ever_signed_are_there(log: BareLog, client: Client):
    for path, width in (("tile/0/000.p/7", 7), ("tile/0/001.p/20", 20)):
        tile = fetch(client, path)
        assert tile is not None
        assert len(tile) == 32 * width
        assert log.store.files[
            path.rpartition(".p")[0] + ("" if "000" in path else ".p/44")
        ].startswith(tile)
    assert fetch(client, "tile/entries/000.p/1") == b"\x00\x06leaf 0"


@pytest.mark.usefixtures("log")
def test_nothing_is_posted_to_the_log(client: Client):
    assert client.post("/log/checkpoint").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def told(client: Client) -> Any:
    """Return what the installation says of itself, in the published form."""
    answer = client.get("/.well-known/akashi.json")
    assert answer["Content-Type"] == "application/json"
    document = json.loads(answer.content)
    jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(document)
    return document


def test_who_we_are_is_told_with_seals_roots_and_the_log(log: BareLog, client: Client, settings):
    settings.CONTACT = "電子保証 窓口 03-0000-0000"
    document = told(client)
    assert document["log"]["key"] == log.tools.log.key.text()
    assert document["contact"] == settings.CONTACT
    assert document["issuers"][0]["name"]
    (seal,) = document["issuers"][-1]["seals"]
    der = base64.b64decode(seal["certificate"])
    assert hashlib.sha256(der).hexdigest() == seal["sha256"]
    assert x509.load_der_x509_certificate(der).not_valid_after_utc.isoformat() == seal["not_after"]
    assert seal["state"] == "present"
    root = x509.load_der_x509_certificate(
        base64.b64decode(document["timestamp_roots"][0]["certificate"])
    )
    assert root.subject == root.issuer


def test_no_key_is_told(log: BareLog, client: Client):
    del log
    assert "PRIVATE" not in json.dumps(told(client))


def test_a_schema_that_is_not_kept_is_found_out(log: BareLog, client: Client):
    del log
    document = told(client)
    del document["log"]["key"]
    schema = json.loads(SCHEMA.read_text("utf-8"))
    assert not jsonschema.Draft202012Validator(schema).is_valid(document)


def seal(surety: str, seals_from: datetime | None) -> KnownSeal:
    known = KnownCertificate(b"", "CN=x", NOON, NOON, "")
    return KnownSeal(surety, seals_from, known, ())


def test_the_seal_that_began_last_is_present_and_those_before_it_are_retired():
    first, second, third, other = (
        seal("MH", None),
        seal("MH", NOON - timedelta(days=9)),
        seal("MH", NOON + timedelta(days=9)),
        seal("XX", None),
    )
    known = Introduction((first, second, third, other), ())
    states = [known.state(each, NOON) for each in known.seals]
    assert states == ["retired", "present", "coming", "present"]
