"""Text (文字): folding, printing, counting."""
