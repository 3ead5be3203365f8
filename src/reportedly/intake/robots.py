"""What sites ask of programs: robots.txt (RFC 9309), and a pause between two visits.

The only file that imports protego, which knows the standard's wildcards and precedence; the standard
library's `urllib.robotparser` takes the first rule that matches and fetches by itself, past our guard.
"""

import time
from collections.abc import Callable

import msgspec
from protego import Protego

from reportedly.errors import SetAsideError

TOKEN = "reportedly"  # noqa: S105 - the name by which robots.txt addresses us, no secret
MAX_BYTES = 512_000
"""RFC 9309 asks for at least 500 KiB; what stands behind is not read."""


class Rules(msgspec.Struct, frozen=True):
    """What one site asks."""

    parsed: object | None
    """Its rules; None where it has none, so that all may be read."""
    closed: str | None = None
    """Why nothing may be read: its robots.txt cannot be had, which the standard tells us to take for a no."""

    def forbid(self, url: str) -> str | None:
        """Return why an address may not be read, None where it may."""
        if self.closed is not None:
            return self.closed
        if isinstance(self.parsed, Protego) and not self.parsed.can_fetch(url, TOKEN):
            return "the site's robots.txt asks programs not to read this address"
        return None

    @property
    def pause(self) -> float:
        """Seconds that the site asks for between two visits; 0 where it asks for none."""
        if not isinstance(self.parsed, Protego):
            return 0.0
        delay = self.parsed.crawl_delay(TOKEN) or 0.0
        rate = self.parsed.request_rate(TOKEN)
        return max(float(delay), rate.seconds / rate.requests if rate and rate.requests else 0.0)


EVERYTHING = Rules(None)


def rules_of(status: int, data: bytes) -> Rules:
    """Return the rules that an answer for /robots.txt gives: none for 4xx, a no for 5xx (RFC 9309, 2.3.1)."""
    if 200 <= status < 300:  # noqa: PLR2004 - HTTP's classes of status
        text = data[:MAX_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
        try:
            return Rules(Protego.parse(text))
        except (ValueError, RecursionError, OverflowError):
            return EVERYTHING
    if 400 <= status < 500:  # noqa: PLR2004 - the same
        return EVERYTHING
    return Rules(None, f"the site's robots.txt cannot be read (status {status}), which counts as a no")


class Manners:
    """What one run remembers of the sites it visits: their rules, and when it was there last.

    `clock` and `sleep` stand for time itself, so that tests need not wait.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """Remember nothing yet."""
        self.clock, self.sleep = clock, sleep
        self._rules: dict[str, Rules] = {}
        self._free_at: dict[str, float] = {}

    def rules(self, origin: str, look: Callable[[], Rules]) -> Rules:
        """Return the rules of a site; `look` fetches them the first time."""
        if origin not in self._rules:
            self._rules[origin] = look()
        return self._rules[origin]

    def wait(self, url: str, host: str, pause: float, at_most: float) -> None:
        """Wait until the host may be visited again, and note the visit.

        Raises SetAsideError with code "asked-to-wait" where that takes longer than `at_most` seconds.
        """
        left = self._free_at.get(host, 0.0) - self.clock()
        if left > at_most:
            why = f"the site asks for {pause:g} s between visits, more than we wait"
            raise SetAsideError(url, "asked-to-wait", why, f"add it again in {left:.0f} s")
        if left > 0:
            self.sleep(left)
        self._free_at[host] = self.clock() + pause
