"""Fill an empty store (初期登録): surety, directory, rates and terms as shipped."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from akashi.adapters import obligee_files, yaml_files
from akashi.domain.directory import Obligee
from akashi.domain.parties import Surety, SuretyKind
from akashi.domain.people import Actor
from akashi.records import models
from akashi.workflows.auditing import record
from akashi.workflows.keeping.load_directory import load_obligees
from akashi.workflows.keeping.load_rates import load_rates
from akashi.workflows.keeping.load_terms import load_terms


@dataclass(frozen=True, slots=True)
class Shipped:
    """What the product is shipped with, read and found usable.

    出典: contract.md 第2節 migrate
    """

    surety: Surety
    obligees: tuple[Obligee, ...]
    rates: tuple[Mapping[str, object], ...]
    terms: tuple[Mapping[str, object], ...]


def read_shipped(folder: Path) -> Shipped:
    """Read the shipped `data/`.

    Raises: RuleViolation when a file cannot be used.
    出典: contract.md 第2節 migrate
    """
    surety = json.loads((folder / "demo" / "surety.json").read_text(encoding="utf-8"))
    return Shipped(
        Surety(
            surety["code"],
            surety["name"],
            surety["representative"],
            surety["address"],
            SuretyKind(surety["kind"]),
        ),
        obligee_files.read_paths([folder / "obligees"]),
        _documents(folder / "rates"),
        _documents(folder / "terms"),
    )


def load_shipped(folder: Path, *, by: Actor, at: datetime) -> bool:
    """Load what the product is shipped with, and say whether there was anything to load.

    A store that knows a surety is left as it is: what the operator changed stays.

    Raises: RuleViolation when a shipped file cannot be used.
    出典: contract.md 第2節 migrate
    """
    if models.Surety.objects.exists():
        return False
    fill_store(read_shipped(folder), by=by, at=at)
    return True


@transaction.atomic
def fill_store(shipped: Shipped, *, by: Actor, at: datetime) -> None:
    """Write surety, directory, rates and terms into a store that has none of them.

    出典: contract.md 第2節 migrate
    """
    surety = shipped.surety
    models.Surety.objects.create(
        code=surety.code,
        name=surety.name,
        representative=surety.representative,
        address=surety.address,
        kind=surety.kind.value,
    )
    record("keeping.first_start", by=by, at=at, details={"surety": surety.code})
    load_obligees(shipped.obligees, by=by, at=at)
    load_rates(shipped.rates, by=by, at=at)
    load_terms(shipped.terms, by=by, at=at)


def _documents(folder: Path) -> tuple[Mapping[str, object], ...]:
    sheets = [
        yaml_files.load(path.read_bytes(), path.name) for path in sorted(folder.glob("*.yaml"))
    ]
    return tuple(sheet.document for sheet in sheets if isinstance(sheet.document, dict))
