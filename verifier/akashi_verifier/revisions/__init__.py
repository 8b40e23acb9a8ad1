"""The revisions of a PDF (PDFの増分更新): read byte by byte, strictly."""

from akashi_verifier.revisions.document import Document, Revision, read_document
from akashi_verifier.revisions.objects import BadPdf, Item, Name, PdfObject, Ref, Stream

__all__ = [
    "BadPdf",
    "Document",
    "Item",
    "Name",
    "PdfObject",
    "Ref",
    "Revision",
    "Stream",
    "read_document",
]
