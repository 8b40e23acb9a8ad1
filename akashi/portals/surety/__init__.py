"""The surety's door (保証会社): queue, review, approval, premium."""
