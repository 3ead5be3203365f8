"""Marked-up text -> paragraphs, with the links in them: what a page's body and a feed's entry consist of.

Words are never changed; blanks that HTML shows as one space become one. A link keeps its place, so
that a reference can cite the very words that were linked.
"""

import re
from collections.abc import Iterable, Iterator

import lxml.html
import msgspec
from lxml.etree import ParserError, _Element

BLANKS = re.compile(r"[ \t\r\f\n]+")
"""What HTML collapses to one space; a no-break space is a character of the text and stays."""
_BREAK = "\x00"
"""Stands for a line break inside a block; no text that was decoded holds a zero character."""
_BLOCKS = ("p", "head", "item", "quote", "fw", "code", "ab")
_NO_TEXT = frozenset(
    {"script", "style", "template", "noscript", "figure", "svg", "iframe", "object", "form", "button", "head"}
)
_INLINE = frozenset(
    (
        *("a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i"),
        *("ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub"),
        *("sup", "time", "tt", "u", "var", "wbr"),
    )
)

Piece = tuple[str, str | None]
"""Words, and the address that they link to."""


class Link(msgspec.Struct, frozen=True):
    """A link in a paragraph: `[start, end)` in its characters, and the address as the page has it."""

    start: int
    end: int
    address: str


class Paragraph(msgspec.Struct, frozen=True):
    """One paragraph, and the links in it."""

    text: str
    links: tuple[Link, ...] = ()


def of_body(body: _Element) -> Iterator[Paragraph]:
    """Yield the paragraphs of a body as trafilatura gives it; a line break (`lb`) inside one parts it.

    They have no links: asked for links, trafilatura changes words here and there (see `linked`).
    """
    blocks = body.iter(*_BLOCKS)
    innermost = [block for block in blocks if next(block.iterdescendants(*_BLOCKS), None) is None]
    for block in innermost or [body]:
        yield from cut(_of_block(block))


def linked(body: Iterable[Paragraph], tree: _Element) -> list[Paragraph]:
    """Return the paragraphs of a page's body with the links that the page has in the same words.

    `tree` is the page. A paragraph that the page nowhere shows in exactly these words keeps none.
    """
    body = list(body)
    wanted = {paragraph.text for paragraph in body}
    with_links: dict[str, Paragraph] = {}
    for block in _blocks_with_links(tree):
        broken = next(block.iterdescendants("br"), None) is not None
        if broken or BLANKS.sub(" ", "".join(map(str, block.itertext()))).strip(" ") in wanted:
            for paragraph in cut(_of_fragment(block)):
                if paragraph.links and paragraph.text in wanted:
                    with_links.setdefault(paragraph.text, paragraph)
    return [with_links.get(paragraph.text, paragraph) for paragraph in body]


def _blocks_with_links(tree: _Element) -> Iterator[_Element]:
    """Yield each innermost block that holds a link, once."""
    seen: set[_Element] = set()
    for anchor in tree.iter("a"):
        block = next((held for held in anchor.iterancestors() if held.tag not in _INLINE), None)
        if block is not None and block not in seen:
            seen.add(block)
            yield block


def of_fragment(markup: str) -> list[Paragraph]:
    """Return the paragraphs of a piece of HTML that is all text: a feed's entry, a news item's body.

    Scripts, pictures, forms and what else shows no running text are left out.
    """
    if not markup.strip():
        return []
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = lxml.html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except ParserError:  # nothing in it but comments
        return []
    return list(cut(_of_fragment(tree)))


def cut(pieces: Iterable[Piece]) -> Iterator[Paragraph]:
    """Yield the paragraphs of `pieces`, cut at line breaks; empty ones are none."""
    line: list[Piece] = []
    for words, address in pieces:
        first, *others = words.split(_BREAK)
        line.append((first, address))
        for other in others:
            yield from _joined(line)
            line = [(other, address)]
    yield from _joined(line)


def _joined(line: list[Piece]) -> Iterator[Paragraph]:
    parts: list[str] = []
    links: list[Link] = []
    length, blank = 0, True
    for words, address in line:
        kept = BLANKS.sub(" ", words)
        if blank:
            kept = kept.lstrip(" ")
        if not kept:
            continue
        parts.append(kept)
        start, length, blank = length, length + len(kept), kept.endswith(" ")
        if address is not None:
            if links and links[-1].address == address and links[-1].end == start:
                start = links.pop().start
            links.append(Link(start, length, address))
    text = "".join(parts).rstrip(" ")
    if text:
        yield Paragraph(text, tuple(link for link in (_trimmed(link, text) for link in links) if link))


def _trimmed(link: Link, text: str) -> Link | None:
    """Return the link without the blanks at its ends; None where nothing is left of it."""
    start, end = link.start, min(link.end, len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Link(start, end, link.address) if start < end else None


def _of_block(block: _Element) -> Iterator[Piece]:
    """Yield the words of one of trafilatura's blocks."""
    yield block.text or "", None
    for element in block.iterdescendants():
        yield _BREAK if element.tag == "lb" else element.text or "", None
        yield element.tail or "", None


def _of_fragment(tree: _Element) -> Iterator[Piece]:
    """Yield the words under `tree`, with a break at each edge of a block; without recursion."""
    stack: list[tuple[_Element | str, str | None]] = [(tree, None)]
    while stack:
        node, address = stack.pop()
        if isinstance(node, str):
            yield node, address
            continue
        if node.tag in _NO_TEXT:
            continue
        if node.tag == "br":
            yield _BREAK, None
            continue
        edge = "" if node.tag in _INLINE else _BREAK
        inside = (node.get("href") or None) if node.tag == "a" else address
        yield edge, None
        yield node.text or "", inside
        stack.append((edge, None))
        for child in reversed(node):
            stack.append((child.tail or "", inside))
            stack.append((child, inside))
