"""Written in another way (書き方の違い): the same is said behind the seal, in other bytes."""

from __future__ import annotations

import re
import zlib
from functools import partial

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)
from cryptography.hazmat.primitives.serialization import Encoding

from akashi.adapters.message_signer import attribute
from akashi_verifier.additions import append_revision, store_objects, stream_object
from akashi_verifier.examine import load_roots
from akashi_verifier.pki import der, oids
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import kit, sealed_certificate
from tests.verifier.examine.mutants import number_of, stamped, text_of, whole
from tests.verifier.examine.mutants_later import archived, stamp_with
from tests.verifier.examine.resealing import ROOT, filled, message_of, sha256, with_unsigned

LATER, SEAL, STAMP = "no_later_changes", "seal", "timestamp"


def of_store(old, new, pdf=None):
    """Write the revision of the store anew, with a text in it put in another way."""
    pdf = pdf or whole()
    before, revision = read_document(pdf).revisions[-2:]
    texts = {number: text_of(pdf, number) for number in revision.offsets}
    document = read_document(pdf)
    for number in texts:
        item = document.item(number)
        end = item.end - len(b"\nendobj")
        texts[number] = pdf[item.value_start : end]
    changed = {number: re.sub(old, new, text, flags=re.DOTALL) for number, text in texts.items()}
    assert changed != texts, old
    return append_revision(pdf[: before.end], before, changed)


def of_table(old, new):
    """Put a text of the last table or trailer in another way; nothing else moves."""
    pdf = whole()
    table = read_document(pdf).revisions[-1].table
    assert old in pdf[table:], old
    return pdf[:table] + pdf[table:].replace(old, new, 1)


def pushed_apart(more):
    """Bytes between the last object and its table, which is told of them."""
    pdf = whole()
    table = read_document(pdf).revisions[-1].table
    moved = pdf[:table] + more + pdf[table:]
    return moved.replace(b"startxref\n%d\n" % table, b"startxref\n%d\n" % (table + len(more)))


def other_order():
    """The objects of the store one behind the other, but not by their numbers."""
    pdf = whole()
    before, revision = read_document(pdf).revisions[-2:]
    body, table = pdf[revision.start : revision.table], pdf[revision.table :]
    objects = re.findall(rb"\d+ 0 obj\n.*?\nendobj\n", body, flags=re.DOTALL)
    assert b"".join(objects) == body
    at, moved = before.end, {}
    for each in objects[::-1]:
        moved[int(each.split(b" ")[0])] = at
        at += len(each)
    for number, offset in revision.offsets.items():
        table = table.replace(b"%010d 0" % offset, b"#%d#" % number)
    for number, offset in moved.items():
        table = table.replace(b"#%d#" % number, b"%010d 0" % offset)
    return pdf[: revision.start] + b"".join(objects[::-1]) + table


def gap_of(pdf, kind):
    return read_document(pdf).item(number_of(pdf, kind)).spans["Contents"]


def in_container(kind, change, pdf):
    """Write a container's text in another way of the same length."""
    start, end = gap_of(pdf, kind)
    text = change(pdf[start:end])
    assert len(text) == end - start
    assert text != pdf[start:end]
    return pdf[:start] + text + pdf[end:]


def one_capital(text):
    return re.sub(rb"[a-f]", lambda found: found[0].upper(), text, count=1)


def held_twice():
    """A store that adds once more what it holds."""
    pdf = whole()
    document = read_document(pdf)
    store = document.root()["DSS"].number
    held = document.dictionary(document.root()["DSS"])["Certs"][0].number
    content = document.decoded(document.item(held), 10_000)
    number = document.revisions[-1].trailer["Size"]
    text = text_of(pdf, store).replace(b"]/CRLs", b" %d 0 R]/CRLs" % number)
    objects = {store: text, number: stream_object(content)}
    return append_revision(pdf, document.revisions[-1], objects)


def forgetful():
    """A store that leaves out what the one before held."""
    pdf = archived()
    store = read_document(pdf).root()["DSS"].number
    text = re.sub(rb"/CRLs\[\d+ 0 R\]", b"/CRLs[]", text_of(pdf, store))
    return append_revision(pdf, read_document(pdf).revisions[-1], {store: text})


def empty():
    """A store that holds nothing."""
    pdf = stamped()
    document = read_document(pdf)
    last = len(document.revisions) - 1
    return append_revision(pdf, document.revisions[last], store_objects(document, last, [], []))


def deflated(found):
    packed = zlib.compress(found[1])
    return b"<</Filter/FlateDecode/Length %d>>stream\n%s\nendstream" % (len(packed), packed)


def message_with(change, message=None):
    """Change the fields of the seal's message (version, digests, …) that nobody signs."""
    pdf = stamped()
    raw = (
        message or der.read_first(bytes.fromhex(pdf[slice(*gap_of(pdf, "Sig"))][1:-1].decode())).raw
    )
    kind, wrapped = der.read(raw).children()
    fields = [each.raw for each in der.read(wrapped.content).children()]
    change(fields)
    made = der.sequence(kind.raw, der.encode(der.CONTEXT_0, der.sequence(*fields)))
    return made if message else filled(pdf, made)


def enclosing(*certificates):
    """Enclose more certificates in the seal's message, all of them issued by those at hand."""

    def change(fields):
        signer = der.read(fields[3]).content
        more = [each.public_bytes(Encoding.DER) for each in certificates]
        fields[3] = der.encode(der.CONTEXT_0, *sorted([signer, *more]))

    return message_with(change)


def with_lists(fields):
    lists = [each.public_bytes(Encoding.DER) for each in kit().key.crls]
    fields.insert(-1, der.encode(der.CONTEXT_1, *lists))


def two_digests(fields):
    named = (der.sequence(der.object_id(each)) for each in list(oids.DIGESTS)[:2])
    fields[1] = der.set_of(*named)


def with_parameters(fields):
    """Name the digest with parameters, which say nothing."""
    named = der.object_id(oids.SHA256)
    fields[1] = der.set_of(der.sequence(named, der.encode(der.NULL)))


def another_version(number, fields):
    fields[0] = der.integer(number)


def with_attribute(fields):
    """Put an attribute beside the signature of a message."""
    info = der.read(fields[-1]).first().content
    more = der.encode(der.CONTEXT_1, attribute("1.2.3.4", der.octets(b"more")))
    fields[-1] = der.set_of(der.sequence(info, more))


def stamp_written(change):
    """A genuine time stamp of the signature, in whose message something is changed."""
    return with_unsigned(
        lambda signature: message_with(change, kit().source.stamp(sha256(signature)))
    )


def other_signature():
    """The signature that the same key would have given as well: r and n - s."""
    pdf = sealed_certificate("B-B").pdf
    raw = der.read_first(bytes.fromhex(pdf[slice(*gap_of(pdf, "Sig"))][1:-1].decode())).raw
    lower = message_of(pdf).signature
    r, s = decode_dss_signature(lower)
    other = encode_dss_signature(r, ec.SECP256R1().group_order - s)

    def change(fields):
        info = [each.raw for each in der.read(fields[-1]).first().children()]
        info[info.index(der.octets(lower))] = der.octets(other)
        fields[-1] = der.set_of(der.sequence(*info))

    return filled(pdf, message_with(change, raw))


STREAM = rb"^<</Length \d+>>stream\n(.*)\nendstream$"

# (the check that says so, its reason): name: how it is made; every one of them is `altered`.
BY_REASON = {
    (SEAL, "unreadable"): {
        "message of another version": partial(message_with, partial(another_version, 3)),
        "message that announces two digests": partial(message_with, two_digests),
        "revocation lists in the message": partial(message_with, with_lists),
    },
    (SEAL, "container"): {
        "container in capitals": lambda: in_container("Sig", bytes.upper, whole()),
        "container in capitals, B-B": lambda: in_container(
            "Sig", bytes.upper, sealed_certificate("B-B").pdf
        ),
        "one capital in the container": lambda: in_container("Sig", one_capital, stamped()),
        "blanks in the container": lambda: in_container(
            "Sig", lambda text: text[:-3] + b"  >", whole()
        ),
        "root enclosed in the seal": lambda: enclosing(ROOT),
        "another certificate of the issuer enclosed": lambda: enclosing(
            load_roots(kit().files.authority.read_bytes())[0]
        ),
        "digest named with empty parameters": partial(message_with, with_parameters),
        "the other one of two signatures, B-B": other_signature,
        "signer enclosed twice": lambda: enclosing(kit().key.certificate),
    },
    (STAMP, "wrong"): {
        "attribute beside a stamp's signature": partial(stamp_written, with_attribute),
        "stamp of another version": partial(stamp_written, partial(another_version, 1)),
        "stamp with revocation lists": partial(stamp_written, with_lists),
    },
    (LATER, "stamp"): {
        "archive stamp's container in capitals": lambda: in_container(
            "DocTimeStamp", bytes.upper, archived()
        ),
        "one capital in an archive stamp's container": lambda: in_container(
            "DocTimeStamp", one_capital, archived()
        ),
        "archive stamp with a blank": partial(stamp_with, b"/Filter", b" /Filter"),
        "archive stamp with a place": partial(stamp_with, b"/Filter", b"/Location(x)/Filter"),
    },
    (LATER, "form"): {
        "archive stamp's field with other flags": partial(stamp_with, b"/F 132", b"/F 4"),
        "archive stamp's field with a tip": partial(stamp_with, b"/FT/Sig", b"/FT/Sig/TU(x)"),
    },
    (LATER, "catalog"): {
        "blank before the store's name": partial(of_store, rb"/DSS (?=\d)", b" /DSS "),
        "language as hexadecimal text": partial(of_store, rb"\(ja-JP\)", b"<6a612d4a50>"),
        "extension of another level": partial(of_store, b"ExtensionLevel 5", b"ExtensionLevel 2"),
        "number with a sign in the catalog": partial(of_store, b"Level 5", b"Level +5"),
    },
    (LATER, "store"): {
        "line end between references": partial(of_store, rb"(Certs\[\d+ 0 R) ", b"\\1\n"),
        "name with an escape": partial(of_store, b"/CRLs", b"/CRL#73"),
        "store's keys in another order": partial(
            of_store, rb"(/Certs\S.*\])(/CRLs.*\])", b"\\2\\1"
        ),
        "store without its type": partial(of_store, b"/Type/DSS", b""),
        "number with a zero in front": partial(of_store, rb"(/CRLs\[)", b"\\g<1>0"),
        "number with a sign": partial(of_store, rb"/Length (\d)", b"/Length +\\1"),
        "carriage return before a stream": partial(of_store, rb"stream\n(?=0)", b"stream\r\n"),
        "compressed stream": partial(of_store, STREAM, deflated),
        "stream with a type": partial(of_store, rb"(<</Length)", b"<</Type/X/Length"),
        "records beside the lists": partial(of_store, rb"(/CRLs\S.*)>>", b"\\1/VRI<<>>>>"),
        "answers beside the lists": partial(of_store, rb"(/CRLs\S.*)>>", b"\\1/OCSPs[]>>"),
        "certificate held twice": held_twice,
        "store that forgets": forgetful,
        "store of nothing": empty,
        "signature of a list that ends within a byte": partial(
            of_store,
            rb"(\x03[\x40-\x70])\x00(\x30[\x40-\x70]\x02.{60,120}\nendstream)",
            b"\\1\x01\\2",
        ),
    },
    (LATER, "hidden_bytes"): {
        "empty line before the table": partial(pushed_apart, b"\n"),
        "blank before the table": partial(pushed_apart, b" "),
        "objects in another order": other_order,
    },
    (LATER, "trailer"): {
        "carriage return behind xref": partial(of_table, b"xref\n", b"xref\r"),
        "blank behind xref": partial(of_table, b"xref\n", b"xref \n"),
        "entries that end otherwise": partial(of_table, b" n \n", b" n\r\n"),
        "blank behind trailer": partial(of_table, b"trailer\n", b"trailer "),
        "blank in the trailer": partial(of_table, b"/Prev", b" /Prev"),
        "trailer without identifiers": lambda: re.sub(
            rb"/ID ?\[[^]]*\](/Size \d+/Prev \d+>>\nstartxref\n\d+\n%%EOF\n)$", b"\\1", whole()
        ),
        "empty line before startxref": partial(of_table, b"\nstartxref", b"\n\nstartxref"),
        "empty line behind startxref": partial(of_table, b"startxref\n", b"startxref\n\n"),
        "another line end at the very end": partial(of_table, b"%%EOF\n", b"%%EOF\r\n"),
        "no line end at the very end": partial(of_table, b"%%EOF\n", b"%%EOF"),
        "another line end under an archive stamp": lambda: archived(whole()[:-1] + b"\r"),
    },
}
MUTANTS_WRITTEN = {
    name: (make, "altered", check, reason)
    for (check, reason), makers in BY_REASON.items()
    for name, make in makers.items()
}
