"""`akashi user` and `akashi token` (利用者): people, and what their systems sign in with."""
