"""Label Studio: tasks with pre-annotations, the labelling configuration that shows them, tasks read back.

The form is that of Label Studio's task format: `data`, `predictions` and `annotations` with results of type
labels, choices, textarea and relation. Positions are code points; those of older releases, which counted
UTF-16 code units, are known by the words beside them. What was handed out travels in `data.handed_out`; a
region knows its record by `meta.text`, for Label Studio may give regions new ids.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

import msgspec

from reportedly.annotating.fields import FIELDS, LABELS, LAYERS, PARTS, Field
from reportedly.annotating.handing import Sheet
from reportedly.annotating.regions import Link, Region, regions_of
from reportedly.annotating.units import Units
from reportedly.errors import SetAsideError
from reportedly.record import Report, Span
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.version import __version__

TEXT, LABEL = "text", "label"
"""Names of the text and of its labels in the configuration."""
_PREFIXES = {ATTRIBUTIONS: "attribution", **LABELS}
_COLOURS = {
    "source": "#2f6fab",
    "cue": "#8a5a00",
    "content": "#5f6b76",
    "place": "#2e7d32",
    "time": "#6a4c93",
    "figure": "#b23a48",
    "control": "#00697a",
    "event": "#9c4a1a",
}


class Annotated(msgspec.Struct, frozen=True, kw_only=True):
    """What one annotator made of one task."""

    task: str
    """Number of the task in Label Studio, else its place in the file."""
    who: str | None
    """The annotator's address, where the export has it."""
    sheet: Sheet
    text: str
    """The text that was annotated."""
    regions: tuple[Region, ...]
    links: tuple[Link, ...]


def task_of(report: Report, sheet: Sheet) -> dict[str, Any]:
    """Return a report as a task, its records as pre-annotations."""
    results: list[dict[str, Any]] = []
    for handed in sheet.records:
        regions, links = regions_of(handed.marked)
        for region in regions:
            results += _results(region, handed.marked.layer)
        results += [
            {"type": "relation", "from_id": link.from_id, "to_id": link.to_id, "direction": "right"}
            for link in links
        ]
    data = {
        TEXT: report.text,
        "report": report.id,
        "outlet": report.outlet or "",
        "headline": report.headline or "",
        "published": report.published or "",
        "url": report.url or "",
        "handed_out": msgspec.to_builtins(sheet),
    }
    version = sheet.model or f"reportedly {__version__}"
    return {"data": data, "predictions": [{"model_version": version, "result": results}]}


def configuration() -> str:
    """Return the labelling configuration: labels, relations, and the fields of each label."""
    view = ET.Element("View")
    ET.SubElement(view, "Header", value="$outlet, $published")
    ET.SubElement(view, "Relations")
    labels = ET.SubElement(view, "Labels", name=LABEL, toName=TEXT, showInline="true")
    for label, colour in _COLOURS.items():
        ET.SubElement(labels, "Label", value=label, background=colour)
    ET.SubElement(view, "Text", name=TEXT, value="$text", granularity="word")
    for layer, prefix in _PREFIXES.items():
        shown = ",".join(PARTS) if layer == ATTRIBUTIONS else prefix
        for field in FIELDS[layer]:
            _control(view, _name(layer, field), field, shown)
    ET.indent(view)
    return ET.tostring(view, encoding="unicode") + "\n"


def _control(view: ET.Element, name: str, field: Field, shown: str) -> None:
    """Put a field into the configuration; it is shown where a region with one of the labels is selected."""
    when = {"visibleWhen": "region-selected", "whenTagName": LABEL, "whenLabelValue": shown}
    box = ET.SubElement(view, "View", when)
    ET.SubElement(box, "Header", value=f"{shown}: {field.name}", size="6")
    common = {"name": name, "toName": TEXT, "perRegion": "true", **when}
    if field.choices:
        choices = ET.SubElement(box, "Choices", common, choice="single", showInline="true")
        for value in field.choices:
            ET.SubElement(choices, "Choice", value=value)
        return
    ET.SubElement(
        box,
        "TextArea",
        common,
        rows="1",
        maxSubmissions="1",
        editable="true",
        placeholder=field.hint or field.name,
    )


def _results(region: Region, layer: str) -> Iterator[dict[str, Any]]:
    """Yield a region as results: its label, then what it says, all under one id."""
    where = {"start": region.span.start, "end": region.span.end}
    common = {"id": region.id, "to_name": TEXT}
    yield {
        **common,
        "from_name": LABEL,
        "type": "labels",
        "meta": {"text": [region.key]},
        "value": {**where, "text": region.span.text, "labels": [region.label]},
    }
    for field in FIELDS[layer]:
        if field.name not in region.fields:
            continue
        said = [region.fields[field.name]]
        value = {"choices": said} if field.choices else {"text": said}
        kind = "choices" if field.choices else "textarea"
        yield {**common, "from_name": _name(layer, field), "type": kind, "value": {**where, **value}}


def _name(layer: str, field: Field) -> str:
    return f"{_PREFIXES[layer]}_{field.name}"


_FIELD_OF = {_name(layer, field): field.name for layer, fields in FIELDS.items() for field in fields}


def read_tasks(name: str, content: bytes) -> Iterator[Annotated | SetAsideError]:
    """Yield what annotators made of the tasks of an export, each under its number.

    A task without an annotation that was submitted yields nothing. What cannot be read is yielded as an
    error that names the file and the task. Raises SetAsideError where the file is no export at all.
    """
    try:
        tasks = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise SetAsideError(name, "not-json", f"it is no JSON ({error})", "export as JSON") from error
    if isinstance(tasks, dict):
        tasks = [tasks]
    if not isinstance(tasks, list):
        raise SetAsideError(name, "not-tasks", "it holds no list of tasks", "export as JSON")
    for n, task in enumerate(tasks, 1):
        number = str(task.get("id", n)) if isinstance(task, dict) else str(n)
        where = f"{name}, task {number}"
        try:
            yield from _read(where, number, task)
        except SetAsideError as error:
            yield error
        except (KeyError, TypeError, ValueError, AttributeError, msgspec.ValidationError) as error:
            why = f"it is not as Label Studio writes it ({type(error).__name__}: {str(error)[:200]})"
            yield SetAsideError(where, "not-a-task", why, "export as JSON, all of the task")


def _read(where: str, number: str, task: Mapping[str, Any]) -> Iterator[Annotated]:
    if not isinstance(task, dict):
        raise SetAsideError(where, "not-a-task", "it is no task", "export as JSON")
    if "annotations" not in task and "data" not in task:
        why = "it is in the form JSON-MIN, which leaves out the links between regions"
        raise SetAsideError(where, "json-min", why, "export as JSON")
    data = task.get("data") or {}
    if "handed_out" not in data:
        why = "it does not say what was handed out"
        next_step = "import tasks made by: reportedly annotate export label-studio"
        raise SetAsideError(where, "not-handed-out", why, next_step)
    sheet = msgspec.convert(data["handed_out"], Sheet)
    text = data[TEXT]
    for annotation in task.get("annotations") or ():
        if isinstance(annotation, Mapping) and not annotation.get("was_cancelled"):
            regions, links = _regions(where, text, annotation.get("result") or ())
            yield Annotated(
                task=number,
                who=_annotator(annotation.get("completed_by")),
                sheet=sheet,
                text=text,
                regions=regions,
                links=links,
            )


def _annotator(completed_by: object) -> str | None:
    """Return who annotated: an export has the address, or only a number that says nothing outside."""
    if isinstance(completed_by, Mapping):
        named = completed_by.get("email") or completed_by.get("username")
        return str(named) if named else None
    return completed_by if isinstance(completed_by, str) and not completed_by.isdecimal() else None


def _regions(
    where: str, text: str, results: Iterable[Mapping[str, Any]]
) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
    units = Units(text)
    found: dict[str, Region] = {}
    said: dict[str, dict[str, str]] = {}
    links = []
    for result in results:
        kind, value = result.get("type"), result.get("value") or {}
        if kind == "relation":
            ends = (str(result["from_id"]), str(result["to_id"]))
            links.append(Link(*(reversed(ends) if result.get("direction") == "left" else ends)))
        elif kind == "labels" and value.get("labels"):
            region_id, label = str(result["id"]), str(value["labels"][0])
            if label not in LAYERS:
                why = f"“{label[:40]}” is no label"
                raise SetAsideError(where, "unknown-label", why, f"choose from {', '.join(LAYERS)}")
            span = _span(where, units, value)
            found[region_id] = Region(id=region_id, label=label, span=span, key=_key(result))
        elif kind in {"choices", "textarea"} and result.get("from_name") in _FIELD_OF:
            lines = value.get("choices" if kind == "choices" else "text") or []
            line = " ".join(str(lines[-1] if isinstance(lines, list) and lines else lines or "").split())
            if line:
                said.setdefault(str(result["id"]), {})[_FIELD_OF[result["from_name"]]] = line
    regions = (msgspec.structs.replace(each, fields=said.get(each.id, {})) for each in found.values())
    return tuple(regions), tuple(links)


def _key(result: Mapping[str, Any]) -> str:
    """Return the record that a region was handed out as."""
    told = (result.get("meta") or {}).get("text") or ""
    return str(told[0] if isinstance(told, list) else told).strip()


def _span(where: str, units: Units, value: Mapping[str, Any]) -> Span:
    """Return the words of a region, without blanks around them."""
    start, end, words = int(value["start"]), int(value["end"]), value.get("text")
    said = "".join(words.split()) if isinstance(words, str) else None
    for first, last in ((start, end), (units.point(start), units.point(end))):
        span = units.trimmed(first, last)
        if span is not None and said in {None, "".join(span.text.split())}:
            return span
    why = f"[{start}, {end}) does not say “{str(words)[:60]}” in the text"
    raise SetAsideError(where, "other-words", why, "import it with the text that was handed out")
