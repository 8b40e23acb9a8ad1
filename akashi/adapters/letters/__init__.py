"""The wording of every mail (通知文): Japanese first, English below; never an access key."""

from akashi.adapters.letters.anchored import log_anchored
from akashi.adapters.letters.declined import declined
from akashi.adapters.letters.ready import certificate_ready
from akashi.adapters.letters.received import application_received
from akashi.adapters.letters.returned import returned
from akashi.adapters.letters.sheet import Sender, Wording, one_line

__all__ = [
    "Sender",
    "Wording",
    "application_received",
    "certificate_ready",
    "declined",
    "log_anchored",
    "one_line",
    "returned",
]
