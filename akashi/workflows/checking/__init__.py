"""Checking (照合): whether the records still say what was once recorded."""
