"""Which other reports and pages a web page points to: links in its text, "Read more:", its origins."""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import urljoin, urlsplit

from lxml.etree import _Element

from reportedly.intake.paragraphs import BLANKS, Paragraph
from reportedly.record import Reference, ReferenceKind, cite

AT_MOST = 500
"""References kept of one page; more is a list of links, no report."""
_ADVERTISED = re.compile(
    r"(read (more|also|next|on)|also (read|on \w+)|see (also|more)|more (on|from|about) [^:]{2,40}"
    r"|(more )?related( (stories|story|articles?|coverage|reports?|news|topics|content))?|further reading"
    r"|recommended( (stories|reading|for you))?|you (may|might) also (like|be interested in)|don['’]t miss"
    r"|editor['’]?s['’]? (picks?|choice)|in case you missed it|in other news)\b\s*[:|>»–—-]*\s*",
    re.IGNORECASE,
)
_ORIGIN = re.compile(
    r"\b(originally|first|previously) (published|appeared|posted|reported|aired)\b"
    r"|\b(re-?published|reprinted|reproduced) (from|with|by|courtesy)\b"
    r"|\bread the (original|full) (article|story|report|version)\b|^(via|original source)\b",
    re.IGNORECASE,
)
_VIA = re.compile(r"(^|\W)(via|h/t|hat tip):?\s*$", re.IGNORECASE)
_ORIGIN_METAS = ("syndication-source", "original-source", "dc.source", "article:original_url")
_LINE_AT_MOST = 300
"""Characters of a line that advertises another report; more is running text."""
_LINKED_SHARE = 0.8
"""Share of a line, without its label, that its links cover where it is an advertisement."""


def absolute(address: str, base: str | None) -> str | None:
    """Return an address as it is found from `base`; None where it leads to no other web page."""
    address = address.strip()
    if not address or address.startswith("#"):
        return None
    try:
        joined = urljoin(base, address) if base else address
        parts = urlsplit(joined)
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not parts.hostname or not joined.isprintable():
        return None
    without_fragment = joined.partition("#")[0]
    return None if base and without_fragment == base.partition("#")[0] else joined


def base_of(tree: _Element) -> str | None:
    """Return the address that the page's `base` element gives, if it does."""
    return next((href for base in tree.iter("base") if (href := absolute(base.get("href", ""), None))), None)


def host_of(address: str | None) -> str:
    """Return the host of an address without "www."; empty where it has none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def without_advertised(body: Sequence[Paragraph]) -> list[Paragraph]:
    """Return the paragraphs that are the report's own, not lines that only lead to another report.

    A label alone ("Related stories") is none of its words either, nor are the links in the lines below it.
    """
    kept: list[Paragraph] = []
    in_list = False
    for paragraph in body:
        label = _ADVERTISED.match(paragraph.text) if _is_line(paragraph.text) else None
        start = label.end() if label else 0
        alone = label is not None and start == len(paragraph.text)
        if alone or ((label or in_list) and _linked_share(paragraph, start) >= _LINKED_SHARE):
            in_list = in_list or alone
            continue
        in_list = False
        kept.append(paragraph)
    return kept


def references(
    tree: _Element | None, body: Sequence[Paragraph], text: str, base: str | None
) -> tuple[Reference, ...]:
    """Return what a page points to, each address once; the words of a link cite `text`.

    `body` are its paragraphs as they stand in `text`, in order; `base` is the page's own address. `tree`
    is None where there is no page, only its text.
    """
    around = () if tree is None else (*_origins(tree, base), *_advertised(tree, base))
    found: dict[str, Reference] = {}
    for reference in (*around, *_in_text(body, text, base)):
        held = found.get(reference.url)
        if held is None and len(found) < AT_MOST:
            found[reference.url] = reference
        elif held is not None and held.span is None and reference.span is not None:
            title = held.title or reference.title
            found[reference.url] = Reference(url=held.url, title=title, kind=held.kind, span=reference.span)
    return tuple(found.values())


def canonical(address: str | None, stated: str | None) -> tuple[str | None, Reference | None]:
    """Return a page's own address, and a reference where the page calls another host's page the true one.

    `address` is where the page was found, `stated` what its `link rel=canonical` says. At its own host the
    stated address is the better one (it has no tracking words), unless it is only the home page.
    """
    if address is None or stated is None or address == stated:
        return stated or address, None
    if host_of(address) != host_of(stated):
        return address, Reference(url=stated, title="", kind=ReferenceKind.CANONICAL)
    return (address if urlsplit(stated).path in {"", "/"} else stated), None


def _in_text(body: Sequence[Paragraph], text: str, base: str | None) -> Iterator[Reference]:
    place = 0
    for paragraph in body:
        start = text.find(paragraph.text, place)
        if start < 0:
            continue
        place = start + len(paragraph.text)
        of_origin = _ORIGIN.search(paragraph.text) is not None and _is_line(paragraph.text)
        for link in paragraph.links:
            url = absolute(link.address, base)
            if url is None:
                continue
            via = of_origin or _VIA.search(paragraph.text[: link.start])
            span = cite(text, start + link.start, start + link.end)
            kind = ReferenceKind.VIA if via else ReferenceKind.LINK
            yield Reference(url=url, title=span.text, kind=kind, span=span)


def _advertised(tree: _Element, base: str | None) -> Iterator[Reference]:
    """Yield the links of lines that begin with "Read more:" and its like, wherever they stand on the page."""
    for element in tree.iter():
        if element.text and _ADVERTISED.match(element.text.lstrip()):
            for anchor in _anchors_after(element):
                url = absolute(anchor.get("href", ""), base)
                words = _line(anchor)
                if url and words is not None:
                    label = _ADVERTISED.match(words)
                    title = words[label.end() :] if label else words
                    yield Reference(url=url, title=title, kind=ReferenceKind.READ_MORE)


def _anchors_after(element: _Element) -> list[_Element]:
    """Return the links of the line that begins with an element's label: its own, else its parents' line."""
    for line in (element, *element.iterancestors()):
        words = _line(line)
        label = _ADVERTISED.match(words) if words is not None else None
        if label is None:
            return []
        if label.end() < len(words or "") and (anchors := list(line.iter("a"))):
            return anchors
    return []


def _origins(tree: _Element, base: str | None) -> Iterator[Reference]:
    """Yield the addresses that the page's head names as its origin."""
    for meta in tree.iter("meta"):
        if (meta.get("name") or meta.get("property") or "").lower() in _ORIGIN_METAS:
            url = absolute(meta.get("content", ""), base)
            if url:
                yield Reference(url=url, title="", kind=ReferenceKind.VIA)


def _linked_share(paragraph: Paragraph, start: int) -> float:
    """Return the share of the characters from `start` on that links cover."""
    rest = len(paragraph.text) - start
    linked = sum(max(0, link.end - max(link.start, start)) for link in paragraph.links)
    return linked / rest if rest > 0 else 0.0


def _is_line(words: str) -> bool:
    return len(words) <= _LINE_AT_MOST


def _line(element: _Element) -> str | None:
    """Return the words of an element that is no longer than a line; None where it is."""
    parts: list[str] = []
    length = 0
    for part in element.itertext():
        parts.append(str(part))
        length += len(part.strip())
        if length > _LINE_AT_MOST:
            return None
    return BLANKS.sub(" ", "".join(parts)).strip()
