"""Tests of akashi_verifier.examine."""
