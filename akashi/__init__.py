"""Akashi (証): electronic surety guarantees (電子保証) for Japanese public works."""
