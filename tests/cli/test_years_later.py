"""The real command as the years go by: renewed by `akashi evidence renew`, and still authentic."""

from __future__ import annotations

import json
import os
import subprocess
import sys

from tests.cli.conftest import YOMITAN


def test_a_certificate_renewed_by_the_command_is_authentic_nine_years_later(tmp_path):
    certificate = tmp_path / "out" / "certificate.pdf"
    ours = {name for name in os.environ if name[:7] == "AKASHI_"} | {"DJANGO_SETTINGS_MODULE"}
    environment = {name: value for name, value in os.environ.items() if name not in ours}
    environment["AKASHI_DATA_DIR"] = str(tmp_path / "var")

    def akashi(days: int, *words: object) -> dict:
        told = subprocess.run(
            ["faketime", "-f", f"+{days}d", sys.executable, "-m", "akashi", *map(str, words)],
            env=environment, check=False, capture_output=True, text=True,
        )  # fmt: skip
        assert told.returncode == 0, told.stdout + told.stderr
        return json.loads(told.stdout)

    def issue(days: int) -> None:
        out = ("--out", certificate.parent, "--idempotency-key", "k", "--json")
        akashi(days, "issue", YOMITAN, *out)

    issue(0)
    sealed = certificate.read_bytes()
    for days in (400, 800, 1200):
        assert akashi(days, "evidence", "renew", "--json")["renewed"] == 1
        assert akashi(days, "evidence", "renew", "--json")["renewed"] == 0
    issue(1200)
    assert certificate.read_bytes().startswith(sealed)
    for days in (1200, 9 * 365):
        found = akashi(days, "verify", certificate, "--json")
        assert (found["verdict"], found["evidence"]["level"]) == ("authentic", "B-LTA")
