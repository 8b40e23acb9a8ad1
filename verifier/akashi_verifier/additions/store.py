"""A security store as it is added (長期検証用データの追記): all it held, and new streams."""

from __future__ import annotations

from collections.abc import Sequence

from akashi_verifier.additions.appending import stream_object
from akashi_verifier.revisions import BadPdf, Document, Ref

LARGEST_KEPT = 4 * 1024 * 1024
"""Bytes of one certificate or list in a store."""

_EXTENSION = b"/Extensions<</ESIC<</BaseVersion/1.7/ExtensionLevel 5>>>>"


def store_objects(
    document: Document, last: int, certificates: Sequence[bytes], lists: Sequence[bytes]
) -> dict[int, bytes]:
    """Return the objects, number to text, that add these to the store behind revision `last`.

    Streams and a store that names them behind all that it held before, and, the first
    time, the store's name in the catalog. What is held already is not added again; when
    that is everything, there is nothing to write.

    Raises:
        BadPdf: the file is not one of ours.
    出典: ETSI EN 319 142-1 5.4, docs/certificate-format.md
    """
    root, size = (document.revisions[last].trailer.get(each) for each in ("Root", "Size"))
    if not isinstance(root, Ref) or not isinstance(size, int):
        raise BadPdf("a trailer without root or size")
    held = document.root(last).get("DSS")
    kept = [listed_in(document, last, name) for name in ("Certs", "CRLs")]
    known = {document.decoded(document.item(n, last), LARGEST_KEPT) for each in kept for n in each}
    objects: dict[int, bytes] = {}
    for contents, numbers in zip((certificates, lists), kept, strict=True):
        for content in contents:
            if content not in known:
                known.add(content)
                numbers.append(size + len(objects))
                objects[numbers[-1]] = stream_object(content)
    if held is not None and not objects:
        return {}
    store = held.number if isinstance(held, Ref) else size + len(objects)
    objects[store] = b"<</Type/DSS/Certs[%s]/CRLs[%s]>>" % tuple(map(_references, kept))
    if held is None:
        objects[root.number] = _named(document, last, root, store)
    return objects


def listed_in(document: Document, last: int, name: str) -> list[int]:
    """Return the numbers of the streams that the store lists under a name, as of `last`.

    Raises:
        BadPdf: a store of another form than ours.
    出典: ETSI EN 319 142-1 5.4.2.2
    """
    held = document.root(last).get("DSS")
    if held is None:
        return []
    listed = document.dictionary(held, last).get(name)
    if not isinstance(held, Ref) or not isinstance(listed, list):
        raise BadPdf("a security store that is none of ours")
    return [each.number for each in listed if isinstance(each, Ref)]


def _references(numbers: Sequence[int]) -> bytes:
    return b" ".join(b"%d 0 R" % number for number in numbers)


def _named(document: Document, last: int, root: Ref, store: int) -> bytes:
    """Return the catalog's text with the store's name at its end."""
    catalog = document.item(root.number, last)
    extension = b"" if "Extensions" in catalog.dictionary else _EXTENSION
    inside = document.data[catalog.value_start : catalog.value_end - len(b">>")]
    return b"%s%s/DSS %d 0 R>>" % (inside, extension, store)
