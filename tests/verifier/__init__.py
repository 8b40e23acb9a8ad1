"""Tests of the verifier (検証器)."""
