"""The model this release reads with, told by the manifests alone: a look that loads nothing."""

import json
from importlib.resources import files
from pathlib import Path

from reportedly.errors import ModelMissingError
from reportedly.settings import current


def current_model() -> str:
    """Return what `Reading.model` is in a reading of every layer, made now.

    Raises ModelMissingError where a manifest is not there or cannot be read.
    """
    said = current().model
    folder = Path(said) if said else Path(str(files("reportedly") / "models" / "attribution"))
    return "+".join(_name(path) for path in (folder, folder / "facts"))


def _name(folder: Path) -> str:
    path = folder / "manifest.json"
    try:
        return str(json.loads(path.read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissingError(f"{path} cannot be read") from error
