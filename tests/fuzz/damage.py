"""Damage: good inputs made bad, by bytes and by what JSON holds; and how long it is gone on with.

In CI a few examples, the same each time. REPORTEDLY_FUZZ=long (`make fuzz`) tries many more, new ones
each time, in another order, and keeps those that failed in .hypothesis. After ten minutes nothing more is
begun.
"""

import os
from collections.abc import Sequence
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

LONG = os.environ.get("REPORTEDLY_FUZZ") == "long"
_LONGER = 20
"""How many times as many examples a long run has."""
SECONDS = 600
"""After which a long run begins nothing more."""


def fuzzed(examples: int) -> settings:
    """Return settings for a test that tries so many examples in CI."""
    return settings(
        max_examples=examples * (_LONGER if LONG else 1),
        derandomize=not LONG,
        database=settings.get_profile("default").database if LONG else None,
        deadline=None,
        print_blob=True,
        suppress_health_check=[*HealthCheck],
    )


BITS = st.sampled_from(
    [
        *(b"\x00", b"\xff", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xe2\x80\xae", b"\xef\xbb\xbf"),
        *(b"<", b">", b"<p>", b"</article>", b"<!--", b"]]>", b"<![CDATA[", b"&#0;", b"&#x110000;"),
        *(b"&nope;", b'"', b"\\", b"\\ud800", b"\\u0000", b"{", b"}", b"[", b"]", b",", b"null"),
        *(b"9" * 400, b"-1", b"0", b"\r\n", b"\n\n", b"\t", b"|", b"_", b"*", b"=?utf-8?b?/w==?=", b"%PDF-"),
        *(b"NaN", b"1e999", b"PK\x03\x04", b"\x1f\x8b\x08"),
        *(b"10000-01-01", b"stream\n", b"endobj", b"WARC/1.0\r\n", b"2026-02-30"),
    ]
)  # fmt: skip
_EDITS = st.lists(
    st.tuples(
        st.sampled_from(["flip", "put", "put", "cut", "double", "end", "over"]),
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 200),
        BITS | st.binary(min_size=1, max_size=8),
    ),
    min_size=1,
    max_size=5,
)


@st.composite
def damaged(draw: st.DrawFn, seeds: Sequence[bytes]) -> bytes:
    """Return one of some good inputs with a few edits: bits flipped, bytes put in, cut out, doubled."""
    data = draw(st.sampled_from(seeds))
    for how, where, length, bits in draw(_EDITS):
        at = int(where * (len(data) + 1))
        if how == "flip" and at < len(data):
            data = data[:at] + bytes([data[at] ^ (1 << length % 8)]) + data[at + 1 :]
        elif how == "cut":
            data = data[:at] + data[at + length :]
        elif how == "double":
            data = data[:at] + data[at : at + length] * 2 + data[at + length :]
        elif how == "end":
            data = data[:at]
        else:
            data = data[:at] + bits + data[at + (len(bits) if how == "over" else 0) :]
    return data


WORDS = st.sampled_from(
    [
        *("", " ", "\0", "\ud800", "\u202eкурск", "الجيش", "İ", "ﬁ", "x" * 2_000, "9" * 400, "-1", "٣٤"),
        *("null", "s1", "a1", "f1", "2026-02-30", "10000-01-01", "-0001-01-01", "2026-03-04/..", "../../x"),
        *("https://[", "http://x:99999999/", "{", "<b>", "|", "\r\n\t"),
    ]
)
NUMBERS = st.sampled_from([0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**30, 0.5, -0.0, 1e308, float("inf")])
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | NUMBERS | WORDS | st.text(max_size=10),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=2),
    max_leaves=4,
)


@st.composite
def twisted(draw: st.DrawFn, seeds: Sequence[Any]) -> Any:  # noqa: ANN401 - whatever JSON holds
    """Return what one of some JSON documents holds, with values in it replaced, taken out or doubled."""
    value = _copy(draw(st.sampled_from(seeds)))
    for _ in range(draw(st.integers(1, 4))):
        holder, key = value, None
        while isinstance(holder, dict | list) and holder:
            key = draw(st.sampled_from([*(holder if isinstance(holder, dict) else range(len(holder)))]))
            inner = holder[key]
            if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 4)) == 0:
                break
            holder = inner
        if key is None or not isinstance(holder, dict | list):
            return draw(VALUES)
        how = draw(st.sampled_from(["value", "value", "value", "gone", "twice"]))
        if how == "value":
            holder[key] = draw(VALUES)
        elif how == "gone":
            del holder[key]
        elif isinstance(holder, list):
            holder.append(_copy(holder[key]))
        else:
            holder[draw(WORDS)] = _copy(holder[key])
    return value


def _copy(value: Any) -> Any:  # noqa: ANN401 - as above
    if isinstance(value, dict):
        return {key: _copy(each) for key, each in value.items()}
    return [_copy(each) for each in value] if isinstance(value, list) else value
