"""Asks pyHanko about a renewed certificate years later; run under a clock set to that day.

`faketime DAY python -m tests.adapters.seal.asked_years_later YEARS` prints its verdict. pyHanko
takes the present from the machine at places that cannot be told another moment.
"""

from __future__ import annotations

import asyncio
import io
import sys

from asn1crypto import crl, x509
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation.ades import ades_lta_validation
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.policy_decl import REQUIRE_REVINFO, CertRevTrustPolicy
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from tests.adapters.seal.long_life import DAY, renewed_yearly


def main(years: int) -> None:
    """Print pyHanko's answer, and since when it takes the seal for proven."""
    world, pdf = renewed_yearly(years)
    world.clock.move(DAY)
    roots = [x509.Certificate.load(each.public_bytes(Encoding.DER)) for each in world.roots]
    # What a checker fetches that day: the list that speaks for the newest stamp's authority.
    today = world.stamp_cas[years // 4].certificate.subject
    lists = [
        CRLContainer(crl.CertificateList.load(each.public_bytes(Encoding.DER)))
        for each in world.lists()
        if each.issuer == today
    ]
    policy = CertValidationPolicySpec(
        SimpleTrustManager.build(trust_roots=roots), CertRevTrustPolicy(REQUIRE_REVINFO)
    )
    spec = SignatureValidationSpec(policy, local_knowledge=LocalKnowledge(known_crls=lists))
    [seal] = PdfFileReader(io.BytesIO(pdf), strict=True).embedded_regular_signatures
    found = asyncio.run(ades_lta_validation(seal, PdfSignatureValidationSpec(spec)))
    print(found.ades_subindic, found.best_signature_time.date())  # noqa: T201 - the answer


if __name__ == "__main__":
    main(int(sys.argv[1]))
