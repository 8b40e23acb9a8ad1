"""An authority of another make: `openssl ts -reply` behind a port."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

from tests.adapters.pki import Issued
from tests.tools.missing_tools import need

_CONFIG = """
[tsa]
default_tsa = one
[one]
serial = {folder}/serial
default_policy = 1.2.3.4.1
signer_digest = sha256
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = yes
tsa_name = yes
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def openssl_authority(folder: Path, unit: Issued) -> Callable[[bytes], bytes]:
    """Return what answers requests with this key, as OpenSSL makes the answers."""
    need("openssl")
    (folder / "tsa.cnf").write_text(_CONFIG.format(folder=folder))
    (folder / "serial").write_text("01")
    unit.write(folder, "tsa")

    def answer(request: bytes) -> bytes:
        (folder / "request").write_bytes(request)
        keys = ["-signer", "tsa.pem", "-inkey", "tsa.key", "-config", "tsa.cnf"]
        words = ["openssl", "ts", "-reply", "-queryfile", "request", *keys, "-out", "reply"]
        subprocess.run(words, cwd=folder, check=True, capture_output=True)
        return (folder / "reply").read_bytes()

    return answer
