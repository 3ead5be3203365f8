"""JSON -> Report: a report of ours, a ninjs item, a record of a known dump, or one whose fields are told.

The text of a report of ours is taken as it is, because its file may hold positions into it; only a
character that cannot be written in UTF-8 (half a surrogate pair) is replaced, by one of the same length.
"""

import json
import re
from typing import Any

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.fields import FieldMap, keys_seen
from reportedly.intake.ninjs import is_ninjs, item_from_ninjs
from reportedly.intake.overrides import iso
from reportedly.intake.shapes import no_text, report_by_fields, shape_of
from reportedly.record import Problem, Reference, ReferenceKind, Report, cite, report_id

_SURROGATES = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_NO_TEXT = "add the reports' addresses instead, or a dump with texts"
_SHAPE = (
    'give {"text": "…"} with outlet, url, published, headline where known, or a Reading, '
    "or say where the text is with --field text=PATH"
)


def document_from_json(
    name: str, text: str, fields: FieldMap | None = None
) -> tuple[Report, tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the report that a JSON text holds, what it links to, and what had to be changed or left out.

    With `fields` every record is read by them. Without, a ninjs item and the shapes of `shapes.SHAPES` are
    known on sight; all else is a report of ours.
    Raises SetAsideError with code "not-a-report", "wrong-fields" or "no-news-item".
    """
    record = _parse(name, text)
    try:
        return _document(name, text, record, fields)
    except RecursionError as error:
        raise SetAsideError(name, "not-a-report", "JSON nested too deeply", _SHAPE) from error


def _document(
    name: str,
    text: str,
    record: Any,  # noqa: ANN401 - JSON may hold anything
    fields: FieldMap | None,
) -> tuple[Report, tuple[Reference, ...], tuple[Problem, ...]]:
    if fields is not None and isinstance(record, dict):
        return _with_no_references(report_by_fields(name, _whole(record), fields))
    if isinstance(record, dict) and not isinstance(record.get("report"), dict):
        if is_ninjs(record):
            item = item_from_ninjs(name, _whole(record))
            return item.report, item.references, item.notes
        if (shape := shape_of(record)) is not None:
            return _with_no_references(report_by_fields(name, _whole(record), shape.fields))
    report, problems = report_from_json(name, text)
    return report, links_from_json(record, report.text), problems


def _with_no_references(
    found: tuple[Report, tuple[Problem, ...]],
) -> tuple[Report, tuple[Reference, ...], tuple[Problem, ...]]:
    return found[0], (), found[1]


def links_from_json(record: Any, text: str) -> tuple[Reference, ...]:  # noqa: ANN401 - JSON may hold anything
    """Return the links that the file of a report of ours names, as `{"url", "words"}` in "links".

    Words that stand in `text` once are the link's place; others are kept as its title. What is no web address
    is left out: the report itself does not rest on it.
    """
    if isinstance(record, dict) and isinstance(record.get("report"), dict):
        record = record["report"]
    named = record.get("links") if isinstance(record, dict) else None
    found = []
    for link in named if isinstance(named, list) else ():
        url = link.get("url") if isinstance(link, dict) else link
        words = _whole(link.get("words")) if isinstance(link, dict) else None
        if not isinstance(url, str) or not re.fullmatch(r"https?://\S{1,2000}", _whole(url), re.IGNORECASE):
            continue
        words = words.strip() if isinstance(words, str) else ""
        at = text.find(words) if words and text.count(words) == 1 else -1
        span = cite(text, at, at + len(words)) if at >= 0 else None
        found.append(Reference(kind=ReferenceKind.LINK, url=_whole(url), title=words, span=span))
    return tuple(dict.fromkeys(found))


def _whole(value: Any) -> Any:  # noqa: ANN401 - JSON may hold anything
    """Return a JSON value with every half surrogate replaced, and no zero character in its strings."""
    if isinstance(value, str):
        return _SURROGATES.sub(_REPLACEMENT, value).replace("\x00", _REPLACEMENT)
    if isinstance(value, list):
        return [_whole(held) for held in value]
    if isinstance(value, dict):
        return {_SURROGATES.sub(_REPLACEMENT, str(key)): _whole(held) for key, held in value.items()}
    return value


def report_from_json(name: str, text: str) -> tuple[Report, tuple[Problem, ...]]:
    """Return the report that a JSON text holds, and what had to be changed or left out in it.

    Raises SetAsideError with code "not-a-report" where the text is no JSON or holds no report.
    """
    record = _report_object(name, _parse(name, text))
    problems: list[Problem] = []
    fields = {key: _string(name, record, key) for key in _FIELDS}
    broken = sorted(key for key, value in fields.items() if value is not None and _SURROGATES.search(value))
    if broken:
        fields.update({key: _SURROGATES.sub(_REPLACEMENT, fields[key] or "") for key in broken})
        where = ", ".join(broken)
        message = f"half a surrogate pair in {where} became U+FFFD; mend the program that wrote the file"
        problems.append(Problem(code="surrogate-replaced", message=message))
    published = fields["published"]
    if published is not None and (published := iso(published)) is None:
        said = f"published is {fields['published']!r}, no ISO 8601 date"
        message = f"{said}, and was left out; say it with --published"
        problems.append(Problem(code="published-left-out", message=message))
    kept, outlet = fields["text"] or "", fields["outlet"] or None
    report = Report(
        id=fields["id"] or report_id(kept, outlet),
        outlet=outlet,
        url=fields["url"] or None,
        headline=fields["headline"] or None,
        published=published,
        language=fields["language"] or None,
        text=kept,
    )
    return report, tuple(problems)


_FIELDS = ("id", "outlet", "url", "headline", "published", "language", "text")


def _parse(name: str, text: str) -> Any:  # noqa: ANN401 - JSON may hold anything
    """Parse with msgspec; only its refusal of half surrogates needs the standard library's parser."""
    try:
        return msgspec.json.decode(text.encode("utf-8"))
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        why = f"no valid JSON: {error.msg} (line {error.lineno}, column {error.colno})"
        raise SetAsideError(name, "not-a-report", why, "mend it, or rename a plain text to .txt") from error
    except RecursionError as error:
        raise SetAsideError(name, "not-a-report", "JSON nested too deeply", _SHAPE) from error
    except ValueError as error:  # Python reads no number of more than 4,300 digits
        raise SetAsideError(name, "not-a-report", "JSON with a number that is too long", _SHAPE) from error


def _report_object(name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON may hold anything
    """Return the object with the report's fields, from inside "report" where there is one."""
    if isinstance(value, dict) and isinstance(value.get("report"), dict):
        value = value["report"]
    if not isinstance(value, dict):
        why = f"JSON that is no report: {_kind(value)}, not an object"
        raise SetAsideError(name, "not-a-report", why, _SHAPE)
    if "text" not in value:
        why = no_text(value) or f'JSON that is no report: no "text" (it has {keys_seen(value)})'
        raise SetAsideError(name, "not-a-report", why, _NO_TEXT if no_text(value) else _SHAPE)
    return value


def _string(name: str, record: dict[str, Any], key: str) -> str | None:
    value = record.get(key)
    if key == "id" and isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if value is None and key != "text":
        return None
    if not isinstance(value, str):
        why = f'JSON that is no report: "{key}" is {_kind(value)}, not a string'
        raise SetAsideError(name, "not-a-report", why, _SHAPE)
    return value


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "true or false", type(None): "null"}
    return names.get(type(value), "a number")
