"""Checking an authority's answer (応答の確認): the token that was asked for, and no other."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from cryptography import x509

from akashi.adapters.timestamp import messages
from akashi.adapters.timestamp.messages import Request
from akashi_verifier.pki.chain import Anchors
from akashi_verifier.timestamp_token import BadToken, Token, check_authority, read_token

CLOCKS_APART = timedelta(minutes=5)
"""How far an authority's time may be from ours: more, and one of the two is wrong."""

Lists = Callable[[Token], Sequence[x509.CertificateRevocationList]]
"""Asked for the lists that may speak of a token's authority."""


def check_answer(
    answer: bytes,
    request: Request,
    anchors: Anchors,
    *,
    now: datetime,
    crls: Lists = lambda _token: (),
) -> bytes:
    """Return the token of an answer that fits the request and is to be believed at `now`.

    Raises:
        BadToken: refused, wrong nonce, imprint, policy, time or signature, or an authority
            that is not trusted, or whose certificate was not valid or is revoked by a list
            of those that `crls` returns; it is asked only about an authority that is trusted.
    出典: RFC 3161 2.2, 2.4.2
    """
    try:
        encoded = messages.token_of(answer)
    except ValueError as error:
        raise BadToken(str(error)) from error
    token = read_token(encoded)
    if token.nonce != request.nonce:
        raise BadToken("the answer carries another nonce")
    if (token.digest_algorithm, token.digest) != (request.digest_algorithm, request.digest):
        raise BadToken("the answer is over another digest")
    if request.policy is not None and token.policy != request.policy:
        raise BadToken("the answer is under another policy")
    if abs(token.at - now) > CLOCKS_APART:
        raise BadToken(f"the answer states {token.at.isoformat()}, far from our clock")
    check_authority(token, anchors)
    check_authority(token, anchors, crls=crls(token))
    return encoded
