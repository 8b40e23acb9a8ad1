"""`akashi seal` (印章): the seals of each surety, listed and exchanged."""
