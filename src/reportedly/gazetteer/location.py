"""Where the index lies on a person's disk."""

import os
from pathlib import Path

from reportedly.settings import current

INDEX = "places.sqlite"
"""Built from the source packages; may be deleted, it is built again."""
IMPORTED = "imported.sqlite"
"""What a person imported; kept when the index is built again."""


def folder() -> Path:
    """Return the folder of the gazetteer: REPORTEDLY_GAZETTEER, else the user's data folder (XDG)."""
    chosen = current().gazetteer
    if chosen:
        return Path(chosen).expanduser()
    data = os.environ.get("XDG_DATA_HOME", "")
    base = Path(data) if data.startswith("/") else Path.home() / ".local" / "share"
    return base / "reportedly" / "gazetteer"
