"""Checking time stamps (時刻認証の確認): what a token states, and whether to believe it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from cryptography import x509

from akashi_verifier.pki import der, oids
from akashi_verifier.pki.chain import Anchors, ChainRefused, check_chain
from akashi_verifier.pki.cms import SignedMessage, digest_of, load_certificate, read_message
from akashi_verifier.pki.der import BadDer, Value


class BadToken(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when an answer is no token, or one that must not be believed; says why.

    出典: RFC 3161 2.4.2
    """


class UnknownAuthority(BadToken):
    """Raised when no trusted key stands behind the token; nothing else is known to be wrong.

    出典: なし (本システムの決定)
    """


class OutlivedToken(BadToken):
    """Raised when a token was good once, but its authority expired or was revoked since.

    `reason` is `expired` or `revoked`. A newer stamp in time would have kept its proof.
    出典: RFC 3161 4, ETSI EN 319 102-1 5.6
    """

    def __init__(self, reason: str) -> None:
        super().__init__(f"the authority's certificate is {reason} by now")
        self.reason = reason


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
        if message.unsigned_attributes:
            raise BadToken("a time-stamp token with something that nobody signed")
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


def is_over(token: Token, stamped: bytes) -> bool:
    """Say whether the token is over `stamped` (the data, not its digest).

    出典: RFC 3161 2.4.2
    """
    try:
        return digest_of(token.digest_algorithm, stamped) == token.digest
    except BadDer:
        return False


def check_authority(
    token: Token,
    anchors: Anchors,
    *,
    crls: Sequence[x509.CertificateRevocationList] = (),
    pool: Sequence[x509.Certificate] = (),
    until: datetime | None = None,
) -> None:
    """Check signature and chain of the token, as things stood at the stated time.

    The authority's certificate must have been valid, unrevoked and meant for time
    stamping then; and still have been valid and unrevoked at `until`, the moment by which
    the token is known to have existed (now, or the time of a newer stamp over it).

    Raises:
        UnknownAuthority: no path to a trusted key.
        OutlivedToken: good at the stated time, not any more at `until`.
        BadToken: anything else that is wrong.
    出典: RFC 3161 2.3, 2.4.2, 4; ETSI EN 319 102-1 5.6
    """
    try:
        signer = _signer_of(token)
        enclosed = [load_certificate(each) for each in token.message.certificates]
    except BadDer as error:
        raise BadToken(str(error)) from error
    check = partial(
        check_chain, signer, (*enclosed, *pool), anchors, purpose="timestamp", crls=crls
    )
    try:
        check(at=token.at)
    except ChainRefused as error:
        kind = UnknownAuthority if error.reason == "unknown_issuer" else BadToken
        raise kind(f"the authority's certificate: {error}") from error
    if until is None or until <= token.at:
        return
    try:
        check(at=until, used=token.at)
    except ChainRefused as error:
        raise OutlivedToken(error.reason) from error


def _signer_of(token: Token) -> x509.Certificate:
    """Return the certificate whose key signed the statement."""
    message = token.message
    signer = message.signer()
    if not message.states(digest_of(message.digest_algorithm, message.content or b"")):
        raise BadToken("the time stamp's digest is not that of its statement")
    if not message.signed_by(signer):
        raise BadToken("the time stamp's signature is wrong")
    return signer


def _time(value: Value) -> datetime:
    found = re.fullmatch(
        rb"(\d{14})(?:\.(\d{1,6})\d*)?Z", value.expect(der.GENERALIZED_TIME).content
    )
    if found is None:
        raise BadDer("a time in UTC was expected")
    at = datetime.strptime(found[1].decode(), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    return at.replace(microsecond=int((found[2] or b"0").ljust(6, b"0")))
