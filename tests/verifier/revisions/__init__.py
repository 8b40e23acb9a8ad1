"""Tests of akashi_verifier.revisions."""
