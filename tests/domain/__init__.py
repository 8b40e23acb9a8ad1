"""The rulebook (規則): no database, no network, no files."""
