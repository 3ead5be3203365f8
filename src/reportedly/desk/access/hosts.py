"""Hosts: the desk answers only to its own names.

A page elsewhere can let a name of its own resolve to 127.0.0.1 and then read what listens there as if it
were its own (DNS rebinding). The request still bears that name.
"""


def is_ours(host: str | None, names: frozenset[str]) -> bool:
    """Whether a Host header bears one of our names, with any port."""
    if not host:
        return False
    name, _, port = host.lower().strip().rpartition(":")
    if not name or "]" in port:  # no port: "localhost", "[::1]"
        return host.lower().strip() in names
    return name in names and port.isdecimal()
