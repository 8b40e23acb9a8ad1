"""Which fact a placeholder means (別名表), also where several names stand in one: 又は, ( ), ・."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from akashi.domain.directory import fields
from akashi.domain.directory.fields import Part, Problem, Where
from akashi.domain.works import NumberKind

SCHEMA = "akashi.placeholder-aliases/1"

DATES = ("contract", "notice", "designation", "planned_notice", "bid", "procurement")

FACTS = (
    *(f"numbers.{kind}" for kind in NumberKind),
    *(f"{name}_{part}" for name in DATES for part in ("date", "month", "day")),
    "guarantee_kind",
    "guarantee_number",
    "works_name",
    "works_site",
    "contractor",
    "department",
    "obligee_name",
    "surety_name",
    "contact_name",
    "contact_phone",
    "contact_email",
)
"""Every fact a placeholder may stand for."""

LONGEST_NAME = 100
_OR = re.compile(r"又は|または|もしくは|若しくは|あるいは|或いは|(?<![a-z])or(?![a-z])|・|/|、|,|､")
_BRACKETS = re.compile(r"([^()]*)\(([^()]+)\)([^()]*)")


@dataclass(frozen=True, slots=True)
class Aliases:
    """The names placeholders go by, folded, and the facts each may mean, best first.

    出典: なし (本システムの決定)
    """

    table: dict[str, tuple[str, ...]]

    def facts_for(self, name: str) -> tuple[str, ...]:
        """Return the facts a placeholder may mean in the order they are tried; () if none.

        `工事番号又は契約番号`, `工事番号(業務委託番号)`, `工事(委託)番号` and `工事・業務名` are
        understood by their parts; a beginning alone borrows its end from the last part.
        出典: なし (本システムの決定)
        """
        folded = _folded(name)
        return self._resolved(folded) if len(folded) <= LONGEST_NAME else ()

    def _resolved(self, name: str) -> tuple[str, ...]:
        if name in self.table:
            return self.table[name]
        parts = _parts(name)
        if parts in ([], [name]):
            return ()
        found = [self._resolved(part) or self._completed(part, parts[-1]) for part in parts]
        return tuple(dict.fromkeys(fact for facts in found for fact in facts))

    def _completed(self, part: str, last: str) -> tuple[str, ...]:
        for cut in range(1, len(last)):
            if part + last[cut:] in self.table:
                return self.table[part + last[cut:]]
        return ()


def _parts(name: str) -> list[str]:
    """Return what stands on both sides of an "or" outside brackets, else around the brackets."""
    depth, parts = 0, [""]
    for piece in re.split(f"([()]|{_OR.pattern})", name):
        depth += (piece == "(") - (piece == ")")
        if depth == 0 and _OR.fullmatch(piece):
            parts.append("")
        else:
            parts[-1] += piece
    if len(parts) == 1 and (found := _BRACKETS.fullmatch(name)):
        before, inside, after = found.groups()
        parts = [before + after, inside + after]
    return [part for part in parts if part]


def _folded(name: str) -> str:
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


def read_aliases(document: object) -> tuple[Aliases | None, tuple[Problem, ...]]:
    """Return the table, or None and every problem: a fact and the names it goes by.

    A name under several facts means the first of them that is known.
    出典: なし (本システムの決定)
    """
    where = Where()
    part = Part(document, where)
    if part.get("schema", fields.text) != SCHEMA:
        where.at("schema").complain(f"schema は {SCHEMA} です。", f"The schema must be {SCHEMA}.")
    table: dict[str, tuple[str, ...]] = {}
    names = part.need("aliases", Part)
    for fact in names.values if names else ():
        if fact not in FACTS:
            fields.unknown_key(fact, FACTS, where.at("aliases").at(fact))
        for name in (names and names.get(fact, fields.several(fields.text))) or ():
            table[_folded(name)] = (*table.get(_folded(name), ()), fact)
    part.done()
    return (None if where.problems else Aliases(table)), tuple(where.problems)
