"""One signature for one sealing (下半の署名): of the two of an ECDSA key, that with the lower s."""

from __future__ import annotations

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)


def lowered(signature: bytes, public: object) -> bytes:
    """Return the signature with the lower of s and n - s: both are right, and anyone can swap them.

    `signature` is of the key whose public half is given; one of RSA is returned as it is.
    出典: SEC 1 4.1.4 (n - s でも検証に通る), 一つに決めるのは本システムの決定
    """
    if is_lower(signature, public) or not isinstance(public, ec.EllipticCurvePublicKey):
        return signature
    r, s = decode_dss_signature(signature)
    return encode_dss_signature(r, public.curve.group_order - s)


def is_lower(signature: bytes, public: object) -> bool:
    """Say whether it is the lower one; always so for a key that has one signature only (RSA).

    Raises:
        ValueError: not a sequence of two numbers.
    出典: docs/certificate-format.md
    """
    if not isinstance(public, ec.EllipticCurvePublicKey):
        return True
    _, s = decode_dss_signature(signature)
    return 2 * s <= public.curve.group_order
