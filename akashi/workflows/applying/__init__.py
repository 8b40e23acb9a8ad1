"""From draft to decision (保証申込): what contractor and surety do with an application."""
