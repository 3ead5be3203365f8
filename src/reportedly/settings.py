"""Settings: what a person may change without touching code, each by one environment variable."""

import os

import msgspec

MEGABYTE = 1_000_000


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run. `current()` reads them; nothing else looks at the environment."""

    max_megabytes: int = 50
    """REPORTEDLY_MAX_MB: an input of this size or more is set aside, not read. A long report has
    0.1 MB; the limit keeps a wrong file (an archive, a dump) from filling the memory."""
    threads: int = 0
    """REPORTEDLY_THREADS: threads of the encoder in one process; 0 leaves it to the encoder.
    Each worker of `--jobs` is given 1, so that N workers keep N cores busy and no more."""

    @property
    def max_bytes(self) -> int:
        """The size limit of one input, in bytes."""
        return self.max_megabytes * MEGABYTE


def current() -> Settings:
    """Return the settings of this process.

    Raises ValueError, with the variable's name and what it must be, where a value is no number.
    """
    return Settings(
        max_megabytes=_number("REPORTEDLY_MAX_MB", Settings().max_megabytes, least=1),
        threads=_number("REPORTEDLY_THREADS", Settings().threads, least=0),
    )


def _number(variable: str, otherwise: int, *, least: int) -> int:
    value = os.environ.get(variable, "").strip()
    if not value:
        return otherwise
    if not value.isdecimal() or int(value) < least:
        raise ValueError(f"{variable} is {value!r}; set it to a whole number of {least} or more")
    return int(value)
