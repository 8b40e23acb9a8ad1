"""Files of the log (公開ログのファイル): what the published folder holds, as a web server would."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from akashi.portals.shared import outside
from akashi.portals.shared.guards import public_api
from akashi_verifier.log_trail import TRAIL_HEAD
from akashi_verifier.transparency_log import BadNote, read_checkpoint
from akashi_verifier.transparency_log.tiles import (
    CHECKPOINT,
    HEIGHT,
    WIDTH,
    BadTile,
    Tile,
    cut,
    read_path,
)

if TYPE_CHECKING:
    from akashi.adapters.toolbox import LogStore

TEXT = "text/plain; charset=utf-8"
BYTES = "application/octet-stream"
STAMP = "application/timestamp-reply"
FOR_EVER = "public, max-age=31536000, immutable"
A_MOMENT = "public, max-age=1"
A_MINUTE = "public, max-age=60"

# Anchors of the log and stamps on the audit trail: a text, and the authority's answer to it.
_STAMPED = re.compile(r"(?:anchor|trail)/(?:0|[1-9][0-9]{0,18})(?:\.[1-9][0-9]{0,8})?(\.tsr)?")
_INDICES = ("anchor/index.txt", "trail/index.txt")


@dataclass(frozen=True, slots=True)
class Form:
    """How a published file is handed out.

    出典: C2SP tlog-tiles
    """

    kind: str
    keep: str
    """How long whoever fetched it may keep it."""


@public_api
@require_safe
def file(request: HttpRequest, path: str) -> HttpResponse:
    """Answer one published file of the log, or that there is none, in plain text.

    出典: C2SP tlog-tiles
    """
    form = _form(path)
    data = _data(outside.toolbox().log_store, path) if form else None
    if form is None or data is None:
        return _for_everybody(HttpResponse("not found\n", status=404, content_type=TEXT))
    answer = HttpResponse(data, content_type=form.kind)
    answer["Cache-Control"] = form.keep
    answer["ETag"] = f'"{hashlib.sha256(data).hexdigest()[:32]}"'
    conditional = get_conditional_response(request, etag=answer["ETag"], response=answer)
    return _for_everybody(conditional or answer)


def _form(path: str) -> Form | None:
    """Return how a path is served; None for what no log publishes."""
    if path in (CHECKPOINT, TRAIL_HEAD):
        return Form(TEXT, A_MOMENT)
    if path in _INDICES:
        return Form(TEXT, A_MINUTE)
    if read_path(path):
        return Form(BYTES, FOR_EVER)
    if stamped := _STAMPED.fullmatch(path):
        return Form(STAMP if stamped[1] else TEXT, FOR_EVER)
    return None


def _data(store: LogStore, path: str) -> bytes | None:
    """Return a published file; a partial tile also after a wider one has taken its place.

    Certificates carry checkpoints of sizes that were never the published one. Whoever asks for
    the tiles of such a size gets them too.
    """
    data = store.read(path)
    named = read_path(path)
    if data is not None or named is None or named[0].width == WIDTH:
        return data
    tile, entries = named
    wider = _as_published(store, tile)
    if wider is None or wider.width <= tile.width:
        return None
    whole = store.read(wider.entries_path if entries else wider.path)
    try:
        return None if whole is None else cut(whole, tile.width, entries=entries)
    except BadTile:
        return None


def _as_published(store: LogStore, tile: Tile) -> Tile | None:
    """Return the tile as wide as the published checkpoint has it; None where it has none."""
    try:
        size = read_checkpoint((store.read(CHECKPOINT) or b"").decode()).size
    except (UnicodeDecodeError, BadNote):
        return None
    width = min(WIDTH, (size >> HEIGHT * tile.level) - tile.first)
    return Tile(tile.level, tile.index, width) if width > 0 else None


def _for_everybody(answer: HttpResponse) -> HttpResponse:
    """Let pages of other sites read it too: monitors may run in a browser."""
    answer["Access-Control-Allow-Origin"] = "*"
    return answer
