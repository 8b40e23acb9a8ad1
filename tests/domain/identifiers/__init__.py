"""Numbers and keys (番号・認証キー) and how they are mistyped."""
