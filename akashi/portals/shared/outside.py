"""What the doors need from outside (外部): the toolbox, wired above this floor, and the time."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

from django.conf import settings
from django.utils.module_loading import import_string

from akashi.adapters import obligee_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from akashi.adapters.toolbox import Toolbox
    from akashi.domain.directory import Aliases


def toolbox() -> Toolbox:
    """Return the adapters as wired by `settings.TOOLBOX`, a dotted name of a function.

    Doors stand below the wiring and may not import it; they know it by name only.
    出典: なし (本システムの決定)
    """
    wire = cast("Callable[[], Toolbox]", import_string(settings.TOOLBOX))
    return wire()


def now() -> datetime:
    """Return the present instant, as the clock in the toolbox tells it.

    出典: なし (本システムの決定)
    """
    return toolbox().clock.now()


@cache
def aliases() -> Aliases:
    """Return the names placeholders go by in obligees' templates (別名表), read once.

    出典: なし (本システムの決定)
    """
    return obligee_files.read_aliases(settings.SHIPPED_DATA_DIR / "placeholder_aliases.yaml")
