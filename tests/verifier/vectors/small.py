"""The small vectors (ログと正規形): leaves, trees, proofs, checkpoints, canonical bytes."""

from __future__ import annotations

import base64
import hashlib
import json

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from akashi.adapters.log_key import LogSigner
from akashi_verifier.canonical import canonical_bytes
from akashi_verifier.transparency_log import EVENTS, MemoryHashes, Tree, leaf_data, leaf_hash

SIZE = 11
CANONICAL = (
    '{"b":1,"a":[true,null,"x"]}',
    '{ "a" : 1.0 }',
    '{"share":33.34,"zero":0,"minus":-0}',
    '{"ｚ":"全角","a":"髙﨑 𠮷郎 辻󠄀"}',
    r'{"\ud83d\ude00":1,"\ufb33":2}',
    r'{"text":"\u0001\"\\/\u2028é"}',
    '{"yen":999999999999}',
    '{"a":{"b":{}},"c":[]}',
    '{"great":9007199254740993}',
    '{"small":0.00001}',
    r'{"lone":"\ud800"}',
)


def b64(data):
    return base64.b64encode(data).decode()


def leaf_of(place):
    salt = hashlib.sha256(f"salt {place}".encode()).digest()
    digest = hashlib.sha256(f"content {place}".encode()).hexdigest()
    return salt, digest, EVENTS[place % len(EVENTS)]


def log_vectors():
    """Return a log of eleven leaves: data, hashes, roots of every size, proofs, a checkpoint."""
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    leaves, roots = [], [b64(tree.root())]
    for place in range(SIZE):
        salt, digest, event = leaf_of(place)
        data = leaf_data(salt, digest, event)
        hashes.keep(tree.append(data))
        roots.append(b64(tree.root()))
        leaves.append({
            "index": place, "salt": b64(salt), "event": event, "content_sha256": digest,
            "leaf_data": data.decode(), "leaf_hash": b64(leaf_hash(data)),
        })  # fmt: skip
    inclusion = [
        {"index": i, "size": n, "proof": [b64(step) for step in Tree(hashes, n).inclusion_proof(i)]}
        for n in range(1, SIZE + 1)
        for i in range(n)
    ]
    consistency = [
        {"from": m, "to": n, "proof": [b64(step) for step in Tree(hashes, n).consistency_proof(m)]}
        for n in range(1, SIZE + 1)
        for m in range(1, n + 1)
    ]
    signer = LogSigner(Ed25519PrivateKey.from_private_bytes(bytes([7]) * 32), "akashi.example/log")
    return {
        "leaves": leaves, "roots_by_size": roots, "inclusion": inclusion,
        "consistency": consistency, "log_key": signer.key.text(),
        "checkpoint": signer.checkpoint(SIZE, tree.root()),
    }  # fmt: skip


def canonical_vectors():
    """Return JSON texts with their canonical bytes, null where there are none."""
    found = []
    for text in CANONICAL:
        try:
            made = canonical_bytes(json.loads(text))
        except ValueError:
            made = None
        found.append({
            "input": text,
            "canonical_base64": made and b64(made),
            "sha256": made and hashlib.sha256(made).hexdigest(),
        })  # fmt: skip
    return found
