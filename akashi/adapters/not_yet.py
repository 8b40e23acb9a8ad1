"""Not yet (いまはできない): something outside is missing, and will be there another time."""

from __future__ import annotations


class NotYet(Exception):  # noqa: N818 - says what is, as the other names of this house do
    """Raised when an authority, a list or a key cannot be had now; nothing is wrong with us.

    Whoever catches it tries again soon, and never gives up.
    出典: acceptance.md A28
    """
