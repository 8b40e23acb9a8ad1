"""Number and key pasted together into one field (まとめて貼り付け): each finds its own place."""

from __future__ import annotations

import re

from akashi.domain.identifiers import access_key
from akashi.domain.text import fold_code
from akashi.domain.violations import RuleViolation

LONGEST = 10_000
"""Characters looked through; a pasted notice or mail has a tenth of them."""

_NUMBER = re.compile(r"[A-Z]{2}[0-9]{11}[0-9A-Z]", re.ASCII)
_KEY = re.compile(rf"(?=([{access_key.ALPHABET}]{{{access_key.LENGTH}}}))", re.ASCII)
_NUMBER_ALONE = re.compile(rf"(?<![0-9A-Z]){_NUMBER.pattern}(?![0-9A-Z])", re.ASCII)
_KEY_ALONE = re.compile(
    rf"(?<![0-9A-Z])[{access_key.ALPHABET}]{{{access_key.LENGTH}}}(?![0-9A-Z])", re.ASCII
)
_NOT_OF_A_KEY = re.compile(r"[^0-9A-Z]", re.ASCII)


def take_apart(number: str, key: str) -> tuple[str, str]:
    """Return number and key as typed, or what a text pasted into one of the two fields holds.

    A browser drops the line breaks of what is pasted, so the two may touch each other and the
    words around them. A key that is mistyped is returned too, for `access_key.parse` to name
    the group. A field with only its own, and a Japanese label copied along, loses the label.
    出典: acceptance.md 5.1 (WCAG 2.2 3.3.8)
    """
    for text in (number, key):
        if found := _both(text):
            return found
    return _alone(_NUMBER_ALONE, number), _alone(_KEY_ALONE, key)


def _alone(shape: re.Pattern[str], text: str) -> str:
    found = shape.search(fold_code(text)) if len(text) <= LONGEST else None
    return found[0] if found else text


def _both(text: str) -> tuple[str, str] | None:
    if len(text) > LONGEST:
        return None
    folded = fold_code(text)
    number = _NUMBER.search(folded)
    if number is None:
        return None
    rest = folded[: number.start()] + " " + folded[number.end() :]
    right = next((each[1] for each in _KEY.finditer(rest) if _is_key(each[1])), None)
    typed = right or _NOT_OF_A_KEY.sub("", rest)
    return (number[0], typed) if len(typed) >= access_key.GROUP_LENGTH else None


def _is_key(symbols: str) -> bool:
    try:
        access_key.parse(symbols)
    except RuleViolation:
        return False
    return True
