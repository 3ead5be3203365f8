"""A web page -> Report: its headline, its standfirst, its paragraphs; nothing of its furniture.

The only file that imports trafilatura, which finds the body (Barbaresi 2021, ACL demo). What the
page says about itself comes from `page_facts`.
"""

import re
from collections.abc import Iterator

from lxml.etree import _Element

from reportedly.errors import SetAsideError
from reportedly.intake.page_facts import facts, parse, standfirst
from reportedly.record import Report, report_id

_LOOKS_LIKE_HTML = re.compile(
    r"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype html|html|head|body|article|main)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_BLANKS = re.compile(r"[ \t\r\f\n]+")
"""What HTML collapses to one space; a no-break space is a character of the text and stays."""
_HEAD_BYTES = 4_096
_BLOCKS = ("p", "head", "item", "quote", "fw", "code", "ab")
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


def report_from_html(name: str, page: str) -> Report:
    """Return the report that a web page shows.

    Raises SetAsideError with code "html-without-body" where no running text is found on it.
    """
    body = list(_paragraphs(page))
    if not any(character.isalpha() for paragraph in body for character in paragraph):
        why = "no report's text was found on this page"
        raise SetAsideError(name, "html-without-body", why, _NO_BODY)
    tree = parse(page)
    said = facts(page, tree)
    top = body[:_REPEATED_WITHIN]
    first = next((paragraph for paragraph in top if paragraph != said.headline), body[0])
    summary = standfirst(tree, said.headline, first)
    lead = [part for part in (said.headline, summary) if part]
    body = [part for part in top if part not in lead] + body[_REPEATED_WITHIN:]
    text = "\n\n".join([*lead, *body])
    return Report(
        id=report_id(text, said.outlet),
        outlet=said.outlet,
        url=said.url,
        headline=said.headline,
        published=said.published,
        text=text,
    )


def _paragraphs(page: str) -> Iterator[str]:
    from trafilatura import bare_extraction  # noqa: PLC0415 - 0.15 s, only for web pages

    found = bare_extraction(page, include_comments=False, include_tables=False, with_metadata=False)
    body: _Element | None = getattr(found, "body", None)
    if body is not None:
        yield from _of(body)


def _of(element: _Element) -> Iterator[str]:
    """Yield the paragraphs under `element`; a line break inside one (`<br>`) parts it."""
    blocks = element.iter(*_BLOCKS)
    innermost = [block for block in blocks if next(block.iterdescendants(*_BLOCKS), None) is None]
    for block in innermost or [element]:
        for line in _lines(block):
            if paragraph := _BLANKS.sub(" ", line).strip(" "):
                yield paragraph


def _lines(element: _Element) -> list[str]:
    """Return the words of an element, cut at its line breaks."""
    parts = [element.text or ""]
    for child in element.iterdescendants():
        parts.append("\x00" if child.tag == "lb" else child.text or "")
        parts.append(child.tail or "")
    return "".join(parts).split("\x00")
