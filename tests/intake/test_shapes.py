"""Dumps of news: known ones are recognised on sight, others read by a map of their fields."""

import json
from typing import Any

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import FieldMap, Input, Overrides, Taken, field_map, take_in
from reportedly.intake.fields import at, keys_seen
from reportedly.intake.forms import Form
from reportedly.intake.shapes import SHAPES, shape_of
from reportedly.record import PublishedBasis

LIMIT = 1_000_000
TITLE, URL = "Bridge closed at Sumy", "https://www.bbc.com/news/bridge"
TEXT = "The road bridge was closed on Tuesday.\nRepairs would take weeks, officials said."
KEPT = f"{TITLE}\n\nThe road bridge was closed on Tuesday.\n\nRepairs would take weeks, officials said."


def _take(record: object, fields: FieldMap | None = None) -> Taken:
    data = json.dumps(record).encode()
    return take_in(Input(name="a.jsonl:1", form=Form.JSON, data=data), Overrides(), LIMIT, fields)


DUMPS: dict[str, dict[str, Any]] = {
    "news-please": {
        "authors": [],
        "date_download": "2025-03-05 01:00:00",
        "date_modify": None,
        "date_publish": "2025-03-04 09:30:00",
        "description": "x",
        "language": "en",
        "maintext": TEXT,
        "source_domain": "www.bbc.com",
        "title": TITLE,
        "url": URL,
    },
    "fundus": {
        "title": TITLE,
        "authors": [],
        "publishing_date": "2025-03-04 09:30:00",
        "topics": [],
        "free_access": True,
        "body": {"summary": [], "sections": [{"headline": [], "paragraphs": TEXT.split("\n")}]},
    },
    "fundus plaintext": {
        "title": TITLE,
        "plaintext": TEXT.replace("\n", "\n\n"),
        "publishing_date": "2025-03-04 09:30:00",
        "lang": "en",
        "html": {"responded_url": URL, "crawl_date": "2025-03-05 01:00:00"},
    },
    "Media Cloud": {
        "id": "f1",
        "media_name": "bbc.com",
        "media_url": "bbc.com",
        "title": TITLE,
        "publish_date": "2025-03-04 09:30:00",
        "url": URL,
        "language": "en",
        "indexed_date": "2025-03-05 01:00:00",
        "text": TEXT,
    },
    "Media Cloud old": {
        "stories_id": 7,
        "media_name": "BBC",
        "title": TITLE,
        "publish_date": "2025-03-04 09:30:00",
        "url": URL,
        "story_text": TEXT,
    },
    "story index": {
        "original_url": URL,
        "canonical_domain": "bbc.com",
        "publication_date": "2025-03-04 09:30:00",
        "language": "en",
        "article_title": TITLE,
        "text_content": TEXT,
    },
    "newspaper": {
        "url": URL,
        "source_url": "https://www.bbc.com",
        "title": TITLE,
        "text": TEXT,
        "authors": [],
        "publish_date": "2025-03-04 09:30:00",
        "meta_lang": "en",
    },
    "RealNews": {
        "url": URL,
        "domain": "bbc.com",
        "title": TITLE,
        "text": TEXT,
        "publish_date": "03-04-2025",
        "warc_date": "2025-03-05",
    },
    "cc_news": {
        "title": TITLE,
        "text": TEXT,
        "domain": "www.bbc.com",
        "date": "2025-03-04 09:30:00",
        "description": "x",
        "url": URL,
    },
}


@pytest.mark.parametrize("dump", DUMPS)
def test_a_known_dump_is_recognised(dump: str) -> None:
    """Text, headline, outlet, address and date are taken from where each kind of dump keeps them."""
    record = DUMPS[dump]
    taken = _take(record)
    assert taken.report.text == KEPT
    assert taken.report.headline == TITLE
    if dump != "fundus":
        assert taken.report.url == URL
        assert "BBC" in (taken.report.outlet or "")
    if dump == "RealNews":
        assert (taken.report.published, [note.code for note in taken.notes]) == (None, ["published-left-out"])
    else:
        assert (taken.report.published, taken.published_basis) == ("2025-03-04T09:30:00", PublishedBasis.FILE)


def test_no_shape_hides_another() -> None:
    """Each dump is told by the first shape that fits it, and every shape by some dump."""
    told = [shape_of(record) for record in DUMPS.values()]
    assert all(told)
    assert {shape.told_by for shape in told if shape} == {shape.told_by for shape in SHAPES}


def test_a_report_of_ours_is_taken_as_it_is() -> None:
    """Spans may point into a report of ours: its text is not touched, whatever other keys it has."""
    text = "Bridge  closed \nThe bridge is closed.\n"
    assert _take({"text": text, "headline": "x", "title": "y", "published": "2025-03-04"}).report.text == text


def test_a_headline_that_the_text_repeats_stands_once() -> None:
    """Some dumps begin the text with the headline."""
    assert _take({**DUMPS["newspaper"], "text": f"{TITLE}\n\n{TEXT}"}).report.text.count(TITLE) == 1


def test_the_same_record_has_the_same_id() -> None:
    """A report that is taken in twice is one report; another word makes another."""
    one, two = _take(DUMPS["newspaper"]), _take({**DUMPS["newspaper"], "authors": ["Ann"]})
    assert one.report.id == two.report.id
    assert _take({**DUMPS["newspaper"], "text": TEXT + "!"}).report.id != one.report.id


def test_a_map_says_where_fields_are() -> None:
    """Dotted paths lead into objects and lists; a key with dots is found whole; the dump's id can be kept."""
    record = {
        "doc": {"paras": ["First paragraph.", "Second one."], "heads": [{"t": TITLE}]},
        "meta.date": 1741080600,
        "by": "bbc.com",
        "n": 7,
    }
    fields = field_map(
        {"text": "doc.paras", "title": "doc.heads.0.t", "published": "meta.date", "outlet": "by", "id": "n"}
    )
    taken = _take(record, fields)
    assert taken.report.text == f"{TITLE}\n\nFirst paragraph.\n\nSecond one."
    assert taken.report.published == "2025-03-04T09:30:00+00:00"
    assert (taken.report.outlet, taken.report.id) == (
        "BBC News" if taken.report.outlet == "BBC News" else "BBC",
        "7",
    )


@pytest.mark.parametrize("path", ["body", "doc.text.x", "doc.9", "doc.", "", "n"])
def test_a_wrong_map_lists_the_keys_seen(path: str) -> None:
    """Where no text is at the path, the message says what there is instead."""
    with pytest.raises(SetAsideError) as caught:
        _take({"doc": {"text": TEXT}, "n": 7}, FieldMap(text=path))
    assert caught.value.code == "wrong-fields"
    assert "'doc.text', 'n'" in caught.value.why


@pytest.mark.parametrize("pairs", [{"title": "x"}, {"text": ""}, {"text": "x", "colour": "y"}])
def test_a_map_that_cannot_be_is_refused(pairs: dict[str, str]) -> None:
    """A map needs a text, and only fields that there are."""
    with pytest.raises(ValueError, match=r"--field text=PATH|there are text, title"):
        field_map(pairs)


def test_a_list_without_texts_is_said() -> None:
    """Media Cloud's search gives addresses without texts: that is said, not read as empty."""
    record = {key: value for key, value in DUMPS["Media Cloud"].items() if key != "text"}
    with pytest.raises(SetAsideError, match="addresses without texts"):
        _take(record)


@pytest.mark.parametrize("path", ["a", "a.b", "a.0", "", ".", "a..b", "a.99999999999999999999", "٣"])
@pytest.mark.parametrize("record", [None, 3, [], {"a": None}, {"a": [1]}, {"a": {"b": {}}}])
def test_any_path_into_any_record(path: str, record: object) -> None:
    """Looking up and listing never crash."""
    at(record, path)
    assert keys_seen(record)
