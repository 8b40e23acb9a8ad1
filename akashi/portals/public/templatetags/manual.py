"""Pictures of the manual (使い方の図), as taken by tests.tools.manual_pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html

from akashi.portals.shared.context import language
from akashi.portals.shared.templatetags.parts import asset

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

register = template.Library()


@register.simple_tag
def screen(name: str, caption: str) -> SafeString:
    """Draw a page of ours in the language of the reader, with what it shows below.

    出典: なし (本システムの決定)
    """
    return _figure(f"public/pictures/{language()}/{name}.png", caption, 960, 780)


@register.simple_tag
def paper(name: str, caption: str) -> SafeString:
    """Draw the first sheet of a PDF of ours.

    出典: なし (本システムの決定)
    """
    return _figure(f"shared/pictures/{name}.png", caption, 413, 585)


def _figure(path: str, caption: str, width: int, height: int) -> SafeString:
    return format_html(
        '<figure><img class="picture" src="{}" alt="{}" width="{}" height="{}" loading="lazy">'
        "<figcaption>{}</figcaption></figure>",
        asset(path),
        caption,
        width,
        height,
        caption,
    )
