"""The signature container by pyHanko (電子署名の容器): the reference way to put a seal on a PDF."""

from __future__ import annotations

import asyncio
from datetime import datetime
from io import BytesIO

from asn1crypto import algos, cms
from asn1crypto import x509 as asn1_x509
from cryptography.hazmat.primitives.asymmetric import rsa
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers, timestamps
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes
from pyhanko_certvalidator.registry import SimpleCertificateStore

from akashi.adapters.seal.container import FIELD_NAME, SealFailed
from akashi.adapters.seal.seal_key import SealKey
from akashi.adapters.timestamp import TimestampSource
from akashi_verifier.pki import der, oids
from akashi_verifier.pki.lower_half import lowered

_SHA256 = der.sequence(der.object_id(oids.SHA256))


class LibraryContainer:
    """Seals with pyHanko: the reference that our own writer is held against.

    `reserve` is the room for signature, chain and time stamp, in bytes.
    出典: ETSI EN 319 142-1, contract §7
    """

    def __init__(self, key: SealKey, reserve: int) -> None:
        self._signer = _ParsedKeySigner(key)
        self._reserve = reserve

    def __call__(self, pdf: bytes, source: TimestampSource | None, *, at: datetime) -> bytes:
        """Return the sealed PDF; see `container.Container`."""
        writer = _QuietWriter(BytesIO(pdf), strict=True)
        signer = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=FIELD_NAME,
                md_algorithm="sha256",
                certify=True,
                docmdp_permissions=fields.MDPPerm.NO_CHANGES,
                subfilter=fields.SigSeedSubFilter.PADES,
            ),
            signer=self._signer,
            timestamper=SourceStamper(source) if source else None,
        )
        try:
            return asyncio.run(_sign(signer, writer, at, self._reserve))
        except ValueError as error:
            raise SealFailed(f"{error} (AKASHI_SEAL_RESERVE={self._reserve})") from error


async def _sign(
    signer: signers.PdfSigner, writer: IncrementalPdfFileWriter, at: datetime, reserve: int
) -> bytes:
    """Do what `PdfSigner.sign_pdf` does, at a time that is handed in."""
    session = signer.init_signing_session(writer)
    session.system_time = at
    # pyHanko counts the hexadecimal digits.
    prepared = session.prepare_tbs_document(validation_info=None, bytes_reserved=2 * reserve)
    output = BytesIO()
    gap, _ = prepared.digest_tbs_document(output=output)
    await prepared.perform_signature(
        document_digest=gap.document_digest,
        pdf_cms_signed_attrs=PdfCMSSignedAttributes(signing_time=at),
    )
    made = output.getvalue()
    # pyHanko writes capitals. Changed here, before anything is added that covers them.
    start, end = gap.reserved_region_start, gap.reserved_region_end
    return made[:start] + made[start:end].lower() + made[end:]


class _QuietWriter(IncrementalPdfFileWriter):
    """Leaves the dates and the producer of the document alone, so that they stay true."""

    def _update_meta(self) -> None:
        """Write no other metadata than the typesetter did."""


class _ParsedKeySigner(signers.Signer):
    """Keeps the key parsed; pyHanko's own signer parses it anew for every signature."""

    def __init__(self, key: SealKey) -> None:
        own, *chain = [asn1_x509.Certificate.load(each) for each in key.encoded_chain()]
        registry = SimpleCertificateStore()  # type: ignore[no-untyped-call]
        # The signer's own certificate is enclosed anyway; here it would be enclosed twice.
        registry.register_multiple(chain)
        self._key = key
        self._public = public = key.certificate.public_key()
        self._signature_size = public.key_size // 8 if isinstance(public, rsa.RSAPublicKey) else 72
        super().__init__(signing_cert=own, cert_registry=registry, embed_roots=False)

    def signer_info(
        self, digest_algorithm: str, signed_attrs: cms.CMSAttributes, signature: bytes
    ) -> cms.SignerInfo:
        """Return who signed and how; the digest has no parameters (asn1crypto writes NULL).

        出典: RFC 5754 2
        """
        made = super().signer_info(digest_algorithm, signed_attrs, signature)
        made["digest_algorithm"] = algos.DigestAlgorithm.load(_SHA256)
        return made

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,
        dry_run: bool = False,  # noqa: FBT001, FBT002 - pyHanko's signature
    ) -> bytes:
        """Return the raw signature."""
        if dry_run:
            return bytes(self._signature_size)
        if digest_algorithm != "sha256":
            raise ValueError("a seal is made over SHA-256")
        return lowered(self._key.sign(data), self._public)


class SourceStamper(timestamps.TimeStamper):
    """Hands pyHanko tokens of our own source, as freshly parsed bytes (stack.md, finding 5)."""

    def __init__(self, source: TimestampSource) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._source = source

    async def async_timestamp(self, message_digest: bytes, md_algorithm: str) -> cms.ContentInfo:
        """Return a token over the digest."""
        if md_algorithm != "sha256":
            raise ValueError("a time stamp is made over SHA-256")
        return cms.ContentInfo.load(self._source.stamp(message_digest))
