"""The API (API): calls, bodies, rights, and that all is as described."""
