"""Which groups of a typed key a refusal names: what programs are told under `group`."""

from akashi.domain.identifiers.access_key import GroupViolation
from akashi.domain.violations import RuleViolation


def groups_wrong(refused: RuleViolation) -> tuple[int, ...]:
    """Return the groups to look at, 1 to 5; empty when the key as a whole is meant."""
    return tuple(v.group for v in refused.violations if isinstance(v, GroupViolation))
