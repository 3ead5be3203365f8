"""Dumps of news that are recognised on sight, and what a record of a known map holds.

The shapes, with where they are written down: Media Cloud (story lists of its search API and the story
index), newspaper3k and newspaper4k (`Article.to_json`), fundus (`Article.to_json`), news-please
(`NewsArticle.get_serializable_dict`), and lists made from CC-NEWS (cc_news, RealNews).
"""

from typing import Any

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.dates import date_of
from reportedly.intake.fields import FieldMap, at, keys_seen
from reportedly.intake.overrides import outlet_of
from reportedly.intake.text import keep
from reportedly.record import Problem, Report, report_id


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A kind of dump: which keys tell it, and where it keeps what."""

    name: str
    """What it is called."""
    told_by: frozenset[str]
    """Keys that all its records have, and that together no other shape has."""
    fields: FieldMap
    """Where it keeps what."""


SHAPES = (
    Shape(
        name="news-please",
        told_by=frozenset({"maintext", "title"}),
        fields=FieldMap(
            text="maintext",
            title="title",
            url="url",
            published="date_publish",
            outlet="source_domain",
            language="language",
        ),
    ),
    Shape(
        name="fundus",
        told_by=frozenset({"publishing_date", "plaintext"}),
        fields=FieldMap(
            text="plaintext",
            title="title",
            url="html.responded_url",
            published="publishing_date",
            outlet="publisher",
            language="lang",
        ),
    ),
    Shape(
        name="fundus",
        told_by=frozenset({"publishing_date", "body"}),
        fields=FieldMap(
            text="body",
            title="title",
            url="html.responded_url",
            published="publishing_date",
            outlet="publisher",
            language="lang",
        ),
    ),
    Shape(
        name="Media Cloud story index",
        told_by=frozenset({"article_title", "text_content"}),
        fields=FieldMap(
            text="text_content",
            title="article_title",
            url="original_url",
            published="publication_date",
            outlet="canonical_domain",
            language="language",
        ),
    ),
    Shape(
        name="Media Cloud",
        told_by=frozenset({"media_name", "title", "text"}),
        fields=FieldMap(
            text="text",
            title="title",
            url="url",
            published="publish_date",
            outlet="media_name",
            language="language",
        ),
    ),
    Shape(
        name="Media Cloud",
        told_by=frozenset({"stories_id", "story_text"}),
        fields=FieldMap(
            text="story_text",
            title="title",
            url="url",
            published="publish_date",
            outlet="media_name",
            language="language",
        ),
    ),
    Shape(
        name="RealNews",
        told_by=frozenset({"text", "domain", "publish_date"}),
        fields=FieldMap(text="text", title="title", url="url", published="publish_date", outlet="domain"),
    ),
    Shape(
        name="cc_news",
        told_by=frozenset({"text", "domain", "date"}),
        fields=FieldMap(text="text", title="title", url="url", published="date", outlet="domain"),
    ),
    Shape(
        name="newspaper",
        told_by=frozenset({"text", "title", "publish_date"}),
        fields=FieldMap(
            text="text", title="title", url="url", published="publish_date", language="meta_lang"
        ),
    ),
)
"""In the order in which they are tried; one that has another's keys and more stands before it."""
_NO_TEXT_YET = frozenset({"media_name", "publish_date", "title"})
"""A list of stories from Media Cloud's search: addresses without texts."""


def shape_of(record: dict[str, Any]) -> Shape | None:
    """Return the shape of a record, None where it is of no known one."""
    return next((shape for shape in SHAPES if shape.told_by <= record.keys()), None)


def report_by_fields(
    name: str, record: dict[str, Any], fields: FieldMap
) -> tuple[Report, tuple[Problem, ...]]:
    """Return the report that a record of a dump holds, and what had to be left out.

    Raises SetAsideError with code "wrong-fields", and the keys seen, where the text is not where
    `fields` says.
    """
    body = _text_at(record, fields.text)
    if body is None:
        why = f'no text at "{fields.text}"; the record has {keys_seen(record)}'
        raise SetAsideError(name, "wrong-fields", why, "say where the text is with --field text=PATH")
    title = " ".join((_string(at(record, fields.title)) or "").split()) or None
    text = keep(body)
    if title and not text.startswith(title):
        text = f"{title}\n\n{text}" if text else title
    problems: list[Problem] = []
    written = at(record, fields.published)
    published = date_of(written)
    if published is None and isinstance(written, str | int | float) and written not in {"", "None"}:
        message = (
            f"published is {str(written)[:60]!r}, no date we know, and was left out; say it with --published"
        )
        problems.append(Problem(code="published-left-out", message=message))
    url = _string(at(record, fields.url))
    outlet = _outlet(_string(at(record, fields.outlet)))
    own_id = at(record, fields.id)
    language = _string(at(record, fields.language))
    report = Report(
        id=str(own_id) if isinstance(own_id, str | int) and own_id != "" else report_id(text, outlet),
        outlet=outlet,
        url=url,
        headline=title,
        published=published,
        language=language.partition("-")[0].partition("_")[0].lower() or None if language else None,
        text=text,
    )
    return report, tuple(problems)


def no_text(record: dict[str, Any]) -> str | None:
    """Return what a record is that names a report without its text, None where it is nothing known."""
    if record.keys() >= _NO_TEXT_YET:
        return (
            "a list of stories from Media Cloud: addresses without texts (it has " + keys_seen(record) + ")"
        )
    return None


def _text_at(record: dict[str, Any], path: str) -> str | None:
    """Return the text at a path; lists of strings are paragraphs, nested ones (fundus) in their order."""
    value = at(record, path)
    if isinstance(value, str):
        return value
    paragraphs: list[str] = []
    waiting: list[object] = [value]
    while waiting:
        held = waiting.pop()
        if isinstance(held, str):
            paragraphs.append(" ".join(held.split()))
        elif isinstance(held, list):
            waiting += reversed(held)
        elif isinstance(held, dict):
            waiting += reversed([held.get(key) for key in ("summary", "headline", "sections", "paragraphs")])
    return "\n\n".join(part for part in paragraphs if part) or None


def _outlet(named: str | None) -> str | None:
    """Return an outlet's name; of a host that the outlet list knows, its name there."""
    if not named:
        return None
    is_host = "." in named and " " not in named.strip()
    return (outlet_of(f"https://{named.strip()}/") or named.strip()) if is_host else named.strip()


def _string(value: object) -> str | None:
    return value if isinstance(value, str) and value.strip() not in {"", "None"} else None
