"""The receipt number (受付番号) an application is given when it is first submitted."""

from __future__ import annotations


def make(fiscal_year: int, serial: int) -> str:
    """Return the receipt number of the `serial`-th application of a fiscal year: R26-000123.

    出典: なし (本システムの決定)
    """
    return f"R{fiscal_year % 100:02}-{serial:06}"
