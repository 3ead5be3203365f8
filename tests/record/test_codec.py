"""The JSON contract: what goes out comes back, and what is no Reading is refused."""

import json

import pytest
from hypothesis import given, settings

from reportedly.errors import NotAReadingError
from reportedly.record import Reading, Report, decode_reading, encode_reading
from tests.record.strategies import readings

LINE = encode_reading(Reading(report=Report(id="r1", text="Fog closed the port.")))
CONTRACT_KEYS = {
    "attributions",
    "controls",
    "events",
    "figures",
    "model",
    "places",
    "problems",
    "report",
    "schema",
    "sources",
    "times",
}


@given(readings())
@settings(deadline=None)
def test_round_trip(reading: Reading) -> None:
    """A Reading of any text, astral characters included, comes back equal from its JSON line."""
    line = encode_reading(reading)
    assert decode_reading(line) == reading
    assert decode_reading(line.decode("utf-8")) == reading


@given(readings())
@settings(deadline=None)
def test_one_line(reading: Reading) -> None:
    """A Reading is one line of JSON, whatever line breaks its report has: files can be appended to."""
    line = encode_reading(reading)
    assert line.count(b"\n") == 0
    assert line.count(b"\r") == 0


@given(readings())
@settings(deadline=None)
def test_positions_are_code_points(reading: Reading) -> None:
    """Whoever reads the JSON finds each span's words at its positions, counted in code points."""
    read = json.loads(encode_reading(reading))
    text = read["report"]["text"]
    for attribution in read["attributions"]:
        for span in attribution["source"] + attribution["cue"] + attribution["content"]:
            assert text[span["start"] : span["end"]] == span["text"]


def test_contract_keys_stand() -> None:
    """The keys of the contract are all written, empty ones too: they may be added to, never renamed."""
    assert set(json.loads(LINE)) >= CONTRACT_KEYS


def test_added_keys_are_read_over() -> None:
    """A line written by a later release with keys added is still read, since keys may be added."""
    line = json.loads(LINE)
    line["weather"] = "fog"
    assert decode_reading(json.dumps(line)).report.text == "Fog closed the port."


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", "truncated"),
        (b"not json", "malformed"),
        (b"[]", "Expected `object`"),
        (b'{"schema": "reportedly.reading/1"}', "report"),
        (LINE.replace(b'"r1"', b"7"), "Expected `str`"),
        (LINE[:-1], "truncated"),
        (b'\xff\xfe{"report"', "malformed"),
    ],
)
def test_what_is_no_reading_is_refused(line: bytes, why: str) -> None:
    """A line that is no Reading raises the one error a caller skips lines on, and says what is wrong."""
    with pytest.raises(NotAReadingError, match=why):
        decode_reading(line)


@pytest.mark.parametrize(
    "line",
    [
        LINE.replace(b"Fog", b"F\xff\xfe"),
        LINE.decode().replace("Fog", "F\ud83d"),
        LINE.replace(b'"r1"', b'"r1","x":' + b"[" * 100_000 + b"]" * 100_000),
    ],
    ids=["not UTF-8", "lone surrogate", "nested without end"],
)
def test_hostile_lines_are_refused(line: bytes | str) -> None:
    """A line broken below the level of JSON raises the same error as any other, so that the run goes on."""
    with pytest.raises(NotAReadingError):
        decode_reading(line)


def test_another_schema_is_refused() -> None:
    """A line of another contract is refused by name instead of being read halfway."""
    other = LINE.replace(b"reportedly.reading/1", b"reportedly.reading/2")
    with pytest.raises(NotAReadingError, match=r"reportedly\.reading/2"):
        decode_reading(other)
