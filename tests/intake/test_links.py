"""What a page points to: links with their words, advertised reports, where it has its report from."""

import time

import pytest

from reportedly.intake.html import read_page
from reportedly.intake.links import AT_MOST, absolute, canonical
from reportedly.record import Reference, ReferenceKind

ADDRESS = "https://lakeside.example/2025/03/04/bridge"
BODY = [
    "The road bridge at Sumy was closed on Tuesday after a strike hit its pier, the administration said.",
    "“Nobody was on the bridge,” the head of the administration, Olena Marchuk, said. Repairs would start.",
    "The defence ministry in Moscow did not comment on the report, and no agency could check what was said.",
]


def _read(*inserted: str, head: str = "", address: str | None = ADDRESS) -> tuple[str, dict[str, Reference]]:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    page = f"""<html><head><title>Bridge closed at Sumy</title>{head}</head>
<body><nav><a href="/world">World</a></nav>
<article><h1>Bridge closed at Sumy</h1>{paragraphs}{"".join(inserted)}</article></body></html>"""
    found = read_page("a.html", page, address)
    return found.report.text, {reference.url: reference for reference in found.references}


def test_a_link_in_the_text_cites_its_words() -> None:
    """The linked words stand where the reference says, under an absolute address; navigation is none."""
    text, found = _read(
        '<p>It was hit on Monday, the  <a href="/herald#top">Northern\n <em>Herald</em></a> reported.</p>'
    )
    (reference,) = found.values()
    assert (reference.url, reference.kind) == ("https://lakeside.example/herald#top", ReferenceKind.LINK)
    assert reference.title == "Northern Herald"
    assert reference.span is not None
    assert text[reference.span.start : reference.span.end] == "Northern Herald"


@pytest.mark.parametrize(
    "line",
    [
        '<p><strong>Read more:</strong> <a href="/other">Ferry stopped at Kherson</a></p>',
        '<p>Also read: <a href="/other">Ferry stopped at Kherson</a></p>',
        '<p><a href="/other">READ ALSO: Ferry stopped at Kherson</a></p>',
        '<div>Related: <a href="/other">Ferry stopped at Kherson</a></div>',
        '<h3>Related stories</h3><ul><li><a href="/other">Ferry stopped at Kherson</a></li></ul>',
    ],
)
def test_a_line_that_leads_to_another_report_is_a_reference_and_no_text(line: str) -> None:
    """Lines like "Read more:" leave the text and stay as references with their titles."""
    text, found = _read(
        line, "<p>No trains run between the two halves of the town, the railway said on Tuesday.</p>"
    )
    assert "Ferry" not in text
    assert "elated" not in text
    assert "No trains run" in text
    if not line.startswith("<h3>"):
        assert found["https://lakeside.example/other"].kind is ReferenceKind.READ_MORE
        assert found["https://lakeside.example/other"].title == "Ferry stopped at Kherson"


@pytest.mark.parametrize(
    "line",
    [
        '<p>Read more books, the mayor told the <a href="/x">Northern Herald</a> when the bridge closed.</p>',
        "<p>Related: the ferry at Kherson, which had been hit a week before, stopped as well, he said.</p>",
    ],
)
def test_words_of_the_report_are_not_taken_for_a_label(line: str) -> None:
    """Where the links do not cover the line it is running text, and stays."""
    text, _ = _read(line)
    assert line[4:20] in text


@pytest.mark.parametrize(
    ("inserted", "head"),
    [
        (
            '<p>This article was first published by <a href="https://herald.example/b">the Herald</a>.</p>',
            "",
        ),
        (
            '<p>The bridge is closed to all, and no trains run any more (via <a href="https://herald.example/b">Herald</a>).</p>',
            "",
        ),
        ("", '<meta name="syndication-source" content="https://herald.example/b">'),
    ],
)
def test_where_a_report_is_from_is_kept(inserted: str, head: str) -> None:
    """An origin that the page states, in words or in its head, is a reference of its own kind."""
    _, found = _read(inserted, head=head)
    assert found["https://herald.example/b"].kind is ReferenceKind.VIA


def test_a_copy_names_its_original() -> None:
    """A canonical address at another host makes the page a copy; at its own host it is the address."""
    head = '<link rel="canonical" href="https://herald.example/b">'
    body = "".join(f"<p>{part}</p>" for part in BODY)
    page = f"<html><head>{head}</head><body><article>{body}</article></body></html>"
    found = read_page("a", page, ADDRESS)
    assert found.report.url == ADDRESS
    assert [(one.url, one.kind) for one in found.references] == [
        ("https://herald.example/b", ReferenceKind.CANONICAL)
    ]
    assert canonical(f"{ADDRESS}?utm=1", ADDRESS) == (ADDRESS, None)
    assert canonical("https://www.lakeside.example/a", "https://lakeside.example/") == (
        "https://www.lakeside.example/a",
        None,
    )
    assert canonical(None, ADDRESS) == (ADDRESS, None)


@pytest.mark.parametrize(
    "href",
    [
        "#top",
        "",
        "javascript:alert(1)",
        "mailto:a@b.example",
        "data:text/html,x",
        "http://[",
        ADDRESS,
        "tel:1",
        f"{ADDRESS}#x",
    ],
)
def test_what_leads_nowhere_is_no_reference(href: str) -> None:
    """Only addresses of other web pages are kept, and no script ever."""
    assert absolute(href, ADDRESS) is None


def test_many_links_are_bounded_and_linear() -> None:
    """A page of 3,000 links is read in seconds, and 500 of them are kept."""
    links = "".join(
        f'<p>Bridge {number} is closed, <a href="/{number}">officials {number}</a> said on Tuesday.</p>'
        for number in range(3_000)
    )
    start = time.monotonic()
    _, found = _read(links)
    assert len(found) == AT_MOST
    assert time.monotonic() - start < 60
