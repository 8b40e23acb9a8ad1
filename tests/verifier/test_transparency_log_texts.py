"""Leaves, checkpoints and evidence: the exact bytes and texts that others read."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

from akashi_verifier.transparency_log import (
    BadEvidence,
    BadNote,
    Checkpoint,
    Evidence,
    LogKey,
    MemoryHashes,
    Tree,
    is_leaf_data,
    leaf_data,
    leaf_hash,
    parse_log_key,
    read_checkpoint,
    read_evidence,
    sign_checkpoint,
    verify_checkpoint,
)
from akashi_verifier.transparency_log.checkpoint import _split

SALT = bytes(range(32))
DIGEST = hashlib.sha256(b"content").hexdigest()
PRIVATE = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
KEY = LogKey("akashi.example/log", PRIVATE.public_key().public_bytes_raw())


def checks(public_key):
    def verify(signature, text):
        try:
            Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text)
        except InvalidSignature:
            return False
        return True

    return verify


def evidence(**changes):
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    for number in range(5):
        data = leaf_data(SALT, DIGEST, "concluded") if number == 3 else str(number).encode()
        hashes.keep(tree.append(data))
    note = sign_checkpoint(Checkpoint(KEY.name, 5, tree.root()), KEY, PRIVATE.sign)
    values = {
        "event": "concluded", "content_sha256": DIGEST, "salt": SALT, "leaf_index": 3,
        "tree_size": 5, "inclusion_proof": tuple(tree.inclusion_proof(3)), "checkpoint": note,
    }  # fmt: skip
    return Evidence(**{**values, **changes})


def test_a_leaf_is_a_version_line_and_a_salted_digest():
    committed = b"akashi.leaf/1\n" + SALT + b"concluded\n" + bytes.fromhex(DIGEST)
    expected = b"akashi.leaf/1\n" + hashlib.sha256(committed).hexdigest().encode() + b"\n"
    assert leaf_data(SALT, DIGEST, "concluded") == expected


def test_the_leaf_shows_neither_digest_nor_event_nor_salt():
    data = leaf_data(SALT, DIGEST, "cancelled")
    assert DIGEST.encode() not in data
    assert b"cancelled" not in data
    assert SALT not in data


@pytest.mark.parametrize(
    ("salt", "digest", "event"),
    [
        (SALT[:-1], DIGEST, "concluded"),
        (SALT, DIGEST.upper(), "concluded"),
        (SALT, DIGEST[:-1], "concluded"),
        (SALT, DIGEST, "sold"),
    ],
)
def test_what_cannot_be_a_leaf_is_refused(salt, digest, event):
    with pytest.raises(ValueError):
        leaf_data(salt, digest, event)


def test_the_published_vector_is_true():
    published = Path("docs/transparency-log.md").read_text()
    leaf = leaf_data(SALT, DIGEST, "concluded")
    example = LogKey("akashi.example/log", PRIVATE.public_key().public_bytes_raw())
    note = sign_checkpoint(Checkpoint(example.name, 1, leaf_hash(leaf)), example, PRIVATE.sign)
    for told in (DIGEST, leaf.decode(), leaf_hash(leaf).hex(), note, example.text()):
        assert told in published


def test_each_of_salt_digest_and_event_changes_the_leaf():
    leaves = {
        leaf_data(SALT, DIGEST, "concluded"),
        leaf_data(SALT[::-1], DIGEST, "concluded"),
        leaf_data(SALT, DIGEST[::-1], "concluded"),
        leaf_data(SALT, DIGEST, "amended"),
    }
    assert len(leaves) == 4


def test_leaf_data_is_recognised_by_its_form():
    assert is_leaf_data(leaf_data(SALT, DIGEST, "released"))
    assert not is_leaf_data(leaf_data(SALT, DIGEST, "released") + b"\n")


def test_a_checkpoint_is_three_lines():
    point = Checkpoint("akashi.example/log", 7, b"\xff" * 32)
    root = base64.b64encode(b"\xff" * 32).decode()
    assert point.text() == f"akashi.example/log\n7\n{root}\n"


def test_a_signed_checkpoint_reads_back_and_verifies():
    point = Checkpoint(KEY.name, 7, b"\xff" * 32)
    note = sign_checkpoint(point, KEY, PRIVATE.sign)
    assert read_checkpoint(note) == point
    assert verify_checkpoint(note, KEY, checks(KEY.public_key))


def test_a_witness_signature_beside_ours_is_passed_over():
    point = Checkpoint(KEY.name, 7, b"\xff" * 32)
    note = sign_checkpoint(point, KEY, PRIVATE.sign) + "— witness.example AAAAAAAA\n"
    assert verify_checkpoint(note, KEY, checks(KEY.public_key))


@pytest.mark.parametrize("change", ["size", "origin", "key", "name"])
def test_a_checkpoint_that_was_changed_or_signed_by_another_key_does_not_verify(change):
    note = sign_checkpoint(Checkpoint(KEY.name, 7, b"\xff" * 32), KEY, PRIVATE.sign)
    key = KEY
    if change == "size":
        note = note.replace("\n7\n", "\n8\n")
    elif change == "origin":
        note = note.replace("akashi.example/log\n7", "other.example/log\n7")
    elif change == "key":
        other = Ed25519PrivateKey.generate().public_key().public_bytes_raw()
        key = LogKey(KEY.name, other)
    else:
        key = LogKey("other.example/log", KEY.public_key)
    assert not verify_checkpoint(note, key, checks(key.public_key))


@pytest.mark.parametrize(
    "note",
    [
        "", "a\n7\n", "a\n7\nAAAA\n\n— a AAAA\n", "a\n07\n" + "A" * 43 + "=\n\n— a AAAA\n",
        "a\n7\n" + "A" * 43 + "=\n\n— a AAAA", "a\n7\n" + "A" * 43 + "=\n\na AAAA\n",
        "a\n7\n" + "A" * 42 + "B=\n\n— a AAAA\n", "a\n7\n" + "A" * 43 + "=\nmore\n\n— a AAAA\n",
    ],
)  # fmt: skip
def test_what_is_no_signed_checkpoint_is_refused(note):
    with pytest.raises(BadNote):
        read_checkpoint(note)


# The published example of Go's golang.org/x/mod/sumdb/note, from which C2SP signed-note grew.
NEUMANN_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NEUMANN_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)


def test_a_published_verifier_key_reads_and_writes_back():
    key = parse_log_key(NEUMANN_KEY + "\n")
    assert (key.name, key.key_id.hex(), key.text()) == ("PeterNeumann", "c74f20a3", NEUMANN_KEY)


def test_a_published_note_verifies():
    key = parse_log_key(NEUMANN_KEY)
    text, [(name, blob)] = _split(NEUMANN_NOTE)
    assert name == key.name
    assert blob[:4] == key.key_id
    assert checks(key.public_key)(blob[4:], text.encode())


@pytest.mark.parametrize(
    "text",
    [
        "", "PeterNeumann", "PeterNeumann+c74f20a3", NEUMANN_KEY.replace("c7", "c8"),
        NEUMANN_KEY.replace("+AR", "+AQ"), NEUMANN_KEY.replace("+A", "+B"), "a+b+!!",
    ],
)  # fmt: skip
def test_what_is_no_verifier_key_is_refused(text):
    with pytest.raises(BadNote):
        parse_log_key(text)


def test_evidence_survives_its_json():
    document = json.loads(json.dumps(evidence().to_document()))
    assert read_evidence(document) == evidence()


def test_sound_evidence_has_no_problem():
    assert evidence().problem() is None


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"salt": SALT[::-1]}, "path"),
        ({"event": "amended"}, "path"),
        ({"event": "sold"}, "leaf"),
        ({"content_sha256": hashlib.sha256(b"other").hexdigest()}, "path"),
        ({"leaf_index": 2}, "path"),
        ({"tree_size": 6}, "checkpoint"),
        ({"inclusion_proof": ()}, "path"),
        ({"checkpoint": "nothing"}, "checkpoint"),
    ],
)
def test_evidence_that_leads_elsewhere_names_where(changes, problem):
    assert evidence(**changes).problem() == problem


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "akashi.evidence/2"}, {"more": 1}, {"event": 1}, {"content_sha256": "x"},
        {"salt": "x"}, {"salt": None}, {"salt": "AAAA"}, {"leaf_index": -1}, {"leaf_index": True},
        {"tree_size": "5"}, {"tree_size": 2**63}, {"inclusion_proof": {}},
        {"inclusion_proof": ["x"]}, {"inclusion_proof": [""] * 65}, {"checkpoint": []},
    ],
)  # fmt: skip
def test_a_document_of_another_form_is_no_evidence(change):
    with pytest.raises(BadEvidence):
        read_evidence({**evidence().to_document(), **change})


def test_a_document_that_lacks_a_field_is_no_evidence():
    document = evidence().to_document()
    del document["salt"]
    with pytest.raises(BadEvidence):
        read_evidence(document)
