"""Models: what this release reads with, told by the manifests alone: no network is loaded."""

import json
from importlib.resources import files
from pathlib import Path

from reportedly.errors import ModelMissingError
from reportedly.settings import current


def model_name(*, facts: bool = True) -> str:
    """Return what `Reading.model` is in a reading made now; without `facts`, in one of attributions alone.

    Raises ModelMissingError where a manifest is not there or cannot be read. Whether the networks
    themselves are whole is checked where they are loaded.
    """
    said = current().model
    encoder = Path(said) if said else Path(str(files("reportedly") / "models" / "attribution"))
    folders = (encoder, encoder / "facts") if facts else (encoder,)
    return "+".join(_name(folder / "manifest.json") for folder in folders)


def _name(manifest: Path) -> str:
    try:
        return str(json.loads(manifest.read_text(encoding="utf-8"))["name"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelMissingError(f"{manifest} cannot be read") from error
