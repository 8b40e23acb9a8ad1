"""Tests of akashi_verifier.pki."""
