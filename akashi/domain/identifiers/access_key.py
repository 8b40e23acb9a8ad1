"""The access key (認証キー): five groups of five symbols; each group knows when it is mistyped."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from akashi.domain.identifiers.check_symbols import weighted_sum
from akashi.domain.text import code_groups
from akashi.domain.violations import RuleViolation, Sentence, Violation

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
GROUPS = 5
GROUP_LENGTH = 5
LENGTH = GROUPS * GROUP_LENGTH
ENTROPY_BYTES = 13

# NOTE: weights and constants are part of the format of every key ever handed out and may never
# change. A group x1…x5 at position g obeys Σ wᵢ·xᵢ = kg over GF(2^5). All weights differ and
# none is 0, so every single wrong symbol and every swap inside a group changes the sum; all
# constants differ, so a group is wrong at every position but its own.
_WEIGHTS = (2, 4, 8, 16, 1)
_CONSTANTS = (1, 2, 3, 4, 5)

_BITS_PER_SYMBOL = 5
_RANDOM_BITS = GROUPS * (GROUP_LENGTH - 1) * _BITS_PER_SYMBOL

_NEVER_USED = {
    "0": Sentence("「0」(数字のゼロ)", "“0” (the digit zero)"),
    "O": Sentence("「O」(英字のオー)", "“O” (the letter)"),
    "1": Sentence("「1」(数字のいち)", "“1” (the digit one)"),
    "I": Sentence("「I」(英字のアイ)", "“I” (the letter)"),
}


@dataclass(frozen=True, slots=True)
class GroupViolation(Violation):
    """What is wrong with one group of a typed key.

    出典: なし (本システムの決定)
    """

    group: int
    """1 to 5, counted from the left."""


def mint(entropy: bytes) -> str:
    """Return a new key from 13 random bytes, of which the first 100 bits are used.

    出典: contract 6 (本システムの決定)
    """
    if len(entropy) != ENTROPY_BYTES:
        raise ValueError(f"a key is minted from {ENTROPY_BYTES} random bytes")
    bits = int.from_bytes(entropy, "big") >> (ENTROPY_BYTES * 8 - _RANDOM_BITS)
    mask = len(ALPHABET) - 1
    values = [
        bits >> shift & mask
        for shift in range(_RANDOM_BITS - _BITS_PER_SYMBOL, -1, -_BITS_PER_SYMBOL)
    ]
    size = GROUP_LENGTH - 1
    return "-".join(_group(values[g * size : (g + 1) * size], g) for g in range(GROUPS))


def parse(text: str, field: str = "access_key") -> str:
    """Return the normal form of a key as typed: any width, case, spaces, dashes, line breaks.

    Says nothing about whether such a key exists. No sentence repeats what was typed, except
    a symbol that no key has.
    Raises: RuleViolation on `field`: `access_key_empty`, `access_key_length` (the key as a
    whole), or one violation for each wrong group: `access_key_symbol`, `access_key_group`.
    出典: contract 6 (本システムの決定)
    """
    typed = code_groups(text)
    symbols = "".join(typed)
    if not symbols:
        raise RuleViolation([_empty(field)])
    cut = [symbols[i : i + GROUP_LENGTH] for i in range(0, len(symbols), GROUP_LENGTH)]
    if len(symbols) == LENGTH and all(_is_right(group, g) for g, group in enumerate(cut)):
        return "-".join(cut)
    groups = typed if len(typed) == GROUPS else cut
    if len(symbols) != LENGTH and groups is cut:
        raise RuleViolation([*_strange_symbols(cut, field), _length(cut, field)])
    raise RuleViolation(_wrong_groups(groups, field))


def _group(values: list[int], position: int) -> str:
    check = weighted_sum([*values, 0], _WEIGHTS) ^ _CONSTANTS[position]
    return "".join(ALPHABET[value] for value in [*values, check])


def _is_right(group: str, position: int) -> bool:
    if len(group) != GROUP_LENGTH or any(symbol not in ALPHABET for symbol in group):
        return False
    values = [ALPHABET.index(symbol) for symbol in group]
    return weighted_sum(values, _WEIGHTS) == _CONSTANTS[position]


def _wrong_groups(groups: list[str], field: str) -> list[GroupViolation]:
    wrong = [g for g, group in enumerate(groups) if not _is_right(group, g)]
    strange = {v.group: v for v in _strange_symbols(groups, field)}
    swapped = _swapped(groups, wrong)
    return [strange.get(g + 1) or _mistyped(groups[g], g + 1, field, swapped) for g in wrong]


def _swapped(groups: list[str], wrong: list[int]) -> Sentence | None:
    """Return a hint when two of the wrong groups would be right in each other's place."""
    for a, b in combinations(wrong, 2):
        if _is_right(groups[a], b) and _is_right(groups[b], a):
            return Sentence(
                f"第{a + 1}組と第{b + 1}組が入れ替わっていませんか。",
                f"Have groups {a + 1} and {b + 1} changed places?",
            )
    return None


def _mistyped(typed: str, number: int, field: str, hint: Sentence | None) -> GroupViolation:
    if len(typed) != GROUP_LENGTH:
        return GroupViolation(
            "access_key_group",
            field,
            Sentence(
                f"認証キーの第{number}組が{len(typed)}文字です。各組は{GROUP_LENGTH}文字です。",
                f"Group {number} of the access key has {len(typed)} symbols; "
                f"each group has {GROUP_LENGTH}.",
            ),
            number,
        )
    advice = hint or Sentence(
        "「認証キー等のお知らせ」と見比べてください。", "Compare it with the key notice."
    )
    return GroupViolation(
        "access_key_group",
        field,
        Sentence(
            f"認証キーの第{number}組に入力誤りがあります。{advice.ja}",
            f"Group {number} of the access key is mistyped. {advice.en}",
        ),
        number,
    )


def _strange_symbols(groups: list[str], field: str) -> list[GroupViolation]:
    return [
        GroupViolation("access_key_symbol", field, _strange(group, number), number)
        for number, group in enumerate(groups, start=1)
        if number <= GROUPS and any(symbol not in ALPHABET for symbol in group)
    ]


def _strange(group: str, number: int) -> Sentence:
    found = dict.fromkeys(symbol for symbol in group if symbol not in ALPHABET)
    names = [_NEVER_USED.get(symbol) or _quoted(symbol) for symbol in list(found)[:GROUP_LENGTH]]
    ja, en = "、".join(n.ja for n in names), ", ".join(n.en for n in names)
    return Sentence(
        f"認証キーの第{number}組に、認証キーには使われない文字{ja}があります。"
        "よく似た別の文字ではないか確かめてください。",
        f"Group {number} of the access key has {en}, which no key contains; "
        "look for a similar symbol.",
    )


def _quoted(symbol: str) -> Sentence:
    shown = symbol if symbol.isprintable() else f"U+{ord(symbol):04X}"
    return Sentence(f"「{shown}」", f"“{shown}”")


def _length(cut: list[str], field: str) -> Violation:
    count = sum(map(len, cut))
    difference = LENGTH - count
    right_so_far = min(len(cut), GROUPS - 1)
    first = next(
        (g for g, group in enumerate(cut[:GROUPS]) if not _is_right(group, g)), right_so_far
    )
    amount = Sentence(
        f"{difference}文字足りません" if difference > 0 else f"{-difference}文字多すぎます",
        f"{difference} missing" if difference > 0 else f"{-difference} too many",
    )
    return Violation(
        "access_key_length",
        field,
        Sentence(
            f"認証キーは{GROUP_LENGTH}文字×{GROUPS}組の{LENGTH}文字です。{count}文字が入力され、"
            f"{amount.ja}。第{first + 1}組から確かめてください。",
            f"An access key has {GROUPS} groups of {GROUP_LENGTH} symbols, {LENGTH} in all; "
            f"{count} were typed ({amount.en}). Check from group {first + 1} on.",
        ),
    )


def _empty(field: str) -> Violation:
    return Violation(
        "access_key_empty",
        field,
        Sentence("認証キーを入力してください。", "Enter the access key."),
    )
