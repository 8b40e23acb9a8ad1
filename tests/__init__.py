"""THE TESTS. They read like the rules they prove."""
