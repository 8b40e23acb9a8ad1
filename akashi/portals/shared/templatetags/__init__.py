"""What templates may call (テンプレート部品)."""
