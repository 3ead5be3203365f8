"""ninjs: the news items of agencies, in each version's own names."""

import json
from typing import Any

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import Input, Overrides, Taken, take_in
from reportedly.intake.forms import Form
from reportedly.record import PublishedBasis, ReferenceKind

TITLE = "Bridge closed at Sumy"
PLAIN = "The road bridge was closed on Tuesday.\n\nRepairs would take weeks, officials told the Herald."
MARKED = (
    "<p>The road bridge was closed on Tuesday.</p><p>Repairs would take weeks, officials told "
    '<a href="https://herald.example/b">the Herald</a>.</p>'
)
KEPT = f"{TITLE}\n\n{PLAIN}"
ONE: dict[str, Any] = {
    "uri": "urn:newsml:agency.example:1",
    "type": "text",
    "versioncreated": "2025-03-04T09:30:00Z",
    "pubstatus": "usable",
    "language": "en-GB",
    "headline": TITLE,
    "body_text": PLAIN,
    "byline": "By Ann Example",
    "located": "Sumy",
    "copyrightholder": "Lakeside News Agency",
    "usageterms": "Not for use after 2026.",
}
ONE_MARKED = {key: value for key, value in ONE.items() if key not in {"body_text", "headline"}} | {
    "headline_main": TITLE,
    "body_xhtml": MARKED,
}
TWO = {
    "uri": "https://agency.example/1",
    "type": "text",
    "versioncreated": "2025-03-04T09:30:00Z",
    "by": "Ann Example",
    "headlines": [{"role": "sub", "value": "Other"}, {"role": "main", "value": TITLE}],
    "bodies": [
        {"role": "text", "contenttype": "text/plain", "value": "Teaser."},
        {"role": "nitf", "contenttype": "application/xml", "value": "<x>y</x>"},
        {"role": "html", "contenttype": "text/html", "value": f"<h1>{TITLE}</h1>{MARKED}"},
    ],
    "infosources": [{"name": "Lakeside News Agency"}],
    "standard": {"name": "ninjs", "version": "2.1"},
}
THREE = {
    "uri": "https://agency.example/1",
    "type": "text",
    "versionCreated": "2025-03-04T09:30:00Z",
    "usageTerms": "None.",
    "headlines": [{"role": "main", "value": TITLE}],
    "copyrightHolder": {"name": "Lakeside News Agency"},
    "bodies": [{"role": "main", "contentType": "text/plain", "value": PLAIN}],
}


def _take(record: object) -> Taken:
    return take_in(
        Input(name="a.json", form=Form.JSON, data=json.dumps(record).encode()), Overrides(), 1_000_000
    )


@pytest.mark.parametrize("item", [ONE, ONE_MARKED, TWO, THREE], ids=["1.x", "1.x marked up", "2.x", "3.x"])
def test_an_item_gives_its_report(item: dict[str, Any]) -> None:
    """Headline, text, date and agency come from where the version keeps them, the headline once."""
    taken = _take(item)
    assert taken.report.text == KEPT
    assert taken.report.headline == TITLE
    assert (taken.report.published, taken.published_basis) == (
        "2025-03-04T09:30:00+00:00",
        PublishedBasis.FILE,
    )
    assert taken.report.outlet == "Lakeside News Agency"


def test_terms_byline_and_place_are_kept_as_notes() -> None:
    """What has no field of ours stands in notes, word for word; an id that is an address is the address."""
    notes = {note.code: note.message for note in _take(ONE).notes}
    assert notes == {
        "usage-terms": "terms of use: Not for use after 2026.",
        "byline": "byline: By Ann Example",
        "located": "written in: Sumy",
        "agency-id": "the agency's id: urn:newsml:agency.example:1",
    }
    assert _take(ONE).report.language == "en"
    assert _take(TWO).report.url == "https://agency.example/1"


def test_links_in_an_item_are_references() -> None:
    """A marked-up body gives its links, with their words in the text."""
    taken = _take(TWO)
    (reference,) = taken.references
    assert (reference.url, reference.kind) == ("https://herald.example/b", ReferenceKind.LINK)
    assert reference.span is not None
    assert taken.report.text[reference.span.start : reference.span.end] == "the Herald"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"pubstatus": "canceled"}, "withdrawn"),
        ({"pubstatus": "stat:withheld"}, "withdrawn"),
        ({"type": "picture"}, "picture"),
        ({"body_text": ""}, "without a body"),
        ({"body_text": None}, "without a body"),
        ({"body_text": ["x"]}, "without a body"),
    ],
)
def test_what_is_no_text_is_set_aside(change: dict[str, Any], why: str) -> None:
    """Withdrawn items, pictures and items without a text each have their reason."""
    with pytest.raises(SetAsideError, match=why) as caught:
        _take(ONE | change)
    assert caught.value.code == "no-news-item"


@pytest.mark.parametrize(
    "key",
    [
        "headlines",
        "bodies",
        "infosources",
        "copyrightHolder",
        "versionCreated",
        "type",
        "uri",
        "language",
        "pubstatus",
        "usageTerms",
    ],
)
@pytest.mark.parametrize("value", [None, 3, [], [3], {}, "x", [{"role": 3, "value": 4}]])
def test_any_value_under_any_key(key: str, value: object) -> None:
    """An item that does not follow the standard is read as far as it goes, or set aside; it never crashes."""
    try:
        assert TITLE in _take(THREE | {key: value}).report.text or key == "headlines"
    except SetAsideError as error:
        assert error.code in {"no-news-item", "not-a-report"}  # noqa: PT017 - either may happen
