"""Collects the sentences of each room (文言) and sees that every one of them has its English.

    python -m tools.messages extract    write what is new into each room's catalogue
    python -m tools.messages compile    write the .mo files that the product reads
    python -m tools.messages check      fail where English is missing or a .mo file is stale

The sentences stand in the source in Japanese; a catalogue holds their English and nothing else.
"""

from __future__ import annotations

import io
import os
import re
import struct
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "akashi.config.settings")

PROJECT = Path(__file__).resolve().parents[1]
PACKAGE = PROJECT / "akashi"
CATALOGUE = Path("locale/en/LC_MESSAGES/django.po")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
HEADER = """Language: en
Content-Type: text/plain; charset=UTF-8
Content-Transfer-Encoding: 8bit
Plural-Forms: nplurals=2; plural=(n != 1);
"""
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


def rooms() -> list[Path]:
    """Return every room that speaks to users: those with sentences, and those with a catalogue."""
    found = [p for p in PACKAGE.rglob("*") if p.is_dir() and (p / "locale").is_dir()]
    doors = [p for p in (PACKAGE / "portals").iterdir() if (p / "__init__.py").is_file()]
    return sorted({*found, *doors})


def sentences(room: Path, others: list[Path]) -> Catalog:
    """Return all sentences of a room, without those of rooms inside it that have their own."""
    catalogue = Catalog(locale="en", charset="utf-8")
    inner = [other for other in others if other != room and room in other.parents]
    for path in sorted([*room.rglob("*.py"), *room.rglob("templates/**/*.*")]):
        if any(other in path.parents for other in inner):
            continue
        for message_id, context in _of_file(path):
            catalogue.add(
                message_id, context=context, locations=[(str(path.relative_to(PROJECT)), 0)]
            )
    return catalogue


def _of_file(path: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Django's own makemessages reads templates this way: as source with the rest blanked out.
        from django.utils.translation.template import templatize  # noqa: PLC0415 - needs settings

        text = re.sub(r"^[ \t]+", "", templatize(text, origin=str(path)), flags=re.MULTILINE)
    source = io.BytesIO(text.encode())
    told = extract_python(source, KEYWORDS, [], {"encoding": "utf-8"})
    for _line, function, found, _comments in told:
        yield from _message(str(function), found)


def _message(function: str, found: object) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    given = found if isinstance(found, tuple) else (found,)
    texts = tuple(part for part in given if isinstance(part, str))
    if not texts:
        return
    if function.startswith("pgettext"):
        yield texts[1], texts[0]
    elif function.startswith("ngettext"):
        yield texts[:2], None
    else:
        yield texts[0], None


def merged(room: Path, others: list[Path]) -> Catalog:
    """Return the room's sentences with the English that its catalogue already has."""
    wanted = sentences(room, others)
    kept = _read(room)
    for message in wanted:
        known = kept.get(message.id, message.context) if message.id else None
        if known is not None:
            message.string = known.string
    return wanted


def faults(room: Path, others: list[Path]) -> list[str]:
    """Return what is wrong with a room's catalogue."""
    wanted = {(m.id, m.context): m for m in merged(room, others) if m.id}
    kept = {(m.id, m.context) for m in _read(room) if m.id}
    name = room.relative_to(PROJECT)
    found = [f"{name}: no English for {key[0]!r}" for key in wanted if not _said(wanted[key])]
    found += [f"{name}: not in the catalogue: {key[0]!r}" for key in wanted if key not in kept]
    found += [f"{name}: no longer said: {key[0]!r}" for key in kept if key not in wanted]
    for message in wanted.values():
        if _said(message) and _differ(message):
            found.append(f"{name}: other placeholders in the English of {message.id!r}")
    target = (room / CATALOGUE).with_suffix(".mo")
    if kept and (not target.is_file() or target.read_bytes() != _compiled(_read(room))):
        found.append(f"{name}: {target.name} is stale")
    return found


def _ids(message: Message) -> tuple[str, ...]:
    return message.id if isinstance(message.id, tuple) else (str(message.id),)


def _strings(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return said if isinstance(said, tuple) else (str(said),)


def _said(message: Message) -> bool:
    return all(_strings(message))


def _differ(message: Message) -> bool:
    wanted = {name for text in _ids(message) for name in PLACEHOLDER.findall(text)}
    return any(set(PLACEHOLDER.findall(text)) != wanted for text in _strings(message))


def _read(room: Path) -> Catalog:
    path = room / CATALOGUE
    if not path.is_file():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale="en", charset="utf-8")


def _compiled(catalogue: Catalog) -> bytes:
    """Return the .mo file: the sentences alone, so that the same catalogue gives the same bytes."""
    said = {"": HEADER}
    for message in catalogue:
        if message.id and _said(message):
            context = f"{message.context}\x04" if message.context else ""
            said[context + "\0".join(_ids(message))] = "\0".join(_strings(message))
    keys = sorted(said, key=str.encode)
    start = 28 + 16 * len(keys)
    tables: list[bytes] = []
    texts = b""
    for column in (keys, [said[key] for key in keys]):
        for text in column:
            encoded = text.encode()
            tables.append(struct.pack("<II", len(encoded), start + len(texts)))
            texts += encoded + b"\0"
    head = struct.pack("<7I", 0x950412DE, 0, len(keys), 28, 28 + 8 * len(keys), 0, start)
    return head + b"".join(tables) + texts


def _write(room: Path, catalogue: Catalog) -> None:
    path = room / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    body = io.BytesIO()
    # No dates and no line numbers: a catalogue changes only when a sentence does.
    write_po(body, catalogue, width=100, include_lineno=False, sort_output=True, omit_header=True)
    lines = "".join(f'"{line}\\n"\n' for line in HEADER.splitlines())
    head = f'# What {room.relative_to(PROJECT)} says, in English.\nmsgid ""\nmsgstr ""\n{lines}\n'
    path.write_bytes(head.encode() + body.getvalue())


def main(command: str) -> int:
    """Run one of the three commands and return the exit code."""
    everywhere = rooms()
    if command == "extract":
        for room in everywhere:
            catalogue = merged(room, everywhere)
            if len(catalogue):
                _write(room, catalogue)
    elif command == "compile":
        for room in everywhere:
            if (room / CATALOGUE).is_file():
                (room / CATALOGUE).with_suffix(".mo").write_bytes(_compiled(_read(room)))
    elif command == "check":
        found = [fault for room in everywhere for fault in faults(room, everywhere)]
        sys.stderr.write("".join(f"{fault}\n" for fault in found))
        return int(bool(found))
    else:
        sys.stderr.write(__doc__ or "")
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
