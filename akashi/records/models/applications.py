"""Applications (保証申込) and the premiums received for them (保証料領収)."""

from typing import ClassVar

from django.db import models

from akashi.records.models.people import Company, Person, Surety


class Application(models.Model):
    """One application from first draft to conclusion or refusal."""

    id = models.CharField(primary_key=True, max_length=32)
    """Random, so that addresses behind sign-in tell nothing."""
    receipt_number = models.CharField(max_length=20, unique=True, null=True)
    """受付番号, given at the first submission and kept when returned."""
    company = models.ForeignKey(Company, on_delete=models.PROTECT)
    surety = models.ForeignKey(Surety, on_delete=models.PROTECT)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    state = models.CharField(max_length=20)
    """`domain.lifecycle.ApplicationState`."""
    document = models.JSONField()
    """The application file exactly as given; a draft may be incomplete or wrong."""
    product = models.CharField(max_length=40, blank=True)
    obligee_slug = models.CharField(max_length=80, blank=True)
    works_name = models.TextField(blank=True)
    """Copies out of `document`, for lists and searches only."""
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    terms_version = models.CharField(max_length=40, blank=True)
    """The terms agreed to by submitting."""
    premium_yen = models.BigIntegerField(null=True)
    quote = models.JSONField(null=True)
    """The premium with its breakdown as quoted at submission."""
    findings = models.JSONField(default=list)
    """What the rules ask the underwriter to look at: sentences in ja and en."""
    remarks = models.JSONField(default=list)
    """Of the last return: `[{"field", "text"}]`; of a decline: its reasons."""
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["company", "-created_at", "id"]),
            models.Index(fields=["surety", "state", "submitted_at", "id"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(submitted_at__isnull=False, receipt_number__isnull=False),
                name="submitted_at_is_set_once_submitted",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("accepted_by")),
                name="acceptor_and_approver_are_two_people",
            ),
            models.CheckConstraint(
                condition=models.Q(accepted_by__isnull=True)
                | ~models.Q(accepted_by=models.F("created_by")),
                name="applicant_does_not_accept",
            ),
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | ~models.Q(approved_by=models.F("created_by")),
                name="applicant_does_not_approve",
            ),
        ]


class Payment(models.Model):
    """A premium received (保証料領収); one that stands per application."""

    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="payments")
    amount_yen = models.BigIntegerField()
    paid_on = models.DateField()
    method = models.CharField(max_length=20)
    """transfer, cash, cheque or batch."""
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT)
    recorded_at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True)
    """Set when the application is returned, declined or withdrawn: the premium goes back."""

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["application"],
                condition=models.Q(voided_at__isnull=True),
                name="one_standing_payment_per_application",
            ),
        ]
