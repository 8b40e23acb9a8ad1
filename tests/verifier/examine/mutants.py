"""Forged and damaged certificates (偽造の見本): each from a sealed one, each with its reason."""

from __future__ import annotations

import re
from io import BytesIO

import pikepdf
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, signers

from akashi.adapters.seal.library_container import _ParsedKeySigner
from akashi.domain.certificate import canonical_bytes
from akashi_verifier.additions import append_revision, stream_object
from akashi_verifier.pki.cms import read_message
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import (
    certificate_pdf,
    content,
    evidence_of,
    kit,
    press,
    sealed_certificate,
)


def whole():
    return sealed_certificate().pdf


def stamped():
    return sealed_certificate("B-T").pdf


def appended(pdf, objects):
    """Add a revision with these objects, as any program may."""
    return append_revision(pdf, read_document(pdf).revisions[-1], objects)


def text_of(pdf, number):
    item = read_document(pdf).item(number)
    return pdf[item.value_start : item.value_end]


def root_number(pdf):
    return read_document(pdf).revisions[-1].trailer["Root"].number


def size(pdf):
    return read_document(pdf).revisions[-1].trailer["Size"]


def number_of(pdf, kind):
    document = read_document(pdf)
    return next(
        n for n in sorted(document.numbers()) if document.item(n).dictionary.get("Type") == kind
    )


def catalog_with(pdf, more, extra=None):
    root = root_number(pdf)
    return appended(pdf, {root: text_of(pdf, root)[:-2] + more + b">>", **(extra or {})})


def flipped_in_content():
    pdf = bytearray(whole())
    document = read_document(whole())
    stream = next(
        document.item(n)
        for n in document.numbers()
        if document.item(n).dictionary.get("Type") == "EmbeddedFile"
    ).stream
    pdf[(stream.start + stream.end) // 2] ^= 4
    return bytes(pdf)


def flipped_in_page():
    pdf = bytearray(whole())
    pdf[20_000] ^= 1
    return bytes(pdf)


def flipped_in_signature():
    pdf = whole()
    gap = read_document(pdf).item(number_of(pdf, "Sig")).spans["Contents"]
    value = read_message(bytes.fromhex(pdf[gap[0] + 1 : gap[1] - 1].decode())).signature
    at = pdf.lower().index(value.hex().encode()) + 100
    digit = b"0" if pdf[at : at + 1] != b"0" else b"1"
    return pdf[:at] + digit + pdf[at + 1 :]


def overlay():
    pdf = whole()
    page = number_of(pdf, "Page")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    drawn = stream_object(b"BT /F 30 Tf 100 400 Td (99,999,999 yen) Tj ET")
    body = text_of(pdf, page)[:-2] + b"/Contents %d 0 R>>" % size(pdf)
    body = re.sub(rb"/Contents \d+ 0 R(?=.*/Contents)", b"", body, flags=re.DOTALL)
    return appended(pdf, {page: body, size(pdf): drawn, size(pdf) + 1: font})


def annotation():
    pdf = whole()
    page = number_of(pdf, "Page")
    note = b"<</Type/Annot/Subtype/FreeText/Rect[50 50 300 300]/Contents(void)>>"
    body = re.sub(rb"/Annots ?\[", b"/Annots [%d 0 R " % size(pdf), text_of(pdf, page))
    assert body != text_of(pdf, page)
    return appended(pdf, {page: body, size(pdf): note})


def changed_metadata():
    pdf = whole()
    number = number_of(pdf, "Metadata")
    document = read_document(pdf)
    text = document.decoded(document.item(number), 100_000).replace(b"MH-2026", b"MH-2027")
    return appended(pdf, {number: stream_object(text, b"/Type/Metadata/Subtype/XML")})


def changed_info():
    pdf = whole()
    info = read_document(pdf).revisions[-1].trailer["Info"].number
    return appended(pdf, {info: b"<</Title(another)>>"})


def swapped_attachment():
    pdf = whole()
    number = number_of(pdf, "EmbeddedFile")
    forged = canonical_bytes(content(guaranteed_amount_yen=1))
    entries = b"/Type/EmbeddedFile/Subtype/application#2Fjson"
    return appended(pdf, {number: stream_object(forged, entries)})


def third_attachment():
    pdf = whole()
    file = stream_object(b"{}", b"/Type/EmbeddedFile")
    specification = b"<</Type/Filespec/F(more.json)/UF(more.json)/EF<</F %d 0 R>>>>" % size(pdf)
    return appended(pdf, {size(pdf): file, size(pdf) + 1: specification})


def script():
    return catalog_with(whole(), b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>")


def empty_table():
    """An empty revision, which other checkers believe."""
    pdf = whole()
    last = read_document(pdf).revisions[-1]
    trailer = b"".join(
        b"/%s %s" % (key.encode(), pdf[slice(*last.spans[key])]) for key in ("Root", "Info", "ID")
    )
    table = b"xref\n0 0\ntrailer\n<<%s/Size %d/Prev %d>>\nstartxref\n%d\n%%%%EOF\n"
    return pdf + table % (trailer, size(pdf), last.table, len(pdf))


class Reckless(signers.PdfSigner):
    """Signs even where the seal forbids it."""

    def _enforce_certification_constraints(self, reader):
        """Look away."""


def second_signature():
    writer = IncrementalPdfFileWriter(BytesIO(stamped()))
    signer = Reckless(
        signers.PdfSignatureMetadata(
            field_name="Second", subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
        ),
        signer=_ParsedKeySigner(kit().key),
    )
    return signer.sign_pdf(writer, bytes_reserved=16_000).getvalue()


def field_added():
    pdf = whole()
    form = read_document(pdf).root()["AcroForm"].number
    field = b"<</FT/Tx/T(name)/V(x)/Type/Annot/Subtype/Widget/Rect[0 0 100 20]>>"
    body = re.sub(rb"/Fields ?\[", b"/Fields [%d 0 R " % size(pdf), text_of(pdf, form))
    assert body != text_of(pdf, form)
    return appended(pdf, {form: body, size(pdf): field})


def hidden_bytes():
    """Bytes inside the revision of the store that belong to no object."""
    pdf = stamped()
    store = whole()[len(pdf) :]
    moved = store.replace(b"endobj\n", b"endobj\n%evil\n", 1)
    shift = len(b"%evil\n")
    table = int(re.search(rb"startxref\n(\d+)", store)[1])

    def later(found):
        offset = int(found[1])
        first = min(int(o) for o in re.findall(rb"(\d{10}) 00000 n", store))
        return b"%010d 00000 n" % (offset + shift if offset > first else offset)

    moved = re.sub(rb"(\d{10}) 00000 n", later, moved)
    return pdf + moved.replace(b"startxref\n%d" % table, b"startxref\n%d" % (table + shift))


def narrower_range():
    """The byte range leaves out more than the container."""
    return certificate_pdf_signed_over(lambda a, b, end: (0, a - 10, b, end - b))


def certificate_pdf_signed_over(change):
    pdf = stamped()
    found = re.search(rb"/ByteRange ?\[ ?0 (\d+) (\d+) (\d+) *\] *", pdf)
    a, b, rest = (int(each) for each in found.groups())
    numbers = b"/ByteRange[%d %d %d %d]" % change(a, b, b + rest)
    padded = numbers.ljust(len(found[0]))
    assert len(padded) == len(found[0])
    return pdf[: found.start()] + padded + pdf[found.end() :]


def wrapped():
    """The old signature wrapped: a new catalog in front of a byte range that skips it."""
    pdf = stamped()
    root = root_number(pdf)
    forged = re.sub(rb"/Lang ?\([^)]*\)", b"/Lang(en-US)", text_of(pdf, root))
    assert forged != text_of(pdf, root)
    return appended(pdf, {root: forged})


def no_signature():
    return certificate_pdf()


def signature_object_replaced():
    """The universal forgery: the signature's dictionary is replaced by one without content."""
    pdf = whole()
    number = number_of(pdf, "Sig")
    body = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 0 0 0]>>"
    return appended(pdf, {number: body})


def permissions_loosened():
    """A reserved copy: sealed anew by the same key, but allowing forms to be filled."""
    writer = IncrementalPdfFileWriter(BytesIO(certificate_pdf()))
    signer = signers.PdfSigner(
        signers.PdfSignatureMetadata(
            field_name="Seal", certify=True, md_algorithm="sha256",
            docmdp_permissions=fields.MDPPerm.FILL_FORMS,
            subfilter=fields.SigSeedSubFilter.PADES,
        ),
        signer=_ParsedKeySigner(kit().key),
    )  # fmt: skip
    return signer.sign_pdf(writer, bytes_reserved=16_000).getvalue()


def approval_only():
    """Signed by the right key, but as an approval and not as a certification."""
    writer = IncrementalPdfFileWriter(BytesIO(certificate_pdf()))
    metadata = signers.PdfSignatureMetadata(
        field_name="Seal", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    signer = signers.PdfSigner(metadata, signer=_ParsedKeySigner(kit().key))
    return signer.sign_pdf(writer, bytes_reserved=16_000).getvalue()


def other_issuer_same_name():
    return kit(number=1).sealed(certificate_pdf()).pdf


def rebuilt_by_qpdf():
    out = BytesIO()
    with pikepdf.open(BytesIO(whole())) as pdf:
        pdf.save(out)
    return out.getvalue()


def rebuilt_compressed():
    out = BytesIO()
    with pikepdf.open(BytesIO(whole())) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def evidence_of_another():
    """The evidence of another certificate, sealed by the right key."""
    other = evidence_of(canonical_bytes(content(version=2)), kit().log)
    return _sealed_with(content(), other)


def evidence_path_wrong():
    own = evidence_of(canonical_bytes(content()), kit().log)
    broken = own.to_document()
    broken["leaf_index"] = 3
    return _sealed_with(content(), broken)


def evidence_by_another_log_of_the_name():
    own = evidence_of(canonical_bytes(content()), kit().log)
    other = kit(number=1).log
    impostor = type(other)(other._private_key, kit().log.key.name)
    forged = evidence_of(canonical_bytes(content()), impostor)
    assert forged != own
    return _sealed_with(content(), forged)


def content_of_another_schema():
    return _sealed_with(content(schema="akashi.certificate/9"), None)


def _sealed_with(document, evidence):
    attached = evidence if isinstance(evidence, dict | None) else evidence.to_document()
    pdf = press().certificate(document, evidence=attached, demo=True, paper_delivery=False)
    return kit().sealed(pdf).pdf


def store_with_a_foreign_part():
    pdf = stamped()
    return catalog_with(
        pdf,
        b"/DSS %d 0 R" % (size(pdf) + 1),
        {
            size(pdf): stream_object(b"not a certificate"),
            size(pdf) + 1: b"<</Type/DSS/Certs[%d 0 R]>>" % size(pdf),
        },
    )


# name: (how it is made, the verdict, the check that says so, its reason)
MUTANTS = {
    "a byte of the content flipped": (flipped_in_content, "altered", "seal", "digest"),
    "a byte of the page flipped": (flipped_in_page, "altered", "seal", "digest"),
    "a digit of the signature flipped": (flipped_in_signature, "altered", "seal", "signature"),
    "bytes appended": (lambda: whole() + b"more", "altered", "no_later_changes", "trailing_bytes"),
    "a line end appended": (
        lambda: whole() + b"\n", "altered", "no_later_changes", "trailing_bytes",
    ),
    "page drawn over": (overlay, "altered", "no_later_changes", "objects"),
    "annotation added": (annotation, "altered", "no_later_changes", "objects"),
    "metadata changed": (changed_metadata, "altered", "no_later_changes", "objects"),
    "document information changed": (changed_info, "altered", "no_later_changes", "objects"),
    "attachment swapped": (swapped_attachment, "altered", "no_later_changes", "objects"),
    "hidden attachment added": (third_attachment, "altered", "no_later_changes", "objects"),
    "script added": (script, "altered", "no_later_changes", "catalog"),
    "empty revision": (empty_table, "altered", "no_later_changes", "objects"),
    "second signature": (second_signature, "altered", "no_later_changes", None),
    "form field added": (field_added, "altered", "no_later_changes", "objects"),
    "hidden bytes between objects": (hidden_bytes, "altered", "no_later_changes", "hidden_bytes"),
    "byte range too narrow": (narrower_range, "altered", "seal", "byte_range"),
    "byte range too wide": (
        lambda: certificate_pdf_signed_over(lambda a, b, end: (0, a + 10, b, end - b)),
        "altered", "seal", "byte_range",
    ),
    "catalog swapped": (wrapped, "altered", "no_later_changes", "catalog"),
    "seal removed": (no_signature, "altered", "seal", "missing"),
    "signature object emptied": (signature_object_replaced, "altered", "seal", "byte_range"),
    "sealed with form filling allowed": (permissions_loosened, "altered", "seal", "permissions"),
    "signed without certifying": (approval_only, "altered", "seal", "permissions"),
    "another issuer of the same name": (
        other_issuer_same_name, "unknown_issuer", "chain", "unknown_issuer",
    ),
    "saved anew by another program": (rebuilt_by_qpdf, "altered", "seal", None),
    "saved anew and compressed": (rebuilt_compressed, "altered", "seal", "structure"),
    "cut short inside the store": (
        lambda: whole()[:-200], "altered", "no_later_changes", "trailing_bytes",
    ),
    "cut short inside the seal": (lambda: whole()[:85_000], "altered", "seal", "missing"),
    "cut short before the seal": (lambda: whole()[:76_500], "unreadable", "seal", None),
    "junk in front": (lambda: b"junk\n" + whole(), "altered", "seal", "structure"),
    "evidence of another certificate": (
        evidence_of_another, "altered", "content_match", "evidence",
    ),
    "evidence with a wrong index": (evidence_path_wrong, "altered", "log_inclusion", "path"),
    "evidence of another log of the name": (
        evidence_by_another_log_of_the_name, "altered", "log_inclusion", "signature",
    ),
    "content of another schema": (content_of_another_schema, "altered", "content_match", "form"),
    "foreign bytes in the store": (
        store_with_a_foreign_part, "altered", "no_later_changes", "store",
    ),
}  # fmt: skip
