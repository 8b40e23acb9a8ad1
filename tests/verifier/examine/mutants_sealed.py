"""Wrong from the start (封印の偽り): sealed by the right key but wrongly, or by a wrong one."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa

from akashi.domain.certificate import canonical_bytes
from akashi_verifier.examine import Trust
from akashi_verifier.pki import der
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, content, kit, press, sealed_certificate
from tests.verifier.examine.pki_kit import DAY, YEAR, holder, pki, revocations, stored
from tests.verifier.examine.resealing import (
    ROOT,
    attached,
    bare,
    before_the_seal,
    content_for_others,
    crossed,
    hidden_file,
    other_guarantee_with_its_evidence,
    patched,
    range_off,
    resealed,
    seal_key_as_authority,
    sha256,
    strange_attribute,
    tampered,
    weak_hash,
    with_unsigned,
)

CHAIN, STAMP, SEAL = "chain", "timestamp", "seal"


class Mutant(NamedTuple):
    """A file, whom to trust, and what is to be said of it."""

    make: Callable[[], bytes]
    verdict: str
    check: str
    reason: str
    ok: bool | None = False


def sealed_by(**kind):
    """Seal with a certificate of some kind, issued under the root that is trusted."""
    start, length = kind.pop("start", AT - DAY), kind.pop("length", 3 * YEAR)
    return resealed(
        bare(), holder_=holder("見本保証株式会社", start, length, pki().seal_root, **kind)
    )


def by_a_seal_that_issues():
    """A certificate without the right to issue (CA:false) issues another."""
    false_issuer = holder("見本保証株式会社", AT - DAY, YEAR, pki().seal_root)
    leaf = holder("見本保証株式会社", AT - DAY, YEAR, false_issuer)
    return stored(resealed(bare(), holder_=leaf), [false_issuer.certificate], [])


def by_a_revoked_seal():
    keys = holder("見本保証株式会社", AT - DAY, YEAR, pki().seal_root)
    crl = revocations(pki().seal_root, AT, (keys, AT - DAY, None))
    return stored(resealed(bare(), holder_=keys), [], [crl])


class Edwards:
    """An Ed25519 seal, which common readers cannot check."""

    def __init__(self):
        self.key = ed25519.Ed25519PrivateKey.generate()
        self.certificate = holder("ed", AT - DAY, YEAR, pki().seal_root, key=self.key).certificate

    def sign(self, data):
        """Return a signature."""
        return self.key.sign(data)


def short_rsa():
    key = rsa.generate_private_key(65537, 1024)  # noqa: S505 - that is the point
    made = holder("rsa", AT - DAY, YEAR, pki().seal_root, key=key)

    class Short:
        certificate = made.certificate

        @staticmethod
        def sign(data):
            return key.sign(data, padding.PKCS1v15(), hashes.SHA256())

    return resealed(bare(), holder_=Short)


class Unheard:
    """A certificate that names a kind of key nobody knows."""

    def __init__(self, certificate):
        self.issuer, self.serial_number = certificate.issuer, certificate.serial_number
        self.public_key, self.encoded = certificate.public_key, certificate.public_bytes

    def public_bytes(self, encoding):
        """Return the certificate's bytes."""
        known, unknown = (der.object_id(each) for each in ("1.3.101.112", "1.3.101.127"))
        return self.encoded(encoding).replace(known, unknown)


def by_a_key_of_no_known_kind():
    keys = Edwards()
    keys.certificate = Unheard(keys.certificate)
    return resealed(bare(), holder_=keys)


def truncated_to(revision):
    pdf = sealed_certificate().pdf
    return pdf[: read_document(pdf).revisions[revision].end]


def without_evidence():
    pdf = press().certificate(content(), evidence=None, demo=True, paper_delivery=False)
    return kit().sealed(pdf).pdf


def indented():
    return json.dumps(content(), ensure_ascii=False, indent=1).encode()


def doubled_key():
    return canonical_bytes(content())[:-1] + b',"version":1}'


# (verdict, the check that says so, its reason, its answer): name: how it is made.
BY_ANSWER = {
    ("altered", SEAL, "byte_range", False): {
        "byte range one byte early": partial(range_off, -1, 0),
        "byte range one byte late": partial(range_off, 0, 1),
        "byte range into the container": partial(range_off, 1, 0),
        "byte range from a fraction": partial(range_off, 0, 0, b"0.0"),
    },
    ("altered", SEAL, "permissions", False): {
        "form filling allowed (P=2)": partial(patched, b"/P 1>>", b"/P 2>>"),
        "annotations allowed (P=3)": partial(patched, b"/P 1>>", b"/P 3>>"),
        "permissions that are a fraction": partial(patched, b"/V/1.2/P 1>>", b"/P 1.0    >>"),
        "permissions that are a truth": partial(patched, b"/V/1.2/P 1>>", b"/P true   >>"),
        "another transform": partial(patched, b"Method/DocMDP", b"Method/FieldM"),
        "permissions taken away": partial(patched, b"/Perms<</DocMDP", b"/Perma<</DocMDP"),
        "usage rights in their place": partial(patched, b"/Perms<</DocMDP", b"/Perms<</UR3   "),
    },
    ("altered", SEAL, "container", False): {
        "another kind of signature": partial(
            patched, b"/ETSI.CAdES.detached", b"/adbe.pkcs7.detached"
        ),
        "another handler": partial(patched, b"/Adobe.PPKLite", b"/Adobe.PPKMS  "),
        "unsigned attribute besides": strange_attribute,
    },
    ("altered", SEAL, "form", False): {
        "signature in another field": partial(patched, b"/V 134 0 R", b"/V 133 0 R"),
        "a field that is seen": partial(patched, b"/Rect[0 0 0 0]", b"/Rect[0 0 9 9]"),
        "a field of fractions": partial(patched, b"132/Rect[0 0 0 0]", b"4/Rect[0.0 0 0 0]"),
        "a text field in the seal's place": partial(patched, b"/FT/Sig", b"/FT/Btn"),
    },
    ("altered", SEAL, "active", False): {
        "script under the seal": partial(
            before_the_seal, catalog=b"/OpenAction<</S/JavaScript/JS(1)>>"
        ),
        "launch under the seal": partial(before_the_seal, {900: b"<</S/Launch/F(x)>>"}),
        "an action named in a list": partial(before_the_seal, {900: b"<</S[/Launch]/F(x)>>"}),
        "an action named elsewhere": partial(
            before_the_seal, {900: b"<</S 901 0 R/F(x)>>", 901: b"/Launch"}
        ),
        "layers under the seal": partial(before_the_seal, catalog=b"/OCProperties<<>>"),
    },
    ("altered", SEAL, "signatures", False): {
        "second signature under the seal": partial(
            before_the_seal, {900: b"<</Type/Sig/ByteRange[0 1 2 3]>>"}
        ),
    },
    ("altered", SEAL, "structure", False): {
        "a header that goes on": partial(patched, b"%PDF-1.7\n", b"%PDF-1.77"),
        "a tab between digits": partial(before_the_seal, {900: b"<ab\tcd>"}),
        "a tab before the end of an object": partial(before_the_seal, {900: b"5\t"}),
        "a tab before a stream": partial(
            before_the_seal, {900: b"<</Length 1>>\tstream\nx\nendstream"}
        ),
    },
    ("altered", "content_match", "form", False): {
        "content with white space": lambda: attached(indented()),
        "content with a key twice": lambda: attached(doubled_key()),
        "content with a byte order mark": lambda: attached(
            b"\xef\xbb\xbf" + canonical_bytes(content())
        ),
        "content that is no object": lambda: attached(b"[]"),
    },
    ("altered", "content_match", "evidence", False): {
        "content of another amount than its evidence": lambda: attached(
            canonical_bytes(content(guaranteed_amount_yen=1))
        ),
    },
    ("altered", "content_match", "attachments", False): {
        "content and evidence crossed": crossed,
        "file in no list": hidden_file,
        "another content for other readers": content_for_others,
        "content to be decoded by other readers": lambda: attached(
            canonical_bytes(content()), b"/DecodeParms<</Predictor 12>>"
        ),
        "limits of the tree of names": partial(
            before_the_seal, old=b"/EmbeddedFiles<<", new=b"/EmbeddedFiles<</Limits[(a)(z)]"
        ),
        "branches in the tree of names": partial(
            before_the_seal, old=b"/EmbeddedFiles<<", new=b"/EmbeddedFiles<</Kids[]"
        ),
    },
    ("altered", "no_later_changes", "objects", False): {
        "content of another guarantee with its own evidence": other_guarantee_with_its_evidence,
    },
    ("altered", STAMP, "wrong", False): {
        "stamp tampered with": partial(with_unsigned, tampered),
        "stamp over another value": partial(
            with_unsigned, lambda _s: kit().source.stamp(bytes(32))
        ),
        "stamp of another certificate": partial(
            with_unsigned, lambda s: kit().source.stamp(sha256(s + b"x"))
        ),
        "stamp by a key that is no authority": partial(with_unsigned, seal_key_as_authority),
        "stamp that is none": partial(with_unsigned, lambda _s: der.octets(b"x")),
    },
    ("altered", SEAL, "unreadable", False): {
        "SHA-1": weak_hash,
    },
    ("altered", SEAL, "signature", False): {
        "short RSA key": short_rsa,
        "Ed25519": lambda: resealed(bare(), holder_=Edwards()),
        "key of no known kind": by_a_key_of_no_known_kind,
    },
    ("unknown_issuer", CHAIN, "expired", False): {
        "expired seal": partial(sealed_by, start=AT - 2 * YEAR, length=YEAR),
    },
    ("unknown_issuer", CHAIN, "not_yet_valid", False): {
        "seal not valid yet": partial(sealed_by, start=AT + 9 * DAY),
    },
    ("unknown_issuer", CHAIN, "wrong_usage", False): {
        "seal that is an authority for time": partial(sealed_by, stamps=True),
        "seal that may only issue": partial(sealed_by, ca=True),
    },
    ("unknown_issuer", CHAIN, "unknown_issuer", False): {
        "issued by a seal (CA:false)": by_a_seal_that_issues,
    },
    ("unknown_issuer", CHAIN, "revoked", False): {
        "revoked seal": by_a_revoked_seal,
    },
    ("altered", SEAL, "missing", False): {
        "cut back before the seal": lambda: truncated_to(0),
    },
    # What was taken away is said, and nothing that remains is untrue.
    ("authentic", STAMP, "none", None): {
        "stamp taken away": partial(with_unsigned, lambda _s: b""),
    },
    ("authentic", STAMP, "", True): {
        "store taken away": lambda: truncated_to(1),
    },
    ("authentic", "log_inclusion", "none", None): {
        "evidence never attached": without_evidence,
    },
}
MUTANTS_SEALED = {
    name: Mutant(make, *answer)
    for answer, makers in BY_ANSWER.items()
    for name, make in makers.items()
}
TRUST = Trust.of(
    own=[kit().key.certificate, pki().seal_root.certificate],
    authorities=[ROOT],
    log_keys=[kit().log.key],
)
