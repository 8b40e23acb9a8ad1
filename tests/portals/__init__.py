"""The doors (窓口): one guard an address, forms that keep what was typed."""
