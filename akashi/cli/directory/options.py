"""What `akashi directory check` may be told (照会の項目): the contract, and what templates name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from akashi.cli.answers import stop_unusable
from akashi.cli.inputs import Day, OneOf, Words
from akashi.domain.parties import SuretyKind
from akashi.domain.products import Product
from akashi.domain.works import NumberKind, WorksKind

DATES = {
    "contract-date": "The works contract, or its planned day.",
    "notice-date": "公告日.",
    "designation-date": "指名日.",
    "planned-notice-date": "契約予定工事の通知日.",
    "bid-date": "入札日.",
    "procurement-date": "Start of the procurement (発注手続の開始).",
}
WORDS = {
    "department": "Department in charge at the obligee.",
    "works-name": "For the templates.",
    "works-number": "工事番号, the same as --number works=….",
    "contractor": "For the templates.",
}


def check_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of the check, in the order its help shows them."""
    options = [
        click.option(
            "--obligee", required=True, type=Words(), metavar="ID", help="Of the directory."
        ),
        click.option("--product", required=True, type=OneOf(Product)),
        click.option("--works-kind", type=OneOf(WorksKind), help="Unknown when not given."),
        *(click.option(f"--{name}", type=Day(), help=told) for name, told in DATES.items()),
        click.option(
            "--surety-kind",
            type=OneOf(SuretyKind),
            default=SuretyKind.GUARANTEE_COMPANIES.value,
            show_default=True,
        ),
        click.option("--change", is_flag=True, help="A change of a contract older than the start."),
        *(click.option(f"--{name}", type=Words(), help=told) for name, told in WORDS.items()),
        click.option(
            "--number",
            multiple=True,
            type=Words(),
            metavar="KIND=VALUE",
            help=f"KIND is one of {', '.join(NumberKind)}; may be repeated.",
        ),
    ]
    for option in reversed(options):
        function = option(function)
    return function


def numbers_from(given: object, works_number: object) -> Mapping[str, str]:
    """Return the numbers by kind, or stop at one that cannot be read or contradicts another."""
    pairs = [str(each).partition("=") for each in given] if isinstance(given, tuple) else []
    if isinstance(works_number, str):
        pairs.append((NumberKind.WORKS.value, "=", works_number))
    numbers: dict[str, str] = {}
    for kind, sign, value in pairs:
        if not sign or kind not in set(NumberKind) or not value.strip():
            stop_unusable(
                f"--number {kind}{sign}{value}: KIND=VALUE の形にしてください / "
                f"write KIND=VALUE; KIND: {', '.join(NumberKind)}"
            )
        if numbers.setdefault(kind, value.strip()) != value.strip():
            stop_unusable(
                f"--number {kind}: 異なる番号が二つあります / two different numbers are given"
            )
    return numbers
