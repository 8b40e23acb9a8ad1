"""The shape of a small request (要求の形): fields taken one by one, all faults told at once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING

from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.workflows.storable import check_storable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_LARGEST_YEN = 999_999_999_999
_TRUTHS = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False, "": False}


class Shape:
    """Takes fields out of an object one by one and remembers everything that is wrong.

    出典: なし (本システムの決定)
    """

    def __init__(self, given: Mapping[str, object]) -> None:
        """Begin with what was given."""
        self._given = dict(given)
        self._wrong: list[Violation] = []

    @classmethod
    def of_address(cls, query: QueryDict, *, lists: tuple[str, ...] = ()) -> Shape:
        """Begin with what stands behind the `?`; only `lists` may stand there more than once.

        出典: acceptance.md 1 (15.3.7)
        """
        shape = cls({name: query[name] for name in query if name not in lists})
        for name in shape._given:
            if len(query.getlist(name)) > 1:
                shape.refuse(
                    "repeated", name, "二度指定されています。", "This is given more than once."
                )
        return shape

    def refuse(self, code: str, name: str, ja: str, en: str) -> None:
        """Remember one violation of the field `name`.

        出典: なし (本システムの決定)
        """
        self._wrong.append(Violation(code, name, Sentence(ja, en)))

    def text(self, name: str, *, longest: int = 2000) -> str:
        """Take a text; a missing one is empty.

        出典: なし (本システムの決定)
        """
        value = self._given.pop(name, None)
        if value is None:
            return ""
        if not isinstance(value, str):
            self.refuse("wrong_type", name, "文字列で指定してください。", "This must be a text.")
            return ""
        if len(value) > longest:
            self.refuse(
                "too_long",
                name,
                f"{longest}文字以内にしてください。",
                f"At most {longest} characters.",
            )
            return ""
        return value if self._is_storable(name, value) else ""

    def amount(self, name: str) -> int:
        """Take an amount of whole yen, 0 to 999,999,999,999.

        出典: contract.md 第3節
        """
        value = self._given.pop(name, None)
        if isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _LARGEST_YEN:
            return value
        self.refuse(
            "wrong_amount",
            name,
            f"0 から {_LARGEST_YEN:,} までの整数（円）で指定してください。",
            f"This must be whole yen from 0 to {_LARGEST_YEN:,}.",
        )
        return 0

    def day(self, name: str) -> date:
        """Take an ISO date that must be there.

        出典: contract.md 第3節
        """
        if self._given.get(name) in (None, ""):
            self._required(name)
        return self.day_if_given(name) or date.min

    def day_if_given(self, name: str) -> date | None:
        """Take an ISO date, None where there is none.

        出典: contract.md 第3節
        """
        value = self._given.pop(name, None)
        if value in (None, ""):
            return None
        try:
            if isinstance(value, str) and _ISO_DATE.fullmatch(value):
                return date.fromisoformat(value)
        except ValueError:
            pass
        self.refuse(
            "wrong_date",
            name,
            "2026-04-01 の形の、ある日付で指定してください。",
            "This must be a date that exists, such as 2026-04-01.",
        )
        return None

    def choice(self, name: str, allowed: Iterable[str], default: str = "") -> str:
        """Take one of the allowed words; a missing one is the default, where there is one.

        出典: なし (本システムの決定)
        """
        words = tuple(allowed)
        value = self._given.pop(name, None)
        if value in (None, ""):
            if not default:
                self._required(name)
            return default or words[0]
        if isinstance(value, str) and value in words:
            return value
        self.refuse(
            "wrong_choice",
            name,
            f"次のどれかにしてください: {', '.join(words)}",
            f"This must be one of: {', '.join(words)}",
        )
        return words[0]

    def flag(self, name: str) -> bool:
        """Take yes or no as an address writes it; a missing one is no.

        出典: なし (本システムの決定)
        """
        value = self._given.pop(name, "")
        if isinstance(value, str) and value.lower() in _TRUTHS:
            return _TRUTHS[value.lower()]
        self.refuse(
            "wrong_flag", name, "true か false にしてください。", "This must be true or false."
        )
        return False

    def items(self, name: str) -> list[object]:
        """Take a list as it is; what must stand in it is its reader's business.

        出典: なし (本システムの決定)
        """
        value = self._given.pop(name, None)
        if value is None:
            self._required(name)
        elif not isinstance(value, list):
            self.refuse("wrong_type", name, "配列で指定してください。", "This must be a list.")
        elif self._is_storable(name, value):
            return value
        return []

    def finish(self) -> None:
        """Refuse what was not asked for, then everything that was wrong, all at once.

        Raises:
            RuleViolation: with every violation found.
        出典: なし (本システムの決定)
        """
        for name in self._given:
            self.refuse("unknown_field", name, "この項目はありません。", "There is no such field.")
        if self._wrong:
            raise RuleViolation(self._wrong)

    def _required(self, name: str) -> None:
        self.refuse("required", name, "必要な項目です。", "This field is required.")

    def _is_storable(self, name: str, value: object) -> bool:
        try:
            check_storable({name: value})
        except RuleViolation as refused:
            self._wrong.extend(refused.violations)
            return False
        return True
