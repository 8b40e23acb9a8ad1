"""`akashi bench` (測定): small runs of the real thing, and its arithmetic."""

from __future__ import annotations

import html
import json
import subprocess
import sys
from pathlib import Path

import pytest

from akashi.cli.bench import figures
from akashi.domain.certificate import labelled_rows
from tests.adapters.evidence_kit import content
from tests.cli.test_process import environment
from tests.tools.missing_tools import ToolMissing


@pytest.fixture(autouse=True)
def _noon():
    """The processes of a measuring have the machine's clock."""


def bench(folder: Path, *words: object):
    (folder / "data").mkdir()
    told = subprocess.run(
        [sys.executable, "-m", "akashi", "bench", *map(str, words), "--json"],
        env=environment(folder),
        capture_output=True,
        timeout=200,
        check=False,
    )
    assert told.returncode == 0, told.stderr.decode()
    left = [path.name for path in (folder / "data").iterdir() if path.name.startswith("bench-")]
    assert left == []
    return json.loads(told.stdout)


def test_issues_are_counted_in_the_store_and_nothing_of_it_is_left(tmp_path):
    found = bench(tmp_path, "issue", "-n", 4, "--guarantees", 30, "--processes", 2)
    assert (found["issued"], found["lost"], found["log_ok"]) == (4, 0, True)
    parts = {each["part"] for each in found["parts"]}
    assert {"log", "typeset", "seal", "time stamp", "read back", "store"} <= parts
    whole = sum(each["milliseconds"] for each in found["parts"])
    between = found["parts"][-1]["milliseconds"]
    assert found["whole_over_parts"] == pytest.approx(whole / (whole - between), abs=0.01)
    for each in (found, found["one_process"]):
        assert each["rate_per_second"] > each["with_conclusion"]["rate_per_second"] > 0
    assert sum(each["share_percent"] for each in found["parts"]) == pytest.approx(100, abs=0.5)


def test_documents_alone_are_measured_beside_those_of_other_libraries(tmp_path):
    found = bench(tmp_path, "issue", "-n", 2, "--guarantees", 5, "--processes", 1)["documents"]
    if found["plain"] is None:
        raise ToolMissing("libpango")
    assert found["times_as_fast"] == round(
        found["ours"]["rate_per_second"] / found["plain"]["rate_per_second"], 1
    )


def test_the_other_libraries_print_the_same_words():
    try:
        from akashi.cli.bench.plain import page  # noqa: PLC0415 - needs what only tests install
    except OSError as missing:
        raise ToolMissing("libpango") from missing

    promise = {"content": content(), "evidence": None}
    for row in labelled_rows(promise["content"]):
        assert html.escape(row.value) in page(promise)


def test_openings_are_answered_and_each_one_is_on_record(tmp_path):
    found = bench(tmp_path, "open", "-n", 50, "--guarantees", 30, "--processes", 1)
    assert (found["opened"], found["recorded"], found["errors"]) == (50, 50, {})


def test_verifications_are_counted_and_the_two_checkers_shown_apart(tmp_path):
    found = bench(tmp_path, "verify", "-n", 5, "--processes", 2)
    assert (found["verified"], found["lost"]) == (5, 0)
    assert {each["part"] for each in found["parts"]} == {"verifier", "second checker", "between"}


def test_percentiles_are_times_that_were_really_taken():
    taken = [each / 1000 for each in range(1, 101)]
    assert figures.percentiles(taken) == {"p50": 50, "p95": 95, "p99": 99, "max": 100}
    assert figures.percentiles([0.5]) == {"p50": 500, "p95": 500, "p99": 500, "max": 500}


def test_the_rate_counts_from_the_first_start_to_the_last_end():
    runs = [
        {"began": 10.0, "ended": 12.0, "seconds": [0.5] * 3},
        {"began": 11.0, "ended": 14.0, "seconds": [0.5] * 5},
    ]
    assert figures.rate(runs) == 2.0
