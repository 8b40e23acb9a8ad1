"""Migrations (移行): they say exactly what the models say."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import connection

from akashi.records.append_only import guard_all, unguard_all


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", "--check", "--dry-run", skip_checks=True, verbosity=0)


@pytest.mark.django_db(transaction=True)
def test_the_guards_can_be_taken_off_and_put_back_any_number_of_times():
    for _ in range(2):
        with connection.schema_editor() as editor:
            unguard_all(editor)
            guard_all(editor)
            guard_all(editor)
