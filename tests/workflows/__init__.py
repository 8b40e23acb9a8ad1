"""The verbs (業務): each with its refusals, its audit row and its queued work."""
