"""Tests of akashi.adapters.examine."""
