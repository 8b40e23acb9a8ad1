"""People (利用者) and the tokens of their systems: made here, and looked up when a token comes."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from akashi.domain.application import is_mail_address
from akashi.domain.people import Actor, Role
from akashi.domain.violations import refuse
from akashi.records.models import ApiToken, Company, Person, Surety
from akashi.records.numbering import next_serial
from akashi.workflows.auditing import record
from akashi.workflows.errors import NotFound
from akashi.workflows.storable import check_storable

PASSWORD_BYTES = 15
TOKEN_BYTES = 32

LONGEST_NAME = 200
LONGEST_FIRM = 1000
"""Code points that the store keeps of a person's and of a company's name."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A person just made; the password is shown once and kept only as a slow hash.

    出典: なし (本システムの決定)
    """

    user_id: str
    password: str


@transaction.atomic
def create_person(  # noqa: PLR0913 - one keyword for each thing known of a person
    *,
    role: Role,
    name: str,
    by: Actor,
    at: datetime,
    entropy: bytes | None,
    company: str = "",
    profile: dict[str, object] | None = None,
    email: str = "",
) -> NewPerson:
    """Make a person with a random お客様ID series and password; a contractor's company as needed.

    `entropy` are random bytes for the password; None makes a person who cannot sign in.

    Raises: RuleViolation `required`, `unprintable`, `text_too_long`, `email_malformed` or
    `no_surety`.
    出典: なし (本システムの決定)
    """
    _check_names(role, name, company)
    if email and not is_mail_address(email):
        raise refuse(
            "email_malformed",
            "email",
            ja="メールアドレスは name@example.jp の形で1つだけ入力してください。",
            en="Give one e-mail address like name@example.jp.",
        )
    contractor = role is Role.CONTRACTOR
    serial = next_serial("person/C" if contractor else "person/S")
    password = new_password(entropy) if entropy else ""
    person = Person(
        user_id=f"{'C' if contractor else 'S'}{serial:07}",
        name=name,
        role=role.value,
        email=email,
        company=_company(company, profile) if contractor else None,
        surety=None if contractor else the_surety(),
        created_at=at,
    )
    person.set_password(password or None)
    person.save()
    details: dict[str, object] = {"user_id": person.user_id, "role": role.value}
    record("keeping.create_person", by=by, at=at, details=details)
    return NewPerson(person.user_id, password)


def new_password(entropy: bytes) -> str:
    """Return random bytes as a password that can be typed: 24 letters and digits from 15 bytes.

    出典: acceptance.md 1.1 (6.4.1)
    """
    return base64.b32encode(entropy).decode("ascii").lower()


@transaction.atomic
def create_token(user_id: str, *, by: Actor, at: datetime, entropy: bytes) -> str:
    """Return a new bearer token of a person; only its digest is kept.

    Raises: NotFound for an unknown or inactive お客様ID.
    出典: なし (本システムの決定)
    """
    person = Person.objects.filter(user_id=user_id, is_active=True).first()
    if person is None:
        raise NotFound(user_id)
    token = "ak_" + base64.urlsafe_b64encode(entropy).decode().rstrip("=")
    ApiToken.objects.create(person=person, digest=_digest(token), created_at=at)
    record("keeping.create_token", by=by, at=at, details={"user_id": user_id})
    return token


def resolve_token(token: str) -> Actor | None:
    """Return who a bearer token speaks for, None when it is unknown, revoked or its person is gone.

    The door fills in source and channel.
    出典: なし (本システムの決定)
    """
    found = (
        ApiToken.objects.select_related("person")
        .filter(digest=_digest(token), revoked_at__isnull=True, person__is_active=True)
        .first()
    )
    return actor_of(found.person, channel="api") if found else None


def actor_of(person: Person, *, channel: str = "cli", source: str = "") -> Actor:
    """Return a person as the verbs know people; `channel` is how the request came.

    出典: なし (本システムの決定)
    """
    return Actor(
        person_id=person.pk,
        user_id=person.user_id,
        name=person.name,
        role=person.role,
        company_id=person.company_id,
        surety_id=person.surety_id,
        source=source or channel,
        channel="api" if channel == "api" else "web" if channel == "web" else "cli",
    )


def the_surety() -> Surety:
    """Return the surety (保証会社) of this installation: the first one.

    Raises: RuleViolation `no_surety` before the store was prepared.
    出典: なし (本システムの決定)
    """
    surety = Surety.objects.order_by("pk").first()
    if surety is None:
        raise refuse(
            "no_surety",
            "",
            ja="保証会社が登録されていません。先に akashi migrate を実行してください。",
            en="No surety is registered. Run `akashi migrate` first.",
        )
    return surety


def _company(name: str, profile: dict[str, object] | None) -> Company:
    company, _made = Company.objects.get_or_create(
        name=name, defaults={"profile": profile or {"name": name}}
    )
    return company


def _check_names(role: Role, name: str, company: str) -> None:
    check_storable({"name": name, "company": company})
    if not name.strip():
        raise refuse("required", "name", ja="氏名が必要です。", en="A name is needed.")
    if role is Role.CONTRACTOR and not company.strip():
        raise refuse(
            "required",
            "company",
            ja="受注者には会社名が必要です。",
            en="A contractor needs the name of a company.",
        )
    for field, typed, longest in (("name", name, LONGEST_NAME), ("company", company, LONGEST_FIRM)):
        if len(typed) > longest:
            raise refuse(
                "text_too_long",
                field,
                ja=f"長すぎます。{longest}文字までです。",
                en=f"Too long: {longest} characters at most.",
            )


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
