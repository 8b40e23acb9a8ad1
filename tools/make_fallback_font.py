"""Makes the shipped fonts (同梱書体) and their coverage file from Debian's font packages.

Run `python tools/make_fallback_font.py` after `apt-get install fonts-morisawa-bizud-mincho
fonts-morisawa-bizud-gothic fonts-noto-cjk`. The same packages give the same bytes.
"""

from __future__ import annotations

import io
import json
import logging
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

SOURCES = Path("/usr/share/fonts")
MINCHO = SOURCES / "truetype/bizud-mincho/BIZUDMincho-Regular.ttf"
GOTHIC = SOURCES / "truetype/bizud-gothic/BIZUDGothic-Regular.ttf"
GOTHIC_BOLD = SOURCES / "truetype/bizud-gothic/BIZUDGothic-Bold.ttf"
NOTO_SERIF = SOURCES / "opentype/noto/NotoSerifCJK-Regular.ttc"
NOTO_JAPANESE = 0  # which face of the collection

TARGET = Path(__file__).resolve().parent.parent / "akashi/adapters/paper/fonts"
FALLBACK_FAMILY = "Akashi Mincho Fallback"

HANGUL = (
    range(0x1100, 0x1200),
    range(0x3130, 0x3190),
    range(0xA960, 0xA980),
    range(0xAC00, 0xD800),
)
UNIFIED_IDEOGRAPHS = range(0x4E00, 0xA000)
COMPATIBILITY_IDEOGRAPHS = range(0xF900, 0xFB00)
EXTENSION_A = range(0x3400, 0x4DC0)
SUPPLEMENTARY = 0x20000  # Extension B and later


def characters(font: TTFont) -> set[int]:
    """Code points the font maps to a glyph."""
    return set(font.getBestCmap())


def sequences(font: TTFont) -> dict[int, set[int]]:
    """Variation sequences of the font: selector -> bases (format 14)."""
    found: dict[int, set[int]] = {}
    for table in font["cmap"].tables:
        if table.format == 14:  # noqa: PLR2004 - the format's own number
            for selector, entries in table.uvsDict.items():
                found.setdefault(selector, set()).update(base for base, _glyph in entries)
    return found


def cut(source: Path, keep: set[int], *, face: int = -1) -> TTFont:
    """Return the face with only `keep`, without hints and layout tables print never uses.

    Hints serve coarse screens only; dropping them saves a quarter of a font's size.
    """
    options = subset.Options(
        font_number=face,
        hinting=False,
        layout_features=[],
        name_IDs=["*"],
        notdef_outline=True,
        recalc_timestamp=False,
    )
    options.drop_tables += ["BASE", "GPOS", "GSUB", "VORG", "meta", "vhea", "vmtx"]
    font = subset.load_font(str(source), options)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=keep)
    subsetter.subset(font)
    return font


def rename(font: TTFont, family: str) -> None:
    """Give the changed font a name of its own, so that nobody takes it for the original."""
    postscript = family.replace(" ", "") + "-Regular"
    names = {1: family, 3: postscript, 4: family, 6: postscript}
    table = font["name"]
    table.names = [n for n in table.names if n.nameID not in {7, 16, 17} and n.langID == 0x409]  # noqa: PLR2004
    for number, text in names.items():
        table.setName(text, number, 3, 1, 0x409)
    if "CFF " in font:
        cff = font["CFF "].cff
        cff.fontNames = [postscript]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = family, family


def wanted_of_noto(noto: TTFont, mincho: TTFont) -> set[int]:
    """What BIZ UDMincho lacks and a Japanese name or address may hold.

    All ideographs of the basic block, every character that has a registered Japanese variant
    (this includes 𠮷 and 槗 of Extension B and its like), the other scripts but Hangul.
    Extension A and B beyond those are left out: 8 MB for characters hardly any name uses.
    """
    have, offered = characters(mincho), characters(noto)
    ours, theirs = sequences(mincho), sequences(noto)
    registered = set().union(*theirs.values())
    missing = {
        base for selector, bases in theirs.items() for base in bases - ours.get(selector, set())
    }
    ideographs = {
        c
        for c in offered
        if c in EXTENSION_A
        or c in UNIFIED_IDEOGRAPHS
        or c in COMPATIBILITY_IDEOGRAPHS
        or c >= SUPPLEMENTARY
    }
    basic = {c for c in ideographs if c in UNIFIED_IDEOGRAPHS or c in COMPATIBILITY_IDEOGRAPHS}
    others = {c for c in offered - ideographs if not any(c in block for block in HANGUL)}
    return ((basic | registered | others) - have) | missing | set(theirs) | {0x20}


def fixed_words(font: TTFont) -> set[int]:
    """The gothic faces set fixed words only: signs, kana and JIS level 1 (16-47 of JIS X 0208)."""
    rows = {bytes([0xA0 + row, 0xA0 + cell]) for row in range(1, 48) for cell in range(1, 95)}
    level_one = {ord(c) for raw in rows for c in raw.decode("euc_jp", "ignore")}
    return {c for c in characters(font) if c in level_one or c < EXTENSION_A.start}


def ranges(points: set[int]) -> list[list[int]]:
    """Code points as closed ranges, smallest first."""
    out: list[list[int]] = []
    for point in sorted(points):
        if out and out[-1][1] == point - 1:
            out[-1][1] = point
        else:
            out.append([point, point])
    return out


def coverage_of(font: TTFont, family: str) -> dict[str, object]:
    """What one font can draw, in the form akashi.adapters.paper.coverage reads."""
    return {
        "family": family,
        "characters": ranges(characters(font) - set(sequences(font))),
        "sequences": {
            f"{selector:X}": "".join(map(chr, sorted(bases)))
            for selector, bases in sorted(sequences(font).items())
        },
    }


def write(font: TTFont, name: str) -> TTFont:
    """Write the font and return it as read back: what is shipped is what is measured."""
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=True)
    (TARGET / name).write_bytes(buffer.getvalue())
    print(f"{name}: {len(buffer.getvalue()) / 1e6:.2f} MB")  # noqa: T201
    return TTFont(TARGET / name)


def main() -> int:
    """Make all fonts and the coverage file."""
    logging.getLogger("fontTools").setLevel(logging.ERROR)
    TARGET.mkdir(parents=True, exist_ok=True)
    whole = TTFont(MINCHO)
    keep = characters(whole) | set(sequences(whole))
    mincho = write(cut(MINCHO, keep), MINCHO.name)
    for path in (GOTHIC, GOTHIC_BOLD):
        write(cut(path, fixed_words(TTFont(path))), path.name)
    noto = TTFont(NOTO_SERIF, fontNumber=NOTO_JAPANESE)
    small = cut(NOTO_SERIF, wanted_of_noto(noto, whole), face=NOTO_JAPANESE)
    rename(small, FALLBACK_FAMILY)
    fallback = write(small, "AkashiMinchoFallback-Regular.otf")
    listing = [coverage_of(mincho, "BIZ UDMincho"), coverage_of(fallback, FALLBACK_FAMILY)]
    text = json.dumps(listing, ensure_ascii=False, separators=(",", ":")) + "\n"
    (TARGET / "coverage.json").write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
