"""The embedded store (内蔵の記録簿): the framework's SQLite, with writers waiting in turn."""
