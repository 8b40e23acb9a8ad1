"""Which characters (文字・異体字) the fonts can draw, and which font must draw them."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typst

from akashi.domain.text import clusters

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

SHIPPED_FONTS = Path(__file__).parent / "fonts"
"""Font folder; `coverage.json` in it is made together with the fonts by tools/."""

_SELECTORS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


@dataclass(frozen=True)
class Face:
    """One font family: the characters and variation sequences (異体字シーケンス) it draws.

    出典: Unicode Technical Standard #37, OpenType cmap format 4, 12 and 14
    """

    family: str
    characters: frozenset[int]
    sequences: Mapping[str, frozenset[str]]
    """Selector to the bases it may follow; anything else would silently draw the plain base."""

    def draws(self, cluster: str) -> bool:
        """Tell whether this font alone draws the cluster, with the very variant asked for.

        出典: なし (本システムの決定)
        """
        return self._draws(cluster) or self._draws(unicodedata.normalize("NFC", cluster))

    def _draws(self, cluster: str) -> bool:
        before = ""
        for character in cluster:
            if _is_selector(character):
                if before not in self.sequences.get(character, frozenset()):
                    return False
            elif ord(character) not in self.characters:
                return False
            before = character
        return True


def _is_selector(character: str) -> bool:
    return any(ord(character) in block for block in _SELECTORS)


class Coverage:
    """The text faces in the order of preference, read at first use and kept.

    Names are refused at submission when no font draws them, so that a certificate never
    shows a box or a look-alike instead of a person's name.
    出典: なし (本システムの決定)
    """

    def __init__(self, extra_fonts: Path | None = None) -> None:
        """Take the shipped fonts, then those of `extra_fonts` (such as IPAmj Mincho)."""
        self._extra_fonts = extra_fonts

    @cached_property
    def faces(self) -> tuple[Face, ...]:
        """The faces, best first."""
        return (*_shipped_faces(), *_extra_faces(self._extra_fonts))

    @property
    def families(self) -> list[str]:
        """Names of the families in order, as the sheets ask for them."""
        return [face.family for face in self.faces]

    def undrawable(self, text: str) -> list[str]:
        """Name each cluster (base and selector together) that no single font can draw.

        In order of appearance, each once.
        出典: なし (本システムの決定)
        """
        missing = (c for c in _suspects(text, self.faces[0]) if self._face_for(c) is None)
        return list(dict.fromkeys(missing))

    def elsewhere(self, texts: Iterable[str]) -> dict[str, list[str]]:
        """Return the sequences the first font would draw wrongly, by the family that can.

        Only clusters of several characters: a font without the sequence draws the plain base
        and the typesetter sees nothing missing, so it never falls back by itself.
        出典: なし (本システムの決定)
        """
        found: dict[str, list[str]] = {}
        for cluster in dict.fromkeys(c for t in texts for c in _suspects(t, self.faces[0])):
            face = self._face_for(cluster)
            if face is not None and len(cluster) > 1:
                found.setdefault(face.family, []).append(cluster)
        return found

    def _face_for(self, cluster: str) -> Face | None:
        return next((face for face in self.faces if face.draws(cluster)), None)


def _suspects(text: str, first: Face) -> Sequence[str]:
    # Nearly every text is drawn whole by the first font: no need to cut it into clusters.
    if first.characters.issuperset(map(ord, text)):
        return ()
    return [cluster for cluster in clusters(text) if not first.draws(cluster)]


def _shipped_faces() -> list[Face]:
    listing = json.loads((SHIPPED_FONTS / "coverage.json").read_text(encoding="utf-8"))
    return [
        Face(
            family=entry["family"],
            characters=frozenset(c for a, b in entry["characters"] for c in range(a, b + 1)),
            sequences={
                chr(int(selector, 16)): frozenset(bases)
                for selector, bases in entry["sequences"].items()
            },
        )
        for entry in listing
    ]


def _extra_faces(folder: Path | None) -> list[Face]:
    """Measure the fonts of a folder, under the very family names the typesetter gives them."""
    if folder is None:
        return []
    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder]
    ).fonts()
    regular_first = sorted(
        fonts, key=lambda f: (f.family, f.style != "normal", abs(f.weight - 400))
    )
    one_each = {font.family: font for font in reversed(regular_first)}
    return [_measured_face(one_each[family]) for family in sorted(one_each)]


def _measured_face(info: typst.FontInfo) -> Face:
    # Imported here: it takes longer than all the rest and only this setting needs it.
    from fontTools.ttLib import TTFont  # noqa: PLC0415

    with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
        tables = [t for t in font["cmap"].tables if t.format == 14]  # noqa: PLR2004
        sequences: dict[str, frozenset[str]] = {
            chr(selector): frozenset(chr(base) for base, _glyph in entries)
            for table in tables
            for selector, entries in table.uvsDict.items()
        }
        return Face(info.family, frozenset(font.getBestCmap()), sequences)
