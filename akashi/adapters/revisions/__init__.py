"""The revisions of a PDF (PDFの増分更新): read byte by byte, strictly, and appended to."""

from akashi.adapters.revisions.document import Document, Revision, read_document
from akashi.adapters.revisions.objects import BadPdf, Item, Name, PdfObject, Ref, Stream
from akashi.adapters.revisions.writing import append_revision, stream_object

__all__ = [
    "BadPdf",
    "Document",
    "Item",
    "Name",
    "PdfObject",
    "Ref",
    "Revision",
    "Stream",
    "append_revision",
    "read_document",
    "stream_object",
]
