"""Whatever bytes come in, every reader ends in reports or reasons."""

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportedly.errors import SetAsideError
from reportedly.intake import FieldMap, Input, Known, LeftOut, Overrides, Refused, find_inputs, take_in
from reportedly.intake.feeds import entries_of
from reportedly.intake.forms import Form
from reportedly.intake.paragraphs import of_fragment
from reportedly.intake.warc import read_warc
from reportedly.record import verify
from tests.intake.archives_made import packed, pages, wacz

LIMIT = 200_000
SINGLE = [Form.TEXT, Form.HTML, Form.JSON, Form.MAIL, Form.PDF, Form.ENTRY, Form.UNKNOWN]
MARKUP = st.lists(
    st.sampled_from(
        [
            "<p>",
            "</p>",
            "<a href='",
            "'>",
            "</a>",
            "<div>",
            "</div>",
            "<br>",
            "Read more: ",
            "\x00",
            "&#0;",
            "&amp;",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<item>",
            "<title>",
            "words of a report, he said. ",
            "(AFP) ",
            "é",
            "\ud83d"[:0],
            "\u2028",
        ]
    ),
    max_size=60,
).map("".join)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "text",
        "title",
        "url",
        "uri",
        "bodies",
        "headlines",
        "body",
        "maintext",
        "publish_date",
        "publishing_date",
        "media_name",
        "domain",
        "date",
        "report",
        "id",
        "versioncreated",
        "body_html",
        "plaintext",
        "language",
        "type",
        "html",
        "source_domain",
        "text_content",
        "article_title",
        "story_text",
        "stories_id",
    ]
)


def _take(data: bytes, form: Form, known: Known | None = None, fields: FieldMap | None = None) -> None:
    try:
        taken = take_in(Input(name="a", form=form, data=data, known=known), Overrides(), LIMIT, fields)
    except SetAsideError as error:
        assert error.why  # noqa: PT017 - either may happen
        assert error.next_step  # noqa: PT017 - the same
        return
    assert any(character.isalpha() for character in taken.report.text)
    for reference in taken.references:
        assert reference.url.startswith(("http://", "https://"))
        if reference.span is not None:
            verify(reference.span, taken.report.text)
    for credit in taken.credits:
        verify(credit.span, taken.report.text)


@pytest.mark.parametrize("form", SINGLE)
@settings(deadline=None, max_examples=60)
@given(data=st.binary(max_size=400))
@example(data=b"")
@example(data=b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer<</Root 1 0 R>>")
@example(data=b"<html>" + b"<div>" * 3_000 + b"The bridge is closed.")
@example(data=b"[" * 100_000)
@example(data=b'{"uri": ' * 5_000)
def test_any_bytes_in_any_form(form: Form, data: bytes) -> None:
    """Arbitrary bytes under every name are a report or have a reason."""
    _take(data, form)


@settings(deadline=None, max_examples=150)
@given(markup=MARKUP, url=st.none() | st.just("https://lakeside.example/a"), body=st.none() | MARKUP)
def test_any_markup(markup: str, url: str | None, body: str | None) -> None:
    """Tag soup gives text whose references and credits cite it, from a page, an entry and a fragment."""
    known = Known(url=url, body=body, headline=markup[:20], fetched="never")
    for form in (Form.HTML, Form.ENTRY):
        _take(markup.encode(), form, known)
    for paragraph in of_fragment(markup):
        assert paragraph.text.strip(" ") == paragraph.text
        for link in paragraph.links:
            assert 0 <= link.start < link.end <= len(paragraph.text)


@settings(deadline=None, max_examples=200)
@given(record=st.dictionaries(KEYS, VALUES, max_size=8), mapped=st.booleans())
def test_any_record(record: dict[str, Any], mapped: bool) -> None:  # noqa: FBT001 - drawn
    """Records with the keys of every dump and any values under them."""
    _take(
        json.dumps(record).encode(),
        Form.JSON,
        fields=FieldMap(text="text", title="title", published="date") if mapped else None,
    )


@settings(deadline=None, max_examples=80)
@given(data=st.binary(max_size=300) | MARKUP.map(lambda soup: f"<rss version='2.0'><channel>{soup}".encode()))
@example(
    data=b"<rss version='2.0'><channel><item><pubDate>99999999999999999999</pubDate></item></channel></rss>"
)
@example(
    data=b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><link href='http://['/><updated>0000-00-00T99:99:99Z</updated></entry></feed>"
)
def test_any_feed(data: bytes) -> None:
    """A feed is entries or a reason."""
    try:
        entries = entries_of("f", data, "https://lakeside.example/feed")
    except SetAsideError:
        return
    assert len({entry.id for entry in entries}) == len(entries)


@settings(deadline=None, max_examples=100)
@given(
    packing=st.sampled_from([b"".join, packed]),
    edits=st.lists(
        st.tuples(st.integers(0, 2_500), st.binary(max_size=6), st.integers(0, 300)), min_size=1, max_size=3
    ),
)
def test_any_damage_to_an_archive(packing: Any, edits: list[tuple[int, bytes, int]]) -> None:  # noqa: ANN401 - one of two functions
    """However an archive is damaged, reading it ends, and it yields at least what a reason needs."""
    data = packing(pages(3))
    for place, put, gone in edits:
        data = data[:place] + put + data[place + gone :]
    for found in read_warc("a.warc", lambda: io.BytesIO(data), LIMIT):
        assert isinstance(found, Input | LeftOut | Refused)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    place=st.integers(0, 2_000),
    put=st.binary(max_size=8),
    suffix=st.sampled_from(
        ["wacz", "warc.gz", "jsonl.gz", "jsonl.zst", "rss", "xml", "eml", "pdf", "html.gz"]
    ),
)
def test_any_damage_to_any_file(tmp_path: Path, place: int, put: bytes, suffix: str) -> None:
    """A damaged file under every name is inputs or reasons, and never stops a folder."""
    path = tmp_path / f"a.{suffix}"
    wacz(path, {"archive/a.warc.gz": packed(pages(2))})
    data = path.read_bytes()
    path.write_bytes(data[:place] + put + data[place + len(put) :])
    for found in find_inputs([str(tmp_path)], LIMIT):
        if isinstance(found, Input):
            try:
                take_in(found, Overrides(), LIMIT)
            except SetAsideError as error:
                assert error.code  # noqa: PT017 - either may happen
    path.unlink()
