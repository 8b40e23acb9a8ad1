"""The growing tree against a naive one, published roots, and properties."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akashi_verifier.transparency_log import (
    EMPTY_ROOT,
    MemoryHashes,
    Tree,
    leaf_hash,
    node_hash,
    verify_consistency,
    verify_inclusion,
)

MOST = 70
# Leaves and roots of the reference tests of RFC 6962 (certificate-transparency, MerkleTree).
REFERENCE_LEAVES = [
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
]  # fmt: skip
REFERENCE_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def naive_root(leaves):
    """RFC 6962 2.1, word for word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaf_hash(leaves[0])
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    return node_hash(naive_root(leaves[:k]), naive_root(leaves[k:]))


def naive_path(index, leaves):
    """RFC 6962 2.1.1, word for word."""
    if len(leaves) == 1:
        return []
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if index < k:
        return [*naive_path(index, leaves[:k]), naive_root(leaves[k:])]
    return [*naive_path(index - k, leaves[k:]), naive_root(leaves[:k])]


def naive_consistency(older, leaves, *, whole=True):
    """RFC 6962 2.1.2, word for word."""
    if older == len(leaves):
        return [] if whole else [naive_root(leaves)]
    k = 1
    while k * 2 < len(leaves):
        k *= 2
    if older <= k:
        return [*naive_consistency(older, leaves[:k], whole=whole), naive_root(leaves[k:])]
    return [*naive_consistency(older - k, leaves[k:], whole=False), naive_root(leaves[:k])]


def grown(leaves):
    hashes = MemoryHashes()
    tree = Tree(hashes, 0)
    for leaf in leaves:
        hashes.keep(tree.append(leaf))
    return tree, hashes


LEAVES = [str(n).encode() for n in range(MOST)]
HASHES = grown(LEAVES)[1]


def test_the_root_of_no_leaves_is_the_hash_of_nothing():
    assert Tree(MemoryHashes(), 0).root() == EMPTY_ROOT == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_those_of_the_reference_tests(size):
    tree, _ = grown([bytes.fromhex(leaf) for leaf in REFERENCE_LEAVES[:size]])
    assert tree.root().hex() == REFERENCE_ROOTS[size - 1]


@pytest.mark.parametrize("size", range(MOST + 1))
def test_every_root_equals_the_naive_root(size):
    assert Tree(HASHES, size).root() == naive_root(LEAVES[:size])


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_inclusion_proof_equals_the_naive_path_and_verifies(size):
    tree = Tree(HASHES, size)
    for index in range(size):
        proof = tree.inclusion_proof(index)
        assert proof == naive_path(index, LEAVES[:size])
        assert verify_inclusion(leaf_hash(LEAVES[index]), index, size, proof, tree.root())


@pytest.mark.parametrize("size", range(1, MOST + 1))
def test_every_consistency_proof_equals_the_naive_one_and_verifies(size):
    tree = Tree(HASHES, size)
    for older in range(1, size + 1):
        proof = tree.consistency_proof(older)
        assert proof == naive_consistency(older, LEAVES[:size])
        old = (older, Tree(HASHES, older).root())
        assert verify_consistency(old, (size, tree.root()), proof)


@pytest.mark.parametrize("size", range(1, 34))
def test_a_leaf_is_found_at_its_own_index_only(size):
    tree = Tree(HASHES, size)
    for index in range(size):
        proof = tree.inclusion_proof(index)
        found = [
            place
            for place in range(-1, size + 2)
            if verify_inclusion(leaf_hash(LEAVES[index]), place, size, proof, tree.root())
        ]
        assert found == [index]


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_a_changed_inclusion_proof_never_verifies(data):
    size = data.draw(st.integers(2, MOST))
    index = data.draw(st.integers(0, size - 1))
    tree = Tree(HASHES, size)
    proof = tree.inclusion_proof(index)
    step = data.draw(st.integers(0, len(proof) - 1))
    kind = data.draw(st.sampled_from(["flip", "drop", "double", "short", "swap leaf"]))
    leaf = leaf_hash(LEAVES[index])
    if kind == "flip":
        bit = data.draw(st.integers(0, 255))
        changed = int.from_bytes(proof[step], "big") ^ (1 << bit)
        proof[step] = changed.to_bytes(32, "big")
    elif kind == "drop":
        del proof[step]
    elif kind == "double":
        proof.insert(step, proof[step])
    elif kind == "short":
        proof[step] = proof[step][:-1]
    else:
        leaf = leaf_hash(b"another")
    assert not verify_inclusion(leaf, index, size, proof, tree.root())


@settings(max_examples=300, deadline=None)
@given(st.data())
def test_no_consistency_proof_hides_a_changed_leaf(data):
    size = data.draw(st.integers(2, 40))
    older = data.draw(st.integers(1, size))
    place = data.draw(st.integers(0, older - 1))
    rewritten = [*LEAVES[:place], b"rewritten", *LEAVES[place + 1 : size]]
    tree, _ = grown(rewritten)
    old = (older, Tree(HASHES, older).root())
    assert not verify_consistency(old, (size, tree.root()), tree.consistency_proof(older))


@pytest.mark.parametrize(
    ("older", "newer", "proof"),
    [
        ((0, EMPTY_ROOT), (1, b"\0" * 32), []),
        ((2, b"\0" * 32), (1, b"\0" * 32), []),
        ((1, b"\0" * 32), (1, b"\1" * 32), []),
        ((1, b"\0" * 32), (1, b"\0" * 32), [b"\0" * 32]),
        ((3, b"\0" * 32), (5, b"\0" * 32), []),
        ((2, b"\0" * 32), (3, b"\0" * 32), [b"short"]),
    ],
)
def test_sizes_and_proofs_that_cannot_be_are_refused(older, newer, proof):
    assert not verify_consistency(older, newer, proof)


@pytest.mark.parametrize("size", [1, 2, 3, 64, 70])
def test_an_append_reads_at_most_one_node_per_level(size):
    read = []

    def counted(level, index):
        read.append((level, index))
        return HASHES.hash(level, index)

    Tree(MemoryHashes(counted), size - 1).append(LEAVES[size - 1])
    assert len(read) == len({level for level, _ in read}) <= size.bit_length()


def test_a_proof_for_a_leaf_not_in_the_tree_is_an_index_error():
    with pytest.raises(IndexError):
        Tree(HASHES, 5).inclusion_proof(5)


@pytest.mark.parametrize("older", [0, 6, -1])
def test_a_consistency_proof_from_a_size_the_log_never_had_is_an_index_error(older):
    with pytest.raises(IndexError):
        Tree(HASHES, 5).consistency_proof(older)


def test_a_negative_size_is_refused():
    with pytest.raises(ValueError, match="never negative"):
        Tree(HASHES, -1)


def test_an_unknown_subtree_is_a_key_error():
    with pytest.raises(KeyError):
        MemoryHashes().hash(0, 0)
