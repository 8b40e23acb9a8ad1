"""Other people's systems (API 利用者): a client whose every answer is held to the description."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from akashi.adapters.toolbox import Toolbox
from akashi.domain.people import Actor, system_actor
from akashi.workflows.keeping.people import create_token
from tests.factories.guarantees import Way
from tests.factories.people import People
from tests.portals.api.promised import hold_to_description

ROOT = "/api/v1/"
SOURCE = "198.51.100.20"


class Api:
    """Asks as one person after another; the token of each is made when first needed.

    出典: なし (試験用)
    """

    def __init__(self, people: People, tools: Toolbox) -> None:
        self.people, self.tools = people, tools
        self.client = Client(raise_request_exception=False)
        self.tokens: dict[str, str] = {}

    def ask(
        self, method: str, path: str, who: str = "", body: object = None, **told: str | bytes
    ) -> Any:
        """Return the answer, which the description promises.

        `raw` is sent instead of `body`, as `media`, from `source`; the rest are headers.
        """
        sent = told.pop("raw", b"" if body is None else json.dumps(body))
        media, source = told.pop("media", "application/json"), told.pop("source", SOURCE)
        headers = {name.replace("_", "-"): value for name, value in told.items()}
        if who:
            headers["Authorization"] = f"Bearer {self.token(who)}"
        answer = self.client.generic(
            method,
            ROOT + path,
            sent,
            content_type=media,
            headers=headers,
            REMOTE_ADDR=source,
        )
        hold_to_description(method, ROOT + path, answer)
        return answer

    def get(self, path: str, who: str = "", **headers: str) -> Any:
        """Ask for something."""
        return self.ask("GET", path, who, **headers)

    def post(self, path: str, who: str = "", body: object = None, **headers: str) -> Any:
        """Do something."""
        return self.ask("POST", path, who, body, **headers)

    def token(self, who: str) -> str:
        """Return the bearer token of somebody's system."""
        if who not in self.tokens:
            actor: Actor = getattr(self.people, who)
            self.tokens[who] = create_token(
                actor.user_id,
                by=system_actor("cli"),
                at=self.tools.clock.now(),
                entropy=self.tools.randomness(32),
            )
        return self.tokens[who]

    def key_of(self, number: str) -> str:
        """Return the access key as Alice is shown it."""
        key: str = self.post(f"guarantees/{number}/access-key", "alice").json()["access_key"]
        return key


@pytest.fixture
def _outside(tools: Toolbox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akashi.portals.shared.outside.toolbox", lambda: tools)


@pytest.fixture
def api(way: Way, _outside: None) -> Api:
    """Return a client over the store of the test."""
    return Api(way.people, way.tools)
