"""Dated rate tables (保証料率) and the premium (保証料), always with a printable breakdown."""

from akashi.domain.premium.payment import PaymentMethod, check_payment
from akashi.domain.premium.quoting import Line, Quote, quote
from akashi.domain.premium.rate_table import RateTable, Tier, table_on
from akashi.domain.premium.reading import read_rate_table

__all__ = [
    "Line",
    "PaymentMethod",
    "Quote",
    "RateTable",
    "Tier",
    "check_payment",
    "quote",
    "read_rate_table",
    "table_on",
]
