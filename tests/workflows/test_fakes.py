"""The fakes (代役) keep what the real adapters promise, as far as the verbs rely on it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from akashi.adapters.toolbox import Toolbox
from akashi.config import wiring
from akashi.domain.certificate import canonical_bytes
from akashi.records.models import Certificate
from akashi.workflows.guaranteeing.publish import publish
from akashi_verifier.timestamp_token import read_token
from tests.factories.guarantees import Way
from tests.fakes import NOON, fake_toolbox

KINDS: dict[str, Callable[[], Toolbox]] = {"fake": fake_toolbox, "real": wiring.toolbox}


@pytest.fixture(params=list(KINDS))
def bench(request: pytest.FixtureRequest) -> Toolbox:
    """Return the fakes, then the real adapters, for the same tests."""
    return KINDS[request.param]()


@pytest.fixture
def promise(way: Way) -> Certificate:
    """Return a published certificate, its content and evidence as the verbs store them."""
    made = way.concluded().certificate_set.get()
    publish(made.pk, at=NOON, toolbox=way.tools)
    made.refresh_from_db()
    return made


def sealed_pdf(bench: Toolbox, promise: Certificate) -> bytes:
    pdf = bench.press.certificate(
        json.loads(bytes(promise.content)),
        evidence=promise.evidence,
        demo=True,
        paper_delivery=False,
    )
    return bench.sealer.seal(pdf, surety="MH", at=bench.clock.now()).pdf


def test_a_sealed_pdf_reads_back_as_what_was_promised(bench: Toolbox, promise: Certificate):
    pdf = sealed_pdf(bench, promise)
    now = bench.clock.now()
    bench.read_back(
        pdf, bytes(promise.content), canonical_bytes(promise.evidence), surety="MH", at=now
    )
    examined = bench.examine(pdf, bench.clock.now())
    assert examined.verdict == "authentic"
    assert canonical_bytes(examined.content or {}) == bytes(promise.content)


def test_reading_back_refuses_another_content_and_another_evidence(
    bench: Toolbox, promise: Certificate
):
    pdf = sealed_pdf(bench, promise)
    content, evidence = bytes(promise.content), canonical_bytes(promise.evidence)
    for other in ((b"{}", evidence), (content, b"{}")):
        with pytest.raises(Exception, match="promised"):
            bench.read_back(pdf, *other, surety="MH", at=bench.clock.now())


def test_a_seal_reaches_a_level_and_says_when(bench: Toolbox, promise: Certificate):
    pdf = bench.press.certificate(
        json.loads(bytes(promise.content)), evidence=None, demo=True, paper_delivery=True
    )
    sealed = bench.sealer.seal(pdf, surety="MH", at=bench.clock.now())
    assert sealed.level == "B-LT"
    assert sealed.timestamp is not None
    assert abs((sealed.timestamp - bench.clock.now()).total_seconds()) < 60


def test_a_time_stamp_states_the_digest_and_the_time(bench: Toolbox):
    token = read_token(bench.stamps.stamp(bytes(range(32))))
    assert token.digest == bytes(range(32))
    assert abs((token.at - bench.clock.now()).total_seconds()) < 60


def test_a_changed_file_is_not_authentic(bench: Toolbox, promise: Certificate):
    pdf = sealed_pdf(bench, promise)
    assert bench.examine(pdf[:200] + b"?" + pdf[201:], bench.clock.now()).verdict != "authentic"
    assert bench.examine(b"no file of ours", bench.clock.now()).verdict == "unreadable"


def test_a_key_notice_is_printed(bench: Toolbox, promise: Certificate):
    pdf = bench.press.key_notice(
        json.loads(bytes(promise.content)),
        access_key="ABCDE-FGHJK-LMNPQ-RSTUV-WXYZ2",
        public_url="https://akashi.example",
        demo=True,
    )
    assert pdf.startswith(b"%")


def test_what_no_font_draws_is_named(bench: Toolbox):
    assert not bench.press.undrawable("髙﨑𠮷辻󠄀")
    assert bench.press.undrawable("\U0001f4a9")


def test_randomness_is_as_long_as_asked_and_never_the_same(bench: Toolbox):
    assert len(bench.randomness(32)) == 32
    assert bench.randomness(32) != bench.randomness(32)


def test_the_same_key_and_number_have_one_digest(bench: Toolbox):
    digest = bench.vault.digest("K", "N")
    assert digest == bench.vault.digests("K", "N")[0]
    assert bench.vault.opens(digest, "K", "N")
    assert not bench.vault.opens(digest, "K", "M")
    assert bench.vault.decrypt(bench.vault.encrypt("K", "N"), "N") == "K"


def test_the_keys_of_a_test_run_are_its_own():
    assert Path(wiring.key_files().folder).is_relative_to(wiring.settings.DATA_DIR)
    assert wiring.is_demo_grade()
