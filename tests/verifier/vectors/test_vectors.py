"""The published vectors: both commands give the answers of the index, and the small ones hold."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from akashi.cli.main import akashi
from akashi_verifier.__main__ import main
from akashi_verifier.canonical import canonical_bytes
from akashi_verifier.log_signature import signed_by_log
from akashi_verifier.transparency_log import (
    leaf_data,
    leaf_hash,
    parse_log_key,
    read_checkpoint,
    verify_consistency,
    verify_inclusion,
)

FOLDER = Path(__file__).parents[3] / "docs" / "vectors"
INDEX = json.loads((FOLDER / "index.json").read_text("utf-8"))
LOG = json.loads((FOLDER / "log.json").read_text("utf-8"))
ENTRIES = {each["name"]: each for each in INDEX["certificates"]}
EXIT = {"authentic": 0, "altered": 1, "unknown_issuer": 1}


def given(entry):
    trust = [word for file in INDEX["trust"] for word in ("--trust", str(FOLDER / file))]
    keys = [word for file in INDEX["log_keys"] for word in ("--log-key", str(FOLDER / file))]
    return [str(FOLDER / entry["file"]), *trust, *keys, "--at", entry["at"], "--json"]


def compare(entry, answer, code):
    expected = entry["expected"]
    assert (answer["kind"], answer["verdict"]) == (expected["kind"], expected["verdict"])
    assert {each["name"]: each["ok"] for each in answer["checks"]} == expected["checks"]
    assert answer["evidence"]["level"] == expected["level"]
    assert answer["evidence"]["timestamp_at"] == expected["timestamp_at"]
    assert (answer["content"] is not None) == expected["content_shown"]
    assert code == EXIT[expected["verdict"]]


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_the_verifier_alone_gives_the_answer_of_the_index(name, capsysbinary):
    code = main(given(ENTRIES[name]))
    compare(ENTRIES[name], json.loads(capsysbinary.readouterr().out), code)


@pytest.mark.parametrize("name", sorted(ENTRIES))
def test_the_product_gives_the_answer_of_the_index(name):
    told = CliRunner().invoke(akashi, ["verify", *given(ENTRIES[name])])
    compare(ENTRIES[name], json.loads(told.stdout), told.exit_code)


def test_the_index_holds_every_kind_of_answer():
    levels = {each["expected"]["level"] for each in ENTRIES.values()}
    assert levels >= {"B-B", "B-T", "B-LT", "B-LTA", None}
    wrong = {
        n for e in ENTRIES.values() for n, ok in e["expected"]["checks"].items() if ok is False
    }
    assert wrong == {
        "seal", "chain", "timestamp", "content_match", "log_inclusion", "no_later_changes",
    }  # fmt: skip
    names = {name.partition("-")[0]: ENTRIES[name]["expected"]["verdict"] for name in ENTRIES}
    assert (names["genuine"], names["stripped"]) == ("authentic", "authentic")
    forged = {e["expected"]["verdict"] for n, e in ENTRIES.items() if n.startswith("forged")}
    assert forged == {"altered", "unknown_issuer"}


def test_the_vectors_stay_small():
    assert sum(each.stat().st_size for each in FOLDER.rglob("*") if each.is_file()) < 3_500_000


def hashes(texts):
    return [base64.b64decode(each) for each in texts]


def test_leaves_of_the_log_are_computed_as_written():
    for leaf in LOG["leaves"]:
        salt = base64.b64decode(leaf["salt"])
        data = leaf_data(salt, leaf["content_sha256"], leaf["event"])
        assert data.decode() == leaf["leaf_data"]
        assert base64.b64encode(leaf_hash(data)).decode() == leaf["leaf_hash"]


def test_proofs_of_the_log_lead_to_its_roots():
    roots = hashes(LOG["roots_by_size"])
    leaves = hashes(each["leaf_hash"] for each in LOG["leaves"])
    for each in LOG["inclusion"]:
        index, size = each["index"], each["size"]
        assert verify_inclusion(leaves[index], index, size, hashes(each["proof"]), roots[size])
    for each in LOG["consistency"]:
        older, newer = ((n, roots[n]) for n in (each["from"], each["to"]))
        assert verify_consistency(older, newer, hashes(each["proof"]))


def test_the_checkpoint_of_the_log_is_signed():
    stated = read_checkpoint(LOG["checkpoint"])
    assert stated.root == base64.b64decode(LOG["roots_by_size"][stated.size])
    assert signed_by_log(LOG["checkpoint"], parse_log_key(LOG["log_key"]))


def test_canonical_bytes_are_those_of_the_vectors():
    for each in json.loads((FOLDER / "canonical.json").read_text("utf-8")):
        if each["canonical_base64"] is None:
            with pytest.raises(ValueError, match=r"canonical|exponent|surrogate"):
                canonical_bytes(json.loads(each["input"]))
            continue
        made = canonical_bytes(json.loads(each["input"]))
        assert base64.b64encode(made).decode() == each["canonical_base64"]
        assert hashlib.sha256(made).hexdigest() == each["sha256"]
