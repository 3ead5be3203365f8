"""What a web page says about itself: headline, standfirst, outlet, date, address.

Only what the page states is taken (Open Graph, schema.org JSON-LD, `link rel=canonical`, its own
headings). A date that would have to be guessed from the wording of a page stays None.
"""

import html
import json
import re
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any

import lxml.html
import msgspec
from lxml.etree import _Element

from reportedly.intake.overrides import iso, outlet_of

Json = dict[str, Any]

_ARTICLE_TYPE = re.compile(r"(Article|BlogPosting|Report)$")
_TITLE_TAIL = re.compile(r"(?<!\s)\s++[|–—\-·•:»]\s+[^|–—·•»]{2,40}$")
_BARE_DOMAIN = re.compile(r"(www\.)?[\w-]+(\.[\w-]+)+")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->")
_STANDFIRST = re.compile(
    r"standfirst|stand-first|sub-?head(line)?|sub-?title|(^|[\s_-])(dek|deck|lede)([\s_-]|$)"
    r"|(article|story|post)[\w-]{0,60}(intro|summary|description|lead)\b",
    re.IGNORECASE,
)
_DATE_METAS = (
    "article:published_time",
    "og:published_time",
    "date",
    "pubdate",
    "dc.date",
    "dc.date.issued",
    "parsely-pub-date",
)
_STANDFIRST_TAGS = frozenset({"p", "h2", "h3", "div", "span", "strong", "em"})
_STANDFIRST_LENGTH = range(15, 600)


class PageFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What a page says about itself; None where it does not say."""

    headline: str | None
    """The main heading, else the title without the outlet's name behind it."""
    outlet: str | None
    """Name of the outlet, as the page or, for a known domain, the word list has it."""
    published: str | None
    """ISO 8601."""
    url: str | None
    """Canonical address."""


def parse(page: str) -> _Element:
    """Return the page as a tree. Bytes go in, because lxml refuses a string that declares an encoding."""
    parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree: _Element = lxml.html.document_fromstring(page.encode("utf-8", "replace"), parser=parser)
    return tree


def facts(page: str, tree: _Element) -> PageFacts:
    """Return what `page`, already parsed to `tree`, says about itself."""
    metas, article = _metas(tree), _article(tree)
    url = _url(page, tree, metas)
    return PageFacts(
        headline=_headline(tree, metas, article),
        outlet=_outlet(metas, article, url),
        published=_published(tree, metas, article),
        url=url,
    )


def standfirst(tree: _Element, headline: str | None, first_paragraph: str) -> str | None:
    """Return the summary that a page prints between its headline and `first_paragraph`, if there is one.

    It is known by its class name, or by being the page's own description, word for word.
    """
    metas = _metas(tree)
    descriptions = {_plain(metas.get(key, "")) for key in ("og:description", "description")} - {""}
    past_headline = headline is None
    for element in tree.iter(*_STANDFIRST_TAGS, "h1"):
        words = _words(element)
        if words == first_paragraph and past_headline and words not in descriptions:
            return None
        if headline is not None and words == headline:
            past_headline = True
        elif past_headline and element.tag != "h1" and len(words) in _STANDFIRST_LENGTH:
            names = " ".join(element.get(key, "") for key in ("class", "itemprop", "data-testid", "id"))
            if words in descriptions or _STANDFIRST.search(names):
                return words
    return None


def _headline(tree: _Element, metas: dict[str, str], article: Json) -> str | None:
    """Return the only main heading; of several, the one that the page's title repeats."""
    titles = [metas.get("og:title", ""), _text(article.get("headline")), *_titles(tree)]
    stated = [_plain(title) for title in titles if title]
    headings = [words for heading in tree.iter("h1") if (words := _words(heading))]
    for heading in headings:
        if any(heading in title or title in heading for title in stated):
            return heading
    if len(headings) == 1 and not stated:
        return headings[0]
    if stated and (metas.get("og:title") or article.get("headline")):
        return stated[0]
    return _TITLE_TAIL.sub("", stated[0]) if stated else None


def _titles(tree: _Element) -> list[str]:
    return [words for title in tree.iter("title") if (words := _words(title))][:1]


def _outlet(metas: dict[str, str], article: Json, url: str | None) -> str | None:
    """Return the outlet's name: as the page states it, else from the outlet table by its domain."""
    publisher = article.get("publisher")
    publisher = publisher[0] if isinstance(publisher, list) and publisher else publisher
    stated = [
        metas.get("og:site_name", ""),
        _text(publisher.get("name")) if isinstance(publisher, dict) else _text(publisher),
        metas.get("application-name", ""),
    ]
    names = [plain for name in stated if (plain := _plain(name)) and not _BARE_DOMAIN.fullmatch(plain)]
    return names[0] if names else outlet_of(url)


def _published(tree: _Element, metas: dict[str, str], article: Json) -> str | None:
    """Return the date of publication that the page states; of several `time` elements none is chosen."""
    times = {
        element.get("datetime", "")
        for element in tree.iter("time")
        if element.get("itemprop") == "datePublished" or element.get("pubdate") is not None
    } or {element.get("datetime", "") for element in tree.iter("time")} - {""}
    stated = [_text(article.get("datePublished")), *(metas.get(key, "") for key in _DATE_METAS)]
    stated += list(times) if len(times) == 1 else []
    return next((value for written in stated if written and (value := _iso(written))), None)


def _iso(written: str) -> str | None:
    value = iso(written)
    if value is not None:
        return value
    try:
        return parsedate_to_datetime(written).isoformat()
    except ValueError:
        return None


def _url(page: str, tree: _Element, metas: dict[str, str]) -> str | None:
    links = [link for link in tree.iter("link") if link.get("rel", "").lower() == "canonical"]
    canonical = [link.get("href", "") for link in links]
    saved = _SAVED_FROM.search(page[:4_000])
    stated = [*canonical, metas.get("og:url", ""), saved.group(1) if saved else ""]
    return next((url.strip() for url in stated if url.strip().startswith(("http://", "https://"))), None)


def _metas(tree: _Element) -> dict[str, str]:
    """Return the page's meta elements, name or property in lower case; the first of each stands."""
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        key = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if key and meta.get("content"):
            metas.setdefault(key, meta.get("content", ""))
    return metas


def _article(tree: _Element) -> Json:
    """Return the first schema.org article of the page's JSON-LD, its publisher looked up by `@id`."""
    objects: list[Json] = []
    for script in tree.iter("script"):
        if script.get("type", "").lower().startswith("application/ld+json"):
            try:
                objects += _objects(json.loads(script.text or "", strict=False))
            except (json.JSONDecodeError, RecursionError):
                continue  # a page with broken JSON-LD still has its headings
    by_id = {str(value.get("@id")): value for value in objects if "name" in value}
    for value in objects:
        kinds = value.get("@type")
        if any(_ARTICLE_TYPE.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])):
            publisher = value.get("publisher")
            reference = str(publisher.get("@id")) if isinstance(publisher, dict) else ""
            return {**value, "publisher": by_id.get(reference, publisher)}
    return {}


def _objects(value: Any) -> Iterator[Json]:  # noqa: ANN401 - JSON may hold anything
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph", []))
        yield from _objects([value.get("publisher"), value.get("mainEntity")])


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _plain(written: str) -> str:
    """Return the words of an attribute or JSON string, entities resolved and blanks collapsed."""
    return " ".join(html.unescape(written).split())


def _words(element: _Element) -> str:
    return " ".join(str(element.xpath("string()")).split())
