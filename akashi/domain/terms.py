"""The dated terms (約款) a contractor agrees to when applying; certificates name their version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from akashi.domain.products import Product
from akashi.domain.tables.data_file import DataFile

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from akashi.domain.violations import Sentence, Violation

SCHEMA = "akashi.terms/1"

_KEYS = frozenset({"schema", "product", "name", "version", "effective_from", "text"})


@dataclass(frozen=True, slots=True)
class Terms:
    """The name and version of terms, in force from a day on until the next version.

    出典: なし (本システムの決定)
    """

    name: str
    version: str
    effective_from: date


@dataclass(frozen=True, slots=True)
class TermsText:
    """Terms of one product with their wording; paragraphs are separated by blank lines.

    出典: なし (説明用の約款)
    """

    product: Product
    terms: Terms
    text: Sentence


def read_terms(
    document: Mapping[str, object],
) -> tuple[TermsText | None, tuple[Violation, ...]]:
    """Return the terms of a data file, or None and every problem with its key path.

    出典: なし (本システムの決定)
    """
    file = DataFile(document, _KEYS)
    if file.get("schema") != SCHEMA:
        file.fault("schema", f"{SCHEMA} と記入してください。", f"{SCHEMA} is needed.")
    terms = Terms(file.text("name"), file.text("version"), file.day("effective_from"))
    read = TermsText(file.choice("product", Product), terms, file.sentence("text"))
    problems = tuple(file.problems)
    return (None if problems else read), problems
