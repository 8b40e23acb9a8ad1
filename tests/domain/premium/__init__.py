"""Premiums (保証料): tables, quotes, receipts."""
