"""Test vectors (試験ベクトル): files with their expected answers, for whoever writes a verifier."""
