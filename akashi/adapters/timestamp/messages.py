"""Time-stamp messages (時刻認証の要求と応答): RFC 3161 requests and answers as fresh DER."""

from __future__ import annotations

from dataclasses import dataclass

from akashi_verifier.pki import der, oids
from akashi_verifier.pki.der import BadDer

GRANTED = 0
REJECTION = 2
BAD_ALGORITHM, BAD_REQUEST, BAD_FORMAT, UNACCEPTED_POLICY = 0, 2, 5, 15


@dataclass(frozen=True)
class Request:
    """What is asked to be stamped.

    出典: RFC 3161 2.4.1
    """

    digest: bytes
    digest_algorithm: str = oids.SHA256
    nonce: int | None = None
    policy: str | None = None
    certificates: bool = True

    def encode(self) -> bytes:
        """Return the request as sent."""
        imprint = der.sequence(
            der.sequence(der.object_id(self.digest_algorithm)), der.octets(self.digest)
        )
        return der.sequence(
            der.integer(1),
            imprint,
            der.object_id(self.policy) if self.policy else b"",
            der.integer(self.nonce) if self.nonce is not None else b"",
            der.encode(der.BOOLEAN, b"\xff") if self.certificates else b"",
        )


def read_request(data: bytes) -> Request:
    """Take a request apart.

    Raises:
        BadDer: not a request, or one with extensions (we know none).
    出典: RFC 3161 2.4.1
    """
    fields = der.read(data).expect(der.SEQUENCE).children()
    if len(fields) < 2 or fields[0].integer() != 1:  # noqa: PLR2004 - version and imprint
        raise BadDer("not a time-stamp request of version 1")
    algorithm, digest = fields[1].expect(der.SEQUENCE).children()
    rest = fields[2:]
    policy = rest.pop(0).object_id() if rest and rest[0].tag == der.OBJECT_ID else None
    nonce = rest.pop(0).integer() if rest and rest[0].tag == der.INTEGER else None
    wants = bool(rest) and rest[0].tag == der.BOOLEAN and rest.pop(0).content != b"\0"
    if rest:
        raise BadDer("a time-stamp request with fields we do not know")
    return Request(
        digest.expect(der.OCTET_STRING).content,
        algorithm.first().object_id(),
        nonce,
        policy,
        wants,
    )


def granted(token: bytes) -> bytes:
    """Return the answer that carries a token.

    出典: RFC 3161 2.4.2
    """
    return der.sequence(der.sequence(der.integer(GRANTED)), token)


def rejected(failure: int) -> bytes:
    """Return the answer that refuses, with the number of the failure bit.

    出典: RFC 3161 2.4.2
    """
    size = failure // 8 + 1
    bits = bytearray(size)
    bits[-1] = 0x80 >> failure % 8
    unused = 7 - failure % 8
    return der.sequence(
        der.sequence(
            der.integer(REJECTION), der.encode(der.BIT_STRING, bytes([unused]), bytes(bits))
        )
    )


def token_of(answer: bytes) -> bytes:
    """Return the token inside an answer.

    Raises:
        BadDer: not an answer, or one that refuses.
    出典: RFC 3161 2.4.2
    """
    fields = der.read(answer).expect(der.SEQUENCE).children()
    if not fields:
        raise BadDer("not a time-stamp answer")
    status = fields[0].expect(der.SEQUENCE).first().integer()
    # grantedWithMods would be another stamp than the one asked for.
    if status != GRANTED or len(fields) != 2:  # noqa: PLR2004 - status and token
        raise BadDer(f"the authority refuses (status {status})")
    return fields[1].raw
