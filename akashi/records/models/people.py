"""People (利用者), their companies, the sureties they work for, and the tokens of their systems."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class Surety(models.Model):
    """A surety (保証会社) that concludes guarantees here."""

    code = models.CharField(max_length=2, unique=True)
    """Two letters A-Z: the head of every 保証契約番号 of this surety. Never changed."""
    name = models.CharField(max_length=200)
    representative = models.CharField(max_length=200)
    address = models.CharField(max_length=400)
    kind = models.CharField(max_length=40)
    """`domain.parties.SuretyKind`: which of an obligee's conditions speak of it."""


class Company(models.Model):
    """A contractor's company (受注者) as registered with the surety."""

    name = models.CharField(max_length=1000)
    """As typed, never folded: it stands on certificates. 200 characters, five code points each."""
    profile = models.JSONField(default=dict)
    """Address, representative, permit …: the `contractor` part of an application file."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name"], name="company_names_are_unique"),
        ]


class PersonManager(BaseUserManager["Person"]):
    """Finds people by お客様ID, as the framework's log-in asks for it."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Return the person with this お客様ID."""
        return self.get(user_id=username)


class Person(AbstractBaseUser):
    """Somebody who signs in: a contractor's clerk or the surety's staff."""

    user_id = models.CharField(max_length=20, unique=True)
    """お客様ID."""
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=20)
    """contractor, underwriter, approver, operator or auditor."""
    email = models.EmailField(blank=True)
    company = models.ForeignKey(Company, null=True, on_delete=models.PROTECT)
    surety = models.ForeignKey(Surety, null=True, on_delete=models.PROTECT)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "user_id"
    REQUIRED_FIELDS: ClassVar = ["name", "role"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(role="contractor", company__isnull=False, surety__isnull=True)
                | (~models.Q(role="contractor") & models.Q(company__isnull=True)),
                name="contractors_have_a_company_and_others_none",
            ),
        ]


class ApiToken(models.Model):
    """A bearer token of a person's own system; only its digest is kept."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT)
    digest = models.CharField(max_length=64, unique=True)
    """SHA-256 of 256 random bits: nothing to guess, so no slow hash is needed."""
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
