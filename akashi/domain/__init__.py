"""THE RULES. What a guarantee is and costs, and what may happen to it. Standard library only."""
