"""Is a seal fit (印章の点検): its certificate, chain and revocation lists, before it seals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from cryptography import x509

from akashi.adapters.seal.seal_key import UnfitKey, check_strength
from akashi_verifier.pki.chain import Anchors, ChainRefused, Reason, check_chain

_WHY: dict[Reason, tuple[str, str]] = {
    "unknown_issuer": (
        "認証パスがルート証明書に届きません。間の認証局の証明書と --root を確かめてください",
        "the chain does not lead to the root; check the certificates in between and --root",
    ),
    "expired": (
        "有効期限の切れた証明書があります。新しい証明書を発行してもらってください",
        "a certificate has expired; have a new one issued",
    ),
    "not_yet_valid": (
        "まだ有効でない証明書があります。有効になる日時を --from にしてください",
        "a certificate is not valid yet; give the time it becomes valid as --from",
    ),
    "revoked": (
        "証明書は失効しています。新しい証明書を発行してもらってください",
        "the certificate is revoked; have a new one issued",
    ),
    "wrong_usage": (
        "証明書の鍵用途に電子署名（digitalSignature か nonRepudiation）がありません",
        "the key usage of the certificate holds neither digitalSignature nor nonRepudiation",
    ),
    "weak": (
        "認証パスに弱い鍵か弱い署名があります",
        "a key or signature in the chain is too weak",
    ),
    "unreadable": ("証明書を読めません", "a certificate cannot be read"),
}


def check_fit(
    certificate: x509.Certificate,
    chain: Sequence[x509.Certificate],
    root: x509.Certificate,
    *,
    crls: Sequence[x509.CertificateRevocationList] = (),
    at: datetime,
) -> None:
    """Refuse a seal that examinations would not believe, were it to seal at that time.

    Raises:
        UnfitKey: with what is wrong and what to do.
    出典: contract §7, RFC 5280 6
    """
    check_strength(certificate.public_key())
    try:
        check_chain(certificate, chain, Anchors((root,)), at=at, purpose="seal", crls=crls)
    except ChainRefused as refused:
        ja, en = _WHY[refused.reason]
        raise UnfitKey(f"{ja}（{refused.subject}）", f"{en} ({refused.subject})") from None
    known = {each.subject: each for each in (*chain, root)}
    for crl in crls:
        issuer = known.get(crl.issuer)
        if issuer is None or not crl.is_signature_valid(issuer.public_key()):  # type: ignore[arg-type] # any issuer's
            who = crl.issuer.rfc4514_string()
            raise UnfitKey(
                f"失効リスト（{who}）は、この認証パスの認証局のものではありません",
                f"the revocation list of {who} is not of an authority in this chain",
            )
