"""`akashi doctor` (点検): what is wrong with the set-up, and how to mend it; it changes nothing."""
