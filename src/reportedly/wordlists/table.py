"""The compiled lists: how one is read from the package."""

from pathlib import Path
from typing import TypeVar

import msgspec

Shape = TypeVar("Shape")

FOLDER = Path(__file__).parent
"""Where `python -m tools.wordlists` writes the compiled lists."""


def load(name: str, shape: type[Shape]) -> Shape:
    """Return the list `name` ("outlets").

    Raises OSError or msgspec.MsgspecError where the package is not whole: reinstall it.
    """
    return msgspec.json.decode((FOLDER / f"{name}.json").read_bytes(), type=shape)
