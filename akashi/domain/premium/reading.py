"""Reads a rate table (保証料率表) from its data file and names every mistake by its key."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from akashi.domain.premium.rate_table import RateTable, Tier
from akashi.domain.products import Product
from akashi.domain.tables.data_file import DataFile
from akashi.domain.yen import Rounding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from akashi.domain.violations import Violation

SCHEMA = "akashi.rates/1"

_KEYS = frozenset(
    {
        "schema",
        "surety",
        "product",
        "effective_from",
        "illustrative",
        "source",
        "note",
        "rounding",
        "minimum_yen",
        "tiers",
    }
)
_TIER_KEYS = frozenset({"up_to_yen", "percent"})
_SURETY_CODE = re.compile(r"[A-Z]{2}", re.ASCII)
_PERCENT = re.compile(r"[0-9]{1,2}(\.[0-9]{1,6})?", re.ASCII)


def read_rate_table(
    document: Mapping[str, object],
) -> tuple[RateTable | None, tuple[Violation, ...]]:
    """Return the table, or None and every problem with its key path (`tiers.1.percent`).

    出典: なし (本システムの決定)
    """
    file = DataFile(document, _KEYS)
    if file.get("schema") != SCHEMA:
        file.fault("schema", f"{SCHEMA} と記入してください。", f"{SCHEMA} is needed.")
    if not _SURETY_CODE.fullmatch(file.text("surety")):
        file.fault("surety", "英大文字2字の略号です。", "the two letters of a surety are needed.")
    table = RateTable(
        surety=file.text("surety"),
        product=file.choice("product", Product),
        effective_from=file.day("effective_from"),
        tiers=_tiers(file),
        minimum_yen=file.yen("minimum_yen"),
        rounding=file.choice("rounding", Rounding),
        illustrative=file.flag("illustrative"),
        source=file.text("source"),
        note=file.sentence("note"),
    )
    problems = tuple(dict.fromkeys(file.problems))
    return (None if problems else table), problems


def _tiers(file: DataFile) -> tuple[Tier, ...]:
    rows = file.get("tiers")
    if not isinstance(rows, list) or not rows:
        file.fault("tiers", "料率の段階を一つ以上並べてください。", "a list of tiers is needed.")
        return ()
    tiers = tuple(_tier(file, index, row) for index, row in enumerate(rows))
    _check_order(file, tiers)
    return tiers


def _tier(file: DataFile, index: int, row: object) -> Tier:
    tier = DataFile(row, _TIER_KEYS, f"tiers.{index}")
    percent = tier.get("percent")
    if not isinstance(percent, str) or not _PERCENT.fullmatch(percent):
        tier.fault(
            "percent",
            '料率は引用符で囲んだ百分率です(例: "0.065")。',
            'the rate is a percentage in quotation marks, like "0.065".',
        )
    up_to_yen = tier.yen("up_to_yen")
    file.problems += tier.problems
    return Tier(up_to_yen, str(percent))


def _check_order(file: DataFile, tiers: tuple[Tier, ...]) -> None:
    if tiers[-1].up_to_yen is not None:
        file.fault(
            f"tiers.{len(tiers) - 1}.up_to_yen",
            "最後の段階には上限を書きません。",
            "the last tier has no upper end.",
        )
    for index, (lower, upper) in enumerate(pairwise(tiers)):
        if lower.up_to_yen is None:
            file.fault(
                f"tiers.{index}.up_to_yen",
                "最後の段階のほかは上限が必要です。",
                "every tier but the last needs an upper end.",
            )
        elif upper.up_to_yen is not None and upper.up_to_yen <= lower.up_to_yen:
            file.fault(
                f"tiers.{index + 1}.up_to_yen",
                "上限は前の段階より大きくなければなりません。",
                "the upper end must be above the one before.",
            )
