"""Handing over (交付): mails, the access key, and the obligee's opening of a certificate."""
