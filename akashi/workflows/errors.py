"""What a verb answers when it does not do what was asked (手続の不成立)."""

from __future__ import annotations

from datetime import datetime

from akashi.domain.violations import RuleViolation, Sentence, Violation


class NotFound(Exception):  # noqa: N818 - named as the doors and people speak of it
    """Raised for what does not exist and for what belongs to others: nobody can tell which.

    出典: acceptance.md A41
    """


class NotPermitted(RuleViolation):
    """Raised when the person may see the thing but not do this with it; code `not_permitted`.

    出典: なし (本システムの決定)
    """

    def __init__(self, sentence: Sentence) -> None:
        """Refuse the whole request: no field can be mended to make it permitted."""
        super().__init__([Violation("not_permitted", "", sentence)])


class Conflict(Exception):  # noqa: N818 - as above
    """Raised when somebody else was first; says who and when, so that people can talk.

    出典: acceptance.md A06
    """

    def __init__(self, sentence: Sentence, who: str, when: datetime | None) -> None:
        """Keep what cannot be done any more, and by whose act."""
        self.sentence = sentence
        self.who = who
        self.when = when
        super().__init__(sentence.en)


class DoesNotOpen(Exception):  # noqa: N818 - as above
    """Raised for every well-formed pair that opens nothing: always the same, whatever is wrong.

    出典: contract.md 第5節
    """


class TooManyAttempts(Exception):  # noqa: N818 - as above
    """Raised when a source must wait before its next attempt is looked at.

    出典: acceptance.md 2.2
    """

    def __init__(self, retry_after: int) -> None:
        """Keep the wait in whole seconds, at least one."""
        self.retry_after = retry_after
        super().__init__(f"wait {retry_after} s")
