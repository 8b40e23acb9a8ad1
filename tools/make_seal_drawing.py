"""Draws the illustrative company seal (角印の図案) 「保証之印」 as vectors: sheets/seal.svg.

Run `python tools/make_seal_drawing.py`. The drawing proves nothing; the electronic seal does.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont

PAPER = Path(__file__).resolve().parent.parent / "akashi/adapters/paper"
SIZE = 240  # the drawing's own units
VERMILION = "#b4231c"
CELLS = {"保": (1, 0), "証": (1, 1), "之": (0, 0), "印": (0, 1)}  # right column first
FRAME = 16
CELL_WIDTH, CELL_HEIGHT = 102, 104


def outline(font: TTFont, character: str, column: int, row: int) -> str:
    """Path of one character, stretched to fill its quarter as carvers do."""
    glyphs, name = font.getGlyphSet(), font.getBestCmap()[ord(character)]
    table = font["glyf"][name]
    width, height = table.xMax - table.xMin, table.yMax - table.yMin
    x_scale, y_scale = (CELL_WIDTH - 12) / width, (CELL_HEIGHT - 12) / height
    left = FRAME + 2 + column * CELL_WIDTH + 6 - table.xMin * x_scale
    bottom = FRAME + (row + 1) * CELL_HEIGHT - 6 + table.yMin * y_scale
    pen = SVGPathPen(glyphs, ntos=lambda v: f"{v:.1f}".removesuffix(".0"))
    glyphs[name].draw(TransformPen(pen, (x_scale, 0, 0, -y_scale, left, bottom)))
    return str(pen.getCommands())


def main() -> int:
    """Write the drawing."""
    font = TTFont(PAPER / "fonts/BIZUDMincho-Regular.ttf")
    paths = "".join(outline(font, c, *cell) for c, cell in CELLS.items())
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {SIZE} {SIZE}">'
        f'<rect x="6" y="6" width="{SIZE - 12}" height="{SIZE - 12}" rx="10" fill="none"'
        f' stroke="{VERMILION}" stroke-width="9"/>'
        f'<path d="{paths}" fill="{VERMILION}" stroke="{VERMILION}" stroke-width="3.5"'
        ' stroke-linejoin="round"/></svg>\n'
    )
    (PAPER / "sheets/seal.svg").write_text(svg, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
