"""JSON documents: what counts as a report, and what is said where one does not."""

import json

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake.document import document_from_json, report_from_json
from reportedly.record import Report, encode_reading, report_id
from tests.made import reading

TEXT = "Ferry stopped\n\nBondar said it was closed."


def test_a_report_object_is_taken_with_all_it_says() -> None:
    """Every field of a report object arrives, and its text is kept to the last character."""
    written = {
        "outlet": "The Lakeside Dispatch",
        "url": "https://lakeside.example/ferry",
        "published": "2025-03-04T09:30:00Z",
        "headline": "Ferry stopped",
        "language": "en",
        "text": f"  {TEXT}\r\n",
    }
    report, problems = report_from_json("a.json", json.dumps(written))
    assert report == Report(id=report_id(written["text"], written["outlet"]), **written)
    assert problems == ()


def test_a_report_inside_another_object_is_found() -> None:
    """An annotated record ({"report": …}) and a Reading of ours can be read again."""
    wrapped, _ = report_from_json("a.json", json.dumps({"report": {"id": "own", "text": TEXT}, "places": []}))
    assert (wrapped.id, wrapped.text) == ("own", TEXT)
    again, _ = report_from_json("a.json", encode_reading(reading()).decode())
    assert again == reading().report


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ('{"title": "x"}', "no \"text\" (it has 'title')"),
        ('{"text": 5}', '"text" is a number'),
        ('{"text": null}', '"text" is null'),
        ('{"text": "x", "outlet": ["a"]}', '"outlet" is a list'),
        ("[1]", "a list, not an object"),
        ('"x"', "a string, not an object"),
        ('{"text": "x"', "no valid JSON"),
        ("[" * 100_000, "JSON"),
    ],
)
def test_other_json_is_set_aside(written: str, why: str) -> None:
    """JSON that is no report is refused with what it holds instead, never read as empty."""
    with pytest.raises(SetAsideError) as caught:
        report_from_json("a.json", written)
    assert caught.value.code == "not-a-report"
    assert why in str(caught.value)


def test_half_a_surrogate_pair_becomes_one_replacement() -> None:
    """A broken escape costs one character, keeps every offset behind it, and is reported."""
    report, problems = report_from_json("a.json", r'{"text": "Bondar said \ud83d it", "outlet": "x"}')
    assert report.text == "Bondar said \ufffd it"
    assert [problem.code for problem in problems] == ["surrogate-replaced"]


def test_a_whole_surrogate_pair_is_one_character() -> None:
    """An emoji written as two escapes is the one code point that it is."""
    report, problems = report_from_json("a.json", r'{"text": "\ud83d\ude00 said"}')
    assert (report.text, problems) == ("😀 said", ())


def test_a_date_that_is_none_is_left_out_and_said() -> None:
    """No date is guessed from words: what is not ISO 8601 is left out, with a problem."""
    report, problems = report_from_json("a.json", json.dumps({"text": TEXT, "published": "yesterday"}))
    assert report.published is None
    assert [problem.code for problem in problems] == ["published-left-out"]


def test_the_links_of_a_report_are_found_in_its_text_where_their_words_stand_once() -> None:
    """A link has the place of its words; words that stand twice or nowhere are its title."""
    links = [
        {"url": "https://other.example/ferry", "words": "it was closed"},
        {"url": "https://other.example/port", "words": "Ferry and port"},
        {"url": "javascript:alert(1)", "words": "Bondar"},
        {"url": 7},
        "https://third.example/",
        None,
    ]
    _, references, _ = document_from_json("a.json", json.dumps({"text": TEXT, "links": links}))
    assert [(r.url, r.title, r.span.text if r.span else None) for r in references] == [
        ("https://other.example/ferry", "it was closed", "it was closed"),
        ("https://other.example/port", "Ferry and port", None),
        ("https://third.example/", "", None),
    ]
    assert document_from_json("a.json", json.dumps({"text": TEXT, "links": "none"}))[1] == ()
