"""Each person's way (利用者の旅) through the product in a real browser."""
