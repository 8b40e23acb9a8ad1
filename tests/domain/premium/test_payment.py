"""Only the exact premium is received, on a day that has come."""

from datetime import date

import pytest

from akashi.domain.premium import PaymentMethod, check_payment
from akashi.domain.violations import RuleViolation

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize("paid_on", [TODAY, date(2026, 11, 1)])
def test_the_exact_premium_is_received(paid_on):
    assert check_payment(amount_yen=500, premium_yen=500, paid_on=paid_on, today=TODAY) is None


def test_another_amount_and_a_day_to_come_are_both_refused_at_once():
    with pytest.raises(RuleViolation) as refused:
        check_payment(amount_yen=499, premium_yen=500, paid_on=date(2026, 11, 23), today=TODAY)
    assert [v.field for v in refused.value.violations] == ["amount_yen", "paid_on"]


def test_the_ways_to_pay_are_those_of_the_contract():
    assert set(PaymentMethod) == {"transfer", "cash", "cheque", "batch"}
    assert [method.label("ja") for method in PaymentMethod] == [
        "銀行振込",
        "現金",
        "小切手",
        "一括納付",
    ]
