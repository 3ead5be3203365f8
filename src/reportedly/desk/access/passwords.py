"""Passwords: kept as Argon2id hashes (RFC 9106). argon2 is imported here alone."""

import threading

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

SHORTEST, LONGEST = 12, 1000
"""Characters of a password. Length is what counts (NIST SP 800-63B); the upper end bounds the work."""
_HASHER = PasswordHasher()
_AT_ONCE = threading.BoundedSemaphore(2)
"""Each check takes 64 MiB and a core for a while; more at once would let guessers fill the memory."""
_NOBODYS = _HASHER.hash("nobody has this password")
"""Checked where there is no such account, so that the answer takes as long."""


def hashed(password: str) -> str:
    """Return the hash of a password, as it is kept."""
    with _AT_ONCE:
        return _HASHER.hash(password)


def fits(password: str, kept: str | None) -> bool:
    """Whether a password is the one whose hash is kept; None is nobody's, and takes as long to refuse."""
    with _AT_ONCE:
        try:
            _HASHER.verify(kept or _NOBODYS, password[:LONGEST])
        except (VerificationError, InvalidHashError):
            return False
    return kept is not None


def is_dated(kept: str) -> bool:
    """Whether a hash was made with weaker parameters than today's: make it anew at the next login."""
    return _HASHER.check_needs_rehash(kept)


def why_not(password: str, name: str) -> str | None:
    """Return why a password is too weak to be taken; None where it may be."""
    if len(password) < SHORTEST:
        return f"a password needs {SHORTEST} characters or more; several words are easy to keep in mind"
    if len(password) > LONGEST:
        return f"a password of more than {LONGEST} characters is too long"
    if len(set(password.casefold())) < SHORTEST // 3 or password.casefold().strip() == name.casefold():
        return "this password is easy to guess; choose another"
    return None
