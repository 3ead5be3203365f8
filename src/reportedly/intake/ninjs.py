"""IPTC ninjs, the JSON of news agencies, versions 1.x, 2.x and 3.x -> Report.

1.x keeps its texts under names ("body_text", "headline_main"), 2.x and 3.x in lists of objects with a
role ("bodies": [{"role", "contenttype", "value"}]); 3.x writes names in camel case. Standard:
IPTC ninjs, https://iptc.org/standards/ninjs/
"""

from typing import Any

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.dates import date_of
from reportedly.intake.links import references
from reportedly.intake.paragraphs import Paragraph, of_fragment
from reportedly.intake.text import keep
from reportedly.record import Problem, Reference, Report, report_id

_NOT_FOR_USE = frozenset({"canceled", "cancelled", "withheld"})
_TEXT_TYPES = frozenset({"text", "composite", "", "planning"}) - {"planning"}
_BODY_ORDER = ("text/html", "xhtml", "html", "richtext", "text", "main", "plain")
"""Which of several bodies is taken: marked-up ones first, for they part their paragraphs."""


class NewsItem(msgspec.Struct, frozen=True, kw_only=True):
    """What a ninjs object holds."""

    report: Report
    references: tuple[Reference, ...]
    notes: tuple[Problem, ...]


def is_ninjs(record: dict[str, Any]) -> bool:
    """Whether a JSON object is a ninjs item: it has a uri, and a date or bodies by ninjs's names."""
    keys = {key.lower() for key in record}
    if "uri" not in keys:
        return False
    return bool(keys & {"versioncreated", "bodies", "pubstatus"}) or any(
        key.startswith(("body_", "headline_")) for key in keys
    )


def item_from_ninjs(name: str, record: dict[str, Any]) -> NewsItem:
    """Return the report of a ninjs item, what its text links to, and terms of use and byline as notes.

    Raises SetAsideError with code "no-news-item" where it was withdrawn or is no text ("picture"), or
    where it holds none.
    """
    item = {key.lower(): value for key, value in record.items()}
    status, kind = _string(item.get("pubstatus")).lower(), _string(item.get("type")).lower()
    if status.removeprefix("stat:") in _NOT_FOR_USE:
        why, next_step = f"the agency has withdrawn this item ({status})", "leave it out"
        raise SetAsideError(name, "no-news-item", why, next_step)
    if kind not in _TEXT_TYPES:
        raise SetAsideError(
            name, "no-news-item", f"a ninjs item of type {kind[:30]!r}, no text", "leave it out"
        )
    headline = " ".join(_headline(item).split()) or None
    body = _body(item)
    if body and headline and body[0].text == headline:
        body = body[1:]
    if not body:
        why = "a ninjs item without a body of text"
        raise SetAsideError(name, "no-news-item", why, "ask the agency for the full item")
    text = "\n\n".join([*([headline] if headline else []), *(part.text for part in body)])
    uri = _string(item.get("uri"))
    url = uri if uri.startswith(("http://", "https://")) else None
    outlet = _outlet(item)
    report = Report(
        id=report_id(text, outlet),
        outlet=outlet,
        url=url,
        headline=headline,
        published=_published(item),
        language=_string(item.get("language")).partition("-")[0].lower() or None,
        text=text,
    )
    return NewsItem(
        report=report, references=references(None, body, text, url), notes=tuple(_notes(item, uri))
    )


def _headline(item: dict[str, Any]) -> str:
    """Return the main headline: by name (1.x), or the list's one of role "main", else its first."""
    listed = _listed(item, "headlines")
    main = [held for held in listed if _string(held.get("role")).lower() in {"main", "headline", ""}]
    for held in (*main, *listed):
        if value := _string(held.get("value")):
            return value
    names = ("headline", "headline_main", *(key for key in item if key.startswith("headline_")), "title")
    return next((value for key in names if (value := _string(item.get(key)))), "")


def _body(item: dict[str, Any]) -> list[Paragraph]:
    """Return the paragraphs of the best of an item's bodies."""
    bodies = [
        (
            f"{_string(held.get('contenttype'))} {_string(held.get('role'))}".lower(),
            _string(held.get("value")),
        )
        for held in _listed(item, "bodies")
    ]
    bodies += [(key.removeprefix("body_"), _string(item[key])) for key in item if key.startswith("body_")]
    usable = [
        (kind, value) for kind, value in bodies if value.strip() and "xml" not in kind.replace("xhtml", "")
    ]
    best = [[part for part in usable if wanted in part[0]] for wanted in _BODY_ORDER]
    chosen = next((parts[0] for parts in best if parts), usable[0] if usable else None)
    if chosen is None:
        return []
    kind, value = chosen
    if "html" in kind or value.lstrip().startswith("<"):
        return of_fragment(value)
    return [Paragraph(part) for part in keep(value).split("\n\n") if part]


def _published(item: dict[str, Any]) -> str | None:
    """Return when this version was issued, else when the item first was."""
    for key in ("versioncreated", "versionissued", "firstcreated", "contentcreated"):
        if (value := date_of(item.get(key))) is not None:
            return value
    return None


def _outlet(item: dict[str, Any]) -> str | None:
    """Return who issued the item: its provider, else the holder of its copyright."""
    provider = item.get("provider")
    named = [provider.get("name")] if isinstance(provider, dict) else [provider]
    sources = [
        held.get("name") for held in _listed(item, "infosources") if _string(held.get("role")) != "about"
    ]
    for value in (*named, *sources, item.get("source"), item.get("copyrightholder")):
        if isinstance(value, dict):
            value = value.get("name")  # noqa: PLW2901 - 3.x has objects where 1.x has strings
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _notes(item: dict[str, Any], uri: str) -> list[Problem]:
    """Return what the agency says about the item that has no field of ours, word for word."""
    said = {
        "usage-terms": "terms of use",
        "byline": "byline",
        "located": "written in",
        "copyright": "copyright",
    }
    values = {
        "usage-terms": item.get("usageterms"),
        "byline": item.get("byline") or item.get("by"),
        "located": item.get("located"),
        "copyright": item.get("copyrightnotice"),
    }
    notes = [
        Problem(code=code, message=f"{said[code]}: {' '.join(value.split())[:1_000]}")
        for code, value in values.items()
        if isinstance(value, str) and value.strip()
    ]
    if uri and not uri.startswith(("http://", "https://")):
        notes.append(Problem(code="agency-id", message=f"the agency's id: {uri[:300]}"))
    return notes


def _listed(item: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Return the objects of a list, their keys in small letters."""
    value = item.get(key)
    objects = [held for held in value if isinstance(held, dict)] if isinstance(value, list) else []
    return [{str(name).lower(): held for name, held in entry.items()} for entry in objects]


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""
