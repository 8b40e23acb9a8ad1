"""`akashi evidence` (長期保存): how things stand, and renewal by hand; and outages of an issue."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from akashi.adapters.clock import SystemClock
from akashi.adapters.timestamp.server import AuthorityServer
from akashi.cli.refusals import explain
from akashi.config import wiring
from akashi.records.models import Task
from akashi.workflows.keeping.sweep import sweep
from tests.adapters.pki import Ca
from tests.adapters.revocation.test_lists import publishing
from tests.adapters.timestamp.test_http_source import serving
from tests.cli.conftest import YOMITAN, forget_tools
from tests.clocks import FrozenClock
from tests.fakes import NOON

DAY = timedelta(days=1)


@pytest.fixture
def later():
    """Return what moves every clock."""
    with patch.object(SystemClock, "now") as now:
        now.return_value = NOON

        def move(by: timedelta) -> None:
            now.return_value += by

        yield move


@pytest.fixture(autouse=True)
def _authorities_as_before():
    """Leave no authority of a test to the next one, in whatever order they run."""
    yield
    settings.TSA_URLS = []
    settings.SEAL_MINIMUM_LEVEL = "B-B"
    (Path(settings.SEAL_DIR) / wiring.TIMESTAMP_ROOTS).unlink(missing_ok=True)
    forget_tools()


@pytest.fixture
def outage():
    """Name an authority that is down, until told that it is back."""
    roots = Path(settings.SEAL_DIR) / wiring.TIMESTAMP_ROOTS
    roots.write_bytes(wiring.key_files().root.read_bytes())
    settings.TSA_URLS = ["http://127.0.0.1:9/"]
    forget_tools()

    def over() -> None:
        settings.TSA_URLS = []
        forget_tools()

    return over


def told(answer):
    return json.loads(answer.stdout)


def test_on_an_empty_store_nothing_waits_and_nothing_is_due(akashi):
    answer = akashi("evidence", "status", "--json")
    assert answer.exit_code == 0
    assert told(answer) == {
        "level": "B-LT",
        "levels": {},
        "waiting": 0,
        "due": 0,
        "set_aside": 0,
        "oldest_archived_at": None,
        "holds_until": None,
    }


def test_what_is_due_is_renewed_and_stays_authentic(akashi, tmp_path, later):
    akashi("issue", YOMITAN, "--out", tmp_path / "out", "--idempotency-key", "k")
    first = (tmp_path / "out" / "certificate.pdf").read_bytes()
    assert told(akashi("evidence", "renew", "--json")) == {
        "renewed": 0,
        "set_aside": 0,
        "missing": "",
        "due": 0,
    }
    later(DAY)
    assert told(akashi("evidence", "status", "--json"))["due"] == 1
    assert told(akashi("evidence", "renew", "--json"))["renewed"] == 1
    later(400 * DAY)
    assert told(akashi("evidence", "renew", "--json"))["renewed"] == 1
    assert told(akashi("evidence", "status", "--json"))["levels"] == {"B-LTA": 1}
    akashi("issue", YOMITAN, "--out", tmp_path / "out", "--idempotency-key", "k")
    now = (tmp_path / "out" / "certificate.pdf").read_bytes()
    assert now.startswith(first)
    found = told(akashi("verify", tmp_path / "out" / "certificate.pdf", "--json"))
    assert (found["verdict"], found["evidence"]["level"]) == ("authentic", "B-LTA")


def test_every_file_can_be_renewed_at_once(akashi, tmp_path):
    for name in ("a", "b"):
        akashi("issue", YOMITAN, "--out", tmp_path / name)
    assert told(akashi("evidence", "renew", "--all", "--json"))["renewed"] == 2
    assert "B-LTA 2" in akashi("evidence", "status").stdout
    assert "renewed: 0" in akashi("evidence", "renew").stdout


def test_without_an_authority_a_certificate_is_issued_and_says_what_it_waits_for(
    akashi, tmp_path, outage
):
    issued = akashi("issue", YOMITAN, "--out", tmp_path / "out", "--json")
    assert issued.exit_code == 0
    assert "timestamp_pending" in {each["code"] for each in told(issued)["remarks"]}
    assert "時刻認証待ち" in akashi("issue", YOMITAN, "--out", tmp_path / "out").stderr
    status = akashi("evidence", "status", "--json")
    assert (status.exit_code, told(status)["waiting"], told(status)["levels"]) == (1, 2, {"B-B": 2})
    missing = told(akashi("evidence", "renew", "--all", "--json"))["missing"]
    assert "http://127.0.0.1:9/" in missing
    outage()
    akashi("work", "--once")
    status = akashi("evidence", "status", "--json")
    assert (status.exit_code, told(status)["levels"]) == (0, {"B-LT": 2})


def test_below_the_least_level_nothing_is_handed_out_and_nothing_is_lost(
    akashi, tmp_path, outage, later
):
    settings.SEAL_MINIMUM_LEVEL = "B-LT"
    forget_tools()
    refused = akashi("issue", YOMITAN, "--out", tmp_path / "out", "--idempotency-key", "k")
    assert refused.exit_code == 2
    assert "akashi work" in refused.stderr
    assert not (tmp_path / "out" / "certificate.pdf").exists()
    for _ in range(40):
        akashi("work", "--once")
        later(timedelta(minutes=1))
    assert Task.objects.get(name="seal_certificate").state == "ready"
    outage()
    akashi("work", "--once")
    again = akashi("issue", YOMITAN, "--out", tmp_path / "out", "--idempotency-key", "k")
    assert (again.exit_code, (tmp_path / "out" / "certificate.pdf").exists()) == (0, True)


def test_the_worker_renews_by_itself(akashi, tmp_path, later):
    akashi("issue", YOMITAN, "--out", tmp_path / "out")
    later(DAY)
    sweep(at=NOON + DAY, toolbox=wiring.toolbox())
    akashi("work", "--once")
    assert told(akashi("evidence", "status", "--json"))["levels"] == {"B-LTA": 1}


def test_what_an_authority_stamped_stays_stamped_when_it_is_asked_no_more(akashi, tmp_path):
    ca = Ca("外部の時刻認証局", NOON - DAY)
    unit = ca.issue("TSU", NOON - DAY, years=2, stamps_time=True).authority()
    roots = wiring.key_files().folder / wiring.TIMESTAMP_ROOTS
    roots.write_bytes(ca.certificate.public_bytes(Encoding.PEM))
    with serving(AuthorityServer(unit, FrozenClock(NOON))) as address:
        settings.TSA_URLS = [address]
        forget_tools()
        akashi("issue", YOMITAN, "--out", tmp_path / "out")
    settings.TSA_URLS = []
    forget_tools()
    found = told(akashi("verify", tmp_path / "out" / "certificate.pdf", "--json"))
    stamp = next(each for each in found["checks"] if each["name"] == "timestamp")
    assert (found["verdict"], stamp["ok"]) == ("authentic", True)


def test_a_stamp_by_an_authority_that_its_publisher_revokes_is_not_taken(akashi, tmp_path):
    ca = Ca("外部の時刻認証局", NOON - DAY)
    with publishing() as publisher:
        ca.points = (publisher.address,)
        unit = ca.issue("TSU", NOON - DAY, years=2, stamps_time=True)
        revoked = ca.crl(NOON - timedelta(hours=1), revoked=[unit.certificate])
        publisher.answer = revoked.public_bytes(Encoding.DER)
        roots = wiring.key_files().folder / wiring.TIMESTAMP_ROOTS
        roots.write_bytes(ca.certificate.public_bytes(Encoding.PEM))
        with serving(AuthorityServer(unit.authority(), FrozenClock(NOON))) as address:
            settings.TSA_URLS = [address]
            forget_tools()
            told(akashi("issue", YOMITAN, "--out", tmp_path / "out", "--json"))
        settings.TSA_URLS = []
        forget_tools()
    found = told(akashi("verify", tmp_path / "out" / "certificate.pdf", "--json"))
    assert (found["verdict"], found["evidence"]["level"]) == ("authentic", "B-B")


@pytest.mark.parametrize(
    ("held", "told"), [(None, "put the roots (PEM)"), (b"garbage", "holds no certificate (PEM)")]
)
def test_roots_of_authorities_that_cannot_be_used_are_named(akashi, tmp_path, held, told):
    roots = wiring.key_files().folder / wiring.TIMESTAMP_ROOTS
    if held is not None:
        roots.write_bytes(held)
    settings.TSA_URLS = ["http://127.0.0.1:9/"]
    forget_tools()
    answer = akashi("issue", YOMITAN, "--out", tmp_path / "out")
    said = explain(answer.exception) or ""
    assert told in said
    assert str(roots) in said
