"""A second opinion on a seal (第二の検証器): pyHanko, which shares no code with our own reader."""

from __future__ import annotations

from io import BytesIO

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.status import SignatureCoverageLevel

_COVERED = (SignatureCoverageLevel.ENTIRE_FILE, SignatureCoverageLevel.ENTIRE_REVISION)
_UNCHANGED = (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)


def second_opinion(pdf: bytes) -> bool:
    """Say whether pyHanko sees one intact certification signature and no change after it.

    Asked only about files whose seal is by a trusted key and whose structure was read
    strictly, so that a hostile file never reaches a reader that knows no bounds.
    出典: なし (本システムの決定)
    """
    try:
        reader = PdfFileReader(BytesIO(pdf), strict=True)
        signatures = reader.embedded_regular_signatures
        if len(signatures) != 1:
            return False
        [seal] = signatures
        seal.compute_integrity_info()
        intact, valid = validate_sig_integrity(
            seal.signer_info,
            seal.signer_cert,
            expected_content_type="data",
            actual_digest=seal.compute_digest(),
        )
        summary = seal.summarise_integrity_info()
    except (PdfError, SignatureValidationError, ValueError):
        return False
    changes = summary["diff_result"]
    unchanged = changes is None or getattr(changes, "modification_level", None) in _UNCHANGED
    return bool(
        intact and valid and unchanged and summary["docmdp_ok"] and summary["coverage"] in _COVERED
    )
