"""A violation stands at the field it is about, and nothing typed is lost."""

import pytest

from akashi.domain.violations import Sentence, Violation
from akashi.portals.shared.forms import Field, fill

FIELDS = (
    Field("works.name", "工事名"),
    Field("works.period.from", "着工"),
    Field("works.period.to", "完成"),
    Field("use_of_advance", "使途"),
)


def broken(path: str) -> Violation:
    return Violation("some_code", path, Sentence("誤りです。", "Wrong."))


@pytest.mark.parametrize(
    ("path", "href"),
    [
        ("works.name", "#f-works-name"),
        ("works.period", "#f-works-period-from"),
        ("use_of_advance.0.amount_yen", "#f-use_of_advance"),
        ("contractor.email", ""),
        ("", ""),
    ],
)
def test_the_summary_leads_to_the_nearest_field(path, href):
    (problem,) = fill(FIELDS, {}, [broken(path)]).problems
    assert problem.href == href


def test_the_summary_goes_down_the_page_as_the_fields_do():
    found = [broken(path) for path in ("", "use_of_advance", "works.period", "works.name")]
    hrefs = [problem.href for problem in fill(FIELDS, {}, found).problems]
    assert hrefs == ["#f-works-name", "#f-works-period-from", "#f-use_of_advance", ""]


def test_a_field_shows_its_own_violations_only():
    form = fill(FIELDS, {}, [broken("works.name")])
    assert [bool(field.errors) for field in form.fields] == [True, False, False, False]


def test_the_sentence_is_in_the_language_of_the_page():
    form = fill(FIELDS, {}, [broken("works.name")], "en")
    assert form["works.name"].errors == ("Wrong.",)


def test_what_was_typed_stays():
    typed = {"works.name": "村道<b>改良</b>工事 𠮷"}
    assert fill(FIELDS, typed, [broken("works.name")])["works.name"].value == typed["works.name"]


def test_hint_and_error_are_both_read_with_the_field():
    field = Field("works.name", "工事名", hint="契約書のとおりに", errors=("誤りです。",))
    assert field.described_by == "f-works-name-hint f-works-name-error"
