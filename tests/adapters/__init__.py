"""The outside (外部): real paper, real seals, read back by tools of other makers."""
