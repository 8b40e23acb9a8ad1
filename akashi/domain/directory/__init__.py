"""The directory (発注者名簿): what each obligee takes electronically, and how it wants the key."""

from akashi.domain.directory.days import Result
from akashi.domain.directory.eligibility import Eligibility, Question, Reason, check
from akashi.domain.directory.model import AdvanceRule, Obligee, PerformanceRule

__all__ = [
    "AdvanceRule",
    "Eligibility",
    "Obligee",
    "PerformanceRule",
    "Question",
    "Reason",
    "Result",
    "check",
]
