"""How one desk is served: where it listens, who may come in, and under which names it answers."""

import ipaddress

import msgspec

PORT = 8377
"""Where the desk listens unless told otherwise."""
_LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "[::1]"})


class DeskSettings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one desk. The defaults are for one person on one machine."""

    host: str = "127.0.0.1"
    """The address it listens on."""
    port: int = PORT
    """The port; 0 takes any that is free."""
    auth: bool = False
    """Whether people have to log in. Without it everybody who reaches the desk may do everything."""
    https: bool = False
    """Whether browsers reach it over https, through a proxy in front: then cookies are for https alone."""
    names: tuple[str, ...] = ()
    """Host names it answers to beside those of this machine's loopback; others are refused, so that no
    page elsewhere can point a name of its own at the desk (DNS rebinding)."""
    who: str = "desk"
    """Whose name judgements bear where nobody logs in."""
    allow_private: bool = False
    """Whether addresses of one's own network may be fetched when somebody adds them."""

    @property
    def hosts(self) -> frozenset[str]:
        """The names, in small letters and without a port, under which the desk may be asked."""
        own = {self.host.lower()} if not is_everywhere(self.host) else set()
        return _LOCAL_NAMES | own | {name.lower() for name in self.names}


def is_loopback(host: str) -> bool:
    """Whether an address is this machine's alone; a name other than localhost is not."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


def is_everywhere(host: str) -> bool:
    """Whether to listen there is to listen on every address of the machine."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_unspecified
    except ValueError:
        return not host
