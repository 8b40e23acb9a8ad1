"""What all doors have in common: guards, pages, forms, log-in."""
