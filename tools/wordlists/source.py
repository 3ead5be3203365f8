"""Source: where the lists are, as people write them and as the package reads them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "wordlists"
COMPILED = ROOT / "src" / "reportedly" / "wordlists"
