"""THE OUTSIDE. Paper, seals, clocks, post and vaults; nothing here decides anything."""
