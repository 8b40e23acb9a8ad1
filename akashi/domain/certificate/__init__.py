"""Certificate content (証書記載事項): its fields, canonical bytes, digest and printed rows."""

from akashi.domain.certificate.composing import SCHEMA, content
from akashi.domain.certificate.rows import Row, labelled_rows
from akashi_verifier.canonical import canonical_bytes, digest

__all__ = ["SCHEMA", "Row", "canonical_bytes", "content", "digest", "labelled_rows"]
