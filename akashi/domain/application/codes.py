"""The codes of everything that can be wrong with an application (申込の違反コード)."""

from __future__ import annotations

from enum import StrEnum


class Code(StrEnum):
    """A broken rule's name for programs; once published it never changes its meaning.

    出典: なし (本システムの決定)
    """

    # The file as a whole: raised by `parse`.
    NOT_JSON = "not_json"
    NOT_AN_OBJECT = "not_an_object"

    # The shape: found by `read`.
    UNKNOWN_FIELD = "unknown_field"
    REPEATED_FIELD = "repeated_field"
    REQUIRED = "required"
    WRONG_TYPE = "wrong_type"
    BLANK = "blank"
    UNKNOWN_CHOICE = "unknown_choice"
    UNKNOWN_SCHEMA = "unknown_schema"
    FORBIDDEN_CHARACTER = "forbidden_character"
    TEXT_TOO_LONG = "text_too_long"
    TOO_MANY_ROWS = "too_many_rows"
    NOT_KANA = "not_kana"
    AMOUNT_OUT_OF_RANGE = "amount_out_of_range"
    SHARE_OUT_OF_RANGE = "share_out_of_range"
    SHARE_DECIMALS = "share_decimals"
    DATE_MALFORMED = "date_malformed"
    DATE_OUT_OF_RANGE = "date_out_of_range"
    POSTAL_CODE_MALFORMED = "postal_code_malformed"
    CORPORATE_NUMBER_MALFORMED = "corporate_number_malformed"
    CORPORATE_NUMBER_CHECK_DIGIT = "corporate_number_check_digit"
    PERMIT_MALFORMED = "permit_malformed"
    EMAIL_MALFORMED = "email_malformed"

    # The rules: found by `problems`.
    PERIOD_REVERSED = "period_reversed"
    PERIOD_OVER = "period_over"
    CONTRACT_DATE_AFTER_PERIOD = "contract_date_after_period"
    ABOVE_CONTRACT_PRICE = "above_contract_price"
    ADVANCE_ABOVE_LIMIT = "advance_above_limit"
    ADVANCE_BELOW_MINIMUM_PRICE = "advance_below_minimum_price"
    INTERIM_ABOVE_LIMIT = "interim_above_limit"
    ADVANCES_ABOVE_LIMIT = "advances_above_limit"
    HALF_PERIOD_NOT_PASSED = "half_period_not_passed"
    GUARANTEED_AMOUNT_BELOW_MINIMUM = "guaranteed_amount_below_minimum"
    GUARANTEED_AMOUNT_DIFFERS = "guaranteed_amount_differs"
    ADVANCE_NOT_PLANNED = "advance_not_planned"
    USES_DO_NOT_ADD_UP = "uses_do_not_add_up"
    SHARES_NOT_100 = "shares_not_100"
    LEAD_NOT_A_MEMBER = "lead_not_a_member"
    WORKS_NUMBERS_DIFFER = "works_numbers_differ"
    TERMS_NOT_IN_FORCE = "terms_not_in_force"
    UNDRAWABLE_CHARACTER = "undrawable_character"
    UNKNOWN_OBLIGEE = "unknown_obligee"
    NOT_ELECTRONIC = "not_electronic"
