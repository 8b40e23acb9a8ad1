"""Tests of akashi.adapters.seal."""
