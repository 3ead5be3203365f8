"""The published JSON Schema: it accepts what is written and says what every key means."""

import json
from pathlib import Path

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from reportedly.record import Reading, encode_reading, reading_schema
from tests.record.strategies import readings


@given(readings())
@settings(deadline=None, max_examples=50)
def test_schema_accepts_what_is_written(root: Path, reading: Reading) -> None:
    """The published JSON Schema accepts every Reading this release writes."""
    schema = json.loads((root / "docs" / "schema" / "reading-1.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(json.loads(encode_reading(reading)))


def test_schema_is_a_schema() -> None:
    """What `reading_schema` returns is itself valid JSON Schema 2020-12."""
    Draft202012Validator.check_schema(reading_schema())


def test_schema_describes_every_key(root: Path) -> None:
    """No key of the contract is left without a sentence that says what it means."""
    schema = json.loads((root / "docs" / "schema" / "reading-1.json").read_text(encoding="utf-8"))
    silent = [
        f"{name}.{key}"
        for name, definition in schema["$defs"].items()
        for key, value in definition.get("properties", {}).items()
        if not value.get("description")
    ]
    assert silent == []
