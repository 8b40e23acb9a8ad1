"""The directory (発注者名簿): what each obligee takes electronically, and how it wants the key."""

from akashi.domain.directory.days import Result
from akashi.domain.directory.eligibility import check
from akashi.domain.directory.model import AdvanceRule, Obligee, PerformanceRule
from akashi.domain.directory.question import Eligibility, Question, Reason

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
