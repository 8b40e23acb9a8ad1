"""The demo time-stamp authority (デモ用時刻認証局): answers RFC 3161, bytes in, bytes out."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime

from cryptography import x509

from akashi.adapters.message_signer import MessageSigner
from akashi.adapters.timestamp import messages
from akashi.adapters.timestamp.messages import Request
from akashi_verifier.pki import der, oids
from akashi_verifier.pki.der import BadDer

DEMO_POLICY = "2.25.177530634842471"
"""Policy of the demo authority: an identifier under 2.25, which nobody needs to register."""

_SIZES = {oid: algorithm().digest_size for oid, algorithm in oids.DIGESTS.items()}
_ONE_SECOND = der.sequence(der.integer(1))


class DemoAuthority:
    """States the time it is handed, under a key of the installation: for demo and tests.

    Emits fresh DER only; no object of the asking library enters the answer.
    出典: RFC 3161, 実測は stack.md 所見5
    """

    def __init__(
        self,
        certificate: x509.Certificate,
        sign: Callable[[bytes], bytes],
        chain: Sequence[x509.Certificate] = (),
        policy: str = DEMO_POLICY,
    ) -> None:
        self._signer = MessageSigner(certificate, sign, chain)
        self._policy = policy
        name = der.encode(0xA4, certificate.subject.public_bytes())
        self._name = der.encode(der.CONTEXT_0, name)

    def answer(self, request: bytes, *, at: datetime) -> bytes:
        """Return the answer to a request: a token that states `at`, or a refusal."""
        try:
            asked = messages.read_request(request)
        except (BadDer, ValueError):
            return messages.rejected(messages.BAD_FORMAT)
        if _SIZES.get(asked.digest_algorithm) != len(asked.digest):
            return messages.rejected(messages.BAD_ALGORITHM)
        if asked.policy not in (None, self._policy):
            return messages.rejected(messages.UNACCEPTED_POLICY)
        return messages.granted(self._token(asked, at))

    def _token(self, asked: Request, at: datetime) -> bytes:
        info = der.sequence(
            der.integer(1),
            der.object_id(self._policy),
            der.sequence(
                der.sequence(der.object_id(asked.digest_algorithm)), der.octets(asked.digest)
            ),
            der.integer(secrets.randbits(127)),
            der.generalized_time(at),
            _ONE_SECOND,
            der.integer(asked.nonce) if asked.nonce is not None else b"",
            self._name,
        )
        return self._signer.token(oids.TST_INFO, info, with_certificates=asked.certificates)
