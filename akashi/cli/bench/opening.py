"""Opens certificates over HTTP (閲覧の測定): a lean client, many kept connections, one thread."""

from __future__ import annotations

import json
import selectors
import socket
import time
from collections import Counter
from dataclasses import dataclass, field

from akashi.cli.bench.child import hear, say

PATIENCE = 30
"""Seconds without any answer after which the measuring is given up."""

_END_OF_HEAD = b"\r\n\r\n"
_LENGTH = b"content-length:"


@dataclass
class Line:
    """One connection with one request on its way.

    出典: なし (本システムの決定)
    """

    socket: socket.socket
    begun: float = 0.0
    received: bytearray = field(default_factory=bytearray)

    def send(self, request: bytes) -> None:
        """Send a request; it is small enough to leave at once."""
        self.received.clear()
        self.begun = time.perf_counter()
        self.socket.sendall(request)

    def take(self) -> int | None:
        """Read what has come; return the status once the answer is whole.

        Raises: ConnectionError when the server hung up.
        """
        piece = self.socket.recv(1 << 16)
        if not piece:
            raise ConnectionError("the server closed the connection")
        self.received += piece
        head = self.received.find(_END_OF_HEAD)
        if head < 0:
            return None
        start = self.received[:head].lower().find(_LENGTH) + len(_LENGTH)
        length = int(self.received[start:head].split(b"\r\n", 1)[0])
        if len(self.received) < head + len(_END_OF_HEAD) + length:
            return None
        return int(self.received[9:12])


def play() -> None:
    """Open what was given on as many connections as asked, and tell how long each took."""
    asked = hear()
    requests = [request_for(*pair) for pair in asked["pairs"]]
    lines = [
        Line(socket.create_connection(("127.0.0.1", asked["port"])))
        for _ in range(asked["connections"])
    ]
    say("ready")
    hear()
    began = time.time()
    seconds, statuses = drive(lines, requests)
    say({"began": began, "ended": time.time(), "seconds": seconds, "statuses": statuses})


def drive(lines: list[Line], requests: list[bytes]) -> tuple[list[float], dict[int, int]]:
    """Keep every connection busy until all requests are answered."""
    waiting = iter(requests)
    seconds: list[float] = []
    statuses: Counter[int] = Counter()
    with selectors.DefaultSelector() as selector:
        for line, request in zip(lines, waiting, strict=False):
            selector.register(line.socket, selectors.EVENT_READ, line)
            line.send(request)
        while selector.get_map():
            events = selector.select(PATIENCE)
            if not events:
                raise TimeoutError(f"no answer for {PATIENCE} s")
            for key, _mask in events:
                line = key.data
                status = line.take()
                if status is None:
                    continue
                seconds.append(time.perf_counter() - line.begun)
                statuses[status] += 1
                following = next(waiting, None)
                if following is None:
                    selector.unregister(line.socket)
                else:
                    line.send(following)
    return seconds, dict(statuses)


def request_for(number: str, key: str) -> bytes:
    """Return the bytes of POST /api/v1/certificates/open."""
    body = json.dumps({"guarantee_number": number, "access_key": key}).encode()
    head = (
        "POST /api/v1/certificates/open HTTP/1.1\r\n"
        "Host: 127.0.0.1\r\n"
        "Content-Type: application/json\r\n"
        "Accept: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
