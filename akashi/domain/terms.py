"""The dated terms (約款) a contractor agrees to when applying; certificates name their version."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Terms:
    """The name and version of terms, in force from a day on until the next version.

    出典: なし (本システムの決定)
    """

    name: str
    version: str
    effective_from: date
