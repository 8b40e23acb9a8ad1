"""`akashi issue` (一括発行): the whole path in one command, or every reason why not."""

from __future__ import annotations

import hashlib
import json

import pytest

from akashi.records.models import Guarantee, Notice, SealedDocument
from tests.cli.conftest import YOMITAN

ANSWERED = {
    "guarantee_number",
    "certificate",
    "key_notice",
    "content",
    "content_sha256",
    "premium_yen",
    "log_index",
    "remarks",
}


def test_an_application_file_becomes_three_documents(akashi, tmp_path):
    out = tmp_path / "deep" / "issued"
    answer = json.loads(akashi("issue", YOMITAN, "--out", out, "--json").stdout)
    assert set(answer) == ANSWERED
    assert answer["certificate"] == str(out / "certificate.pdf")
    assert answer["key_notice"] == str(out / "key-notice.pdf")
    assert sorted(each.name for each in out.iterdir()) == [
        "certificate.pdf",
        "content.json",
        "key-notice.pdf",
    ]
    content = (out / "content.json").read_bytes()
    assert hashlib.sha256(content).hexdigest() == answer["content_sha256"]
    assert json.loads(content)["guarantee_number"] == answer["guarantee_number"]
    assert SealedDocument.objects.get().pdf == (out / "certificate.pdf").read_bytes()
    assert Notice.objects.filter(kind="certificate_ready").count() == 1


def test_the_key_is_answered_only_when_asked_for(akashi, tmp_path):
    told = akashi("issue", YOMITAN, "--out", tmp_path, "--json", "--show-key")
    silent = akashi("issue", YOMITAN, "--out", tmp_path, "--json")
    assert len(json.loads(told.stdout)["access_key"]) == 29
    assert "access_key" not in json.loads(silent.stdout)


def test_all_broken_rules_are_told_at_once(akashi, application, tmp_path):
    file = application(
        works__kind="bridge", advance_amount_yen=30_000_000, contractor__email="x", colour="red"
    )
    told = akashi("issue", file, "--out", tmp_path / "out", "--json")
    assert told.exit_code == 1
    fields = {each["field"] for each in json.loads(told.stdout)["violations"]}
    assert {"works.kind", "contractor.email", "colour"} <= fields
    assert not (tmp_path / "out").exists()
    assert not Guarantee.objects.exists()


def test_violations_speak_the_language_asked_for(akashi, application, tmp_path):
    file = application(contractor__postal_code="12")
    told = akashi("issue", file, "--out", tmp_path, "--json", "--lang", "en")
    assert json.loads(told.stdout)["violations"][0]["message"].isascii()


@pytest.mark.parametrize(
    "text", ["", "[]", "{", "null", '{"a": 1} x', "\ud800".encode("utf-16-le", "surrogatepass")]
)
def test_what_is_no_json_object_cannot_be_used(akashi, tmp_path, text):
    file = tmp_path / "application.json"
    file.write_bytes(text.encode() if isinstance(text, str) else text)
    told = akashi("issue", file, "--out", tmp_path / "out", "--json")
    assert told.exit_code == 2
    assert told.stdout == ""
    assert "application.json" in told.stderr
    assert not (tmp_path / "out").exists()


def test_a_file_that_is_not_there_cannot_be_used(akashi, tmp_path):
    assert akashi("issue", tmp_path / "nothing.json", "--out", tmp_path).exit_code == 2


def test_a_folder_that_cannot_be_written_stops_everything_before_it_begins(akashi, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    told = akashi("issue", YOMITAN, "--out", tmp_path / "file" / "out", "--json")
    assert told.exit_code == 2
    assert "nothing was issued" in told.stderr
    assert not Guarantee.objects.exists()


def test_the_same_file_twice_issues_twice_with_a_remark(akashi, tmp_path):
    first, second = (
        json.loads(akashi("issue", YOMITAN, "--out", tmp_path, "--json").stdout) for _ in range(2)
    )
    assert first["guarantee_number"] != second["guarantee_number"]
    assert first["remarks"] == []
    assert [each["code"] for each in second["remarks"]] == ["same_works"]


def test_the_same_key_and_file_give_the_same_answer_and_files(akashi, tmp_path):
    words = ("issue", YOMITAN, "--out", tmp_path / "out", "--json", "--idempotency-key", "K-1")
    first = akashi(*words)
    sealed = (tmp_path / "out" / "certificate.pdf").read_bytes()
    assert akashi(*words).stdout == first.stdout
    assert (tmp_path / "out" / "certificate.pdf").read_bytes() == sealed
    assert Guarantee.objects.count() == 1


def test_the_same_key_with_another_file_is_refused(akashi, application, tmp_path):
    words = ("--out", tmp_path / "out", "--json", "--idempotency-key", "K-1")
    akashi("issue", YOMITAN, *words)
    told = akashi("issue", application(works__name="別の工事"), *words)
    assert told.exit_code == 1
    assert json.loads(told.stdout)["violations"][0]["code"] == "idempotency_mismatch"
    assert Guarantee.objects.count() == 1


@pytest.mark.parametrize("key", ["", "with space", "鍵"])
def test_a_key_that_is_none_cannot_be_used(akashi, tmp_path, key):
    told = akashi("issue", YOMITAN, "--out", tmp_path / "out", "--json", "--idempotency-key", key)
    assert (told.exit_code, told.stdout) == (2, "")
    assert "Idempotency-Key" in told.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("words", [("issue", YOMITAN, "--out", ""), ("directory", "export", "")])
def test_no_place_is_not_the_current_folder(akashi, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    told = akashi(*words, "--json")
    assert (told.exit_code, told.stdout) == (2, "")
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_stands_twice_is_refused_by_its_field(akashi, tmp_path):
    file = tmp_path / "application.json"
    text = YOMITAN.read_text(encoding="utf-8")
    file.write_text(text.replace('"product":', '"product": "performance", "product":', 1))
    told = akashi("issue", file, "--out", tmp_path / "out", "--json")
    found = json.loads(told.stdout)["violations"]
    assert (told.exit_code, [(each["code"], each["field"]) for each in found]) == (
        1,
        [("repeated_field", "product")],
    )
    assert not Guarantee.objects.exists()


def test_on_paper_there_is_neither_key_nor_notice(akashi, application, tmp_path):
    akashi("issue", YOMITAN, "--out", tmp_path / "out")
    told = akashi(
        "issue", application(delivery="paper"), "--out", tmp_path / "out", "--json", "--show-key"
    )
    answer = json.loads(told.stdout)
    assert (answer["key_notice"], answer["access_key"]) == (None, None)
    assert sorted(each.name for each in (tmp_path / "out").iterdir()) == [
        "certificate.pdf",
        "content.json",
    ]


def test_where_the_directory_says_no_each_failed_condition_is_a_violation(
    akashi, application, tmp_path
):
    file = application(works__contract_date="2026-03-01", works__notice_date=None)
    told = akashi("issue", file, "--out", tmp_path, "--json")
    assert told.exit_code == 1
    found = json.loads(told.stdout)["violations"]
    assert {each["field"] for each in found} == {"works.contract_date"}


def test_people_read_the_answer_line_by_line(akashi, tmp_path):
    told = akashi("issue", YOMITAN, "--out", tmp_path, "--lang", "en")
    assert told.exit_code == 0
    assert told.stdout.startswith("Guarantee number  MH-")


def test_a_quote_stores_nothing(akashi, application):
    told = akashi("quote", application(example="mie-interim-joint-venture.json"), "--json")
    answer = json.loads(told.stdout)
    assert answer["premium_yen"] == 24_024
    assert answer["illustrative"] is False
    assert not Guarantee.objects.exists()


def test_a_quote_without_an_amount_is_refused(akashi, application):
    told = akashi("quote", application(advance_amount_yen="lots"), "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["violations"][0]["field"] == "advance_amount_yen"
