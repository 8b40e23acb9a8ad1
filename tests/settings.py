"""Settings of a test run (試験): the product's own, over a data directory that is thrown away."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Workers of pytest-xdist inherit the directory; only the process that made it removes it.
if "AKASHI_TEST_DIR" not in os.environ:
    os.environ["AKASHI_TEST_DIR"] = tempfile.mkdtemp(prefix="akashi-test-")
    atexit.register(shutil.rmtree, os.environ["AKASHI_TEST_DIR"], ignore_errors=True)
# Each worker has a folder of its own in it: no test finds what another publishes at the same time.
os.environ["AKASHI_DATA_DIR"] = str(
    Path(os.environ["AKASHI_TEST_DIR"]) / os.environ.get("PYTEST_XDIST_WORKER", "alone")
)

from akashi.config.settings import *  # noqa: F403 - the directory comes first
from akashi.config.settings import DATA_DIR, DATABASES, LOGGING

# A file, not memory: threads and processes of one test must meet in the same store.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGGING = {**LOGGING, "level": "ERROR"}
