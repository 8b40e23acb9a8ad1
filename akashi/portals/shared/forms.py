"""Forms as plain data (入力欄): fields, what was typed, and the rules' sentences beside them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from akashi.domain.violations import Violation


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a choice.

    出典: なし (本システムの決定)
    """

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form; `name` is the dotted path by which rules speak of it.

    `kind` is text, textarea, email, tel, date, money, password, file, select, radio,
    checkbox or hidden. Dates and money are typed as text, so that 令和8年4月1日 and
    1,234,000円 are as good as 2026-04-01 and 1234000.
    出典: なし (本システムの決定)
    """

    name: str
    label: str
    kind: str = "text"
    hint: str = ""
    value: str = ""
    required: bool = True
    errors: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    autocomplete: str = "off"
    width: str = ""
    """`medium`, or empty for the whole line: a hint of how much is expected."""
    unit: str = ""
    enhance: str = ""
    """What the door's script may do with the field (`data-enhance`); works without."""

    @property
    def id(self) -> str:
        """Return the id in the page."""
        return "f-" + self.name.replace(".", "-")

    @property
    def input_type(self) -> str:
        """Return the type of the input element."""
        return self.kind if self.kind in {"email", "tel", "password", "file"} else "text"

    @property
    def described_by(self) -> str:
        """Return the ids of hint and error, as a screen reader is to read them."""
        parts = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*parts, f"{self.id}-error"] if self.errors else parts)


@dataclass(frozen=True, slots=True)
class Problem:
    """A line of the summary above a form: what is wrong, and the field to jump to.

    出典: WCAG 2.2 3.3.1
    """

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A form as typed, with what is wrong with it.

    出典: なし (本システムの決定)
    """

    fields: tuple[Field, ...]
    problems: tuple[Problem, ...] = ()

    def __getitem__(self, name: str) -> Field:
        """Return one field; templates write `form.works_name` only for names without dots."""
        found = {field.name: field for field in self.fields}
        return found[name]


def fill(
    fields: Iterable[Field],
    typed: Mapping[str, str],
    violations: Iterable[Violation] = (),
    lang: str = "ja",
) -> Filled:
    """Return the fields with what was typed and each violation at the field it is about.

    A violation about a part stands at the nearest field above it (`works.period` at
    `works.period.from`, `use_of_advance.0.payee` at `use_of_advance`); one about no field
    of this form stands in the summary only, at its end. The summary goes down the page as
    the fields do. Nothing typed is lost.
    出典: WCAG 2.2 3.3.1, 3.3.3
    """
    fields = tuple(fields)
    found = list(violations)
    at = {id(each): _nearest(each.field, fields) for each in found}
    found.sort(key=lambda each: _position(at[id(each)], fields))
    filled = tuple(
        replace(
            field,
            value=typed.get(field.name, field.value),
            errors=tuple(v.message(lang) for v in found if at[id(v)] == field),
        )
        for field in fields
    )
    problems = tuple(
        Problem(f"#{place.id}" if (place := at[id(each)]) else "", each.message(lang))
        for each in found
    )
    return Filled(filled, problems)


def _position(field: Field | None, fields: tuple[Field, ...]) -> int:
    return len(fields) if field is None else fields.index(field)


def _nearest(path: str, fields: tuple[Field, ...]) -> Field | None:
    named = {field.name: field for field in fields}
    if not path:
        return None
    if path in named:
        return named[path]
    below = [field for field in fields if field.name.startswith(path + ".")]
    above = [field for field in fields if path.startswith(field.name + ".")]
    return max(above, key=lambda field: len(field.name), default=below[0] if below else None)
