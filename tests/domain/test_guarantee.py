"""Whether a guarantee binds the surety on a day."""

from datetime import date

import pytest

from akashi.domain.guarantee import GuaranteeStatus, in_force, status
from akashi.domain.lifecycle import GuaranteeState
from akashi.domain.periods import Period

PERIOD = Period(date(2026, 11, 22), date(2027, 2, 26))
STANDING = GuaranteeState.CONCLUDED


@pytest.mark.parametrize(
    ("state", "as_of", "expected"),
    [
        (STANDING, date(2026, 11, 21), GuaranteeStatus.NOT_BEGUN),
        (STANDING, date(2026, 11, 22), GuaranteeStatus.IN_FORCE),
        (STANDING, date(2027, 2, 26), GuaranteeStatus.IN_FORCE),
        (STANDING, date(2027, 2, 27), GuaranteeStatus.EXPIRED),
        (GuaranteeState.CANCELLED, date(2026, 12, 1), GuaranteeStatus.CANCELLED),
        (GuaranteeState.RELEASED, date(2026, 12, 1), GuaranteeStatus.RELEASED),
        (GuaranteeState.RELEASED, date(2028, 1, 1), GuaranteeStatus.RELEASED),
    ],
)
def test_a_guarantee_is_what_its_state_and_the_day_make_it(state, as_of, expected):
    assert status(state, PERIOD, as_of) is expected
    assert in_force(state, PERIOD, as_of) == (expected is GuaranteeStatus.IN_FORCE)


@pytest.mark.parametrize("member", GuaranteeStatus)
def test_every_status_has_a_word_and_a_sentence_in_both_languages(member):
    words = {member.label("ja"), member.label("en"), member.sentence("ja"), member.sentence("en")}
    assert len(words) == 4
