"""How a seal's message is written (封印のメッセージの書式): one way, where nobody signs it."""

from __future__ import annotations

from akashi_verifier.pki import der, oids
from akashi_verifier.pki.cms import SignedMessage

_NULL = der.encode(der.NULL)


def written(message: SignedMessage) -> bytes:
    """Return a detached message as every seal of ours has it, made anew from its parts.

    出典: RFC 5652 5, docs/certificate-format.md (The seal)
    """
    digest = der.sequence(der.object_id(message.digest_algorithm))
    rsa = message.signature_algorithm in oids.RSA
    unsigned = [
        der.sequence(der.object_id(name), der.set_of(value))
        for name, value in message.unsigned_attributes.items()
    ]
    signer = der.sequence(
        der.integer(1),
        message.issuer_and_serial,
        digest,
        bytes((der.CONTEXT_0,)) + message.signed_bytes[1:],
        der.sequence(der.object_id(message.signature_algorithm), _NULL if rsa else b""),
        der.octets(message.signature),
        der.encode(der.CONTEXT_1, *unsigned) if unsigned else b"",
    )
    inside = der.sequence(
        der.integer(1),
        der.set_of(digest),
        der.sequence(der.object_id(message.content_type)),
        der.encode(der.CONTEXT_0, *sorted(set(message.certificates))),
        der.set_of(signer),
    )
    return der.sequence(der.object_id(oids.SIGNED_DATA), der.encode(der.CONTEXT_0, inside))
