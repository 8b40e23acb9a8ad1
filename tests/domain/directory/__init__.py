"""The obligee directory: eligibility, templates, delivery and both formats."""
