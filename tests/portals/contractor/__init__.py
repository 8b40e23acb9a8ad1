"""The contractor's door (受注者): every page, right and wrong."""
