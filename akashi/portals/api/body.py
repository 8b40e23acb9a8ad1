"""What a program sent (要求本文): one JSON object, read strictly before anything looks into it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from akashi.domain.application import parse as parse_json
from akashi.domain.violations import RuleViolation, Sentence
from akashi.portals.api.shape import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest

LARGEST_BODY = 1024 * 1024
"""Bytes. The largest application anybody has reason to send is a hundredth of it."""

DEEPEST = 32
"""Levels. An application file has five."""

_NAMES_SHOWN = 5
_NAME_LENGTH_SHOWN = 60

_TOO_DEEP = Sentence("入れ子が深すぎます。", "It is nested too deeply.")
_NO_NUMBER = Sentence(
    "NaN、無限大、桁の多すぎる数は扱えません。",
    "NaN, infinities and numbers of too many digits are not accepted.",
)
_NO_JSON = Sentence(
    "Content-Type: application/json で、UTF-8 の JSON を圧縮せずに送ってください。",
    "Send JSON in UTF-8, not compressed, with Content-Type: application/json.",
)
_BROKEN_NAME = Sentence(
    "項目名に壊れた文字(単独のサロゲート)があります。",
    "A name holds a broken character (a lone surrogate).",
)


class UnreadableBody(Exception):  # noqa: N818 - it is the body that is unreadable
    """Raised when the body cannot be read at all: which kind of problem, and a sentence.

    出典: なし (本システムの決定)
    """

    def __init__(self, kind: str, sentence: Sentence) -> None:
        """Keep the problem's kind (`portals.shared.problems`) and the sentence."""
        self.kind = kind
        self.sentence = sentence
        super().__init__(sentence.en)


def read_object(request: HttpRequest) -> Mapping[str, object]:
    """Return the JSON object in the body; no name in it stands twice, every number is one.

    Raises:
        UnreadableBody: `unsupported_media_type`, `too_large` or `bad_request`.
    出典: contract.md 第5節, RFC 7493 (I-JSON)
    """
    if not _is_plain_json(request):
        raise UnreadableBody("unsupported_media_type", _NO_JSON)
    if int(request.META.get("CONTENT_LENGTH") or 0) > LARGEST_BODY:
        raise UnreadableBody(
            "too_large",
            Sentence("本文は 1 MB までです。", "The body may be 1 MB at most."),
        )
    try:
        found = parse_json(request.body)
    except RuleViolation as refused:
        raise UnreadableBody("bad_request", refused.violations[0].sentence) from refused
    for fault in _faults(found):
        raise UnreadableBody("bad_request", fault)
    return found


def _is_plain_json(request: HttpRequest) -> bool:
    charset = (request.content_params or {}).get("charset", "utf-8")
    return (
        request.content_type == "application/json"
        and charset.lower() in {"utf-8", "utf8"}
        and request.headers.get("Content-Encoding", "identity").lower() == "identity"
    )


def read_nothing(request: HttpRequest) -> None:
    """Accept an empty body or `{}`, for calls that need no words.

    Raises:
        UnreadableBody: as `read_object`.
        RuleViolation: `unknown_field` for anything inside the object.
    出典: contract.md 第5節
    """
    if request.META.get("CONTENT_LENGTH") not in (None, "", "0"):
        Shape(read_object(request)).finish()


def _faults(found: Mapping[str, object]) -> Iterator[Sentence]:
    """Walk without recursion: how deep the object goes is the sender's choice."""
    todo: list[tuple[int, object]] = [(1, found)]
    while todo:
        level, value = todo.pop()
        if level > DEEPEST:
            yield _TOO_DEEP
        elif isinstance(value, Mapping):
            yield from _faults_of_names(value)
            todo.extend((level + 1, inner) for inner in value.values())
        elif isinstance(value, list):
            todo.extend((level + 1, inner) for inner in value)
        elif isinstance(value, float) and not math.isfinite(value):
            yield _NO_NUMBER


def _faults_of_names(found: Mapping[str, object]) -> Iterator[Sentence]:
    if any(_is_broken(name) for name in found):
        yield _BROKEN_NAME
    repeated: tuple[str, ...] = getattr(found, "repeated", ())
    if repeated:
        names = ", ".join(name[:_NAME_LENGTH_SHOWN] for name in repeated[:_NAMES_SHOWN])
        yield Sentence(f"同じ項目が二度あります: {names}", f"Given more than once: {names}")


def _is_broken(text: str) -> bool:
    return any("\ud800" <= each <= "\udfff" for each in text)
