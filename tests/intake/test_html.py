"""Web pages: the report on them, and nothing of their furniture."""

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake.html import declared_charset, looks_like_html, report_from_html

HEADLINE = "Bridge at Sumy closed after strike, officials say"
STANDFIRST = "Two officials said repairs would take weeks."
BODY = [
    (
        "The road bridge at Sumy was closed on Tuesday after a strike hit its northern pier, the "
        "regional administration said in a statement on Telegram."
    ),
    (
        "“Nobody was on the bridge,” the head of the administration, Olena Marchuk, told the Northern "
        "Herald. She added that repairs would start soon."
    ),
    "Repairs",
    "Two officials who asked not to be named said repairs would take weeks.",
    "One pier was hit.",
    "No trains run.",
    "The defence ministry in Moscow did not comment.",
]
HEAD = f"""<meta charset="utf-8"><title>{HEADLINE} | The Lakeside Dispatch</title>
<meta property="og:site_name" content="The Lakeside Dispatch"><meta property="og:title" content="{HEADLINE}">
<meta property="og:description" content="{STANDFIRST}">
<meta property="article:published_time" content="2025-03-04T09:30:00+02:00">
<link rel="canonical" href="https://lakeside.example/2025/03/04/bridge">"""
ARTICLE = f"""<h1>{HEADLINE}</h1><p class="standfirst">{STANDFIRST}</p><p class="byline">By Ann Example</p>
<p>{BODY[0]}</p><p>“Nobody was on the bridge,” the head of the administration, Olena Marchuk, told the
<a href="/h">Northern Herald</a>. <em>She added</em> that repairs would start soon.</p><h2>{BODY[2]}</h2>
<p>{BODY[3]}</p><ul><li>{BODY[4]}</li><li>{BODY[5]}</li></ul><p>{BODY[6]}</p>"""


def _page(head: str = HEAD, article: str = ARTICLE) -> str:
    return f"""<!doctype html><html lang="en"><head>{head}</head><body><nav><a href="/">Home</a>
<a href="/world">World</a></nav><main><article>{article}</article></main>
<aside><p>Related: five other stories you may like to read today.</p></aside>
<footer><p>© 2025 The Lakeside Dispatch. All rights reserved.</p></footer></body></html>"""


def test_a_page_gives_its_report() -> None:
    """Headline, standfirst and every paragraph arrive in order, each once, and nothing else does."""
    report = report_from_html("a.html", _page())
    assert report.text.split("\n\n") == [HEADLINE, STANDFIRST, *BODY]


def test_a_page_says_who_when_and_where() -> None:
    """Outlet, date and canonical address come from what the page states."""
    report = report_from_html("a.html", _page())
    assert (report.headline, report.outlet) == (HEADLINE, "The Lakeside Dispatch")
    assert report.published == "2025-03-04T09:30:00+02:00"
    assert report.url == "https://lakeside.example/2025/03/04/bridge"


def test_json_ld_speaks_where_open_graph_is_silent() -> None:
    """A page that describes itself in schema.org terms only is understood as well, by reference too."""
    graph = """{"@context": "https://schema.org", "@graph": [
      {"@type": "Organization", "@id": "#us", "name": "Lakeside Dispatch"},
      {"@type": ["NewsArticle"], "headline": "x",
       "datePublished": "2025-03-04", "publisher": {"@id": "#us"}}]}"""
    head = f'<title>{HEADLINE}</title><script type="application/ld+json">{graph}</script>'
    report = report_from_html("a.html", _page(head))
    assert (report.outlet, report.published, report.headline) == ("Lakeside Dispatch", "2025-03-04", HEADLINE)


def test_the_outlet_table_speaks_where_the_page_does_not() -> None:
    """A page from a known domain has its outlet, though it names none."""
    head = f'<title>{HEADLINE}</title><link rel="canonical" href="https://www.bbc.com/news/x">'
    assert "BBC" in (report_from_html("a.html", _page(head)).outlet or "")


def test_nothing_is_guessed() -> None:
    """A page that states neither outlet nor date nor address leaves them open; two dates are none."""
    article = ARTICLE + '<time datetime="2025-03-04">4 March</time><time datetime="2024-01-01">Then</time>'
    report = report_from_html("a.html", _page("<title>Bridge</title>", article))
    assert (report.outlet, report.published, report.url) == (None, None, None)


def test_the_titles_tail_is_no_headline() -> None:
    """Without a main heading the title is the headline, less the outlet's name behind it."""
    article = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
    report = report_from_html("a.html", _page(f"<title>{HEADLINE} | Lakeside</title>", article))
    assert report.headline == HEADLINE


def test_the_description_is_no_standfirst_unless_the_page_prints_it() -> None:
    """A summary made for search engines is not part of the published text."""
    article = ARTICLE.replace(f'<p class="standfirst">{STANDFIRST}</p>', "")
    assert report_from_html("a.html", _page(article=article)).text.split("\n\n") == [HEADLINE, *BODY]


def test_line_breaks_part_paragraphs() -> None:
    """Pages that part paragraphs by <br><br> keep them apart."""
    article = f"<h1>{HEADLINE}</h1><div>{'<br><br>'.join(BODY)}</div>"
    paragraphs = report_from_html("a.html", _page(article=article)).text.split("\n\n")
    assert BODY[0] in paragraphs
    assert BODY[1] in paragraphs


@pytest.mark.parametrize("body", ["", "<script>let x = 1</script>", "<div id=root></div>", "<p>123</p>"])
def test_a_page_without_text_is_set_aside(body: str) -> None:
    """An empty shell that a script would fill is refused with that reason, not read as empty."""
    with pytest.raises(SetAsideError, match="browser") as caught:
        report_from_html(
            "a.html", f"<!doctype html><html><head><title>News</title></head><body>{body}</body></html>"
        )
    assert caught.value.code == "html-without-body"


def test_broken_json_ld_and_xml_declarations_do_no_harm() -> None:
    """A page is read though its machine-readable part is broken, and though it claims to be XML."""
    head = HEAD + '<script type="application/ld+json">{"@type": </script>'
    page = '<?xml version="1.0" encoding="iso-8859-1"?>' + _page(head)
    assert report_from_html("a.html", page).headline == HEADLINE


def test_pages_are_told_from_text() -> None:
    """A page is known by its beginning, a text that only mentions tags is none."""
    assert looks_like_html("\n<!-- saved from url=(0001)https://a.example -->\n<!DOCTYPE html><html>")
    assert looks_like_html("<html>")
    assert not looks_like_html("<b>Bridge</b> closed")
    assert (
        declared_charset(b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">')
        == "windows-1251"
    )
    assert declared_charset(b"<p>charset=x</p>") is None
