"""Change one's own password (パスワードの変更): the old one is asked for first."""

from __future__ import annotations

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import override

from akashi.domain.people import Actor
from akashi.domain.violations import RuleViolation, Sentence, Violation
from akashi.records.models import Person
from akashi.workflows.auditing import record

_WRONG = Sentence("いまのパスワードが違います。", "That is not your present password.")
_DIFFER = Sentence(
    "新しいパスワードと、確かめのためのもう一度の入力が違います。",
    "The new password and its repetition are not the same.",
)


@transaction.atomic
def change_password(*, old: str, new: str, again: str, by: Actor, at: datetime) -> None:
    """Give the person who asks a new password, everything wrong with it said at once.

    Raises: RuleViolation `wrong_password` on `old`, `weak_password` on `new`,
    `passwords_differ` on `again`.
    出典: acceptance.md 1.1 (6.2), 1.2
    """
    person = Person.objects.select_for_update(of=("self",)).get(pk=by.person_id or 0)
    found: list[Violation] = []
    if not person.check_password(old):
        found.append(Violation("wrong_password", "old", _WRONG))
    found += [Violation("weak_password", "new", fault) for fault in _faults(new, person)]
    if new != again:
        found.append(Violation("passwords_differ", "again", _DIFFER))
    if found:
        raise RuleViolation(found)
    person.set_password(new)
    person.save(update_fields=["password"])
    record("keeping.change_password", by=by, at=at, details={"user_id": person.user_id})


def _faults(new: str, person: Person) -> list[Sentence]:
    """Return what the framework's validators say of a password, in both languages."""
    try:
        validate_password(new, person)
    except ValidationError as refused:
        with override("ja"):
            japanese = [str(message) for message in refused.messages]
        with override("en"):
            english = [str(message) for message in refused.messages]
        return [Sentence(ja, en) for ja, en in zip(japanese, english, strict=True)]
    return []
