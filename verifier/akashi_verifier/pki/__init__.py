"""Certificates and signed messages (証明書と署名): DER by hand, CMS, chains of trust."""
