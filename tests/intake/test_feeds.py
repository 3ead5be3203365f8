"""Feeds: what is new in them, with their texts and dates; nothing hostile gets in."""

import gzip
import time
from pathlib import Path

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import Input, LeftOut, Overrides, Refused, find_inputs, take_in
from reportedly.intake.feeds import FeedState, entries_of, looks_like_feed, new_entries, remembered
from reportedly.record import PublishedBasis

LIMIT = 10_000_000
URL = "https://lakeside.example/feed/index.xml"
LONG = "".join(
    f"<p>Paragraph {number}: the bridge at Sumy stayed closed, officials said.</p>" for number in range(30)
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lakeside</title>
<item><title>Bridge closed &amp; guarded</title><link>../2025/bridge</link><guid isPermaLink="false">b1</guid>
<pubDate>Tue, 04 Mar 2025 11:30:00 +0200</pubDate><description>Short.</description>
<content:encoded><![CDATA[{LONG}]]></content:encoded></item>
<item><title>Ferry stopped</title><link>https://lakeside.example/ferry</link><pubDate>last Tuesday</pubDate>
<description>The ferry stopped.</description></item>
<item><title>Bridge closed again</title><link>https://lakeside.example/other</link>
<guid isPermaLink="false">b1</guid></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Lakeside</title><id>urn:lake</id>
<entry><id>urn:1</id><title type="html">Fog &lt;b&gt;closes&lt;/b&gt; port</title><link href="/fog"/>
<updated>2025-03-04T09:30:00Z</updated><content type="text">Fog closed the port.
Ships wait.</content></entry>
<entry><id>urn:2</id><title>No link</title><published>2025-03-05T00:00:00+02:00</published>
<updated>2025-03-06T00:00:00Z</updated><summary>Nothing more.</summary></entry></feed>"""


def test_rss_gives_its_entries() -> None:
    """Titles, addresses made absolute, dates in UTC, the full text; an id that stands twice counts once."""
    bridge, ferry = entries_of("f", RSS.encode(), URL)
    assert (bridge.id, bridge.title) == ("b1", "Bridge closed & guarded")
    assert bridge.link == "https://lakeside.example/2025/bridge"
    assert bridge.published == "2025-03-04T09:30:00Z"
    assert bridge.full
    assert "Paragraph 29" in bridge.body
    assert (ferry.id, ferry.full) == ("https://lakeside.example/ferry", False)


def test_a_date_that_is_none_is_left_out_and_said() -> None:
    """Words in the place of a date are no date, and the note repeats them."""
    ferry = entries_of("f", RSS.encode(), URL)[1]
    assert ferry.published is None
    assert "last Tuesday" in ferry.notes[0].message


def test_atom_gives_its_entries() -> None:
    """Markup in a title goes, plain text keeps its lines; a date of change stands in, and is said to."""
    fog, bare = entries_of("f", ATOM.encode(), URL)
    assert (fog.title, fog.link, fog.published) == (
        "Fog closes port",
        "https://lakeside.example/fog",
        "2025-03-04T09:30:00Z",
    )
    assert [note.code for note in fog.notes] == ["updated-as-published"]
    assert (bare.link, bare.published, bare.notes) == (None, "2025-03-04T22:00:00Z", ())


def test_only_new_and_changed_entries_are_new() -> None:
    """What was taken is not taken again, unless its date of change moved."""
    entries = entries_of("f", ATOM.encode(), URL)
    state = FeedState(url=URL, seen=remembered(FeedState(url=URL), entries, {"urn:2"}))
    assert [entry.id for entry in new_entries(entries, state)] == ["urn:2"]
    changed = entries_of("f", ATOM.replace("2025-03-04T09:30", "2025-03-04T10:30").encode(), URL)
    assert [entry.id for entry in new_entries(changed, state)] == ["urn:1", "urn:2"]


def test_what_is_remembered_is_bounded() -> None:
    """A feed that makes up new ids for ever does not grow the store without end; the latest stay."""
    old = FeedState(url=URL, seen={str(number): "" for number in range(20_000)})
    kept = remembered(old, entries_of("f", ATOM.encode(), URL), set())
    assert len(kept) == 10_000
    assert {"urn:1", "urn:2", "19999"} <= kept.keys()


BOMB = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 10)
)
BOMB = (
    BOMB.replace("&a0;", "&a;")
    + "]><rss version='2.0'><channel><item><title>&a9;</title></item></channel></rss>"
)
OUTSIDE = """<?xml version="1.0"?><!DOCTYPE l [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><item><title>&x;</title></item></channel></rss>"""


@pytest.mark.parametrize("feed", [BOMB, OUTSIDE, OUTSIDE.replace("<!ENTITY x", "<!entity x")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(feed: str, encoding: str) -> None:
    """Bombs and files of this machine are made of entities; a feed that declares any is not parsed at all."""
    start = time.monotonic()
    with pytest.raises(SetAsideError) as caught:
        entries_of("f", feed.encode(encoding), URL)
    assert caught.value.code == "unsafe-feed"
    assert time.monotonic() - start < 1


@pytest.mark.parametrize(
    "data", [b"", b"<html><body>x</body></html>", b"{}", b"\x00\xff" * 50, b"<rss", b"<a>" * 5_000]
)
def test_what_is_no_feed_is_said(data: bytes) -> None:
    """Anything else under a feed's name is set aside with that reason."""
    with pytest.raises(SetAsideError, match=r"no RSS or Atom|cannot be read"):
        entries_of("f", data, URL)


@pytest.mark.parametrize("name", ["/etc/passwd", "http://127.0.0.1:1/feed", "file:///etc/passwd"])
def test_bytes_are_never_taken_for_an_address(name: str) -> None:
    """The parser opens files and addresses when it is handed some; it is handed bytes."""
    with pytest.raises(SetAsideError):
        entries_of("f", name.encode(), URL)


def test_the_servers_encoding_counts() -> None:
    """A feed that names no encoding is in the one that its server names."""
    data = "<rss version='2.0'><channel><item><title>Міст закрито</title></item></channel></rss>".encode(
        "cp1251"
    )
    assert entries_of("f", data, URL, "application/rss+xml; charset=windows-1251")[0].title == "Міст закрито"


@pytest.mark.parametrize(
    ("data", "answer"),
    [(RSS.encode(), True), (ATOM.encode("utf-16"), True), (b"<html><rss>", True), (b"<html>", False)],
)
def test_a_feed_is_known_by_its_beginning(data: bytes, answer: bool) -> None:  # noqa: FBT001 - a table's column
    """The first element tells, in any encoding."""
    assert looks_like_feed(data) is answer


def test_a_saved_feed_gives_its_full_texts(tmp_path: Path) -> None:
    """A feed in a file gives the reports that it holds whole; summaries are left out with a reason."""
    (tmp_path / "a.rss").write_text(RSS)
    (tmp_path / "b.xml.gz").write_bytes(gzip.compress(ATOM.encode()))
    (tmp_path / "c.atom").write_text("no feed")
    found = list(find_inputs([str(tmp_path)], LIMIT))
    kinds = [type(one) for one in found]
    assert kinds == [Input, LeftOut, Input, LeftOut, Refused]
    bridge, fog = (take_in(one, Overrides(), LIMIT) for one in found if isinstance(one, Input))
    assert bridge.report.text.startswith("Bridge closed & guarded\n\nParagraph 0: the bridge")
    assert bridge.report.headline == "Bridge closed & guarded"
    assert (bridge.report.published, bridge.published_basis) == ("2025-03-04T09:30:00Z", PublishedBasis.FEED)
    assert fog.report.text == "Fog closes port\n\nFog closed the port.\n\nShips wait."
