"""Two pairs of eyes, remarks with words in them, findings for the underwriter."""

import pytest

from akashi.domain.lifecycle import ApplicationStep
from akashi.domain.underwriting import (
    MAX_REMARK_LENGTH,
    MAX_REMARKS,
    Remark,
    check_another_person,
    findings,
    read_reasons,
    read_remarks,
)
from akashi.domain.violations import RuleViolation, Sentence


def refusal(function, *args, **kwargs):
    with pytest.raises(RuleViolation) as refused:
        function(*args, **kwargs)
    return [(v.code, v.field) for v in refused.value.violations]


APPLIED, ACCEPTED = (1, 2), 3


@pytest.mark.parametrize(
    ("step", "own"),
    [(ApplicationStep.ACCEPT, {1, 2}), (ApplicationStep.APPROVE, {1, 2, 3})],
)
def test_nobody_judges_what_is_their_own(step, own):
    for person in (1, 2, 3, 4):
        if person in own:
            refused = refusal(
                check_another_person, person, step, applied=APPLIED, accepted=ACCEPTED
            )
            assert refused == [("same_person", "")]
        else:
            check_another_person(person, step, applied=APPLIED, accepted=ACCEPTED)


@pytest.mark.parametrize("step", [ApplicationStep.RETURN, ApplicationStep.DECLINE])
def test_whoever_accepted_may_still_return_or_decline(step):
    check_another_person(ACCEPTED, step, applied=APPLIED, accepted=ACCEPTED)


def test_remarks_keep_field_and_text():
    given = [
        {"field": "works.name", "text": " 工事名が契約書と違います。\n確認してください。 "},
        {"text": "x"},
    ]
    assert read_remarks(given) == (
        Remark("works.name", "工事名が契約書と違います。\n確認してください。"),
        Remark("", "x"),
    )


@pytest.mark.parametrize("given", [None, [], "x", {}, [{"text": "x"}] * (MAX_REMARKS + 1)])
def test_a_return_needs_a_remark(given):
    assert refusal(read_remarks, given) == [("remarks_needed", "remarks")]


def test_every_fault_of_the_remarks_is_named_at_once():
    given = [
        {"text": " "},
        "x",
        {"field": 5, "text": "x"},
        {"text": "a\u200bb"},
        {"text": "x" * (MAX_REMARK_LENGTH + 1)},
        {"text": "x", "by": "me"},
        {"field": "works", "text": None},
    ]
    assert refusal(read_remarks, given) == [
        ("remark_text", "remarks.0.text"),
        ("remark_shape", "remarks.1"),
        ("remark_shape", "remarks.2.field"),
        ("remark_text", "remarks.3.text"),
        ("remark_text", "remarks.4.text"),
        ("remark_shape", "remarks.5"),
        ("remark_text", "remarks.6.text"),
    ]


def test_a_character_that_does_not_print_is_named_in_both_languages():
    with pytest.raises(RuleViolation) as refused:
        read_reasons(["a\u202eb"])
    [violation] = refused.value.violations
    assert "U+202E 双方向制御文字 RLO" in violation.sentence.ja
    assert "U+202E right-to-left override" in violation.sentence.en


def test_a_decline_gives_its_reasons():
    assert read_reasons([" 与信枠を超えています。"]) == ("与信枠を超えています。",)
    assert refusal(read_reasons, []) == [("reasons_needed", "reasons")]
    assert refusal(read_reasons, ["x", 5]) == [("remark_text", "reasons.1")]


def test_findings_tell_what_is_open_what_is_double_and_what_is_illustrative():
    found = findings([Sentence("確認", "ask")], same_works=["MH-2026-0000017-T"], illustrative=True)
    assert [finding.code for finding in found] == ["remark", "same_works", "illustrative_rates"]
    assert "MH-2026-0000017-T" in found[1].sentence.ja
    assert found[0].as_json() == {"code": "remark", "ja": "確認", "en": "ask"}


def test_without_anything_to_look_at_there_are_no_findings():
    assert findings([]) == ()


def test_a_remark_with_a_character_that_does_not_print_says_how_to_mend_it():
    with pytest.raises(RuleViolation) as caught:
        read_remarks([{"field": "", "text": "a\u202eb"}])
    assert "取り除いて" in caught.value.violations[0].message("ja")
    assert "Remove" in caught.value.violations[0].message("en")


def test_a_remark_on_no_field_name_is_told_in_japanese():
    with pytest.raises(RuleViolation) as caught:
        read_remarks([{"field": 1, "text": "a"}])
    (violation,) = caught.value.violations
    assert violation.field == "remarks.0.field"
    assert "項目名" in violation.message("ja")
