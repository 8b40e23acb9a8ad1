"""Tags and filters of our pages (画面部品): `{% load parts %}`; all shown at /demo/components/."""

from __future__ import annotations

import hashlib
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from django import template
from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.timezone import localtime

from akashi.domain.periods import wareki
from akashi.domain.violations import Sentence
from akashi.domain.yen import format_yen
from akashi.portals.shared.context import language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.utils.safestring import SafeString

    from akashi.portals.shared.forms import Field, Filled
    from akashi.portals.shared.parts import Crumb, Step, Table

register = template.Library()


class Labelled(Protocol):
    """A word of the rules that knows its name in both languages.

    出典: なし (本システムの決定)
    """

    def label(self, lang: str = ...) -> str:
        """Return the name."""
        ...


@register.filter
def yen(amount: int) -> str:
    """Show 1234000 as 1,234,000円, or ¥1,234,000 in English.

    出典: なし (本システムの決定)
    """
    return format_yen(amount) if language() == "ja" else f"¥{amount:,}"


@register.filter
def day(value: date | None) -> str:
    """Show a date as 令和8年4月1日, or 2026-04-01 in English; nothing as 「―」.

    出典: 公文書の元号使用の慣行
    """
    if value is None:
        return "―"
    return wareki(value) if language() == "ja" else value.isoformat()


@register.filter
def dated(text: str) -> str:
    """Show the date a source bears, a day or only a month: 2023-11 as 令和5年11月.

    出典: 公文書の元号使用の慣行
    """
    try:
        if text.count("-") == 1:
            return day(date.fromisoformat(f"{text}-01")).removesuffix("1日").removesuffix("-01")
        return day(date.fromisoformat(text))
    except ValueError:
        return text


@register.filter
def moment(value: datetime | None) -> str:
    """Show an instant as 令和8年4月1日 9時05分 (Japan time).

    出典: なし (本システムの決定)
    """
    if value is None:
        return "―"
    local = localtime(value)
    if language() == "ja":
        return f"{wareki(local.date())} {local.hour}時{local.minute:02}分"
    return f"{local:%Y-%m-%d %H:%M} JST"


@register.filter
def sentence(value: Sentence) -> str:
    """Show a sentence of the rules in the language of the page.

    出典: なし (本システムの決定)
    """
    return value.text(language())


@register.filter
def label(value: Labelled) -> str:
    """Show the name of a product, state, role … in the language of the page.

    出典: なし (本システムの決定)
    """
    return value.label(language())


@register.simple_tag
def asset(name: str) -> str:
    """Return the address of a static file with a mark of its content, so that no cache is stale.

    出典: なし (本システムの決定)
    """
    return f"{static(name)}?{_mark(name)}"


@cache
def _mark(name: str) -> str:
    found = finders.find(name)
    if not isinstance(found, str):
        raise template.TemplateSyntaxError(f"no static file is called {name}")
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:10]


@register.simple_tag
def badge(tone: str, text: str) -> SafeString:
    """Draw a short word about a state; tone is info, success, warning, error or empty.

    出典: なし (本システムの決定)
    """
    kind = f"badge badge-{tone}" if tone else "badge"
    return format_html('<span class="{}">{}</span>', kind, text)


@register.simple_block_tag
def banner(content: str, tone: str, title: str) -> SafeString:
    """Draw a notice with a title; tone is info, success, warning or error.

    出典: デジタル庁デザインシステム (ノーティフィケーションバナー)
    """
    return format_html(
        '<section class="banner banner-{}"><p class="banner-title">{}</p>{}</section>',
        tone,
        title,
        content,
    )


@register.inclusion_tag("shared/parts/field.html")
def field(shown: Field) -> dict[str, object]:
    """Draw a form field with label, hint and errors.

    出典: デジタル庁デザインシステム (フォームコントロールラベル)
    """
    return {"field": shown}


@register.inclusion_tag("shared/parts/problems.html")
def problems(form: Filled) -> dict[str, object]:
    """Draw the summary of what is wrong with a form; it takes the focus when the page opens.

    出典: WCAG 2.2 3.3.1
    """
    return {"problems": form.problems}


@register.inclusion_tag("shared/parts/rows.html")
def rows(shown: Iterable[object]) -> dict[str, object]:
    """Draw a description list of things with `label` and `value`.

    出典: なし (本システムの決定)
    """
    return {"rows": shown}


@register.inclusion_tag("shared/parts/table.html")
def table(shown: Table) -> dict[str, object]:
    """Draw a table that becomes cards on a phone.

    出典: なし (本システムの決定)
    """
    return {"table": shown}


@register.inclusion_tag("shared/parts/steps.html")
def steps(shown: Iterable[Step]) -> dict[str, object]:
    """Draw the steps of a procedure and where the reader is.

    出典: デジタル庁デザインシステム (ステップナビゲーション)
    """
    return {"steps": shown}


@register.inclusion_tag("shared/parts/crumbs.html")
def crumbs(shown: Iterable[Crumb]) -> dict[str, object]:
    """Draw the way from the door to this page.

    出典: デジタル庁デザインシステム (パンくずリスト)
    """
    return {"crumbs": shown}


@register.inclusion_tag("shared/parts/pager.html")
def pager(first: str, following: str) -> dict[str, object]:
    """Draw links to the first and the next page of a list; empty addresses are left out.

    出典: なし (本システムの決定)
    """
    return {"first": first, "following": following}
