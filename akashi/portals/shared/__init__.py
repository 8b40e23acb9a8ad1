"""Components, layout, error pages and access guards used by all doors (共通部品)."""
