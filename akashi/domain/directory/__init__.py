"""The directory (発注者名簿): what each obligee takes electronically, and how it wants the key."""

from akashi.domain.directory.aliases import Aliases, read_aliases
from akashi.domain.directory.collection import name_only_document, read_collection, read_document
from akashi.domain.directory.days import Result
from akashi.domain.directory.delivery import Delivery, Facts, instructions
from akashi.domain.directory.eligibility import check
from akashi.domain.directory.fields import Problem
from akashi.domain.directory.model import AdvanceRule, Obligee, PerformanceRule
from akashi.domain.directory.question import Eligibility, Question, Reason
from akashi.domain.directory.reading import read_obligee
from akashi.domain.directory.writing import to_document

__all__ = [
    "AdvanceRule",
    "Aliases",
    "Delivery",
    "Eligibility",
    "Facts",
    "Obligee",
    "PerformanceRule",
    "Problem",
    "Question",
    "Reason",
    "Result",
    "check",
    "instructions",
    "name_only_document",
    "read_aliases",
    "read_collection",
    "read_document",
    "read_obligee",
    "to_document",
]
