"""The obligee's door (発注者): number and key, and the answer."""
