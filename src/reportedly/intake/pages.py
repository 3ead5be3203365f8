"""Pages and feed entries of which more is known than their bytes say."""

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.html import Page, read_page
from reportedly.intake.known import Known
from reportedly.intake.links import references, without_advertised
from reportedly.intake.paragraphs import Paragraph, of_fragment
from reportedly.record import Problem, Report, report_id

_LONGER = 1.1
"""A feed's text is taken where it is this much longer than the page's: a teaser or a paywall."""


def read_known_page(name: str, page: str, known: Known) -> Page:
    """Return what a page holds; where the feed that named it holds more text, that text.

    Raises SetAsideError with code "html-without-body" where neither holds running text.
    """
    entry = of_fragment(known.body) if known.body else []
    try:
        found = read_page(name, page, known.url)
    except SetAsideError:
        if not _letters(entry):
            raise
        return read_entry(name, known.body or "", known)
    if _letters(entry) <= len(found.report.text) * _LONGER:
        return _named(found, known)
    told = read_entry(name, known.body or "", known)
    report = msgspec.structs.replace(
        told.report,
        id=report_id(told.report.text, found.report.outlet),
        outlet=found.report.outlet,
        url=found.report.url,
        published=found.report.published,
    )
    return msgspec.structs.replace(told, report=report)


def read_entry(name: str, markup: str, known: Known) -> Page:
    """Return the report that a feed's entry holds in full; its headline is the feed's.

    Raises SetAsideError with code "no-text" where it holds no words.
    """
    body = without_advertised(of_fragment(markup))
    if not _letters(body):
        raise SetAsideError(
            name, "no-text", "the feed's entry has no text", "add the report's address instead"
        )
    headline = " ".join((known.headline or "").split()) or None
    if headline and body[0].text == headline:
        body = body[1:]
    text = "\n\n".join([*([headline] if headline else []), *(part.text for part in body)])
    report = Report(id=report_id(text), url=known.url, headline=headline, text=text)
    note = Problem(
        code="text-from-feed",
        message="the text is the feed's, which holds more of it than the page; look at the page to compare",
    )
    return Page(
        report=report,
        references=references(None, body, text, known.url),
        notes=(note,) if known.body else (),
    )


def _named(page: Page, known: Known) -> Page:
    """Return the page with the feed's headline where it has none of its own: first line and field."""
    headline = " ".join((known.headline or "").split())
    if page.report.headline or not headline:
        return page
    text = page.report.text
    if text.split("\n", 1)[0] != headline:
        return page  # positions of the references would move; the page's own words stand
    return msgspec.structs.replace(page, report=msgspec.structs.replace(page.report, headline=headline))


def _letters(paragraphs: list[Paragraph]) -> int:
    """Return how long the text of `paragraphs` is; 0 where no letter is in it."""
    if not any(character.isalpha() for part in paragraphs for character in part.text):
        return 0
    return sum(len(part.text) + 2 for part in paragraphs)
