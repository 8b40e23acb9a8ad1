"""Keys on hardware tokens (HSM・PKCS#11): sessions stay open, and open again by themselves."""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Any, Protocol, cast

import pkcs11
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from akashi.adapters.seal.pin import Pin
from akashi.adapters.seal.seal_key import SealUnavailable, UnfitKey, check_strength

_HALF = 32
"""Bytes of r and of s in a raw P-256 signature."""

_REFUSED = (pkcs11.PinIncorrect, pkcs11.PinInvalid, pkcs11.PinLenRange)
_SPENT = pkcs11.TokenFlag.USER_PIN_FINAL_TRY | pkcs11.TokenFlag.USER_PIN_LOCKED


class _PrivateKey(Protocol):
    def sign(self, data: bytes, *, mechanism: pkcs11.Mechanism) -> bytes: ...


@dataclass(frozen=True)
class TokenKey:
    """Where a key stands: which library speaks to the token, its label, and the key's.

    出典: PKCS#11 v2.40
    """

    module: Path
    token: str
    label: str | None
    id: bytes | None


def token_signing(
    place: TokenKey, certificate: x509.Certificate, pin: Pin
) -> Callable[[bytes], bytes]:
    """Return a hand that signs with SHA-256 on the token; it has signed once when this returns.

    Raises, as the hand does too:
        SealUnavailable: the token, its key or the PIN is not there; later it may be.
        UnfitKey: the key is not the certificate's, or too weak for a seal.
    出典: PKCS#11 v2.40, contract §7
    """
    public = certificate.public_key()
    check_strength(public)
    sign = _ecdsa if isinstance(public, ec.EllipticCurvePublicKey) else _rsa
    module = _module(place.module)

    def hand(data: bytes) -> bytes:
        return module.use(place, pin, lambda key: sign(key, data))

    _check_belongs(public, hand)
    return hand


def _ecdsa(key: _PrivateKey, data: bytes) -> bytes:
    # The digest is ours: not every token knows CKM_ECDSA_SHA256 (SoftHSM 2.6 does not).
    digest = hashlib.sha256(data).digest()
    raw = key.sign(digest, mechanism=pkcs11.Mechanism.ECDSA)
    r, s = (int.from_bytes(half) for half in (raw[:_HALF], raw[_HALF:]))
    return encode_dss_signature(r, s)


def _rsa(key: _PrivateKey, data: bytes) -> bytes:
    return key.sign(data, mechanism=pkcs11.Mechanism.SHA256_RSA_PKCS)


def _check_belongs(public: object, hand: Callable[[bytes], bytes]) -> None:
    proof = b"akashi: does this key belong to its certificate?"
    try:
        if isinstance(public, rsa.RSAPublicKey):
            public.verify(hand(proof), proof, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(public, ec.EllipticCurvePublicKey):
            public.verify(hand(proof), proof, ec.ECDSA(hashes.SHA256()))
    except InvalidSignature:
        raise UnfitKey(
            "トークンの鍵が証明書のものではありません",
            "the key on the token does not belong to the certificate",
        ) from None


class _Module:
    """A PKCS#11 library as loaded in this process: one caller at a time, one session a token.

    The lock is needed: the library is started without locks of its own, and a session does
    one thing at a time. When something fails the library is ended and started anew, for only
    then does it look which tokens are there.
    """

    def __init__(self, path: str) -> None:
        self._path = path
        self._library: Any = None
        self._sessions: dict[str, pkcs11.Session] = {}
        self._keys: dict[TokenKey, _PrivateKey] = {}
        self._refused: dict[str, str] = {}
        """The PIN each token refused last: it is not tried again, so that nothing is locked."""
        self.lock = Lock()
        self.forked = False

    def use(self, place: TokenKey, pin: Pin, work: Callable[[_PrivateKey], bytes]) -> bytes:
        """Let a key do its work, on a session that is open or is opened."""
        with self.lock:
            if self.forked:
                self._end()
                self.forked = False
            stale = self._library is not None
            try:
                return self._once(place, pin, work)
            except SealUnavailable:
                # What was known may be old: the token was away, or was put in since.
                if not stale or place.token in self._refused:
                    raise
                return self._once(place, pin, work)

    def _once(self, place: TokenKey, pin: Pin, work: Callable[[_PrivateKey], bytes]) -> bytes:
        try:
            key = self._keys.get(place)
            if key is None:
                with _starting_alone(self._path):
                    key = self._open(place, pin)
            return work(key)
        except pkcs11.PKCS11Error as error:
            self._end()
            raise _told(error, place) from error
        except OSError as error:
            raise _no_library(self._path) from error
        except SealUnavailable:
            self._end()
            raise

    def _open(self, place: TokenKey, pin: Pin) -> _PrivateKey:
        if self._library is None:
            self._library = self._load()
        session = self._sessions.get(place.token)
        if session is None:
            token = self._library.get_token(token_label=place.token)
            session = self._sessions[place.token] = self._log_in(token, pin())
        wanted = {
            pkcs11.Attribute.CLASS: pkcs11.ObjectClass.PRIVATE_KEY,
            pkcs11.Attribute.LABEL: place.label,
            pkcs11.Attribute.ID: place.id,
        }
        # Asked to its end: a search left open would outlive the library.
        found = list(session.get_objects({name: value for name, value in wanted.items() if value}))
        if len(found) != 1:
            raise pkcs11.MultipleObjectsReturned if found else pkcs11.NoSuchKey
        key = self._keys[place] = cast("_PrivateKey", found[0])
        return key

    def _load(self) -> Any:
        try:
            return pkcs11.lib(self._path)
        except pkcs11.PKCS11Error as error:
            raise _no_library(self._path) from error

    def _log_in(self, token: pkcs11.Token, word: str | None) -> pkcs11.Session:
        name = token.label
        if word is None:
            raise SealUnavailable(
                f"トークン {name} のPINがありません。AKASHI_SEAL_PIN か印章のフォルダの pin に"
                "書いてください",
                f"no PIN for the token {name}: set AKASHI_SEAL_PIN, or write it into the file pin "
                "in the seal's folder",
            )
        if token.flags & _SPENT:
            raise SealUnavailable(
                f"トークン {name} のPINは、あと一度の誤りで使えなくなるか、すでに使えません。"
                "トークンの道具で一度正しく開いてください",
                f"the PIN of the token {name} is locked or one mistake away from it; "
                "open it once with the token's own tool",
            )
        if self._refused.get(name) != word:
            try:
                session = token.open(user_pin=word)
            except _REFUSED:
                self._refused[name] = word
            else:
                self._refused.pop(name, None)
                return session
        # Raised outside the handler: the library's own error is no help and is not chained.
        raise SealUnavailable(
            f"トークン {name} がPINを受け付けません。AKASHI_SEAL_PIN か印章のフォルダの pin を"
            "直してください",
            f"the token {name} refuses the PIN; mend AKASHI_SEAL_PIN or the file pin in the "
            "seal's folder",
        )

    def _end(self) -> None:
        self._keys.clear()
        self._sessions.clear()
        if self._library is not None:
            with suppress(pkcs11.PKCS11Error):
                self._library.finalize()
            self._library = None


@contextmanager
def _starting_alone(library: str) -> Iterator[None]:
    """Let one process of this machine at a time start the library and log in.

    SoftHSM finds no token, now and then, while another process is just starting.
    """
    with Path(library).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


_MODULES: dict[str, _Module] = {}


def _module(path: Path) -> _Module:
    known = os.path.realpath(path)
    return _MODULES.setdefault(known, _Module(known))


def _after_fork() -> None:
    """A child opens sessions of its own; a lock held in the parent would be held for ever."""
    for module in _MODULES.values():
        module.lock = Lock()
        module.forked = True


os.register_at_fork(after_in_child=_after_fork)


def _no_library(path: str) -> SealUnavailable:
    return SealUnavailable(
        f"PKCS#11 のライブラリ {path} を使えません。seal.json の module を確かめてください",
        f"the PKCS#11 library {path} cannot be used; check module in seal.json",
    )


def _told(error: pkcs11.PKCS11Error, place: TokenKey) -> SealUnavailable:
    key = place.label or (place.id or b"").hex()
    match error:
        case pkcs11.NoSuchKey():
            ja = f"トークン {place.token} に鍵 {key} がありません"
            en = f"the token {place.token} has no key {key}"
        case pkcs11.MultipleObjectsReturned():
            ja = f"トークン {place.token} に鍵 {key} が二つ以上あります。id を書いてください"
            en = f"the token {place.token} has several keys {key}; give the id"
        case pkcs11.MultipleTokensReturned():
            ja = f"{place.token} という名のトークンが二つ以上あります"
            en = f"several tokens are called {place.token}"
        case _:
            kind = type(error).__name__
            ja = (
                f"トークン {place.token} が使えません（{kind}）。つながっているか"
                "確かめてください。封印待ちの証書は、戻れば自動で封印されます"
            )
            en = (
                f"the token {place.token} cannot be used ({kind}); check that it is connected. "
                "What waits for its seal is sealed once it is back"
            )
    return SealUnavailable(ja, en)
