"""The application (保証申込), topic by topic."""
