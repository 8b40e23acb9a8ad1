"""What may stand behind a seal (封印後の追記): stores and time stamps, each in one written form."""

from akashi_verifier.additions.appending import (
    append_revision,
    body_text,
    object_text,
    stream_object,
    table_text,
)
from akashi_verifier.additions.stamp import range_text, stamp_objects
from akashi_verifier.additions.store import listed_in, store_objects

__all__ = [
    "append_revision",
    "body_text",
    "listed_in",
    "object_text",
    "range_text",
    "stamp_objects",
    "store_objects",
    "stream_object",
    "table_text",
]
