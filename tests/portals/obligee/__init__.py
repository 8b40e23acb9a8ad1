"""The obligee's door: number and key, and the answer."""
