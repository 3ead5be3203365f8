"""Decoding: lines of readings, damaged: a Reading that comes back as itself, or NotAReadingError."""

import json
from contextlib import suppress

from hypothesis import given

from evaluation.newsroom_made import Habits, newsrooms
from reportedly.errors import CitationMismatchError, NotAReadingError
from reportedly.record import decode_reading, encode_reading, verify
from tests.fuzz.damage import damaged, fuzzed, twisted
from tests.store.by_hand import a_reading

READINGS = [a_reading(), *newsrooms(40, Habits(drop=0.3), 7).readings[:5]]
LINES = [encode_reading(reading) for reading in READINGS]
TOLD = [json.loads(line) for line in LINES]


def check(line: bytes) -> None:
    """Decode a line; what was decoded must come back, and each of its spans holds or is told to be wrong."""
    try:
        reading = decode_reading(line)
    except NotAReadingError as error:
        assert str(error)  # noqa: PT017 - either may happen
        return
    again = encode_reading(reading)
    json.loads(again)
    assert decode_reading(again) == reading
    for said in reading.attributions:
        for span in (*said.source, *said.cue, *said.content):
            with suppress(CitationMismatchError):
                verify(span, reading.report.text)
                assert reading.report.text[span.start : span.end] == span.text


@fuzzed(150)
@given(line=damaged(LINES))
def test_any_bytes(line: bytes) -> None:
    """Bytes changed anywhere in a line."""
    check(line)


@fuzzed(150)
@given(value=twisted(TOLD))
def test_any_values(value: object) -> None:
    """Odd values in any field."""
    check(json.dumps(value).encode())
