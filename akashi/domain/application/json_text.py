"""JSON as people send it (申込データの読込み): read whole, whatever strange things stand in it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping

from akashi.domain.application.codes import Code
from akashi.domain.violations import RuleViolation, refuse

_LONGEST_INTEGER = 400
"""Digits. Longer ones are no amount of anything and would only cost time."""


class JsonObject(dict[str, object]):
    """A JSON object that remembers which names stood in it more than once.

    JSON parsers keep the last value silently; for an amount of money that is not good enough.
    出典: なし (本システムの決定)
    """

    __slots__ = ("repeated",)

    def __init__(self, pairs: Iterable[tuple[str, object]]) -> None:
        """Keep the last value of each name, as parsers do, and the names given repeatedly."""
        listed = list(pairs)
        super().__init__(listed)
        counted = Counter(name for name, _ in listed)
        self.repeated = tuple(name for name, times in counted.items() if times > 1)


def parse(text: str | bytes) -> Mapping[str, object]:
    """Return the JSON object in `text` (UTF-8, a byte order mark is allowed).

    Raises:
        RuleViolation: `not_json` when it cannot be read, `not_an_object` when it is no object.
    出典: なし (本システムの決定)
    """
    try:
        plain = text.decode("utf-8-sig") if isinstance(text, bytes) else text.removeprefix("\ufeff")
        value: object = json.loads(plain, object_pairs_hook=JsonObject, parse_int=_integer)
    except UnicodeDecodeError as error:
        raise _no_json(
            "文字コードが UTF-8 ではありません。UTF-8 で保存してください。",
            "its characters are not UTF-8; save it as UTF-8.",
        ) from error
    except json.JSONDecodeError as error:
        raise _no_json(
            f"{error.lineno}行目の{error.colno}文字目で書式が崩れています。その前後を直してください。",
            f"it breaks off at line {error.lineno}, column {error.colno}; mend the text around it.",
        ) from error
    except RecursionError as error:
        raise _no_json(
            "入れ子が深すぎます。書式を確かめてください。",
            "it is nested too deeply; check its form.",
        ) from error
    if not isinstance(value, Mapping):
        raise refuse(
            Code.NOT_AN_OBJECT.value,
            "",
            ja="{ で始まり } で終わる JSON オブジェクトにしてください。",
            en="This must be a JSON object, from { to }.",
        )
    return value


def _integer(digits: str) -> int | float:
    return int(digits) if len(digits) <= _LONGEST_INTEGER else float("inf")


def _no_json(ja: str, en: str) -> RuleViolation:
    return refuse(
        Code.NOT_JSON.value,
        "",
        ja=f"JSON として読めません。{ja}",
        en=f"This is not readable JSON: {en}",
    )
