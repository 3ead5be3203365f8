"""IRIs: names from which their parts come back, and addresses that any reader of RDF takes."""

import pytest
import rdflib
from hypothesis import given
from hypothesis import strategies as st

from reportedly.exports.iris import address, parts_of, urn

texts = st.text(st.characters(codec="utf-8"))


@given(st.lists(texts, min_size=1))
def test_a_name_gives_back_its_parts(parts: list[str]) -> None:
    """Whatever the ids hold, no two things have one name, and it is an IRI."""
    name = urn("record", *parts)
    assert parts_of(name) == ("record", *parts)
    assert rdflib.URIRef(name).n3() == f"<{name}>"


@given(texts)
def test_an_address_is_one_or_none(tail: str) -> None:
    """What cannot stand in an IRI is escaped; escaping twice changes nothing."""
    made = address(f"https://a.example/{tail}")
    if made is not None:
        assert rdflib.URIRef(made).n3() == f"<{made}>"
        assert address(made) == made


@pytest.mark.parametrize(
    "url", [None, "", "javascript:alert(1)", "ftp://a.example/", "http://", "https://a:99999/", "x"]
)
def test_other_things_are_no_addresses(url: str | None) -> None:
    """Only the web's addresses are."""
    assert address(url) is None
    assert parts_of("https://a.example") == ()
