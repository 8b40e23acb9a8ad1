"""`akashi directory` (発注者名簿): what may be asked of it, and how it comes in and goes out."""
