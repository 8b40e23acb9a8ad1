"""The promise (保証契約): concluded and written down first, then published, sealed and kept."""
