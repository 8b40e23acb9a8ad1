"""Certificate content (証書記載事項), its bytes and its rows."""
