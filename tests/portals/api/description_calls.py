"""Every call of the description (全API), for tests that go through all of them."""

from __future__ import annotations

from akashi.portals.api.description import document

ROOT = "/api/v1/"

CALLS: list[tuple[str, str, bool]] = [
    (method.upper(), path.removeprefix(ROOT), bool(operation.get("security")))
    for path, methods in document()["paths"].items()
    for method, operation in methods.items()
]
"""Method, path below the root, and whether it needs a token."""

METHODS: dict[str, set[str]] = {
    path.removeprefix(ROOT): {method.upper() for method in methods}
    for path, methods in document()["paths"].items()
}
