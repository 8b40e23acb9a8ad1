"""Changes after the seal (封印後の改変): incremental saves, shadows, annotations, forms, tables."""

from __future__ import annotations

import re
from functools import partial

from akashi.adapters.seal.byte_range import EMPTY_RANGE, Gap, room
from akashi.adapters.seal.preserving.document_stamp import add_document_stamp
from akashi_verifier.additions import append_revision, stamp_objects, stream_object
from akashi_verifier.revisions import read_document
from tests.adapters.evidence_kit import kit, sealed_certificate
from tests.verifier.examine.mutants import (
    appended,
    catalog_with,
    number_of,
    root_number,
    size,
    stamped,
    text_of,
    whole,
)

LATER, SEAL = "no_later_changes", "seal"


def changed(kind, old, new, extra=None, pdf=None):
    """Rewrite the first object of a type, with one text in it replaced."""
    pdf = pdf or whole()
    number = root_number(pdf) if kind == "Catalog" else number_of(pdf, kind)
    text = text_of(pdf, number)
    assert re.search(old, text), (kind, old)
    new = new.replace(b"NEW", b"%d" % size(pdf))
    return appended(pdf, {number: re.sub(old, new, text, count=1), **(extra or {})})


def fresh(body, pdf=None):
    """Return one more object, under the next number."""
    return {size(pdf or whole()): body}


def annotated(body):
    """Put an annotation of any kind on the page."""
    return changed("Page", rb"/Annots ?\[", b"/Annots[NEW 0 R ", fresh(body))


def in_catalog(old, new, extra=None):
    return changed("Catalog", old, new, extra)


def page_swapped():
    page = b"<</Type/Page/MediaBox[0 0 595 842]/Parent 1 0 R/Contents NEW 0 R>>"
    at = size(whole())
    objects = {at: page.replace(b"NEW", b"%d" % (at + 1)), at + 1: stream_object(b"")}
    return changed("Pages", rb"/Kids ?\[[^]]*\]", b"/Kids[NEW 0 R]", objects)


def page_added():
    pdf = whole()
    page = number_of(pdf, "Page")
    return changed("Pages", rb"/Count 1(.*)/Kids ?\[[^]]*\]", b"/Count 2\\1/Kids[%d 0 R NEW 0 R]"
                   % page, fresh(b"<</Type/Page/MediaBox[0 0 9 9]/Parent 1 0 R>>"))  # fmt: skip


def tree_swapped(pairs, wanted):
    names = b"".join(b"(%s)%d 0 R" % (name, number) for name, number in pairs)
    return in_catalog(rb"/Names\[.*?\]>>>>", b"/Names[%s]>>>>/X %s" % (names, wanted))


def attachments_crossed():
    one, two = re.findall(rb"/AF\[(\d+) 0 R (\d+) 0 R\]", whole())[-1]
    return tree_swapped([(b"content.json", int(two)), (b"evidence.json", int(one))], b"1")


def with_table(pdf, entries, *, trailer=b"", end=None, table=b"xref\n", keep=None):
    """Append a hand-made table (and trailer), which may lie."""
    last = read_document(pdf).revisions[-1]
    keys = keep or ("Root", "Info", "ID")
    kept = b"".join(
        b"/%s %s" % (k.encode(), pdf[slice(*last.spans[k])]) for k in keys if k in last.spans
    )
    sized = b"" if b"/Size" in trailer else b"/Size %d" % size(pdf)
    prev = b"" if b"/Prev" in trailer else b"/Prev %d" % last.table
    body = b"%s%strailer\n<<%s%s%s%s>>\n" % (table, entries, kept, sized, prev, trailer)
    return pdf + body + b"startxref\n%d\n%%%%EOF\n" % (len(pdf) if end is None else end)


def entry(number, offset, kind=b"n", generation=0):
    return b"%d 1\n%010d %05d %s \n" % (number, offset, generation, kind)


def reverted_catalog():
    """The prepared trick: the table leads back to an older text of the same object."""
    document = read_document(whole())
    root = root_number(whole())
    return with_table(whole(), entry(root, document.revisions[0].offsets[root]))


def freed_page_content():
    pdf = whole()
    content = read_document(pdf).item(number_of(pdf, "Page")).dictionary["Contents"].number
    return with_table(pdf, entry(content, 0, b"f", 1))


def own_offset(body, number, **options):
    """One object of one's own, and a table that tells of it as the options say."""
    pdf = whole() + body
    table = len(pdf)
    told = with_table(whole(), b"", **options)[len(whole()) :]
    told = told.replace(b"xref\n", b"xref\n" + entry(number, len(whole())), 1)
    return pdf + re.sub(rb"startxref\n\d+", b"startxref\n%d" % table, told)


def overlapping():
    """Two objects of which one stands inside the other's stream."""
    pdf, at = whole(), size(whole())
    inner = b"%d 0 obj\n<</Type/DSS>>\nendobj\n" % (at + 1)
    outer = b"%d 0 obj\n<</Length %d>>stream\n%s\nendstream\nendobj\n" % (at, len(inner), inner)
    inside = len(pdf) + outer.index(inner)
    table = b"xref\n%d 2\n%010d 00000 n \n%010d 00000 n \n" % (at, len(pdf), inside)
    told = with_table(pdf, b"", table=table, trailer=b"/Size %d" % (at + 2))[len(pdf) :]
    return pdf + outer + re.sub(rb"startxref\n\d+", b"startxref\n%d" % (len(pdf + outer)), told)


def smaller_size():
    pdf = stamped()
    store = whole()[len(pdf) :]
    return pdf + re.sub(rb"/Size \d+", b"/Size 9" + b" " * 2, store)


def used_generation():
    """The new catalog counts as another generation: others find none at all."""
    pdf = stamped()
    store = whole()[len(pdf) :].replace(b"131 0 obj", b"131 1 obj", 1)
    return pdf + store.replace(b" 00000 n", b" 00001 n", 1)


def new_identifier():
    return with_table(whole(), b"", keep=("Root", "Info"), trailer=b"/ID[(x)(y)]")


def xref_stream():
    pdf = whole()
    root = root_number(pdf)
    stream = stream_object(bytes(4), b"/Type/XRef/W[1 2 1]/Size %d/Root %d 0 R" % (size(pdf), root))
    body = b"%d 0 obj\n%s\nendobj\n" % (size(pdf), stream)
    return pdf + body + b"startxref\n%d\n%%%%EOF\n" % len(pdf)


def object_stream():
    packed = stream_object(b"1 0 <</Type/Pages/Kids[]/Count 0>>", b"/Type/ObjStm/N 1/First 4")
    return appended(whole(), fresh(packed))


def store_and_page():
    pdf = whole()
    page = number_of(pdf, "Page")
    body = text_of(pdf, page)[:-2] + b"/Rotate 180>>"
    return catalog_with(pdf, b"/X 1", {page: body})


def stamp_like(field, more=b""):
    """A field that looks like an archive stamp's, with something besides."""
    pdf = whole()
    form = read_document(pdf).root()["AcroForm"].number
    body = re.sub(rb"/Fields ?\[([^]]*)\]", b"/Fields[\\1 %d 0 R]" % size(pdf), text_of(pdf, form))
    stamp = b"<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161%s>>" % more
    return appended(pdf, {form: body, size(pdf): field % (size(pdf) + 1), size(pdf) + 1: stamp})


def archived(pdf=None):
    """Add a genuine archive time stamp, as a renewal does."""
    return add_document_stamp(pdf or whole(), kit().source, expected=6 * 1024)


def stamp_with(old, new):
    """A genuine time stamp of which a text was another before it was stamped."""
    document = read_document(whole())
    last, size = len(document.revisions) - 1, 6 * 1024
    made = stamp_objects(document, last, EMPTY_RANGE, room(size))
    assert any(old in text for text in made.values())
    made = {number: text.replace(old, new) for number, text in made.items()}
    gap = Gap(bytearray(append_revision(whole(), document.revisions[last], made)), size)
    return gap.filled(kit().source.stamp(gap.digest()))


def widget(value, pdf=None):
    pdf = pdf or whole()
    return text_of(pdf, number_of(pdf, "Annot")).replace(b"/T(Seal)", value)


def moved_signature():
    """Wrapping: the second sealed part pushed back, and something of one's own in between."""
    pdf = stamped()
    gap = read_document(pdf).item(number_of(pdf, "Sig")).spans["Contents"]
    return pdf[: gap[1]] + b"/X(forged)" + pdf[gap[1] :]


def signature_with(old, new):
    return changed("Sig", old, new)


TOKENLESS = b"/Contents<00>/ByteRange[0 9 9 9]"
FIELD = b"<</Type/Annot/Subtype/Widget/FT/Sig/T(S)/F 132/Rect[0 0 0 0]/V %d 0 R>>"
NOTE = b"<</Type/Annot/Subtype/%s/Rect[50 50 300 300]/Contents(void)>>"


def changed_form(old, new, extra=None):
    pdf = whole()
    form = read_document(pdf).root()["AcroForm"].number
    new = new.replace(b"NEW", b"%d" % size(pdf))
    body = re.sub(old, new, text_of(pdf, form))
    assert body != text_of(pdf, form)
    return appended(pdf, {form: body, **(extra or {})})


# (the check that says so, its reason): name: how it is made; every one of them is `altered`.
BY_REASON = {
    (LATER, "objects"): {
        **{
            f"annotation {kind.decode()}": partial(annotated, NOTE % kind)
            for kind in (b"Stamp", b"Redact", b"Ink", b"Highlight", b"FileAttachment", b"Link")
        },
        "page replaced in the tree": page_swapped,
        "page added": page_added,
        "page turned": lambda: changed("Page", rb">>$", b"/Rotate 180>>"),
        "page cropped": lambda: changed("Page", rb">>$", b"/CropBox[0 0 5 5]>>"),
        "annotation over the seal's field": lambda: changed(
            "Annot", rb"/Rect ?\[0 0 0 0\]", b"/Rect[0 0 500 700]"
        ),
        "default appearance of the form": lambda: changed_form(
            rb"/SigFlags 3", b"/SigFlags 3/DA(/F 99 Tf)"
        ),
        "appearances to be made anew": lambda: changed_form(
            rb"/SigFlags 3", b"/SigFlags 3/NeedAppearances true"
        ),
        "XFA added": lambda: changed_form(
            rb"/SigFlags 3", b"/SigFlags 3/XFA NEW 0 R", fresh(stream_object(b"<xdp/>"))
        ),
        "signature flags taken away": lambda: changed_form(rb"/SigFlags 3", b"/SigFlags 0"),
        "the seal's field emptied": lambda: changed("Annot", rb"/V \d+ 0 R", b""),
        "the seal's field renamed": lambda: changed("Annot", rb"/T\(Seal\)", b"/T(Other)"),
        "object without a purpose": lambda: appended(whole(), fresh(b"(more)")),
        "object stream": object_stream,
        "page content set free": freed_page_content,
        "another identifier": new_identifier,
        "one object inside another": overlapping,
        "object written twice": lambda: own_offset(b"9 0 obj\n1\nendobj\n9 0 obj\n2\nendobj\n", 9),
    },
    (LATER, "catalog"): {
        "another page tree": lambda: in_catalog(
            rb"/Pages 1 0 R", b"/Pages NEW 0 R", fresh(b"<</Type/Pages/Kids[]/Count 0>>")
        ),
        "language changed": lambda: in_catalog(rb"/Lang\(ja-JP\)", b"/Lang(en-US)"),
        "version raised": lambda: in_catalog(rb">>$", b"/Version/2.0>>"),
        "true written as a number": lambda: in_catalog(rb"/Marked true", b"/Marked 1"),
        "associated files dropped": lambda: in_catalog(rb"/AF\[[^]]*\]", b""),
        "attachments crossed": attachments_crossed,
        "second content.json": lambda: in_catalog(
            rb"/Names\[\(content.json\)",
            b"/Names[(content.json)NEW 0 R(content.json)",
            fresh(b"<</Type/Filespec>>"),
        ),
        "a script by name": lambda: in_catalog(
            rb"/Names<<", b"/Names<</JavaScript NEW 0 R", fresh(b"<</Names[]>>")
        ),
        "strange extension": lambda: in_catalog(
            rb"/Extensions<<", b"/Extensions<</ADBE<</Evil(x)>>"
        ),
        "extension rewritten": lambda: in_catalog(rb"/ExtensionLevel 5", b"/ExtensionLevel 9"),
        "page turned beside a store": store_and_page,
        "a form without the seal": lambda: in_catalog(rb"/AcroForm \d+ 0 R", b""),
    },
    (LATER, "form"): {
        "archive stamp without a token": lambda: stamp_like(FIELD, TOKENLESS),
        "archive stamp under the seal's name": partial(stamp_with, b"/T(Stamp1)", b"/T(Seal)"),
        "archive stamp over the page": partial(
            stamp_with, b"/Rect[0 0 0 0]", b"/Rect[0 0 500 700]"
        ),
    },
    (SEAL, "byte_range"): {
        "byte range taken away": lambda: signature_with(rb"/ByteRange ?\[[^]]*\]", b""),
        "byte range of nulls": lambda: signature_with(
            rb"/ByteRange ?\[[^]]*\]", b"/ByteRange[null null null null]"
        ),
        "byte range negative": lambda: signature_with(rb"/ByteRange ?\[0 ", b"/ByteRange[-1 "),
        "byte range repeated in a new place": lambda: signature_with(rb"/M\(D:2026", b"/M(D:2027"),
        "contents null": lambda: signature_with(rb"/Contents ?<[^>]*>", b"/Contents null"),
        "contents empty": lambda: signature_with(rb"/Contents ?<[^>]*>", b"/Contents<>"),
        "contents of zeros": lambda: signature_with(rb"/Contents ?<[^>]*>", b"/Contents<0000>"),
    },
    (SEAL, "structure"): {
        "sealed part moved": moved_signature,
        "catalog of another generation": used_generation,
        "hybrid table": lambda: with_table(whole(), b"", trailer=b"/XRefStm 9"),
        "table that leads to itself": lambda: with_table(
            whole(), b"", trailer=b"/Prev %d" % len(whole())
        ),
        "start of the table wrong by one": lambda: with_table(whole(), b"", end=len(whole()) + 1),
        "cross-reference stream": xref_stream,
        "another document behind": lambda: whole() + sealed_certificate("B-B").pdf,
    },
    (SEAL, "missing"): {
        "older catalog brought back": reverted_catalog,
        "table that skips the seal": lambda: with_table(
            whole(), b"", trailer=b"/Prev %d" % read_document(whole()).revisions[0].table
        ),
    },
    (LATER, "trailer"): {
        "numbers that do not exist to others": smaller_size,
    },
    (LATER, "trailing_bytes"): {
        "a comment behind": lambda: whole() + b"%more\n",
        "a zero byte behind": lambda: whole() + b"\0",
    },
    (SEAL, "digest"): {
        "bytes changed inside an archive stamp's reach": lambda: archived().replace(
            b"/SigFlags 3", b"/SigFlags 1", 1
        ),
    },
}
MUTANTS_LATER = {
    name: (make, "altered", check, reason)
    for (check, reason), makers in BY_REASON.items()
    for name, make in makers.items()
}
