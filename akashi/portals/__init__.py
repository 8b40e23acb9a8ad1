"""THE DOORS. Web pages and API, one room per audience; no rules, no writing."""
