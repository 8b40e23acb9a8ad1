"""THE VERBS. One file, one thing the company does; each a transaction, each audited."""
