"""An application as labelled lines (申込内容の表示): the same words behind every door."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from akashi.domain.application.fields import Shape, field_at, label
from akashi.domain.application.model import Delivery
from akashi.domain.periods import wareki
from akashi.domain.products import Product
from akashi.domain.works import WorksKind
from akashi.domain.yen import format_yen

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Line:
    """One value of the file with its name; `path` is how rules and remarks speak of it.

    出典: なし (本システムの決定)
    """

    path: str
    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Section:
    """The lines about one thing.

    出典: なし (本システムの決定)
    """

    title: str
    lines: tuple[Line, ...]


_SECTIONS: tuple[tuple[_StrPromise, tuple[str, ...]], ...] = (
    (
        gettext_lazy("保証"),
        ("product", "obligee", "advance_amount_yen", "guaranteed_amount_yen", "delivery",
         "terms_version", "prior_advance", "progress_finding"),
    ),
    (gettext_lazy("工事(請負契約)"), ("works",)),
    (gettext_lazy("受注者"), ("contractor",)),
    (gettext_lazy("預託金融機関と使途"), ("deposit_bank", "use_of_advance")),
)  # fmt: skip
_LEFT_OUT = frozenset({"schema"})
_CHOICES: Mapping[str, type[Product | Delivery | WorksKind]] = {
    "product": Product,
    "delivery": Delivery,
    "works.kind": WorksKind,
}


def sections(
    document: Mapping[str, object], lang: str, obligee_name: str = ""
) -> tuple[Section, ...]:
    """Return everything that stands in the file, grouped; what is not there takes no line.

    Fields the file format does not know are shown too, under their own names.
    出典: なし (本システムの決定)
    """
    known = {name for _title, names in _SECTIONS for name in names} | _LEFT_OUT
    others = tuple(name for name in document if name not in known)
    found = [
        Section(str(title), tuple(_lines_of(document, names, lang, obligee_name)))
        for title, names in (*_SECTIONS, (gettext_lazy("その他"), others))
    ]
    return tuple(section for section in found if section.lines)


def leaves_of(path: str, value: object, lang: str) -> tuple[Line, ...]:
    """Return everything that stands at and below one path.

    出典: なし (本システムの決定)
    """
    return tuple(
        Line(below, label_of(below, lang), text)
        for below, inner in _leaves(path, value)
        if (text := printed(below, inner, lang))
    )


def remarks(given: Sequence[Mapping[str, str]], lang: str) -> tuple[Line, ...]:
    """Return remarks of a return, or reasons of a decline, with the names of their fields.

    出典: なし (本システムの決定)
    """
    return tuple(
        Line(
            remark.get("field", ""),
            label_of(remark["field"], lang) if remark.get("field") else "",
            remark.get("text", ""),
        )
        for remark in given
    )


def printed(path: str, value: object, lang: str) -> str:
    """Return one value as a person reads it: money with commas, dates in the page's calendar.

    What is not of its type (a draft may hold anything) is shown as typed.
    出典: なし (本システムの決定)
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("はい") if value else _("いいえ")
    shape = _shape(path)
    if isinstance(value, int | float):
        return _figure(shape, value, lang)
    if shape is Shape.DATE:
        return _day(str(value), lang)
    return _chosen(path, value, lang)


def label_of(path: str, lang: str) -> str:
    """Return a field's name at the head of a line; its path where the format knows no such field.

    出典: なし (本システムの決定)
    """
    try:
        words = label(path).text(lang)
    except KeyError:
        return path
    return words if lang == "ja" else _as_heading(words)


def _lines_of(
    document: Mapping[str, object], names: Sequence[str], lang: str, obligee_name: str
) -> Iterator[Line]:
    for name in names:
        for line in leaves_of(name, document.get(name), lang):
            yield replace(line, value=obligee_name or line.value) if name == "obligee" else line


def _leaves(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(f"{path}.{name}", inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from _leaves(f"{path}.{position}", inner)
    else:
        yield path, value


def _shape(path: str) -> Shape | None:
    try:
        return field_at(path).shape
    except KeyError:
        return None


def _figure(shape: Shape | None, value: float, lang: str) -> str:
    if shape is Shape.YEN and isinstance(value, int):
        return format_yen(value) if lang == "ja" else f"{value:,} yen"
    return f"{value}%" if shape is Shape.SHARE else str(value)


def _day(value: str, lang: str) -> str:
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return wareki(day) if lang == "ja" else value


def _chosen(path: str, value: object, lang: str) -> str:
    options = _CHOICES.get(path, ())
    return next((option.label(lang) for option in options if option.value == value), str(value))


def _as_heading(words: str) -> str:
    bare = words.removeprefix("the ")
    return bare[:1].upper() + bare[1:]
