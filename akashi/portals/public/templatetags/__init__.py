"""What the templates of this door may call (テンプレート部品)."""
