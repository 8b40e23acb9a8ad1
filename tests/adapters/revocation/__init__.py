"""Tests of revocation data."""
