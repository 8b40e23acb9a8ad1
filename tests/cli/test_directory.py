"""`akashi directory` (発注者名簿): asked, loaded and written out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from akashi.cli.directory import showing
from akashi.domain import directory
from akashi.domain.directory import Aliases, Facts, instructions
from akashi.domain.products import Product
from akashi.records.models import Obligee
from akashi.records.reading import for_public

COLLECTION = Path(__file__).resolve().parents[1] / "data" / "obligees.yaml"
YOMITAN = ("--obligee", "okinawa-yomitan", "--product", "advance_payment")
CONSTRUCTION = (*YOMITAN, "--works-kind", "construction")


def ask(akashi, *words):
    told = akashi("directory", "check", *words, "--json")
    return told.exit_code, json.loads(told.stdout)


@pytest.mark.parametrize(
    ("words", "electronic", "exit_code"),
    [
        ((*CONSTRUCTION, "--contract-date", "2026-05-11"), "yes", 0),
        ((*CONSTRUCTION, "--contract-date", "2026-03-31"), "no", 1),
        (CONSTRUCTION, "ask", 1),
        ((*YOMITAN, "--contract-date", "2026-05-11"), "ask", 1),
    ],
)
def test_the_answer_and_its_exit_code(akashi, words, electronic, exit_code):
    code, answer = ask(akashi, *words)
    assert set(answer) == {"electronic", "reasons", "delivery"}
    assert (answer["electronic"], code) == (electronic, exit_code)


def test_a_body_known_by_name_only_must_be_asked(akashi):
    akashi("migrate")
    named = Obligee.objects.filter(name_only=True).values_list("pk", flat=True)[0]
    code, answer = ask(akashi, "--obligee", named, "--product", "advance_payment")
    assert (code, answer["electronic"]) == (1, "ask")


def test_every_reason_says_condition_result_and_sentence(akashi):
    _code, answer = ask(akashi, *CONSTRUCTION, "--contract-date", "2026-03-31", "--lang", "en")
    failed = [each for each in answer["reasons"] if each["result"] == "failed"]
    assert [each["condition"] for each in failed] == ["start"]
    assert failed[0]["sentence"].endswith(".")


def test_what_is_given_stands_in_the_subject_and_the_rest_is_missing(akashi):
    nagaoka = ("--obligee", "niigata-nagaoka", "--product", "performance")
    _code, told = ask(akashi, *nagaoka, "--number", "procurement=第7号")
    assert told["delivery"]["subject"] == "【工事・契約関係書類】第7号〔工事番号〕"
    assert told["delivery"]["missing"] == ["工事番号"]
    _code, told = ask(akashi, *nagaoka, "--number", "procurement=7", "--works-number", "R8-12")
    assert told["delivery"]["subject"] == "【工事・契約関係書類】7R8-12"
    assert told["delivery"]["missing"] == []


@pytest.mark.parametrize(
    "words",
    [
        ("--obligee", "nowhere", "--product", "advance_payment"),
        ("--obligee", "", "--product", "advance_payment"),
        ("--obligee", "okinawa-yomitan", "--product", "loan"),
        (*YOMITAN, "--works-kind", "bridge"),
        (*YOMITAN, "--contract-date", "2026-02-30"),
        (*YOMITAN, "--contract-date", "20260401"),
        (*YOMITAN, "--surety-kind", "bank"),
        (*YOMITAN, "--number", "R8-12"),
        (*YOMITAN, "--number", "colour=red"),
        (*YOMITAN, "--number", "works="),
        (*YOMITAN, "--works-number", "1", "--number", "works=2"),
        (*YOMITAN, "--works-name", "二行\nの名"),
        ("--product", "advance_payment"),
    ],
)
def test_a_question_that_cannot_be_used_is_refused_with_a_sentence(akashi, words):
    told = akashi("directory", "check", *words, "--json")
    assert told.exit_code == 2
    assert told.stdout == ""
    assert told.stderr


def test_people_are_answered_in_words_and_not_in_the_program_s(akashi):
    nagaoka = ("--obligee", "gifu-motosu", "--product", "performance")
    told = akashi("directory", "check", *nagaoka, "--works-kind", "construction").stdout
    for line in (
        "提出方法: 電子メール",
        "到達確認の電話が必要: はい",
        "示されていない記入事項: 仕様書番号",
    ):
        assert f"  {line}\n" in told
    told = akashi("directory", "check", *nagaoka, "--lang", "en").stdout
    assert "  Phone call on arrival: yes\n" in told
    assert not re.search(r"[\[\]{}]|True|False|None", told)


def test_every_part_of_the_delivery_has_its_words():
    told = instructions(
        directory.Obligee("x", "X"), Facts(product=Product.PERFORMANCE), Aliases({})
    )
    assert {*showing.LABELS, "methods"} == {*told.as_json()}


def test_an_unknown_id_names_those_that_may_be_meant(akashi):
    told = akashi("directory", "check", "--obligee", "yomitan", "--product", "advance_payment")
    assert "okinawa-yomitan" in told.stderr


def test_both_formats_come_in_and_go_out_and_in_again(akashi, tmp_path):
    assert akashi("directory", "import", COLLECTION).exit_code == 0
    before = for_public.all_obligees()
    assert akashi("directory", "export", tmp_path / "out").exit_code == 0
    first = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert akashi("directory", "import", tmp_path / "out").exit_code == 0
    assert for_public.all_obligees() == before
    akashi("directory", "export", tmp_path / "out")
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == first


def test_a_broken_entry_is_named_by_line_and_key_and_nothing_is_imported(akashi, tmp_path):
    akashi("migrate")
    count = Obligee.objects.count()
    file = tmp_path / "more.yaml"
    file.write_text(
        "version: 1\nobligees:\n"
        "  - id: new-town\n    name: 新町\n"
        "  - id: broken-town\n    name: 壊れ町\n    guarantees: [loan]\n    colour: red\n",
        encoding="utf-8",
    )
    told = akashi("directory", "import", file, "--lang", "en", "--json")
    assert told.exit_code == 2
    assert [each["field"] for each in json.loads(told.stdout)["violations"]] == [
        "obligees.1.guarantees.0",
        "obligees.1.colour",
    ]
    assert "more.yaml line 7" in told.stderr
    assert "more.yaml line 8" in told.stderr
    assert Obligee.objects.count() == count


@pytest.mark.parametrize("text", ["", "- 1", "a: [", "schema: other/1\n", "a: *x\n", "\x00"])
def test_a_file_that_is_no_directory_cannot_be_used(akashi, tmp_path, text):
    file = tmp_path / "file.yaml"
    file.write_text(text, encoding="utf-8")
    told = akashi("directory", "import", file)
    assert told.exit_code == 2
    assert "file.yaml" in told.stderr


def test_a_missing_file_cannot_be_imported(akashi, tmp_path):
    assert akashi("directory", "import", tmp_path / "nothing.yaml").exit_code == 2


def test_an_export_into_a_file_is_refused(akashi, tmp_path):
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    told = akashi("directory", "export", tmp_path / "file")
    assert told.exit_code == 2
    assert "file" in told.stderr
