"""Queued work (タスク): a row written in the same transaction as its cause."""

from typing import ClassVar

from django.db import models


class Task(models.Model):
    """One piece of work for the worker; a done task's row stays out of the way by its state."""

    name = models.CharField(max_length=40)
    """A key of the table in `workflows.keeping.tasks`."""
    subject = models.CharField(max_length=120)
    """What it is about: a certificate's or notice's id."""
    state = models.CharField(max_length=10, default="ready")
    """ready (the worker is next), running (a worker holds it until `run_at`), done, failed (the
    operator must look)."""
    run_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [
            models.Index(
                fields=["run_at", "id"],
                name="tasks_waiting",
                condition=models.Q(state__in=["ready", "running"]),
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["name", "subject"], name="one_task_per_subject"),
        ]
