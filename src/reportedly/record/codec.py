"""The JSON contract `reportedly.reading/1`: encode and decode."""

import msgspec

from reportedly.errors import NotAReadingError
from reportedly.record.reading import SCHEMA, Reading

_encoder = msgspec.json.Encoder()
_decoder = msgspec.json.Decoder(Reading)


def encode_reading(reading: Reading) -> bytes:
    """Return `reading` as one line of UTF-8 JSON, without a newline at its end.

    Raises UnicodeEncodeError for a lone surrogate, which UTF-8 cannot carry; intake keeps such
    characters out of every Report.
    """
    return _encoder.encode(reading)


def decode_reading(line: bytes | str) -> Reading:
    """Return the Reading that `encode_reading` wrote.

    Raises NotAReadingError where the line is not JSON, misses a key, or names another schema.
    """
    try:
        reading = _decoder.decode(line)
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        raise NotAReadingError(str(error)) from error
    if reading.schema != SCHEMA:
        raise NotAReadingError(f"schema is {reading.schema!r}, this release reads {SCHEMA!r}")
    return reading
