"""Fill an empty store (初期登録): surety, directory, rates and terms as shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.db import transaction

from akashi.adapters import obligee_files, yaml_files
from akashi.domain.parties import SuretyKind
from akashi.domain.people import Actor
from akashi.records.models import Surety
from akashi.workflows.auditing import record
from akashi.workflows.keeping.load_directory import load_obligees
from akashi.workflows.keeping.load_rates import load_rates
from akashi.workflows.keeping.load_terms import load_terms


@transaction.atomic
def load_shipped(folder: Path, *, by: Actor, at: datetime) -> bool:
    """Load what the product is shipped with, and say whether there was anything to load.

    A store that knows a surety is left as it is: what the operator changed stays.

    Raises: RuleViolation when a shipped file cannot be used.
    出典: contract.md 第2節 migrate
    """
    if Surety.objects.exists():
        return False
    surety = json.loads((folder / "demo" / "surety.json").read_text(encoding="utf-8"))
    Surety.objects.create(
        code=surety["code"],
        name=surety["name"],
        representative=surety["representative"],
        address=surety["address"],
        kind=SuretyKind(surety["kind"]).value,
    )
    record("keeping.first_start", by=by, at=at, details={"surety": surety["code"]})
    load_obligees(obligee_files.read_paths([folder / "obligees"]), by=by, at=at)
    load_rates(_documents(folder / "rates"), by=by, at=at)
    load_terms(_documents(folder / "terms"), by=by, at=at)
    return True


def _documents(folder: Path) -> list[Mapping[str, object]]:
    sheets = [yaml_files.load(path.read_bytes(), path.name) for path in _files(folder)]
    return [sheet.document for sheet in sheets if isinstance(sheet.document, dict)]


def _files(folder: Path) -> list[Path]:
    return sorted(folder.glob("*.yaml"))
