"""Formats: in which forms a store is handed over. To add one: a module with `write`, and an entry here.

A format's module has

    def write(matter: Matter, files: Files) -> None     # writes the files that its entry names
    def citations(folder: Path) -> Iterator[Citation]   # reads back every citation of what `write` wrote

and imports what it needs of other people's libraries itself, when it is used.
"""

from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import StoreError
from reportedly.exports.citing import Citation
from reportedly.exports.files import Files
from reportedly.exports.matter import Matter


class FileOf(msgspec.Struct, frozen=True):
    """A file of a format."""

    name: str
    """As it is called in a folder or archive."""
    media_type: str
    """As servers call it (RFC 6838)."""


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """One form."""

    name: str
    """As it is asked for."""
    says: str
    """What it is, and for whom, in one line."""
    files: tuple[FileOf, ...]
    """What is written; the first is the one that matters."""
    needs: str | None = None
    """The extra of the package that it needs; None for none."""

    @property
    def one_file(self) -> bool:
        """Whether it is one file, which can go to a stream."""
        return len(self.files) == 1

    def write(self, matter: Matter, files: Files) -> None:
        """Write the matter. Raises StoreError where a library that it needs is not installed."""
        made: Callable[[Matter, Files], None] = self._of("write")
        made(matter, files)

    def citations(self, folder: Path) -> Iterator[Citation]:
        """Yield every citation of an export in `folder`. Raises StoreError where that cannot be read."""
        read: Callable[[Path], Iterator[Citation]] = self._of("citations")
        return read(folder)

    def _of(self, name: str) -> Any:  # noqa: ANN401 - a function of a format's module
        try:
            return getattr(import_module(f"reportedly.exports.{self.name}"), name)
        except ModuleNotFoundError as error:
            if self.needs is None or (error.name or "").startswith("reportedly"):
                raise
            next_step = f"install it: pip install 'reportedly[{self.needs}]'"
            raise StoreError(f"the format {self.name}", f"needs {error.name}", next_step) from None


_CSV = "text/csv; charset=utf-8"
_JSON_LINES = "application/jsonl"
_PARQUET = "application/vnd.apache.parquet"
PARQUET_TABLES = (
    "reports", "sources", "attributions", "voices", "places", "times", "figures", "controls", "events",
    "references", "problems", "claims", "members", "origins", "joins", "contradictions",
)  # fmt: skip
"""Of the Parquet form, in order."""

FORMATS: tuple[Format, ...] = (
    Format(
        name="acled",
        says="ACLED's columns as CSV, fatalities by its rules, with who claims which number beside them",
        files=(FileOf("acled.csv", _CSV), FileOf("acled_claimants.csv", _CSV)),
    ),
    Format(
        name="ucdp",
        says="UCDP GED's main columns as CSV, with best, low and high estimates",
        files=(FileOf("ucdp.csv", _CSV), FileOf("ucdp_claimants.csv", _CSV)),
    ),
    Format(
        name="plover",
        says="PLOVER 0.8 events as JSON lines",
        files=(FileOf("plover.jsonl", _JSON_LINES),),
    ),
    Format(
        name="geojson",
        says="events, control and places for maps (RFC 7946)",
        files=(FileOf("reportedly.geojson", "application/geo+json"),),
    ),
    Format(
        name="webanno",
        says="W3C Web Annotations as JSON-LD, each on its exact words",
        files=(FileOf("annotations.jsonld", "application/ld+json"),),
    ),
    Format(
        name="prov",
        says="chains and origins as W3C PROV: PROV-JSON and PROV-O",
        files=(FileOf("prov.json", "application/json"), FileOf("prov.ttl", "text/turtle")),
    ),
    Format(
        name="claimreview",
        says="schema.org Claims with where they appear, as JSON-LD",
        files=(FileOf("claims.jsonld", "application/ld+json"),),
    ),
    Format(
        name="ftm",
        says="FollowTheMoney entities that keep where each is from, as JSON lines",
        files=(FileOf("entities.ftm.json", _JSON_LINES),),
    ),
    Format(
        name="parquet",
        says="all tables as Parquet, for DuckDB (with views), pandas and the like",
        files=(
            *(FileOf(f"{name}.parquet", _PARQUET) for name in PARQUET_TABLES),
            FileOf("views.sql", "application/sql"),
            FileOf("manifest.json", "application/json"),
        ),
        needs="parquet",
    ),
    Format(
        name="brief",
        says="a situation brief with a footnote to the exact words under every line: Markdown, HTML, PDF",
        files=(
            FileOf("brief.md", "text/markdown; charset=utf-8"),
            FileOf("brief.html", "text/html; charset=utf-8"),
            FileOf("brief.pdf", "application/pdf"),
        ),
        needs="brief",
    ),
)


def format_named(name: str) -> Format:
    """Return the format of a name. Raises StoreError, with the choices, where there is none."""
    for each in FORMATS:
        if each.name == name.strip().casefold():
            return each
    choices = ", ".join(each.name for each in FORMATS)
    raise StoreError(f"the format {name!r}", "is not known", f"choose from {choices}")
