"""Models: what this release reads with, told by the manifests alone: no network is loaded."""

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

from reportedly.errors import ModelMissingError
from reportedly.settings import current


def model_folder() -> Path:
    """Return the folder of the encoder: the shipped one, or what the setting `model` names."""
    said = current().model
    return Path(said) if said else Path(str(files("reportedly") / "models" / "attribution"))


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return the manifest of a model; raises ModelMissingError where it is not there or cannot be read."""
    path = folder / "manifest.json"
    if not path.is_file():
        raise ModelMissingError(f"{path} is not there")
    try:
        manifest: Any = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ModelMissingError(f"{path} cannot be read") from error
    if not isinstance(manifest, dict) or "name" not in manifest:
        raise ModelMissingError(f"{path} cannot be read")
    told: dict[str, Any] = manifest
    return told


def model_name(*, facts: bool = True) -> str:
    """Return what `Reading.model` is in a reading made now; without `facts`, in one of attributions alone.

    Raises ModelMissingError where a manifest is not there or cannot be read. Whether the networks
    themselves are whole is checked where they are loaded.
    """
    encoder = model_folder()
    folders = (encoder, encoder / "facts") if facts else (encoder,)
    return "+".join(manifest_of(folder)["name"] for folder in folders)
