"""Which hosts are strangers: an address of a record must not lead to this machine's network."""

from __future__ import annotations

import ipaddress


def is_public(address: str) -> bool:
    """Whether the IP address of a host is on the public network."""
    return ipaddress.ip_address(address.partition("%")[0]).is_global
