"""The surety's door (保証会社): every page, right and wrong."""
