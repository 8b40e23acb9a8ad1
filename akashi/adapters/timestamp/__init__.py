"""Time stamps (時刻認証): asking an authority, checking what it answers, and a demo authority."""

from akashi.adapters.timestamp.authority import DemoAuthority
from akashi.adapters.timestamp.http_source import HttpSource
from akashi.adapters.timestamp.local_source import LocalSource
from akashi.adapters.timestamp.source import NoTimestamp, TimestampSource

__all__ = [
    "DemoAuthority",
    "HttpSource",
    "LocalSource",
    "NoTimestamp",
    "TimestampSource",
]
