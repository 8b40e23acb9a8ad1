"""Keeping house (運用): queued work, the directory, rates and terms, people, checks."""
