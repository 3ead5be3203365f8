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

    store: str | None = None
    """REPORTEDLY_STORE: the store to use where --store names none: a file, or postgresql://…; None for
    ./reportedly.db."""

    who: str | None = None
    """REPORTEDLY_WHO: whose name judgements bear where --who names nobody; None for the login name."""

    @property
    def max_bytes(self) -> int:
        """The size limit of one input, in bytes."""
        return self.max_megabytes * MEGABYTE


def current() -> Settings:
    """Return the settings of this process.

    Raises ValueError, with the variable's name and what it must be, where a value is no number.
    """
    value = os.environ.get("REPORTEDLY_MAX_MB", "").strip() or str(Settings().max_megabytes)
    if not value.isdecimal() or int(value) < 1:
        raise ValueError(f"REPORTEDLY_MAX_MB is {value!r}; set it to a whole number of 1 or more")
    return Settings(
        max_megabytes=int(value),
        model=os.environ.get("REPORTEDLY_MODEL") or None,
        gazetteer=os.environ.get("REPORTEDLY_GAZETTEER") or None,
        store=os.environ.get("REPORTEDLY_STORE") or None,
        who=os.environ.get("REPORTEDLY_WHO", "").strip() or None,
    )
