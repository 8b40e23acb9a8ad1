"""Files that cannot be used (使えないファイル): broken, foreign, or made to exhaust a machine."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
from cryptography.hazmat.primitives.asymmetric import ec

from akashi_verifier.additions import append_revision, stream_object
from akashi_verifier.pki import der
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import AT, certificate_pdf, sealed_certificate
from tests.verifier.examine.pki_kit import DAY, holder, pki, revocations, stored


def encrypted():
    out = BytesIO()
    with pikepdf.open(BytesIO(certificate_pdf())) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def foreign():
    out = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def bomb():
    """A stream of 1 GB in a file of 1 MB, many times over."""
    packed = zlib.compress(bytes(64 * 1024 * 1024), 9)
    streams = b"".join(
        b"%d 0 obj\n<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream\nendobj\n"
        % (n, len(packed), packed)
        for n in range(1, 120)
    )
    return b"%PDF-1.7\n" + streams + b"startxref\n1\n%%EOF\n"


def many_objects():
    return b"%PDF-1.7\n" + b"1 0 obj\n[" * 400_000 + b"xref\n0 9999999\nstartxref\n9\n%%EOF\n"


def deep():
    body = b"1 0 obj\n" + b"[" * 500_000 + b"\nendobj\n"
    table = b"xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<</Root 1 0 R/Size 2>>"
    start = len(b"%PDF-1.7\n" + body)
    return b"%PDF-1.7\n" + body + table + b"\nstartxref\n%d\n%%%%EOF\n" % start


def looping_tables():
    head = b"%PDF-1.7\n"
    one = b"xref\n0 0\ntrailer\n<</Prev 9>>\nstartxref\n9\n%%EOF\n"
    return head + one


def with_catalog(tail, more=None, pdf=None):
    """A certificate whose catalog ends in something to choke on."""
    pdf = pdf or sealed_certificate("B-T").pdf
    document = read_document(pdf)
    root = document.item(document.revisions[-1].trailer["Root"].number)
    text = pdf[root.value_start : root.value_end - 2] + tail + b">>"
    return append_revision(pdf, document.revisions[-1], {root.number: text, **(more or {})})


def store_of_bombs():
    packed = zlib.compress(bytes(4 * 1024 * 1024), 9)
    size = read_document(sealed_certificate("B-T").pdf).revisions[-1].trailer["Size"]
    count = 3000
    streams = {size + n: stream_object(packed, b"/Filter/FlateDecode") for n in range(count)}
    names = b" ".join(b"%d 0 R" % number for number in streams)
    store = {size + count: b"<</Type/DSS/Certs[%s]>>" % names}
    return with_catalog(b"/DSS %d 0 R" % (size + count), {**streams, **store})


def great_container():
    pdf = certificate_pdf()
    size = read_document(pdf).revisions[-1].trailer["Size"]
    inside = der.sequence(b"\x05\x00" * 4_000_000).hex().encode()
    seal = b"<</Type/Sig/SubFilter/ETSI.CAdES.detached/ByteRange[0 0 0 0]/Contents<%s>>>" % inside
    return with_catalog(b"/Perms<</DocMDP %d 0 R>>" % size, {size: seal}, pdf)


def crowd_of_issuers():
    """Certificates of one name and slow keys, and lists that each of them might have signed."""
    keys = [ec.generate_private_key(ec.SECP521R1()) for _ in range(50)]
    crowd = [holder("crowd", AT, 9 * DAY, ca=True, key=key) for key in keys]
    lists = [revocations(crowd[-1], AT + n * DAY, (crowd[0], AT, None)) for n in range(95)]
    return stored(sealed_certificate("B-T").pdf, [each.certificate for each in crowd], lists)


def many_revisions():
    """As many stores as a file may have, over a file of some size."""
    pdf = sealed_certificate("B-T").pdf
    root = pki().seal_root
    for n in range(95):
        pdf = stored(pdf, [root.certificate], [revocations(root, AT + n * DAY)])
    assert len(read_document(pdf).revisions) > 95
    return pdf


def tables_in_turn():
    """Two tables, each of which names the other as the one before."""
    head = b"%PDF-1.7\n"
    table = b"xref\n0 0\ntrailer\n<</Size 1/Prev %04d>>\nstartxref\n%d\n%%%%EOF\n"
    size = len(table % (9, 9))
    return head + table % (9 + size, 9) + table % (9, 9 + size)


# A certificate stays recognisable; what chokes is in what was added.
CHOKING = {
    "open brackets in a text": lambda: with_catalog(b"/Lang(" + b"(" * 19_000_000),
    "an endless text": lambda: with_catalog(b"/X(" + b"()" * 9_000_000 + b")"),
    "white space": lambda: with_catalog(b" " * 19_000_000 + b"/X 1"),
    "an endless list": lambda: with_catalog(b"/X[" + b"1 " * 9_000_000 + b"]"),
    "a store of bombs": store_of_bombs,
    "a great container": great_container,
    "a crowd of issuers": crowd_of_issuers,
}
UNUSABLE = {
    "nothing": (lambda: b"", "other", "unreadable"),
    "a text": (lambda: b"hello", "other", "unreadable"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(1000), "other", "unreadable"),
    "only a header": (lambda: b"%PDF-1.7\n", "other", "unreadable"),
    "too large": (lambda: b"%PDF-1.7\n" + bytes(21 * 1024 * 1024), "other", "unreadable"),
    "encrypted": (encrypted, "other", "unreadable"),
    "somebody else's PDF": (foreign, "other", "not_ours"),
    "a decompression bomb": (bomb, "other", "not_ours"),
    "too many objects": (many_objects, "other", "not_ours"),
    "nested too deep": (deep, "other", "not_ours"),
    "tables in a circle": (looping_tables, "other", "not_ours"),
    "tables that name each other": (tables_in_turn, "other", "not_ours"),
    "20 MB of openings": (lambda: b"%PDF-1.7\n" + b"<<" * 10_000_000 + b"startxref\n9\n%%EOF",
                          "other", "not_ours"),
    "20 MB of streams": (lambda: b"%PDF-1.7\n" + b"stream\n" * 2_800_000 + b"startxref\n9\n%%EOF",
                         "other", "not_ours"),
    "20 MB of endings": (lambda: b"%PDF-1.7\n" + b"startxref\n9\n%%EOF\n" * 1_100_000,
                         "other", "not_ours"),
}  # fmt: skip
UNUSABLE["ninety-five stores"] = (many_revisions, "certificate", "unknown_issuer")
UNUSABLE |= {name: (make, "certificate", "altered") for name, make in CHOKING.items()}
