"""A company's program (API 利用者) that asks again and again until it is answered."""

from __future__ import annotations

import json
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from typing import Any

PATIENCE = 90.0
"""Seconds until a program gives up."""

FINAL = range(200, 500)


class Program:
    """One caller of the API; whatever is not an answer, it asks again.

    出典: なし (試験用)
    """

    def __init__(self, port: int, tokens: dict[str, str]) -> None:
        self._port, self._tokens = port, tokens
        self.refusals: list[tuple[int, str]] = []
        """Answers of 500 and more that were no “come back later”."""

    def issue(self, document: dict[str, Any], key: str) -> str:
        """Walk an application from the file to the guarantee, and return its number."""
        made = self.ask("POST", "", "alice", document, key=key)
        path = "/" + made["id"]
        self.ask("POST", path + "/submit", "alice", {})
        self.ask("POST", path + "/accept", "ume", {})
        self.ask("POST", path + "/approve", "matsu", {})
        yen = self.ask("GET", path, "alice")["premium"]["premium_yen"]
        paid = {"amount_yen": yen, "paid_on": "2026-11-22", "method": "transfer"}
        self.ask("POST", path + "/payments", "ume", paid)
        number: str = self.ask("GET", path, "alice")["guarantee_number"]
        return number

    def ask(self, method: str, path: str, who: str, body: object = None, *, key: str = "") -> Any:
        """Return the final answer; a step that was done before is refused, which is as good."""
        headers = {
            "Authorization": f"Bearer {self._tokens[who]}",
            "Content-Type": "application/json",
            **({"Idempotency-Key": key} if key else {}),
        }
        sent = None if body is None else json.dumps(body)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            try:
                with closing(HTTPConnection("127.0.0.1", self._port, timeout=20)) as line:
                    line.request(method, "/api/v1/applications" + path, sent, headers)
                    answer = line.getresponse()
                    said = answer.read()
            except (OSError, HTTPException):
                time.sleep(0.05)
                continue
            if answer.status in FINAL:
                return json.loads(said)
            if answer.status != 503:
                self.refusals.append((answer.status, said.decode()))
            time.sleep(0.1)
        raise TimeoutError(f"no answer to {method} {path}")
