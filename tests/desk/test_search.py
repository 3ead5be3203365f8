"""Search through the pages: words, records, names, claims; what cannot be understood is said."""

from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk.found import KINDS, found_of, wanted_of
from reportedly.store import Store
from tests.desk.hostile import BAIT

Desk = TestClient[Any]


def test_words_are_found_and_marked(desk: Desk) -> None:
    """A word of a text leads to its report, with the word marked and nothing else."""
    text = desk.get("/search", params={"q": "yunakivka"}).text
    assert text.count("<mark>Yunakivka</mark>") == 1
    assert 'value="yunakivka"' in text


def test_every_kind_can_be_asked(store: Store) -> None:
    """Each choice of the form is one that the store understands."""
    with store.view() as view:
        for _, values in KINDS:
            for value, _ in values:
                found_of(view, wanted_of({"kind": value}))


def test_a_record_leads_to_its_place_in_the_reader(desk: Desk, store: Store) -> None:
    """A hit shows the records that meet the filters, each with the address of the record itself."""
    text = desk.get("/search", params={"kind": "act:say", "speaker": "marchuk"}).text
    with store.view() as view:
        (hit,) = view.find(filters=wanted_of({"kind": "act:say", "speaker": "marchuk"}).filters)
    assert f'/reports/{hit.report.id}#{hit.matches[0].item.id}"' in text  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"q": "word " * 90}, "more than 64 words"),
        ({"since": "some day"}, "is no date"),
        ({"kind": "act:sing"}, "is not known"),
        ({"speaker": "…"}, "holds no word"),
    ],
)
def test_what_cannot_be_understood_is_said(desk: Desk, asked: dict[str, str], why: str) -> None:
    """A wrong filter is told on the page, beside what was typed, with the next step."""
    answer = desk.get("/search", params=asked)
    assert answer.status_code == 400
    assert why in answer.text
    assert 'name="q"' in answer.text


@pytest.mark.parametrize("number", ["0", "-1", "x", "9" * 400, "2"])
def test_any_page_number_answers(desk: Desk, number: str) -> None:
    """Whatever stands in the address as the page's number, a page comes."""
    assert desk.get("/search", params={"q": "bridge", "number": number}).status_code == 200


def test_htmx_gets_the_hits_alone(desk: Desk) -> None:
    """While somebody types, only the hits are sent."""
    part = desk.get("/search", params={"q": "bridge"}, headers={"hx-request": "true"}).text
    assert "<html" not in part
    assert "data-row" in part


def test_names_are_found(desk: Desk) -> None:
    """Words of a name lead to the speakers and places of it, spelt as reports spell them."""
    text = desk.get("/search/names", params={"q": "sumy"}).text
    assert 'href="/place?name=Sumy"' in text


def test_claims_are_found(desk: Desk) -> None:
    """The claims that hold the words are listed with how many reports and origins they have."""
    text = desk.get("/search/claims", params={"q": "station"}).text
    assert "/claims/claim-" in text
    assert "origin" in text


def test_a_search_keeps_its_filters_in_its_address() -> None:
    """The next page is asked for with all that this one was."""
    wanted = wanted_of(
        {"q": f'"{BAIT}"', "speaker": "peskov", "kind": "act:deny", "all": "yes", "other": "x"}
    )
    address = wanted.address(number=2)
    assert "speaker=peskov" in address
    assert "kind=act%3Adeny" in address
    assert "all=yes" in address
    assert "number=2" in address
    assert "<" not in address
    assert "other" not in address
