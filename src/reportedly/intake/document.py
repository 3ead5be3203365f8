"""JSON -> Report: a report object, a `{"report": {…}}` object around one, or a Reading of ours.

The text is taken as it is, because its file may hold positions into it; only a character that
cannot be written in UTF-8 (half a surrogate pair) is replaced, by one of the same length.
"""

import json
import re
from typing import Any

import msgspec

from reportedly.errors import SetAsideError
from reportedly.intake.overrides import iso
from reportedly.record import Problem, Report, report_id

_SURROGATES = re.compile("[\ud800-\udfff]")
_REPLACEMENT = "\ufffd"
_SHAPE = 'give {"text": "…"} with outlet, url, published, headline where known, or a Reading'


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


def _report_object(name: str, value: Any) -> dict[str, Any]:  # noqa: ANN401 - JSON may hold anything
    """Return the object with the report's fields, from inside "report" where there is one."""
    if isinstance(value, dict) and isinstance(value.get("report"), dict):
        value = value["report"]
    if not isinstance(value, dict):
        why = f"JSON that is no report: {_kind(value)}, not an object"
        raise SetAsideError(name, "not-a-report", why, _SHAPE)
    if "text" not in value:
        has = ", ".join(repr(str(key)[:30]) for key in list(value)[:6]) or "no keys"
        raise SetAsideError(name, "not-a-report", f'JSON that is no report: no "text" (it has {has})', _SHAPE)
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
