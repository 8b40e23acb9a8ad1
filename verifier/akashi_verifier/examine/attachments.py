"""The files inside a PDF (添付): exactly the ones our documents carry, none hidden or doubled."""

from __future__ import annotations

from akashi_verifier.revisions import BadPdf, Document, PdfObject, Ref

CONTENT, EVIDENCE, NOTICE = "content.json", "evidence.json", "notice.json"

_LARGEST = 256 * 1024


class BadAttachments(Exception):  # noqa: N818 - says what is wrong, as the other names of this room do
    """Raised when files are attached in another way than ours are.

    出典: acceptance A51
    """


def attachments(document: Document, last: int = -1) -> dict[str, bytes]:
    """Return name to content of the attached files, as at the end of revision `last`.

    Each stands once in the tree of names and once, in the same order, in the list of
    associated files; a file specification or an embedded file besides is refused.

    Raises:
        BadAttachments: named twice, hidden, listed otherwise, or larger than any of ours.
    出典: ISO 32000-1 7.11.4, ISO 19005-3 6.8
    """
    try:
        files, known = _read(document, last)
        _no_others(document, last, known)
    except BadPdf as error:
        raise BadAttachments(str(error)) from error
    return files


def attached_names(document: Document, last: int = -1) -> set[str]:
    """Return the names in the tree of names, whatever they lead to; empty for another tree.

    出典: なし (本システムの決定)
    """
    try:
        names = _names(document, last)
    except BadPdf:
        return set()
    return {each.decode("latin-1") for each in names[::2] if isinstance(each, bytes)}


def attached_files(document: Document, last: int = -1) -> dict[str, bytes]:
    """Return the same without looking through the whole document for hidden files.

    Raises:
        BadAttachments: as above, hidden ones excepted.
        BadPdf: the structure leads nowhere.
    出典: ISO 32000-1 7.11.4
    """
    return _read(document, last)[0]


def _read(document: Document, last: int) -> tuple[dict[str, bytes], set[int]]:
    names = _names(document, last)
    specifications = names[1::2]
    if document.array(document.root(last).get("AF", []), last) != specifications or len(names) % 2:
        raise BadAttachments("the list of associated files is another than the tree of names")
    found: dict[str, bytes] = {}
    known: set[int] = set()
    for key, reference in zip(names[::2], specifications, strict=True):
        name, stream = _specified(document, reference, last)
        if name in found or key != name.encode():
            raise BadAttachments("two files of one name")
        found[name] = document.decoded(document.item(stream.number, last), _LARGEST)
        known |= {each.number for each in (reference, stream) if isinstance(each, Ref)}
    return found, known


def _names(document: Document, last: int) -> list[PdfObject]:
    trees = document.dictionary(document.root(last).get("Names", {}), last)
    tree = document.dictionary(trees.get("EmbeddedFiles", {}), last)
    if not set(tree) <= {"Names"}:
        raise BadPdf("a tree of names with branches")
    return document.array(tree.get("Names", []), last)


def _specified(document: Document, reference: PdfObject, last: int) -> tuple[str, Ref]:
    specification = document.dictionary(reference, last)
    name = specification.get("UF")
    files = document.dictionary(specification.get("EF"), last)
    stream = files.get("F")
    if (
        not isinstance(name, bytes)
        or not isinstance(stream, Ref)
        or specification.get("F") != name
        or not set(files) <= {"F", "UF"}
        or files.get("UF", stream) != stream
    ):
        raise BadAttachments("a file specification of another form")
    return name.decode("latin-1"), stream


def _no_others(document: Document, last: int, known: set[int]) -> None:
    for number, offset in document.numbers(last).items():
        value = document.item_at(number, offset).value
        inside = value.values() if number in known and isinstance(value, dict) else [value]
        if any(_is_file(each) for each in inside):
            raise BadAttachments("a file that no list names")


def _is_file(value: PdfObject) -> bool:
    """Say whether a value is a file specification or an embedded file, or holds one."""
    if isinstance(value, list):
        return any(_is_file(each) for each in value)
    if not isinstance(value, dict):
        return False
    named = value.get("Type") in ("Filespec", "F", "EmbeddedFile") or "EF" in value
    return named or any(_is_file(each) for each in value.values())
