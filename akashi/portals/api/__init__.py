"""The door of other people's systems (API v1): same rights, same rules, same audit as the pages."""
