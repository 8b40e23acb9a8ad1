"""The one way to write a content as bytes (正規形, RFC 8785), and the digest of those bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence

_LARGEST_SAFE_INTEGER = 2**53 - 1
_SMALLEST_PLAIN_FRACTION = 1e-4


def canonical_bytes(document: Mapping[str, object]) -> bytes:
    """Return the canonical JSON of a document: the same content is always the same bytes.

    Holds what certificates hold: texts, whole numbers, small decimals such as shares, truth
    values, null, lists and mappings.
    Raises: ValueError for what has no one form: other types, lone surrogates, numbers beyond
    53 bits or so small that they need an exponent.
    出典: RFC 8785 (JSON Canonicalization Scheme)
    """
    ordered = _ordered(document)
    text = json.dumps(ordered, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def digest(data: bytes) -> str:
    """Return the SHA-256 of canonical bytes, 64 hexadecimal digits in lower case.

    出典: contract 7 (本システムの決定)
    """
    return hashlib.sha256(data).hexdigest()


def _ordered(value: object) -> object:
    if isinstance(value, Mapping):
        return {key: _ordered(value[key]) for key in sorted(value, key=_utf_16)}
    if isinstance(value, str | bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _number(value)
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return [_ordered(item) for item in value]
    raise ValueError(f"{type(value).__name__} has no canonical form")


def _utf_16(key: object) -> bytes:
    """Return what RFC 8785 sorts by: neither code points nor UTF-8 give the same order."""
    if not isinstance(key, str):
        raise ValueError("a key of a canonical document is text")  # noqa: TRY004 - one error type
    return key.encode("utf-16-be")


def _number(number: float) -> int | float:
    if abs(number) > _LARGEST_SAFE_INTEGER:
        raise ValueError("a number beyond 53 bits has no canonical form")
    if number == int(number):
        return int(number)
    if abs(number) < _SMALLEST_PLAIN_FRACTION:
        raise ValueError("a number that needs an exponent has no place on a certificate")
    return number
