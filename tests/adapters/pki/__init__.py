"""Tests of akashi.adapters.pki."""
