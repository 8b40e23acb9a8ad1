"""Hostile files: an answer for each, within five seconds and 512 MB."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from datetime import timedelta

import pytest

from akashi_verifier.examine import Trust, examine
from tests.adapters.evidence_kit import AT
from tests.verifier.examine.hostile import UNUSABLE

TRUST = Trust()
LATER = AT + timedelta(days=1)
WITHIN_512_MB = """
import json, resource, sys
from datetime import UTC, datetime
from akashi_verifier.examine import Trust, examine
resource.setrlimit(resource.RLIMIT_AS, (512 * 1024 * 1024,) * 2)
found = examine(open(sys.argv[1], "rb").read(), Trust(), at=datetime.now(UTC))
print(json.dumps([found.kind, found.verdict]))
"""


@pytest.mark.parametrize("name", sorted(UNUSABLE))
def test_what_cannot_be_used_gets_an_answer_within_five_seconds(name):
    make, kind, verdict = UNUSABLE[name]
    data = make()
    before = time.process_time()
    found = examine(data, TRUST, at=LATER)
    assert time.process_time() - before < 5
    assert (found.kind, found.verdict) == (kind, verdict)
    assert found.content is None


@pytest.mark.parametrize("name", sorted(UNUSABLE))
def test_what_cannot_be_used_gets_the_same_answer_within_512_mb(name, tmp_path):
    make, kind, verdict = UNUSABLE[name]
    (tmp_path / "file.pdf").write_bytes(make())
    said = subprocess.run(
        [sys.executable, "-c", WITHIN_512_MB, tmp_path / "file.pdf"],
        check=False,
        capture_output=True,
        text=True,
    )
    assert (said.stderr, json.loads(said.stdout)) == ("", [kind, verdict])
