"""The language of mail templates (件名の様式): {placeholders} as the obligees write them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from akashi.domain.directory.aliases import Aliases

_PLACEHOLDER = re.compile(r"\{([^{}]+)\}")
_DAY = "日"


@dataclass(frozen=True, slots=True)
class Filled:
    """A template with its facts in, and the placeholders that had none (記入結果).

    出典: なし (本システムの決定)
    """

    text: str
    missing: tuple[str, ...] = ()
    """As the body writes them, without braces and filters, each once."""


def fill(
    template: str,
    facts: Mapping[str, str],
    aliases: Aliases,
    *,
    usable: Callable[[str], bool] = bool,
) -> Filled:
    """Put the facts in literally; what is unknown or not given stays visible as 〔…〕.

    Nothing is evaluated, and a fact that looks like a placeholder is not filled again. A fact
    which `usable` refuses counts as not given.
    出典: なし (本システムの決定, docs/directory-format.md)
    """
    missing: dict[str, None] = {}

    def value_of(match: re.Match[str]) -> str:
        name, *filters = re.split(r"[|｜]", match[1])
        follows = template[match.end() : match.end() + 1]
        value = _first_known(aliases.facts_for(name), facts, follows)
        value = _filtered(value, filters)
        if value and usable(value):
            return value
        shown = name if _known(filters) else match[1]
        missing[shown] = None
        return f"〔{shown}〕"

    return Filled(_PLACEHOLDER.sub(value_of, template), tuple(missing))


def _first_known(names: tuple[str, ...], facts: Mapping[str, str], follows: str) -> str:
    """Return the first fact given; a date written before 日 gives its day alone."""
    for name in names:
        wanted = name.removesuffix("_date") + "_day" if follows == _DAY else name
        value = single_line(facts.get(wanted) or facts.get(name) or "")
        if value:
            return value
    return ""


def single_line(text: str) -> str:
    """Return the text as one line: breaks and tabs are spaces, invisible controls are gone.

    A fact thus cannot start a second header line in a mail.
    出典: なし (本システムの決定)
    """
    kinds = ((char, unicodedata.category(char)) for char in text)
    kept = (
        "\n" if kind in {"Cc", "Zl", "Zp"} else char
        for char, kind in kinds
        if kind not in {"Cf", "Cs"}
    )
    return re.sub("\n+", " ", "".join(kept)).strip()


def _filtered(value: str, filters: list[str]) -> str:
    if not _known(filters):
        return ""
    for name in filters:
        value = _FILTERS[name.strip()](value)
    return value


def _known(filters: list[str]) -> bool:
    return all(name.strip() in _FILTERS for name in filters)


def _digits(value: str) -> str:
    folded = unicodedata.normalize("NFKC", value)
    return "".join(char for char in folded if char in "0123456789")


_FILTERS: dict[str, Callable[[str], str]] = {"digits": _digits}
