"""The norms of the house (家の決まり), read from the source itself."""
