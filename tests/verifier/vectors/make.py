"""Makes docs/vectors anew: `python -m tests.verifier.vectors.make`. Its keys protect nothing."""

from __future__ import annotations

import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

FOLDER = Path(__file__).parents[3] / "docs" / "vectors"
os.environ["AKASHI_TEST_KEYS"] = str(FOLDER / "test-keys")

from cryptography.hazmat.primitives.serialization import Encoding  # noqa: E402

from akashi_verifier.examine import Trust, examine, load_roots  # noqa: E402
from akashi_verifier.given import Given, end_of_day  # noqa: E402
from tests.adapters.evidence_kit import AT, kit, sealed_certificate  # noqa: E402
from tests.verifier.examine.mutants import MUTANTS  # noqa: E402
from tests.verifier.examine.mutants_later import MUTANTS_LATER  # noqa: E402
from tests.verifier.examine.mutants_sealed import MUTANTS_SEALED  # noqa: E402
from tests.verifier.examine.mutants_written import MUTANTS_WRITTEN  # noqa: E402
from tests.verifier.examine.pki_kit import YEAR, pki, renewed_yearly, sealed  # noqa: E402
from tests.verifier.vectors.small import canonical_vectors, log_vectors  # noqa: E402

LATER = AT + timedelta(days=1)
FORGED = {
    "forged-page-flipped": "a byte of the page flipped",
    "forged-bytes-appended": "bytes appended",
    "forged-page-drawn-over": "page drawn over",
    "forged-annotation-added": "annotation added",
    "forged-empty-revision": "empty revision",
    "forged-second-signature": "second signature",
    "forged-older-catalog": "older catalog brought back",
    "forged-one-object-inside-another": "one object inside another",
    "forged-other-issuer-same-name": "another issuer of the same name",
    "forged-form-filling-allowed": "form filling allowed (P=2)",
    "forged-byte-range-one-late": "byte range one byte late",
    "forged-content-with-white-space": "content with white space",
    "forged-content-of-another-amount": "content of another amount than its evidence",
    "forged-evidence-wrong-index": "evidence with a wrong index",
    "forged-stamp-over-another-value": "stamp over another value",
    "forged-container-in-capitals": "container in capitals",
    "forged-archive-stamp-in-capitals": "archive stamp's container in capitals",
    "forged-store-with-a-line-end": "line end between references",
    "forged-trailer-with-a-blank": "blank in the trailer",
    "forged-stamp-with-an-attribute": "attribute beside a stamp's signature",
    "forged-seal-expired": "expired seal",
    "forged-seal-revoked": "revoked seal",
    "stripped-store": "store taken away",
    "stripped-stamp": "stamp taken away",
    "stripped-evidence": "evidence never attached",
}


def certificates():
    """Return name to (file, moment of examination)."""
    long_lived = renewed_yearly(sealed(pki()), pki(), 9)
    genuine = {
        "genuine-b-b": (sealed_certificate("B-B").pdf, LATER),
        "genuine-b-t": (sealed_certificate("B-T").pdf, LATER),
        "genuine-b-lt": (sealed_certificate("B-LT").pdf, LATER),
        "genuine-b-lta": (renewed_yearly(sealed(pki()), pki(), 1), AT + 4 * YEAR),
        "genuine-nine-renewals": (long_lived, AT + 13 * YEAR),
        "nine-renewals-too-late": (long_lived, AT + 15 * YEAR),
        "never-renewed-too-late": (sealed(pki()), AT + 6 * YEAR),
    }
    forged = {**MUTANTS, **MUTANTS_LATER, **MUTANTS_SEALED, **MUTANTS_WRITTEN}
    return genuine | {name: (forged[full][0](), LATER) for name, full in FORGED.items()}


def write_keys():
    """Write whom to believe; return the options that name them."""
    chosen = FOLDER / "trust"
    chosen.mkdir(parents=True)
    roots = [
        load_roots(kit().files.root.read_bytes())[0],
        pki().seal_root.certificate,
        pki().stamp_root.certificate,
    ]
    pem = b"".join(each.public_bytes(Encoding.PEM) for each in roots)
    (chosen / "roots.pem").write_bytes(pem)
    (chosen / "log.key").write_text(kit().log.key.text() + "\n")


def told(found):
    """Return what any right verifier says of a file."""
    return {
        "kind": found.kind,
        "verdict": found.verdict,
        "checks": {each.name: each.ok for each in found.checks},
        "reasons": {each.name: each.reason for each in found.checks if each.reason},
        "level": found.evidence.level,
        "timestamp_at": found.as_json()["evidence"]["timestamp_at"],
        "content_shown": found.content is not None,
    }


def main():
    """Make every vector anew; the keys in test-keys stay, the signatures change."""
    for name in ("certificates", "trust"):
        shutil.rmtree(FOLDER / name, ignore_errors=True)
    (FOLDER / "certificates").mkdir(parents=True)
    write_keys()
    given = Given(roots=(FOLDER / "trust/roots.pem",), log_keys=(FOLDER / "trust/log.key",))
    trust = given.added_to(Trust())
    entries, names = [], {}
    for name, (pdf, at) in certificates().items():
        file = names.setdefault(pdf, f"certificates/{name}.pdf")
        (FOLDER / file).write_bytes(pdf)
        day = at.date().isoformat()
        expected = told(examine(pdf, trust, at=end_of_day(day)))
        entries.append({"name": name, "file": file, "at": day, "expected": expected})
    for file, document in (
        ("index.json", {"trust": ["trust/roots.pem"], "log_keys": ["trust/log.key"],
                        "certificates": entries}),
        ("log.json", log_vectors()),
        ("canonical.json", canonical_vectors()),
    ):  # fmt: skip
        text = json.dumps(document, ensure_ascii=False, indent=1)
        (FOLDER / file).write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
