"""Check and compile the word lists: `python -m tools.wordlists [--check]`.

Reads `wordlists/*.yaml`, says what is wrong in them, and writes `src/reportedly/wordlists/*.json`, the
compact form the package reads. The same source always gives the same bytes; `--check` writes nothing
and fails where a compiled list differs from its source.
"""

from collections.abc import Callable
from typing import Any

import msgspec
import yaml

from tools.wordlists.actors import (
    compile_bodies,
    compile_countries,
    compile_country_codes,
    compile_media,
    compile_metonyms,
    compile_names,
    compile_outlets,
    compile_roles,
)
from tools.wordlists.events import compile_acled, compile_modes, compile_triggers
from tools.wordlists.faults import FaultyListError
from tools.wordlists.language import (
    compile_acts,
    compile_counted,
    compile_issues,
    compile_sets,
    compile_units,
)
from tools.wordlists.places import compile_place_words, compile_places, compile_times
from tools.wordlists.source import COMPILED, ROOT, SOURCE

COMPILERS: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "outlets": compile_outlets,
    "metonyms": compile_metonyms,
    "countries": compile_countries,
    "country_codes": compile_country_codes,
    "acts": compile_acts,
    "bodies": compile_bodies,
    "roles": compile_roles,
    "media": compile_media,
    "given_names": compile_names,
    "times": compile_times,
    "places": compile_places,
    "place_words": compile_place_words,
    "units": compile_units,
    "counted": compile_counted,
    "figures": compile_sets,
    "modes": compile_modes,
    "acled": compile_acled,
    "triggers": compile_triggers,
    "opposed": compile_sets,
    "issues": compile_issues,
}


def compiled(name: str) -> bytes:
    """Return the compiled list `name`; raises FaultyListError with each fault in its YAML."""
    raw = yaml.load((SOURCE / f"{name}.yaml").read_text("utf-8"), yaml.CSafeLoader)
    try:
        entries = COMPILERS[name](raw)
    except (FaultyListError, msgspec.ValidationError) as error:
        raise FaultyListError(f"{name}.yaml: {line}" for line in str(error).splitlines()) from error
    return msgspec.json.encode(entries, order="deterministic") + b"\n"


def main(arguments: list[str]) -> int:
    """Compile, or with `--check` compare; return the exit status."""
    try:
        paths = {COMPILED / f"{name}.json": compiled(name) for name in COMPILERS}
    except FaultyListError as error:
        print(error)
        return 1
    differing = [path for path, content in paths.items() if not path.exists() or path.read_bytes() != content]
    if "--check" in arguments:
        for path in differing:
            print(f"{path.relative_to(ROOT)} differs from its source: run python -m tools.wordlists")
        return 1 if differing else 0
    for path in differing:
        path.write_bytes(paths[path])
    return 0
