"""Rare characters on paper (異体字): drawn with their own glyph, kept in the text layer."""

from __future__ import annotations

import pytest
from fontTools.ttLib import TTFont

from akashi.adapters.paper import PaperJam, Press
from akashi.adapters.paper.coverage import SHIPPED_FONTS
from tests.adapters.paper.looking import (
    glyph_for,
    outline_in_font,
    outlines_in_pdf,
    pages_as_images,
    squeezed,
    text_of,
)
from tests.adapters.paper.samples import KATSU, PLAIN, TSUJI, changed

MINCHO, FALLBACK = "BIZ UDMincho", "Akashi Mincho Fallback"
OWN_GLYPH = [
    (MINCHO, "髙"),
    (MINCHO, "﨑"),
    (MINCHO, TSUJI),
    (MINCHO, KATSU),
    (FALLBACK, "𠮷"),
    (FALLBACK, "槗"),
    (FALLBACK, "邉\U000e0102"),
    (FALLBACK, "邉\U000e010e"),
    (FALLBACK, "逢\U000e0102"),
]
VARIANTS = [(family, sequence) for family, sequence in OWN_GLYPH if len(sequence) > 1]


def named(certificate, name):
    return certificate(changed(PLAIN, contractor__name=f"株式会社{name}"))


@pytest.mark.parametrize(("family", "sequence"), OWN_GLYPH, ids=ascii)
def test_a_rare_character_is_drawn_with_the_glyph_the_font_has_for_it(
    certificate, family, sequence
):
    drawn = outlines_in_pdf(named(certificate, sequence))
    assert outline_in_font(family, glyph_for(family, sequence)) in drawn


@pytest.mark.parametrize(("family", "sequence"), VARIANTS, ids=ascii)
def test_a_variant_is_never_replaced_by_its_plain_base(certificate, family, sequence):
    drawn = outlines_in_pdf(named(certificate, sequence))
    assert outline_in_font(family, glyph_for(family, sequence[0])) not in drawn


@pytest.mark.parametrize(("family", "sequence"), VARIANTS, ids=ascii)
def test_a_variant_looks_different_from_its_base(certificate, family, sequence):
    variant = pages_as_images(named(certificate, sequence), dpi=100)
    base = pages_as_images(named(certificate, sequence[0]), dpi=100)
    assert family
    assert variant != base


@pytest.mark.parametrize("sequence", [s for _family, s in OWN_GLYPH], ids=ascii)
def test_a_rare_character_is_read_back_from_the_text_layer(certificate, key_notice, sequence):
    content = changed(PLAIN, contractor__name=f"株式会社{sequence}建設")
    for pdf in (certificate(content), key_notice(content)):
        assert f"株式会社{sequence}建設" in squeezed(text_of(pdf))


def test_a_character_no_font_draws_is_refused_rather_than_left_out(certificate):
    with pytest.raises(PaperJam, match="𪚥"):
        named(certificate, "𪚥")


def test_an_extra_font_draws_what_the_shipped_ones_lack(tmp_path):
    with TTFont(SHIPPED_FONTS / "BIZUDMincho-Regular.ttf") as font:
        for table in font["cmap"].tables:
            if table.format == 12:
                table.cmap[ord("𪚥")] = font.getBestCmap()[ord("龍")]
        for number in (1, 4, 16):
            font["name"].setName("Extra Face", number, 3, 1, 0x409)
        font.save(tmp_path / "extra.ttf")
    press = Press(tmp_path)
    content = changed(PLAIN, contractor__name="株式会社𪚥組")
    pdf = press.certificate(content, evidence=None, demo=True, paper_delivery=False)
    assert press.undrawable("𪚥") == []
    assert "株式会社𪚥組" in squeezed(text_of(pdf))
