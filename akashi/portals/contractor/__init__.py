"""The contractor's door (受注者): apply, follow, show the key, hand it in."""
