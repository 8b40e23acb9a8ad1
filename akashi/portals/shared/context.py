"""What every page knows (共通の文脈): which door it is, who is signed in, the language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from akashi.domain.people import Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest
    from django.utils.functional import _StrPromise

    from akashi.domain.people import Actor


@dataclass(frozen=True, slots=True)
class Door:
    """One of the four doors, as it is named on its pages.

    出典: なし (本システムの決定)
    """

    slug: str
    name: _StrPromise
    home: str
    sign_in: str = ""
    sign_out: str = ""


PUBLIC = Door("public", _("電子保証"), "/")
CONTRACTOR = Door(
    "contractor", _("受注者"), "/contractor/", "/contractor/login/", "/contractor/logout/"
)
SURETY = Door("surety", _("保証会社"), "/surety/", "/surety/login/", "/surety/logout/")
OBLIGEE = Door("obligee", _("発注者"), "/obligee/")
DOORS = (CONTRACTOR, SURETY, OBLIGEE)


def door_of(path: str) -> Door:
    """Return the door an address belongs to; everything else is the public door.

    出典: なし (本システムの決定)
    """
    return next((door for door in DOORS if path.startswith(door.home)), PUBLIC)


def own_door(actor: Actor | None) -> Door | None:
    """Return the door somebody signed in works behind, whichever they stand before.

    出典: なし (本システムの決定)
    """
    if actor is None:
        return None
    return CONTRACTOR if actor.role == Role.CONTRACTOR else SURETY


def language() -> str:
    """Return the language of this page: `ja` or `en`.

    出典: なし (本システムの決定)
    """
    return "en" if (get_language() or "ja").startswith("en") else "ja"


def listed(words: Iterable[str]) -> str:
    """Return words side by side, with the separator of the page's language.

    出典: なし (本システムの決定)
    """
    return ("、" if language() == "ja" else ", ").join(words)


def reference(request: HttpRequest) -> str:
    """Return the reference number (照会番号) of this request, as logs and error pages give it.

    出典: なし (本システムの決定)
    """
    return str(request.META.get("akashi.reference", ""))


def everywhere(request: HttpRequest) -> dict[str, object]:
    """Return what base.html needs. Asks neither session nor store, so error pages can use it.

    `actor` is there only when the view's guard let somebody in.
    出典: なし (本システムの決定)
    """
    actor: Actor | None = getattr(request, "actor", None)
    lang = language()
    return {
        "door": door_of(request.path),
        "own_door": own_door(actor) or door_of(request.path),
        "here": request.path if door_of(request.path) is OBLIGEE else request.get_full_path(),
        "actor": actor,
        "lang": lang,
        "other_language": ("en", "English") if lang == "ja" else ("ja", "日本語"),
        "demo": settings.DEMO,
        "contact": settings.CONTACT,
        "reference": reference(request),
    }
