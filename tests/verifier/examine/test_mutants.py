"""The corpus of forgeries: each refused for its reason, none showing what no seal covers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from akashi.adapters.examine import examine
from akashi_verifier.examine import examine as examine_alone
from tests.adapters.evidence_kit import AT, content
from tests.verifier.examine.mutants import MUTANTS
from tests.verifier.examine.mutants_later import MUTANTS_LATER
from tests.verifier.examine.mutants_sealed import MUTANTS_SEALED, TRUST, Mutant
from tests.verifier.examine.mutants_written import MUTANTS_WRITTEN

LATER = AT + timedelta(days=1)
CORPUS = (MUTANTS, MUTANTS_LATER, MUTANTS_SEALED, MUTANTS_WRITTEN)
ALL = {name: Mutant(*told) for each in CORPUS for name, told in each.items()}


def test_no_name_stands_for_two_forgeries():
    assert len(ALL) == sum(map(len, CORPUS)) >= 140


@pytest.mark.parametrize("name", sorted(ALL))
def test_every_mutant_is_answered_for_its_reason(name):
    mutant = ALL[name]
    pdf = mutant.make()
    found = examine(pdf, TRUST, at=LATER)
    assert (found.kind, found.verdict) == ("certificate", mutant.verdict)
    check = found.check(mutant.check)
    assert check.ok is (None if mutant.verdict == "unreadable" else mutant.ok)
    if mutant.reason is not None:
        assert check.reason == mutant.reason
    assert found.content in (None, content())
    assert (found.verdict == "authentic") == (mutant.ok is not False)
    # The verifier alone says the same: no mutant is left to the second opinion.
    assert examine_alone(pdf, TRUST, at=LATER) == found
