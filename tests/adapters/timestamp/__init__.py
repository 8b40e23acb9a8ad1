"""Tests of akashi.adapters.timestamp."""
