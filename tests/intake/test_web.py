"""Addresses become inputs: pages, feeds and their entries; one that fails stops no other."""

from collections.abc import Iterator

import pytest

from reportedly.intake import Input, Overrides, Refused, take_in
from reportedly.intake.feeds import FeedSeen, FeedState
from reportedly.intake.fetch import FetchPolicy
from reportedly.intake.forms import Form
from reportedly.intake.robots import Manners
from reportedly.intake.web import Web, gather
from reportedly.record import PublishedBasis
from tests.intake.servers import LOOPBACK, Site, http, moved, site

LIMIT = 1_000_000
BODY = [
    f"Paragraph {number}: the bridge at Sumy stayed closed, the administration said." for number in range(8)
]


def _page(*paragraphs: str, head: str = "") -> bytes:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    top = f"<html><head><title>Bridge closed at Sumy</title>{head}</head><body><article>"
    return f"{top}<h1>Bridge closed at Sumy</h1>{body}</article></body></html>".encode()


def _feed(*items: str) -> bytes:
    return f'<rss version="2.0"><channel><title>x</title>{"".join(items)}</channel></rss>'.encode()


def _item(link: str, text: str = "", title: str = "Bridge closed at Sumy") -> str:
    return (
        f"<item><title>{title}</title><link>{link}</link><pubDate>Tue, 04 Mar 2025 09:30:00 GMT</pubDate>"
        f"<description><![CDATA[{text}]]></description></item>"
    )


@pytest.fixture
def news() -> Iterator[Site]:
    """Return a running site."""
    with site() as running:
        yield running


def _web(**feeds: FeedState) -> Web:
    policy = FetchPolicy(
        allow_networks=(f"{LOOPBACK}/32",), ports=None, pause_seconds=0, read_seconds=2, max_bytes=LIMIT
    )
    return Web(policy=policy, manners=Manners(), feeds={state.url: state for state in feeds.values()})


def test_a_page_comes_with_its_address_and_the_time_of_fetching(news: Site) -> None:
    """The address is the one after redirects; the time of fetching is kept and is no date of publication."""
    news.answer("/a", moved("/b"))
    news.answer("/b", http(_page(*BODY)))
    (found,) = gather([f"{news.url}/a"], LIMIT, _web())
    assert isinstance(found, Input)
    assert found.name == f"{news.url}/a"
    taken = take_in(found, Overrides(), LIMIT)
    assert taken.report.url == f"{news.url}/b"
    assert taken.report.text.split("\n\n") == ["Bridge closed at Sumy", *BODY]
    assert taken.fetched is not None
    assert (taken.report.published, taken.published_basis) == (None, PublishedBasis.UNKNOWN)


@pytest.mark.parametrize(
    ("charset", "encoding", "meta"),
    [
        ("utf-8", "utf-8", ""),
        ("iso-8859-1", "utf-8", ""),
        ("utf-8", "cp1251", '<meta charset="windows-1251">'),
        ("windows-1251", "cp1251", ""),
        ("no-such-thing", "utf-8", ""),
        ("unicode_escape", "utf-8", ""),
    ],
)
def test_a_wrong_charset_does_no_harm(news: Site, charset: str, encoding: str, meta: str) -> None:
    """What the server says is believed only where the bytes bear it out."""
    words = (
        "Міст у Сумах закрито у вівторок, повідомила адміністрація області. Ремонт триватиме кілька тижнів."
    )
    news.answer(
        "/a",
        http(
            _page(*[words] * 4, head=meta).decode().encode(encoding),
            Content_Type=f"text/html; charset={charset}",
        ),
    )
    (found,) = gather([f"{news.url}/a"], LIMIT, _web())
    assert isinstance(found, Input)
    assert words in take_in(found, Overrides(), LIMIT).report.text


@pytest.mark.parametrize(
    ("kind", "data", "form"),
    [
        ("text/plain", b"Bridge closed\n\nThe bridge is closed.", Form.UNKNOWN),
        ("application/json", b'{"text": "x"}', Form.JSON),
        ("application/pdf", b"%PDF-1.4", Form.PDF),
        ("application/octet-stream", _page(*BODY), Form.HTML),
    ],
)
def test_the_servers_type_tells_the_form(news: Site, kind: str, data: bytes, form: Form) -> None:
    """Text, JSON and PDF are taken as what they are; a page under no good name is known by its beginning."""
    news.answer("/a", http(data, Content_Type=kind))
    (found,) = gather([f"{news.url}/a"], LIMIT, _web())
    assert isinstance(found, Input)
    assert found.form is form


def test_what_is_no_page_is_refused_and_the_rest_goes_on(news: Site, tmp_path: object) -> None:
    """A picture, a missing page, a closed network, a missing file: a reason each, and the last page comes."""
    news.answer("/picture", http(b"\x89PNG", Content_Type="image/png"))
    news.answer("/a", http(_page(*BODY)))
    things = [
        f"{news.url}/picture",
        f"{news.url}/none",
        "http://10.0.0.1/",
        "ftp://x.example/",
        f"{tmp_path}/none.txt",
        f"{news.url}/a",
    ]
    found = list(gather(things, LIMIT, _web()))
    assert [one.problem.code for one in found if isinstance(one, Refused)] == [
        "not-a-page",
        "http-404",
        "address-refused",
        "address-refused",
        "not-found",
    ]
    assert [one.name for one in found] == things
    assert isinstance(found[-1], Input)


def test_without_leave_nothing_is_fetched(news: Site) -> None:
    """`find_inputs` and a run without a web refuse an address, with the way to go."""
    (found,) = gather([f"{news.url}/a"], LIMIT, None)
    assert isinstance(found, Refused)
    assert "reportedly add" in found.problem.message
    assert news.requests == []


# ---------------------------------------------------------------------------- feeds


def test_a_feed_gives_the_pages_of_its_entries(news: Site) -> None:
    """Each entry's page is fetched; the feed's date stands where the page has none; the state comes last."""
    news.answer(
        "/feed",
        http(
            _feed(_item("/a", "Short."), _item("/b", "Short.")),
            Content_Type="application/rss+xml",
            ETag='"7"',
        ),
    )
    news.answer("/a", http(_page(*BODY)))
    news.answer(
        "/b", http(_page(*BODY, head='<meta property="article:published_time" content="2025-03-03">'))
    )
    a, b, seen = gather([f"{news.url}/feed"], LIMIT, _web())
    assert isinstance(a, Input)
    assert isinstance(b, Input)
    assert isinstance(seen, FeedSeen)
    first, second = take_in(a, Overrides(), LIMIT), take_in(b, Overrides(), LIMIT)
    assert (first.report.published, first.published_basis) == ("2025-03-04T09:30:00Z", PublishedBasis.FEED)
    assert (second.report.published, second.published_basis) == ("2025-03-03", PublishedBasis.PAGE)
    assert (seen.new, seen.known, seen.state.etag) == (2, 0, '"7"')
    assert set(seen.state.seen) == {f"{news.url}/a", f"{news.url}/b"}


def test_a_second_look_fetches_only_what_is_new(news: Site) -> None:
    """Known entries are not fetched again, and a feed that has not changed is not sent again."""
    news.answer("/feed", http(_feed(_item("/a")), Content_Type="text/xml", ETag='"1"'))
    news.answer("/a", http(_page(*BODY)))
    news.answer("/b", http(_page(*BODY)))
    *_, seen = gather([f"{news.url}/feed"], LIMIT, _web())
    assert isinstance(seen, FeedSeen)
    news.answer("/feed", http(_feed(_item("/b"), _item("/a")), Content_Type="text/xml", ETag='"2"'))
    b, again = gather([f"{news.url}/feed"], LIMIT, _web(feed=seen.state))
    assert 'If-None-Match: "1"' in next(request for request in news.requests[::-1] if "/feed" in request)
    assert isinstance(again, FeedSeen)
    assert (b.name, again.new, again.known) == (f"{news.url}/b", 1, 1)
    news.answer("/feed", http(b"", "304 Not Modified"))
    (still,) = gather([f"{news.url}/feed"], LIMIT, _web(feed=again.state))
    assert isinstance(still, FeedSeen)
    assert (still.state, still.new) == (again.state, 0)


def test_an_entry_that_failed_for_now_is_tried_again(news: Site) -> None:
    """A busy server costs an entry one look, and the feed is asked anew next time; what is gone is gone."""
    news.answer(
        "/feed",
        http(
            _feed(_item("/busy"), _item("/gone"), _item("http://10.0.0.1/x")),
            Content_Type="text/xml",
            ETag='"1"',
        ),
    )
    news.answer("/busy", http(b"", "500 Oops"))
    news.answer("/gone", http(b"", "410 Gone"))
    *failed, seen = gather([f"{news.url}/feed"], LIMIT, _web())
    assert [one.problem.code for one in failed if isinstance(one, Refused)] == [
        "http-500",
        "http-410",
        "address-refused",
    ]
    assert isinstance(seen, FeedSeen)
    assert seen.state.etag is None
    news.answer("/busy", http(_page(*BODY)))
    page, again = gather([f"{news.url}/feed"], LIMIT, _web(feed=seen.state))
    assert page.name == f"{news.url}/busy"
    assert isinstance(again, FeedSeen)
    assert again.state.etag == '"1"'


def test_the_feeds_text_stands_where_it_holds_more(news: Site) -> None:
    """A teaser behind a paywall gives way to the feed's text, and a note says so; a full page does not."""
    full = "".join(f"<p>{paragraph}</p>" for paragraph in BODY * 3)
    news.answer(
        "/feed", http(_feed(_item("/teaser", full), _item("/full", "Short.")), Content_Type="text/xml")
    )
    news.answer(
        "/teaser", http(_page("The bridge at Sumy is closed. Subscribe to read on about the bridge at Sumy."))
    )
    news.answer("/full", http(_page(*BODY)))
    teaser, whole, _ = gather([f"{news.url}/feed"], LIMIT, _web())
    assert isinstance(teaser, Input)
    assert isinstance(whole, Input)
    taken = take_in(teaser, Overrides(), LIMIT)
    assert taken.report.text.split("\n\n") == ["Bridge closed at Sumy", *BODY * 3]
    assert [note.code for note in taken.notes] == ["text-from-feed"]
    assert take_in(whole, Overrides(), LIMIT).notes == ()


def test_a_page_that_cannot_be_had_leaves_the_feeds_text(news: Site) -> None:
    """Where the page is gone or closed to programs the feed's full text is the report, and a note says so."""
    full = "".join(f"<p>{paragraph}</p>" for paragraph in BODY * 3)
    news.answer("/feed", http(_feed(_item("/none", full)), Content_Type="text/xml"))
    found, seen = gather([f"{news.url}/feed"], LIMIT, _web())
    assert isinstance(found, Input)
    taken = take_in(found, Overrides(), LIMIT)
    assert "page-not-fetched" in [note.code for note in taken.notes]
    assert taken.report.url == f"{news.url}/none"
    assert isinstance(seen, FeedSeen)


def test_a_feed_that_is_none_is_refused(news: Site) -> None:
    """A server that calls anything a feed gets a reason."""
    news.answer("/feed", http(b"no feed", Content_Type="application/rss+xml"))
    (found,) = gather([f"{news.url}/feed"], LIMIT, _web())
    assert isinstance(found, Refused)
    assert found.problem.code == "no-feed"
