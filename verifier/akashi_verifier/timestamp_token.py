"""Checking time stamps (時刻認証の確認): what a token states, and whether to believe it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509

from akashi_verifier.pki import der, oids
from akashi_verifier.pki.chain import Anchors, ChainRefused, check_chain
from akashi_verifier.pki.cms import SignedMessage, digest_of, load_certificate, read_message
from akashi_verifier.pki.der import BadDer, Value


class BadToken(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when an answer is no token, or one that must not be believed; says why.

    出典: RFC 3161 2.4.2
    """


@dataclass(frozen=True)
class Token:
    """What a time-stamp token states.

    出典: RFC 3161 2.4.2
    """

    at: datetime
    digest_algorithm: str
    digest: bytes
    policy: str
    nonce: int | None
    message: SignedMessage


def read_token(encoded: bytes) -> Token:
    """Take a token apart, without believing it.

    Raises:
        BadToken: not a token.
    出典: RFC 3161 2.4.2
    """
    try:
        message = read_message(encoded)
        if message.content_type != oids.TST_INFO or message.content is None:
            raise BadToken("not a time-stamp token")
        fields = der.read(message.content).expect(der.SEQUENCE).children()
        if len(fields) < 5:  # noqa: PLR2004 - version to time
            raise BadToken("a time-stamp token lacks a field")
        algorithm, digest = fields[2].expect(der.SEQUENCE).children()
        return Token(
            at=_time(fields[4]),
            digest_algorithm=algorithm.first().object_id(),
            digest=digest.expect(der.OCTET_STRING).content,
            policy=fields[1].object_id(),
            nonce=next((f.integer() for f in fields[5:] if f.tag == der.INTEGER), None),
            message=message,
        )
    except ValueError as error:
        raise BadToken(str(error)) from error


def check_token(
    token: Token,
    stamped: bytes,
    anchors: Anchors,
    *,
    crls: Iterable[x509.CertificateRevocationList] = (),
    pool: Sequence[x509.Certificate] = (),
) -> None:
    """Check that the token is over `stamped` (the data, not its digest) and by a trusted hand.

    The authority's certificate must have been valid, unrevoked and meant for time
    stamping at the stated time.

    Raises:
        BadToken: with what is wrong.
    出典: RFC 3161 2.4.2
    """
    try:
        if digest_of(token.digest_algorithm, stamped) != token.digest:
            raise BadToken("the time stamp is over something else")
    except BadDer as error:
        raise BadToken(str(error)) from error
    check_authority(token, anchors, crls=crls, pool=pool)


def check_authority(
    token: Token,
    anchors: Anchors,
    *,
    crls: Iterable[x509.CertificateRevocationList] = (),
    pool: Sequence[x509.Certificate] = (),
) -> None:
    """Check signature and chain of the token, as things stood at the stated time.

    Raises:
        BadToken: with what is wrong.
    出典: RFC 3161 2.3, 2.4.2
    """
    message = token.message
    try:
        signer = message.signer()
        if not message.states(digest_of(message.digest_algorithm, message.content or b"")):
            raise BadToken("the time stamp's digest is not that of its statement")
        if not message.signed_by(signer):
            raise BadToken("the time stamp's signature is wrong")
        enclosed = [load_certificate(each) for each in message.certificates]
        check_chain(
            signer, (*enclosed, *pool), anchors, at=token.at, purpose="timestamp", crls=crls
        )
    except BadDer as error:
        raise BadToken(str(error)) from error
    except ChainRefused as error:
        raise BadToken(f"the authority's certificate: {error}") from error


def _time(value: Value) -> datetime:
    found = re.fullmatch(
        rb"(\d{14})(?:\.(\d{1,6})\d*)?Z", value.expect(der.GENERALIZED_TIME).content
    )
    if found is None:
        raise BadDer("a time in UTC was expected")
    at = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return at.replace(microsecond=int((found[2] or b"0").ljust(6, b"0")))
