"""The rules of an application (申込の要件), one file a topic."""

from akashi.domain.application.rules import amounts, dates, obligee, parties
from akashi.domain.application.rules.rule import Case, Rule

RULES: tuple[Rule, ...] = (*obligee.RULES, *dates.RULES, *amounts.RULES, *parties.RULES)
"""Every rule, in the order in which their violations are shown."""

__all__ = ["RULES", "Case", "Rule"]
