"""The client's address is what our own proxies say it is, and nobody else."""

import pytest
from django.test import RequestFactory

from akashi.portals.shared.source import client_address, is_loopback


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        ("203.0.113.7", "", "203.0.113.7"),
        ("203.0.113.7", "198.51.100.1", "203.0.113.7"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "not an address", "10.0.0.1"),
        ("10.0.0.1", "", "10.0.0.1"),
    ],
)
def test_only_what_a_trusted_proxy_wrote_is_believed(peer, forwarded, address, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    request = RequestFactory().get("/", REMOTE_ADDR=peer, **headers)
    assert client_address(request) == address


@pytest.mark.parametrize(
    ("address", "is_here"),
    [("127.0.0.1", True), ("127.7.7.7", True), ("::1", True), ("10.0.0.1", False), ("", False)],
)
def test_loopback_is_this_machine(address, is_here):
    assert is_loopback(address) is is_here
