"""Who asks: a person at this machine, a person who logged in, or a program with a token."""

from enum import StrEnum

import msgspec


class Role(StrEnum):
    """What somebody may do; each may do all that the one before may."""

    READER = "reader"
    """Reads everything."""
    REVIEWER = "reviewer"
    """Adds reports and judges."""
    ADMIN = "admin"
    """Says who may come in."""

    def covers(self, needed: "Role") -> bool:
        """Whether this role may do what `needed` may."""
        order = list(Role)
        return order.index(self) >= order.index(needed)


class Identity(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks, and how we know."""

    who: str
    """The name that judgements bear."""
    role: Role
    """What they may do."""
    via: str
    """"local" (no login asked), "session" or "token"."""
    user: int | None = None
    """Number of the account; None where no login is asked."""
    secret: str = ""
    """What a form's token is bound to: the session's cookie or the visit's. Never shown."""
