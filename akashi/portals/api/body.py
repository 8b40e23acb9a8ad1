"""What a program sent (要求本文): one JSON object, read strictly, shaped as its call asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from akashi.domain.application import parse as parse_json
from akashi.domain.violations import RuleViolation, Sentence, Violation

if TYPE_CHECKING:
    from django.http import HttpRequest

LARGEST_BODY = 1024 * 1024
"""Bytes. The largest application anybody has reason to send is a hundredth of it."""


class UnreadableBody(Exception):  # noqa: N818 - it is the body that is unreadable
    """The body cannot be read at all: which kind of problem, and a sentence."""

    def __init__(self, kind: str, sentence: Sentence) -> None:
        """Keep the problem's kind (`portals.shared.problems`) and the sentence."""
        self.kind = kind
        self.sentence = sentence
        super().__init__(sentence.en)


def read_object(request: HttpRequest) -> Mapping[str, object]:
    """Return the JSON object in the body.

    Raises:
        UnreadableBody: `unsupported_media_type`, `too_large` or `bad_request`.
    出典: contract.md 第5節
    """
    if request.content_type != "application/json":
        raise UnreadableBody(
            "unsupported_media_type",
            Sentence(
                "Content-Type: application/json で JSON を送ってください。",
                "Send JSON with Content-Type: application/json.",
            ),
        )
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise UnreadableBody(
            "too_large",
            Sentence("本文は 1 MB までです。", "The body may be 1 MB at most."),
        )
    try:
        found = parse_json(request.body)
    except RuleViolation as refused:
        raise UnreadableBody("bad_request", refused.violations[0].sentence) from refused
    repeated = getattr(found, "repeated", ())
    if repeated:
        raise UnreadableBody(
            "bad_request",
            Sentence(
                f"同じ項目が二度あります: {', '.join(repeated)}",
                f"Given more than once: {', '.join(repeated)}",
            ),
        )
    return found


def read_nothing(request: HttpRequest) -> None:
    """Accept an empty body or `{}`, for calls that need no words.

    Raises:
        UnreadableBody: as `read_object`.
        RuleViolation: `unknown_field` for anything inside the object.
    出典: contract.md 第5節
    """
    if request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
        Shape(read_object(request)).finish()


class Shape:
    """Takes fields out of an object one by one and remembers everything that is wrong.

    出典: なし (本システムの決定)
    """

    def __init__(self, given: Mapping[str, object], path: str = "") -> None:
        """Begin with what was given; `path` leads to it, ending in a dot."""
        self._given = dict(given)
        self._path = path
        self.wrong: list[Violation] = []

    def refuse(self, code: str, name: str, ja: str, en: str) -> None:
        """Remember one violation of the field `name`."""
        self.wrong.append(Violation(code, f"{self._path}{name}", Sentence(ja, en)))

    def text(self, name: str, *, required: bool = True, longest: int = 2000) -> str:
        """Take a text; a missing optional one is empty."""
        value = self._given.pop(name, None)
        if value is None and not required:
            return ""
        if value is None:
            self.refuse("required", name, "必要な項目です。", "This field is required.")
        elif not isinstance(value, str):
            self.refuse("wrong_type", name, "文字列で指定してください。", "This must be a text.")
        elif required and not value.strip():
            self.refuse("required", name, "空にはできません。", "This may not be empty.")
        elif len(value) > longest:
            self.refuse(
                "too_long",
                name,
                f"{longest}文字以内にしてください。",
                f"At most {longest} characters.",
            )
        else:
            return value
        return ""

    def amount(self, name: str) -> int:
        """Take an amount of whole yen, 0 to 999,999,999,999."""
        value = self._given.pop(name, None)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**12:
            return value
        self.refuse(
            "wrong_amount",
            name,
            "0 から 999,999,999,999 までの整数（円）で指定してください。",
            "This must be whole yen from 0 to 999,999,999,999.",
        )
        return 0

    def day(self, name: str) -> date:
        """Take an ISO date."""
        value = self._given.pop(name, None)
        try:
            return date.fromisoformat(value if isinstance(value, str) else "")
        except ValueError:
            self.refuse(
                "wrong_date",
                name,
                "2026-04-01 の形の日付で指定してください。",
                "This must be a date such as 2026-04-01.",
            )
            return date.min

    def choice(self, name: str, allowed: tuple[str, ...]) -> str:
        """Take one of the allowed words."""
        value = self._given.pop(name, None)
        if isinstance(value, str) and value in allowed:
            return value
        self.refuse(
            "wrong_choice",
            name,
            f"次のどれかにしてください: {', '.join(allowed)}",
            f"This must be one of: {', '.join(allowed)}",
        )
        return allowed[0]

    def items(self, name: str) -> list[object]:
        """Take a list with at least one item."""
        value = self._given.pop(name, None)
        if isinstance(value, list) and value:
            return value
        self.refuse(
            "required", name, "一件以上を配列で指定してください。", "Give a list of at least one."
        )
        return []

    def include(self, inner: Shape) -> None:
        """Take over what was wrong inside one item of a list."""
        try:
            inner.finish()
        except RuleViolation as refused:
            self.wrong.extend(refused.violations)

    def finish(self) -> None:
        """Refuse what was not asked for, then everything that was wrong, all at once.

        Raises:
            RuleViolation: with every violation found.
        """
        for name in self._given:
            self.refuse("unknown_field", name, "この項目はありません。", "There is no such field.")
        if self.wrong:
            raise RuleViolation(self.wrong)
