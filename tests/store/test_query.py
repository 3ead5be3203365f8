"""Queries: what a person types, as a tree; whatever it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import StoreError
from reportedly.store.query import MOST_WORDS, Query, parse


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("kharkiv bridge", Query(((("kharkiv",),), (("bridg",),)))),
        ('"air defence"', Query(((("air", "defenc"),),))),
        ("“air defence”", Query(((("air", "defenc"),),))),
        ("kursk OR belgorod drone", Query(((("kursk",), ("belgorod",)), (("drone",),)))),
        ("kursk or belgorod", Query(((("kursk",),), (("or",),), (("belgorod",),)))),
        ('grain -export -"black sea"', Query(((("grain",),),), (("export",), ("black", "sea")))),
        ("F-16", Query(((("f", "16"),),))),
        ("OR kursk OR", Query(((("kursk",),),))),
        ('"unclosed words', Query(((("unclos", "word"),),))),
        ("a AND b", Query(((("a",),), (("b",),)))),
        ("-", Query()),
        ('"" () * ^ :', Query()),
    ],
)
def test_what_is_typed_is_understood(written: str, query: Query) -> None:
    """Words, phrases, OR and minus become what they mean; the rest is passed over."""
    assert parse(written) == query


@given(st.text(max_size=200))
def test_nothing_typed_breaks_it(written: str) -> None:
    """Any text at all is a query, or a StoreError that says it is too long."""
    try:
        query = parse(written)
    except StoreError as error:
        assert str(MOST_WORDS) in str(error)  # noqa: PT017 - either is right
    else:
        words = [w for group in query.every for phrase in group for w in phrase]
        assert all(word and not set(word) & set("\"'\\") for word in words)


def test_a_pasted_page_is_refused() -> None:
    """More words than anybody types are refused with the limit, instead of running for minutes."""
    with pytest.raises(StoreError, match="more than 64 words"):
        parse("word " * 65)
