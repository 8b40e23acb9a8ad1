"""PDF objects (PDFオブジェクト): a strict reader of dictionaries, arrays, strings and streams."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

_SPACE = rb"\0\t\n\f\r "
_DELIMITERS = _SPACE + rb"()<>\[\]{}/%"
# Ours are set apart by blanks and line ends alone; less slack is less to change unseen.
_BETWEEN = rb"\n\r "
_SPACES = re.compile(rb"[" + _BETWEEN + rb"]*")
_TOKEN = re.compile(
    rb"[" + _BETWEEN + rb"]*(?:"
    rb"(?P<ref>[0-9]{1,8} [0-9]{1,5} R(?![^" + _DELIMITERS + rb"]))"
    rb"|(?P<name>/[^" + _DELIMITERS + rb"]+)"
    rb"|(?P<mark><<|>>|\[|\]|\()"
    rb"|<(?P<hex>[0-9A-Fa-f" + _BETWEEN + rb"]*)>"
    rb"|(?P<number>[+-]?[0-9]{0,19}(?:\.[0-9]{0,19})?(?![^" + _DELIMITERS + rb"])(?<=[0-9.]))"
    rb"|(?P<word>true|false|null)(?![^" + _DELIMITERS + rb"])"
    rb")"
)
_LITERAL = re.compile(rb"[()\\]|\r\n?")
_OCTAL = re.compile(rb"[0-7]{1,3}")
_NAME_ESCAPE = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_DEEPEST = 32
_MOST_TOKENS = 400_000
_WORDS = {b"true": True, b"false": False, b"null": None}


class BadPdf(ValueError):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when bytes are not a PDF as strictly as we read it; says what is wrong.

    出典: ISO 32000-1 7
    """


class Name(str):
    """A name, without its slash and with its escapes undone.

    出典: ISO 32000-1 7.3.5
    """

    __slots__ = ()


class Ref(NamedTuple):
    """A reference to an indirect object.

    出典: ISO 32000-1 7.3.10
    """

    number: int
    generation: int


PdfObject = (
    bool | int | float | bytes | Name | Ref | None | list["PdfObject"] | dict[str, "PdfObject"]
)


@dataclass(frozen=True)
class Stream:
    """Where the raw bytes of a stream stand.

    出典: ISO 32000-1 7.3.8
    """

    start: int
    end: int


@dataclass(frozen=True)
class Item:
    """One indirect object as it stands in the file.

    出典: ISO 32000-1 7.3.10
    """

    number: int
    start: int
    """Offset of its number."""
    end: int
    """Offset behind `endobj`."""
    value: PdfObject
    value_start: int
    value_end: int
    stream: Stream | None
    spans: dict[str, tuple[int, int]]
    """For a dictionary: where the value of each key stands, from its first to its last byte."""

    @property
    def dictionary(self) -> dict[str, PdfObject]:
        """Return the dictionary of the object, or of its stream; empty for anything else."""
        return self.value if isinstance(self.value, dict) else {}


@dataclass
class Reader:
    """Reads objects out of `data`; counts what it reads, so that no file can keep it busy.

    出典: ISO 32000-1 7
    """

    data: bytes
    tokens: int = 0
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)

    def object_at(self, at: int) -> tuple[PdfObject, int]:
        """Return the object that starts at `at` (white space before it allowed), and its end.

        Raises:
            BadPdf: no object there, or one nested too deep.
        """
        self.spans = {}
        return self._value(at, 0)

    def skip_space(self, at: int) -> int:
        """Return the offset of the next byte that is no white space."""
        found = _SPACES.match(self.data, at)
        return found.end() if found else at

    def _value(self, at: int, depth: int) -> tuple[PdfObject, int]:
        found = self._token(at)
        end = found.end()
        if found["mark"] is not None:
            return self._marked(found["mark"], end, depth)
        if found["ref"] is not None:
            number, generation, _ = found["ref"].split(b" ")
            if int(generation):
                # Ours never use a number twice; other readers see nothing behind such a reference.
                raise BadPdf(f"a reference to another generation at byte {at}")
            return Ref(int(number), 0), end
        if found["name"] is not None:
            return _name(found["name"]), end
        if found["hex"] is not None:
            digits = found["hex"].translate(None, b"\n\r ").decode()
            return bytes.fromhex(digits + "0" * (len(digits) % 2)), end
        if found["word"] is not None:
            return _WORDS[found["word"]], end
        return _number(found["number"]), end

    def _token(self, at: int) -> re.Match[bytes]:
        self._count()
        found = _TOKEN.match(self.data, at)
        if found is None:
            raise BadPdf(f"no object at byte {at}")
        return found

    def _count(self) -> None:
        self.tokens += 1
        if self.tokens > _MOST_TOKENS:
            raise BadPdf("more objects than any document of ours")

    def _marked(self, mark: bytes, at: int, depth: int) -> tuple[PdfObject, int]:
        if depth > _DEEPEST:
            raise BadPdf(f"nested too deep at byte {at}")
        if mark == b"(":
            return self._literal(at)
        if mark == b"[":
            return self._array(at, depth)
        if mark == b"<<":
            return self._dictionary(at, depth)
        raise BadPdf(f"no object at byte {at}")

    def _array(self, at: int, depth: int) -> tuple[PdfObject, int]:
        values: list[PdfObject] = []
        while True:
            at = self.skip_space(at)
            if self.data[at : at + 1] == b"]":
                return values, at + 1
            value, at = self._value(at, depth + 1)
            values.append(value)

    def _dictionary(self, at: int, depth: int) -> tuple[PdfObject, int]:
        values: dict[str, PdfObject] = {}
        while True:
            at = self.skip_space(at)
            if self.data[at : at + 2] == b">>":
                return values, at + 2
            key = self._token(at)
            if key["name"] is None or _name(key["name"]) in values:
                raise BadPdf(f"a new name was expected at byte {at}")
            name = _name(key["name"])
            start = self.skip_space(key.end())
            values[name], at = self._value(start, depth + 1)
            if depth == 0:
                self.spans[name] = (start, at)

    def _literal(self, at: int) -> tuple[bytes, int]:
        text, level = bytearray(), 1
        while True:
            self._count()
            found = _LITERAL.search(self.data, at)
            if found is None:
                raise BadPdf("a string without an end")
            text += self.data[at : found.start()]
            mark, at = found[0], found.end()
            if mark == b"\\":
                piece, at = self._escape(at)
                text += piece
                continue
            level += {b"(": 1, b")": -1}.get(mark, 0)
            if level == 0:
                return bytes(text), at
            text += b"\n" if mark[:1] == b"\r" else mark

    def _escape(self, at: int) -> tuple[bytes, int]:
        octal = _OCTAL.match(self.data, at)
        if octal is not None:
            return bytes([int(octal[0], 8) & 255]), octal.end()
        following = self.data[at : at + 1]
        if following == b"\r":
            return b"", at + (2 if self.data[at + 1 : at + 2] == b"\n" else 1)
        if following == b"\n":
            return b"", at + 1
        return _ESCAPES.get(following, following), at + 1


def _name(token: bytes) -> Name:
    raw = _NAME_ESCAPE.sub(lambda found: bytes.fromhex(found[1].decode()), token[1:])
    return Name(raw.decode("latin-1"))


def _number(token: bytes) -> int | float:
    if not token.strip(b"+-."):
        raise BadPdf("a number without digits")
    return float(token) if b"." in token else int(token)
