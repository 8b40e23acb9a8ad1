"""Sealing anew (封印し直し): what the holder of the right key could sign, and messages remade."""

from __future__ import annotations

import re
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes

from akashi.adapters.message_signer import MessageSigner, attribute
from akashi.domain.certificate import canonical_bytes
from akashi_verifier.additions import stream_object
from akashi_verifier.pki import der, oids
from akashi_verifier.pki.cms import read_message
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import (
    AT,
    certificate_pdf,
    content,
    evidence_of,
    kit,
    sealed_certificate,
)
from tests.verifier.examine.mutants import appended, number_of, size, text_of

CHAIN, STAMP, SEAL = "chain", "timestamp", "seal"
ROOT = x509.load_pem_x509_certificate(kit().files.root.read_bytes())


@cache
def bare():
    """A certificate sealed at level B-B, of which the text is to be changed."""
    return sealed_certificate("B-B").pdf


def filled(pdf, message):
    """Put another message into the container."""
    start, end = gap_of(pdf)
    text = message.hex().encode()
    return pdf[: start + 1] + text.ljust(end - start - 2, b"0") + pdf[end - 1 :]


def gap_of(pdf):
    return next(found.span(1) for found in re.finditer(rb"/Contents ?(<[0-9a-fA-F]{200,}>)", pdf))


def digest_of(pdf):
    start, behind = gap_of(pdf)
    return sha256(pdf[:start] + pdf[behind:])


def resealed(pdf, *, unsigned=None, holder_=None):
    """Sign the bytes as they now stand, with the right key (or another)."""
    key = holder_ or kit().key
    signer = MessageSigner(key.certificate, key.sign)
    return filled(pdf, signer.detached(digest_of(pdf), unsigned))


def patched(old, new):
    """Change a text of the same length under the seal, and sign anew."""
    assert bare().count(old) >= 1
    assert len(old) == len(new)
    return resealed(bare().replace(old, new))


def range_off(first, second, start=b"0"):
    """A byte range wrong by a little, signed as it stands."""
    found = re.search(rb"/ByteRange ?\[0 (\d+) (\d+) (\d+)\] *", bare())
    a, b, c = (int(each) for each in found.groups())
    told = b"/ByteRange[%s %d %d %d]" % (start, a + first, b + second, c - second)
    return resealed(bare().replace(found[0], told.ljust(len(found[0]))))


def before_the_seal(objects=None, *, catalog=b"", old=b"", new=b""):
    """Change the typeset document, then seal it rightly."""
    pdf = certificate_pdf()
    if catalog or old:
        number = read_document(pdf).revisions[-1].trailer["Root"].number
        text = text_of(pdf, number)
        assert old in text
        objects = {number: text.replace(old, new, 1)[:-2] + catalog + b">>", **(objects or {})}
    return kit().sealed(appended(pdf, objects)).pdf


def attached(data, entries=b""):
    """Attach something else as content, sealed by the right key."""
    number = number_of(certificate_pdf(), "EmbeddedFile")
    return before_the_seal({number: stream_object(data, b"/Type/EmbeddedFile" + entries)})


def content_for_others():
    """A file specification that names another stream for readers of another system."""
    pdf = certificate_pdf()
    one, two = re.search(rb"content.json\)(\d+) 0 R\(evidence.json\)(\d+) 0 R", pdf).groups()
    (stream,) = re.findall(rb"/EF<</F (\d+) 0 R", text_of(pdf, int(two)))
    text = text_of(pdf, int(one)).replace(b"/EF<<", b"/EF<</DOS %s 0 R" % stream)
    return before_the_seal({int(one): text})


def hidden_file():
    """A file specification that stands in no list, inside another object."""
    at = size(certificate_pdf())
    file = b"<</X[<</F(b.json)/EF<</F %d 0 R>>>>]>>" % (at + 1)
    return before_the_seal({at: file, at + 1: stream_object(b"{}")})


def crossed():
    pdf = certificate_pdf()
    one, two = re.search(rb"content.json\)(\d+) 0 R\(evidence.json\)(\d+) 0 R", pdf).groups()
    crossed_ = b"content.json)%s 0 R(evidence.json)%s 0 R" % (two, one)
    return before_the_seal(
        old=b"content.json)%s 0 R(evidence.json)%s 0 R" % (one, two), new=crossed_
    )


def other_guarantee_with_its_evidence():
    """Content and evidence of another guarantee put into the store's place of ours, afterwards."""
    other = canonical_bytes(content(guarantee_number="MH-2026-0000018-L", version=2))
    proof = canonical_bytes(evidence_of(other, kit().log).to_document())
    pdf = sealed_certificate().pdf
    document = read_document(pdf)
    files = [
        n for n in document.numbers() if document.item(n).dictionary.get("Type") == "EmbeddedFile"
    ]
    swapped = dict(zip(sorted(files), (other, proof), strict=True))
    entries = b"/Type/EmbeddedFile/Subtype/application#2Fjson"
    return appended(pdf, {n: stream_object(data, entries) for n, data in swapped.items()})


def message_of(pdf):
    start, end = gap_of(pdf)
    return read_message(bytes.fromhex(pdf[start + 1 : end - 1].decode()))


def with_unsigned(make):
    """The right signature with another time stamp beside it, put into the sealed file."""
    pdf = sealed_certificate("B-T").pdf
    token = make(message_of(pdf).signature)
    message = bytes.fromhex(pdf[slice(*gap_of(pdf))][1:-1].decode())
    whole = der.read_first(message).raw
    old = message_of(pdf).unsigned_attributes[oids.SIGNATURE_TIMESTAMP]
    added = attribute(oids.SIGNATURE_TIMESTAMP, token) if token else b""
    return filled(pdf, _rebuilt(whole, old, added))


def _rebuilt(message, old, added):
    """Rebuild the nested lengths around the last field of the last signer."""
    outer = der.read(message).children()
    signed = der.read(outer[1].content).children()
    info = signed[-1].children()[0].children()
    assert old in info[-1].raw
    kept = [each.raw for each in info[:-1]] + ([der.encode(0xA1, added)] if added else [])
    signers = der.encode(der.SET, der.sequence(*kept))
    inside = der.sequence(*(each.raw for each in signed[:-1]), signers)
    return der.sequence(outer[0].raw, der.encode(der.CONTEXT_0, inside))


def tampered(_signature):
    token = bytearray(kit().source.stamp(bytes(32)))
    token[-1] ^= 1
    return bytes(token)


def seal_key_as_authority(signature):
    """A token by the seal's own key, which is no authority."""
    info = der.sequence(
        der.integer(1), der.object_id("1.2.3"),
        der.sequence(der.sequence(der.object_id(oids.SHA256)), der.octets(sha256(signature))),
        der.integer(1), der.generalized_time(AT),
    )  # fmt: skip
    signer = MessageSigner(kit().key.certificate, kit().key.sign)
    return signer.token(oids.TST_INFO, info, with_certificates=True)


def sha256(data):
    digest = hashes.Hash(hashes.SHA256())
    digest.update(data)
    return digest.finalize()


def strange_attribute():
    """An unsigned attribute besides, which no one would see."""
    return resealed(bare(), unsigned=lambda _s: attribute("1.2.3.4", der.octets(b"more")))


def weak_hash():
    """SHA-1 named as the digest of the message."""
    key = kit().key
    message = MessageSigner(key.certificate, key.sign).detached(digest_of(bare()))
    sha1 = der.object_id("1.3.14.3.2.26")
    sha256_id = der.object_id(oids.SHA256)
    signed = der.read(der.read(message).children()[1].content).children()
    info = signed[-1].children()[0].children()
    named = der.sequence(sha1)
    assert sha256_id in info[2].raw
    kept = [*(e.raw for e in info[:2]), named, *(e.raw for e in info[3:])]
    inside = der.sequence(
        *(each.raw for each in signed[:-1]), der.encode(der.SET, der.sequence(*kept))
    )
    parts = der.sequence(der.read(message).children()[0].raw, der.encode(der.CONTEXT_0, inside))
    return filled(bare(), parts)
