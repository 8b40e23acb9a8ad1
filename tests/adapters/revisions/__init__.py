"""Tests of akashi.adapters.revisions."""
