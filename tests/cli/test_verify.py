"""`akashi verify` (検証): each verdict with its exit code."""

from __future__ import annotations

import json

import pytest

from akashi.adapters.seal import make_demo_keys
from akashi.config import wiring
from tests.cli.conftest import YOMITAN, forget_tools
from tests.fakes import NOON

CHECKS = ["seal", "chain", "timestamp", "content_match", "log_inclusion", "no_later_changes"]


@pytest.fixture
def issued(akashi, tmp_path):
    akashi("issue", YOMITAN, "--out", tmp_path)
    return tmp_path


def test_an_issued_certificate_is_authentic(akashi, issued):
    told = akashi("verify", issued / "certificate.pdf", "--json")
    answer = json.loads(told.stdout)
    assert told.exit_code == 0
    assert (answer["kind"], answer["verdict"]) == ("certificate", "authentic")
    assert [each["name"] for each in answer["checks"]] == CHECKS
    assert all(each["ok"] for each in answer["checks"])
    assert answer["content"] == json.loads((issued / "content.json").read_bytes())


def test_one_changed_byte_is_found(akashi, issued):
    file = issued / "certificate.pdf"
    data = bytearray(file.read_bytes())
    data[5000] ^= 1
    file.write_bytes(data)
    told = akashi("verify", file, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["verdict"] == "altered"


def test_a_byte_behind_the_end_is_found(akashi, issued):
    file = issued / "certificate.pdf"
    file.write_bytes(file.read_bytes() + b" ")
    told = akashi("verify", file, "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["verdict"] == "altered"


def test_the_key_notice_is_no_certificate(akashi, issued):
    told = akashi("verify", issued / "key-notice.pdf", "--json")
    answer = json.loads(told.stdout)
    assert (told.exit_code, answer["kind"], answer["verdict"]) == (1, "key_notice", "not_ours")


@pytest.mark.parametrize("data", [b"", b"hello", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_unreadable(akashi, tmp_path, data):
    file = tmp_path / "file.pdf"
    file.write_bytes(data)
    told = akashi("verify", file, "--json")
    assert told.exit_code == 2
    assert json.loads(told.stdout)["verdict"] == "unreadable"


def test_a_missing_file_is_unreadable(akashi, tmp_path):
    told = akashi("verify", tmp_path / "nothing.pdf", "--json")
    answer = json.loads(told.stdout)
    assert (told.exit_code, answer["verdict"], answer["content"]) == (2, "unreadable", None)
    assert [each["ok"] for each in answer["checks"]] == [None] * 6
    assert "nothing.pdf" in told.stderr


@pytest.fixture
def _tools_forgotten(settings):
    """Let the next test wire its tools from its own settings again."""
    kept = settings.SEAL_DIR
    yield
    settings.SEAL_DIR = kept
    forget_tools()


@pytest.mark.usefixtures("_tools_forgotten")
def test_the_seal_of_another_house_is_believed_only_with_its_root(
    akashi, issued, tmp_path, settings
):
    root = wiring.key_files().root
    key = tmp_path / "log.key"
    key.write_text(wiring.log_signer().key.text(), encoding="utf-8")
    settings.SEAL_DIR = str(tmp_path / "other")
    make_demo_keys(tmp_path / "other", at=NOON, surety_name="よその保証")
    forget_tools()
    stranger = akashi("verify", issued / "certificate.pdf", "--json")
    trusted = akashi(
        "verify", issued / "certificate.pdf", "--json", "--trust", root, "--log-key", key
    )
    assert (stranger.exit_code, json.loads(stranger.stdout)["verdict"]) == (1, "unknown_issuer")
    assert (trusted.exit_code, json.loads(trusted.stdout)["verdict"]) == (0, "authentic")


@pytest.mark.parametrize("option", ["--trust", "--log-key"])
def test_trust_that_cannot_be_read_stops_the_check(akashi, issued, option):
    told = akashi("verify", issued / "certificate.pdf", option, issued / "content.json")
    assert told.exit_code == 2
    assert "content.json" in told.stderr


def test_a_day_after_the_seal_has_ended_still_finds_it_authentic_by_its_time_stamp(akashi, issued):
    told = akashi("verify", issued / "certificate.pdf", "--json", "--at", "2040-01-01")
    assert json.loads(told.stdout)["verdict"] == "authentic"


def test_an_impossible_day_cannot_be_used(akashi, issued):
    assert akashi("verify", issued / "certificate.pdf", "--at", "2026-02-30").exit_code == 2
