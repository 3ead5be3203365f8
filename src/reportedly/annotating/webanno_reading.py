"""WebAnno TSV 3 read back: tokens, the annotations of our layers, and the links between them.

Other layers may stand in the file, in any order, with slots and chains; they are passed over.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from reportedly.annotating.fields import FIELDS, LABELS, PARTS
from reportedly.annotating.regions import Link, Region
from reportedly.annotating.units import Units
from reportedly.annotating.webanno import KEY, LABEL_OF, NO_VALUE, NOTHING, PART, SAYING, WORDS
from reportedly.errors import SetAsideError
from reportedly.record.layers import ATTRIBUTIONS

_FORMAT = re.compile(r"#FORMAT=WebAnno TSV 3\.\d+\s*")
_LAYER = re.compile(r"#T_(?P<sort>SP|CH|RL)=(?P<layer>[^|]+)(?P<columns>(\|[^|]*)*)")
_UNIT = re.compile(r"\d+-\d+(\.\d+)?")
_STACKED = re.compile(r"((?:\\.|[^\\|])*)(?:\||$)", re.DOTALL)
_NUMBERED = re.compile(r"(?P<value>(?:\\.|[^\\\[])*)\[(?P<numbers>\d+(?:_\d+)?)\]", re.DOTALL)
_VALUE = re.compile(r"\\(->|.)", re.DOTALL)
_UNESCAPED = {"t": "\t", "n": "\n"}
_LAYER_OF = {label: layer for layer, label in LABELS.items()}
_REFERENCES = 2
"""Numbers in a relation: of its source and of its target."""


class Unit(msgspec.Struct, frozen=True):
    """One row: a token or a part of one; positions are UTF-16 code units."""

    name: str
    start: int
    end: int
    words: str
    values: tuple[str, ...]


class Column(msgspec.Struct, frozen=True):
    """One column."""

    sort: str
    """ "SP", "CH" or "RL"."""
    layer: str
    feature: str


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """One file as it stands."""

    columns: tuple[Column, ...]
    units: tuple[Unit, ...]


class _Drawn(msgspec.Struct, kw_only=True):
    """One annotation while its rows are read."""

    layer: str
    start: int
    end: int
    features: dict[str, str]
    id: str = ""


def read_document(name: str, content: bytes) -> Document:
    """Return the rows of a file. Raises SetAsideError, with the number of the line, where it is none."""
    try:
        lines = content.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise SetAsideError(name, "not-utf8", f"it is no UTF-8 ({error.reason})", "export it anew") from error
    if not _FORMAT.fullmatch(lines[0].rstrip("\r")):
        why = f"it begins with “{lines[0][:40]}”"
        raise SetAsideError(name, "not-webanno-tsv", why, "export as WebAnno TSV v3.3 (WebAnno v3.x)")
    columns = tuple(column for line in lines for column in _columns(line.rstrip("\r")))
    units = []
    for number, line in enumerate(lines, 1):
        row = line.rstrip("\r")
        if row and not row.startswith("#"):
            units.append(_unit(f"{name}, line {number}", row, len(columns)))
    return Document(columns=columns, units=tuple(units))


def _columns(line: str) -> Iterator[Column]:
    """Yield the columns that a line of the header declares; a layer without features has one."""
    found = _LAYER.fullmatch(line)
    if found is not None:
        declared = found["columns"].split("|")[1:] or [""]
        for feature in declared:
            yield Column(found["sort"], found["layer"], feature)


def _unit(where: str, row: str, columns: int) -> Unit:
    cells = row.removesuffix("\t").split("\t")  # INCEpTION ends each column with a tab
    positions = re.fullmatch(r"(\d{1,12})-(\d{1,12})", cells[1]) if len(cells) > 2 else None  # noqa: PLR2004
    if positions is None or not _UNIT.fullmatch(cells[0]):
        raise SetAsideError(where, "not-a-token", f"“{row[:60]}” is no token", "export it anew")
    values = tuple(cells[3:])
    if len(values) != columns:
        why = f"it has {len(values)} columns, not {columns}"
        raise SetAsideError(where, "columns-missing", why, "export it anew")
    return Unit(cells[0], int(positions[1]), int(positions[2]), cells[2], values)


def is_of(document: Document, text: str) -> bool:
    """Whether a file annotates a text: every token says what the text has at its place."""
    units = Units(text)
    return all(
        unit.words == text[units.point(unit.start) : units.point(unit.end)]
        for unit in document.units
        if "." not in unit.name
    )


def regions_in(name: str, document: Document, text: str) -> tuple[tuple[Region, ...], tuple[Link, ...]]:
    """Return the annotations of our layers and the links between them, on the text they were made of.

    Raises SetAsideError for an annotation that has no label, and for a link that leads nowhere.
    """
    drawn, at = _drawn(document)
    units = Units(text)
    found = []
    for each in drawn:
        label = LABEL_OF.get(each.layer) or each.features.get(PART, "")
        span = units.trimmed(units.point(each.start), units.point(each.end))
        if span is None:
            continue
        if label not in PARTS and label not in _LAYER_OF:
            why = f"“{span.text[:60]}” of layer {each.layer} has no {PART}"
            raise SetAsideError(name, "no-part", why, f"choose from {', '.join(PARTS)}")
        known = {field.name for field in FIELDS[_LAYER_OF.get(label, ATTRIBUTIONS)]}
        fields = {n: " ".join(v.split()) for n, v in each.features.items() if n in known and v.strip()}
        key = each.features.get(KEY, "").strip()
        found.append(Region(id=each.id, label=label, span=span, key=key, fields=fields))
    return tuple(found), tuple(_links(name, document, at))


def _drawn(document: Document) -> tuple[list[_Drawn], dict[tuple[str, int], _Drawn]]:
    """Return the annotations of our span layers, and each by its number, or by its unit where it has none."""
    drawn: list[_Drawn] = []
    numbered: dict[tuple[str, str], _Drawn] = {}
    at: dict[tuple[str, int], _Drawn] = {}
    for unit in document.units:
        stacks: dict[tuple[str, int], _Drawn] = {}
        for column, cell in zip(document.columns, unit.values, strict=True):
            if (
                column.sort != "SP"
                or (column.layer != WORDS and column.layer not in LABEL_OF)
                or cell == NOTHING
            ):
                continue
            for n, part in enumerate(_stacked(cell)):
                value, number = _numbered(part)
                one = stacks.get((column.layer, n)) or (
                    numbered.get((column.layer, number)) if number else None
                )
                if one is None:
                    one = _Drawn(
                        layer=column.layer, start=unit.start, end=unit.end, features={}, id=f"{len(drawn)}"
                    )
                    drawn.append(one)
                stacks[column.layer, n] = one
                one.end = max(one.end, unit.end)
                if number:
                    numbered[column.layer, number] = one
                    at["", int(number)] = one
                elif column.layer == WORDS:
                    at.setdefault((unit.name, 0), one)
                if value != NO_VALUE:
                    one.features[column.feature] = _unescaped(value)
    return drawn, at


def _links(name: str, document: Document, at: Mapping[tuple[str, int], _Drawn]) -> Iterator[Link]:
    """Yield the relations: each stands at its target and names the unit of its source."""
    for unit in document.units:
        for column, cell in zip(document.columns, unit.values, strict=True):
            if column.layer != SAYING or not column.feature.startswith("BT_") or cell == NOTHING:
                continue
            for part in _stacked(cell):
                source, numbers = _numbered(part)
                ends = _ends(numbers)
                one = at.get(("", ends[0]) if ends[0] else (source, 0))
                other = at.get(("", ends[1]) if ends[1] else (unit.name, 0))
                if one is None or other is None:
                    why = f"the link {part} at {unit.name} leads to no annotation"
                    raise SetAsideError(name, "lost-link", why, "export it anew, with all layers")
                yield Link(one.id, other.id)


def _ends(numbers: str) -> Sequence[int]:
    parts = numbers.split("_") if numbers else []
    return [int(each or 0) for each in parts] if len(parts) == _REFERENCES else [0, 0]


def _numbered(cell: str) -> tuple[str, str]:
    """Return a value and the number in brackets behind it, "" where there is none."""
    found = _NUMBERED.fullmatch(cell)
    return (cell, "") if found is None else (found["value"], found["numbers"])


def _stacked(cell: str) -> list[str]:
    """Return the annotations of a column, one on top of the other."""
    parts, at = [], 0
    while (found := _STACKED.match(cell, at)) is not None:
        parts.append(found[1])
        at = found.end()
        if found.end() == found.end(1):
            break
    return parts


def _unescaped(value: str) -> str:
    return _VALUE.sub(lambda found: _UNESCAPED.get(found[1], found[1]), value)
