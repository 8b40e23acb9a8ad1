"""DER by hand (符号化): fresh bytes for what we emit, a strict reader for what we are given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import NamedTuple

BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, NULL, OBJECT_ID = 0x01, 0x02, 0x03, 0x04, 0x05, 0x06
SEQUENCE, SET, GENERALIZED_TIME, CONTEXT_0, CONTEXT_1 = 0x30, 0x31, 0x18, 0xA0, 0xA1

_SHORT = 0x80
_LONGEST_LENGTH = 4
_MOST_VALUES = 1_000


class BadDer(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when bytes are not the DER that was expected there.

    出典: ITU-T X.690
    """


class Value(NamedTuple):
    """One encoded value: its tag, its content, and all its bytes.

    出典: ITU-T X.690
    """

    tag: int
    content: bytes
    raw: bytes

    def expect(self, tag: int) -> Value:
        """Return the value itself when it has the tag.

        Raises:
            BadDer: it has another.
        """
        if self.tag != tag:
            raise BadDer(f"tag {tag:#x} expected, {self.tag:#x} found")
        return self

    def children(self) -> list[Value]:
        """Return the values inside a constructed value.

        Raises:
            BadDer: the content is not a row of values.
        """
        return list(_row(self.content))

    def first(self) -> Value:
        """Return the first value inside a constructed value.

        Raises:
            BadDer: there is none.
        """
        inside = self.children()
        if not inside:
            raise BadDer("an empty value")
        return inside[0]

    def integer(self) -> int:
        """Return a whole number.

        Raises:
            BadDer: no integer, or not in its shortest form.
        """
        content = self.expect(INTEGER).content
        if not content or (len(content) > 1 and content[0] in (0, 255) and not _needed(content)):
            raise BadDer("an integer in its shortest form was expected")
        return int.from_bytes(content, "big", signed=True)

    def object_id(self) -> str:
        """Return an object identifier in dotted form.

        Raises:
            BadDer: no object identifier.
        """
        arcs, arc = [], 0
        content = self.expect(OBJECT_ID).content
        if not content or content[-1] & _SHORT:
            raise BadDer("an object identifier was expected")
        for byte in content:
            arc = arc << 7 | byte & 0x7F
            if not byte & _SHORT:
                arcs.append(arc)
                arc = 0
        first = min(arcs[0] // 40, 2)
        return ".".join(str(each) for each in (first, arcs[0] - 40 * first, *arcs[1:]))


def read(data: bytes) -> Value:
    """Read the one value that fills `data` from first to last byte.

    Raises:
        BadDer: broken, not in definite shortest form, or followed by something.
    出典: ITU-T X.690
    """
    value = _value_at(data, 0)
    if len(value.raw) != len(data):
        raise BadDer("bytes behind the value")
    return value


def read_first(data: bytes) -> Value:
    """Read the value at the start of `data`, whatever follows (a padded container).

    Raises:
        BadDer: broken, or not in definite shortest form.
    出典: ITU-T X.690
    """
    return _value_at(data, 0)


def _row(data: bytes) -> Iterator[Value]:
    at = count = 0
    while at < len(data):
        count += 1
        if count > _MOST_VALUES:
            raise BadDer("more values than any message of ours")
        value = _value_at(data, at)
        yield value
        at += len(value.raw)


def _value_at(data: bytes, at: int) -> Value:
    if at + 2 > len(data):
        raise BadDer("cut short")
    tag, length, head = data[at], data[at + 1], 2
    if length >= _SHORT:
        size = length - _SHORT
        head += size
        written = data[at + 2 : at + head]
        length = int.from_bytes(written, "big")
        if not 0 < size <= _LONGEST_LENGTH or written[:1] == b"\0" or length < _SHORT:
            raise BadDer("a length that is not definite and shortest")
    end = at + head + length
    if end > len(data):
        raise BadDer("cut short")
    return Value(tag, data[at + head : end], data[at:end])


def _needed(content: bytes) -> bool:
    """Say whether the leading byte 0 or 255 carries the sign."""
    return (content[0] == 0) == (content[1] >= _SHORT)


def encode(tag: int, *parts: bytes) -> bytes:
    """Return one value: tag, shortest length, and the parts joined.

    出典: ITU-T X.690
    """
    content = b"".join(parts)
    length = len(content)
    if length < _SHORT:
        return bytes((tag, length)) + content
    written = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes((tag, _SHORT | len(written))) + written + content


def sequence(*parts: bytes) -> bytes:
    """Return a SEQUENCE of encoded values."""
    return encode(SEQUENCE, *parts)


def set_of(*parts: bytes) -> bytes:
    """Return a SET OF encoded values, in DER's order."""
    return encode(SET, *sorted(parts))


def integer(number: int) -> bytes:
    """Return an INTEGER, in its shortest form."""
    size = (number + (number < 0)).bit_length() // 8 + 1
    return encode(INTEGER, number.to_bytes(size, "big", signed=True))


def octets(data: bytes) -> bytes:
    """Return an OCTET STRING."""
    return encode(OCTET_STRING, data)


def object_id(dotted: str) -> bytes:
    """Return an OBJECT IDENTIFIER from its dotted form."""
    first, second, *rest = (int(arc) for arc in dotted.split("."))
    content = bytearray()
    for arc in (first * 40 + second, *rest):
        groups = [arc & 0x7F]
        while arc := arc >> 7:
            groups.append(_SHORT | arc & 0x7F)
        content += bytes(reversed(groups))
    return encode(OBJECT_ID, bytes(content))


def generalized_time(at: datetime) -> bytes:
    """Return a GeneralizedTime in UTC, whole seconds."""
    return encode(GENERALIZED_TIME, at.astimezone(UTC).strftime("%Y%m%d%H%M%SZ").encode())
