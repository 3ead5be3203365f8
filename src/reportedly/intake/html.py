"""A web page -> Report: its headline, its standfirst, its paragraphs; nothing of its furniture.

The only file that imports trafilatura, which finds the body (Barbaresi 2021, ACL demo). What the
page says about itself comes from `page_facts`.
"""

import re

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.links import base_of, canonical, references, without_advertised
from reportedly.intake.page_facts import facts, parse, standfirst
from reportedly.intake.paragraphs import Paragraph, linked, of_body
from reportedly.record import Problem, Reference, Report, report_id

_LOOKS_LIKE_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*>\s*)?+(?:<!--.*?-->\s*)*+<(!doctype html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
"""Nothing is given back, for n comments could else be read as fewer, longer ones in 2ⁿ ways."""
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*+=\s*+[\"']?\s*+([\w.:-]+)", re.IGNORECASE)
_HEAD_BYTES = 4_096
_REPEATED_WITHIN = 3
"""Body paragraphs in which headline and standfirst may stand once more; later ones are the report's words."""
_NO_BODY = "save the page after it has loaded in a browser, or give its text as a .txt file"


def looks_like_html(text: str) -> bool:
    """Whether a text without a telling file name is a web page."""
    return _LOOKS_LIKE_HTML.match(text[:2_000]) is not None


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that the page's head names, if it does."""
    found = _CHARSET.search(data[:_HEAD_BYTES])
    return found.group(1).decode("ascii") if found else None


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """What a web page holds: a report, and what the page points to."""

    report: Report
    """The report; `published` is what the page itself states."""
    references: tuple[Reference, ...] = ()
    """Links in its text, lines that advertise other reports, and where it says it has the report from."""
    notes: tuple[Problem, ...] = ()
    """What a reader of the report should know about how it was taken."""


def report_from_html(name: str, page: str) -> Report:
    """Return the report that a web page shows; see `read_page`."""
    return read_page(name, page).report


def read_page(name: str, page: str, address: str | None = None) -> Page:
    """Return the report that a web page shows, and its references; `address` is where it was found.

    Raises SetAsideError with code "html-without-body" where no running text is found on it.
    """
    body = _paragraphs(page)
    if not any(character.isalpha() for paragraph in body for character in paragraph.text):
        why = "no report's text was found on this page"
        raise SetAsideError(name, "html-without-body", why, _NO_BODY)
    tree = parse(page)
    body = without_advertised(linked(body, tree)) or body
    said = facts(page, tree)
    top = body[:_REPEATED_WITHIN]
    first = next((part.text for part in top if part.text != said.headline), body[0].text)
    summary = standfirst(tree, said.headline, first)
    lead = [part for part in (said.headline, summary) if part]
    body = [part for part in top if part.text not in lead] + body[_REPEATED_WITHIN:]
    text = "\n\n".join([*lead, *(part.text for part in body)])
    url, original = canonical(address, said.url)
    pointed_to = references(tree, body, text, url or base_of(tree))
    report = Report(
        id=report_id(text, said.outlet),
        outlet=said.outlet,
        url=url,
        headline=said.headline,
        published=said.published,
        text=text,
    )
    return Page(report=report, references=(original, *pointed_to) if original else pointed_to)


def _paragraphs(page: str) -> list[Paragraph]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.15 s, only for web pages

    found = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=False)
    body = getattr(found, "body", None)
    return [] if body is None else list(of_body(body))
