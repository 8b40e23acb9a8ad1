"""Tests of the paper room (紙面)."""
