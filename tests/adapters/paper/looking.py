"""Reads printed PDFs with other people's tools (poppler, pikepdf, fontTools)."""

from __future__ import annotations

import io
import re
import subprocess
import tempfile
from pathlib import Path

import pikepdf
from fontTools.cffLib import CFFFontSet
from fontTools.pens.recordingPen import DecomposingRecordingPen, RecordingPen
from fontTools.ttLib import TTFont
from PIL import Image

from akashi.adapters.paper.coverage import SHIPPED_FONTS

FONT_FILES = {
    "BIZ UDMincho": "BIZUDMincho-Regular.ttf",
    "Akashi Mincho Fallback": "AkashiMinchoFallback-Regular.otf",
}


def poppler(tool: str, pdf: bytes, *options: str) -> str:
    with tempfile.NamedTemporaryFile(suffix=".pdf") as file:
        file.write(pdf)
        file.flush()
        command = [tool, *options, file.name, *(["-"] if tool == "pdftotext" else [])]
        ran = subprocess.run(command, capture_output=True, text=True, check=True)
    return ran.stdout


def text_of(pdf: bytes, *options: str) -> str:
    """The text layer in the order of the page."""
    return poppler("pdftotext", pdf, *(options or ("-raw",)))


def squeezed(text: str) -> str:
    """Without any white space: where a line turned does not matter."""
    return re.sub(r"\s", "", text)


def pages_as_images(pdf: bytes, dpi: int = 60) -> list[Image.Image]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "in.pdf"
        file.write_bytes(pdf)
        stem = str(Path(folder) / "page")
        subprocess.run(["pdftoppm", "-r", str(dpi), "-png", str(file), stem], check=True)
        images = []
        for path in sorted(Path(folder).glob("page*.png")):
            with Image.open(path) as image:
                images.append(image.convert("RGB"))
    return images


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def alternatives_in(document: pikepdf.Pdf) -> list[str]:
    """What a screen reader says in place of each picture."""
    items = (o for o in document.objects if isinstance(o, pikepdf.Dictionary))
    return [str(item.Alt) for item in items if "/Alt" in item]


def glyph_for(family: str, sequence: str) -> str:
    """Name of the glyph the font has for a character or a variation sequence."""
    with TTFont(SHIPPED_FONTS / FONT_FILES[family]) as font:
        base, *selector = map(ord, sequence)
        for table in font["cmap"].tables:
            if selector and table.format == 14:
                found = {b: g for b, g in table.uvsDict.get(selector[0], ()) if g}
                if base in found:
                    return found[base]
        return font.getBestCmap()[base]


def outline_in_font(family: str, glyph: str) -> str:
    """The drawing of a glyph of a shipped font."""
    with TTFont(SHIPPED_FONTS / FONT_FILES[family]) as font:
        glyphs = font.getGlyphSet()
        pen = DecomposingRecordingPen(glyphs)
        glyphs[glyph].draw(pen)
        return repr(pen.value)


def outlines_in_pdf(pdf: bytes) -> set[str]:
    """The drawings of all glyphs that all embedded fonts carry."""
    drawings: set[str] = set()
    with opened(pdf) as document:
        for item in document.objects:
            if isinstance(item, pikepdf.Dictionary) and "/FontFile2" in item:
                drawings |= _drawings(TTFont(io.BytesIO(item.FontFile2.read_bytes())))
            elif isinstance(item, pikepdf.Dictionary) and "/FontFile3" in item:
                drawings |= _cff_drawings(item.FontFile3.read_bytes())
    return drawings


def _drawings(font: TTFont) -> set[str]:
    glyphs = font.getGlyphSet()
    drawn = set()
    for name in glyphs:
        pen = DecomposingRecordingPen(glyphs)
        glyphs[name].draw(pen)
        drawn.add(repr(pen.value))
    return drawn


def _cff_drawings(data: bytes) -> set[str]:
    fonts = CFFFontSet()
    fonts.decompile(io.BytesIO(data), None)
    strings = fonts[0].CharStrings
    drawn = set()
    for name in strings.keys():  # noqa: SIM118 - not a mapping
        pen = RecordingPen()
        strings[name].draw(pen)
        drawn.add(repr(pen.value))
    return drawn
