"""Settings: what a person may change without touching code, each by one environment variable."""

import os

import msgspec

MEGABYTE = 1_000_000


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run. `current()` reads them; nothing else looks at the environment."""

    max_megabytes: int = 50
    """REPORTEDLY_MAX_MB: an input of this size or more is set aside, not read. A long report has
    0.1 MB; the limit keeps a wrong file (an archive, a dump) from filling the memory."""

    model: str | None = None
    """REPORTEDLY_MODEL: another folder to load the encoder from; None for the shipped one."""

    gazetteer: str | None = None
    """REPORTEDLY_GAZETTEER: another folder to keep the place index and imported places in; None for the
    user's data folder."""

    @property
    def max_bytes(self) -> int:
        """The size limit of one input, in bytes."""
        return self.max_megabytes * MEGABYTE


def current() -> Settings:
    """Return the settings of this process.

    Raises ValueError, with the variable's name and what it must be, where a value is no number.
    """
    model = os.environ.get("REPORTEDLY_MODEL") or None
    gazetteer = os.environ.get("REPORTEDLY_GAZETTEER") or None
    value = os.environ.get("REPORTEDLY_MAX_MB", "").strip()
    if not value:
        return Settings(model=model, gazetteer=gazetteer)
    if not value.isdecimal() or int(value) < 1:
        raise ValueError(f"REPORTEDLY_MAX_MB is {value!r}; set it to a whole number of 1 or more")
    return Settings(max_megabytes=int(value), model=model, gazetteer=gazetteer)
