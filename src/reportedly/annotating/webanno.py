"""WebAnno TSV 3.3, as INCEpTION reads and writes it: a file for each report, and the layers it needs.

The form is published in INCEpTION's user guide ("WebAnno TSV 3.3 File format"): positions are UTF-16 code
units, reserved characters of values are escaped, what spans several tokens or is stacked has a number in
brackets. A file knows nothing of the document it is: `handed-out.json`, beside the files, does.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from xml.etree import ElementTree as ET

import msgspec

from reportedly.annotating.fields import FIELDS, LABELS, PARTS
from reportedly.annotating.handing import Sheet
from reportedly.annotating.regions import Link, Region, regions_of
from reportedly.annotating.units import Units
from reportedly.record import Report
from reportedly.record.layers import ATTRIBUTIONS

FORMAT = "#FORMAT=WebAnno TSV 3.3"
WORDS, SAYING = "webanno.custom.Words", "webanno.custom.Saying"
PART, KEY, LINK = "part", "record", "link"
"""Features: what the words of an attribution are; which record was handed out; what a link leads to."""
SPAN_LAYERS: Mapping[str, tuple[str, ...]] = {
    WORDS: (PART, *(field.name for field in FIELDS[ATTRIBUTIONS]), KEY),
    **{
        f"webanno.custom.{label.capitalize()}": (*(field.name for field in FIELDS[layer]), KEY)
        for layer, label in LABELS.items()
    },
}
"""Name of each span layer -> its features, in the order of the columns."""
LABEL_OF = {f"webanno.custom.{label.capitalize()}": label for label in LABELS.values()}
NOTHING, NO_VALUE = "_", "*"
"""A column without an annotation; an annotation without a value."""
_RESERVED = re.compile(r"->|[\\\[\]|_;\t\n*]")
_ESCAPES = {"\t": "\\t", "\n": "\\n"}
_CONTROLS = re.compile(r"[\x00-\x1f\\]")
_READABLE = {"\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\b": "\\b", "\\": "\\\\"}
_UNKEPT = {"\x0b"}
"""The vertical tab: INCEpTION has no escape for it, and keeps it as it is."""
_TOKEN = re.compile(r"\w+|[^\w\s]")
_SENTENCE = re.compile(r"(?<=[.!?…])[”\"’')\]]*\s+(?=[“\"‘'(\[]*[A-ZÀ-ÖØ-ÞА-ЯЁІЇЄҐ])|\n\s*")


def escaped_value(value: str) -> str:
    """Return a value of a feature as a column holds it."""
    return _RESERVED.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), value)


def escaped_text(text: str) -> str:
    """Return words of the text as a #Text line holds them."""
    return _CONTROLS.sub(lambda c: c[0] if c[0] in _UNKEPT else _READABLE.get(c[0], f"\\{c[0]}"), text)


class Token(msgspec.Struct, frozen=True):
    """One token, by its sentence and its place in it, both counted from 1; positions are code points."""

    sentence: int
    number: int
    start: int
    end: int

    @property
    def name(self) -> str:
        """How columns call it."""
        return f"{self.sentence}-{self.number}"


def tsv_of(report: Report, sheet: Sheet) -> str:
    """Return a report with its records as a WebAnno TSV 3.3 file."""
    drawn = [regions_of(handed.marked) for handed in sheet.records]
    regions = [region for found, _ in drawn for region in found]
    links = [link for _, found in drawn for link in found]
    tokens = _tokens(report.text, regions)
    body = _Body(report.text, tokens, regions, links)
    header = [
        FORMAT,
        *(f"#T_SP={layer}|{'|'.join(features)}" for layer, features in SPAN_LAYERS.items()),
        f"#T_RL={SAYING}|{LINK}|BT_{WORDS}",
        "",
    ]
    return "\n".join([*header, *body.lines()]) + "\n"


def _tokens(text: str, regions: Iterable[Region]) -> list[Token]:
    """Return the tokens of a text; where a record begins or ends inside a word, the word is two tokens."""
    borders = {border for region in regions for border in (region.span.start, region.span.end)}
    tokens = []
    sentence = 0
    for start, end in _sentences(text):
        found = [piece for word in _TOKEN.finditer(text, start, end) for piece in _cut(word.span(), borders)]
        sentence += bool(found)
        tokens += [Token(sentence, n, *piece) for n, piece in enumerate(found, 1)]
    return tokens


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    """Yield where sentences stand: parted at line breaks, and after full stops before a capital letter."""
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, gap.end()
        start = gap.end()
    yield start, len(text)


def _cut(word: tuple[int, int], borders: set[int]) -> Iterator[tuple[int, int]]:
    cuts = [word[0], *(at for at in range(word[0] + 1, word[1]) if at in borders), word[1]]
    yield from pairwise(cuts)


class _Body:
    """The sentences of a file with the columns of their tokens."""

    def __init__(
        self, text: str, tokens: list[Token], regions: Iterable[Region], links: Iterable[Link]
    ) -> None:
        self._text, self._tokens, self._units = text, tokens, Units(text)
        self._starts = [token.start for token in tokens]
        self._on: dict[str, dict[str, list[Region]]] = {layer: {} for layer in SPAN_LAYERS}
        """Layer -> token -> the annotations on it, in the order of the stack."""
        self._first: dict[str, Token] = {}
        self._many: set[str] = set()
        for region in regions:
            self._lay(region)
        stacked = (
            region.id
            for on in self._on.values()
            for stack in on.values()
            if len(stack) > 1
            for region in stack
        )
        self._numbers = {each: n for n, each in enumerate(dict.fromkeys([*sorted(self._many), *stacked]), 1)}
        self._links: dict[str, list[Link]] = {}
        self._labels = {region.id: region.label for on in self._on[WORDS].values() for region in on}
        for link in links:
            if link.from_id in self._first and link.to_id in self._first:
                self._links.setdefault(self._first[link.to_id].name, []).append(link)

    def _lay(self, region: Region) -> None:
        layer = WORDS if region.label in PARTS else f"webanno.custom.{region.label.capitalize()}"
        first = bisect_left(self._starts, region.span.start)
        under = self._tokens[first : bisect_left(self._starts, region.span.end)]
        for token in under:
            self._on[layer].setdefault(token.name, []).append(region)
        if under:
            self._first[region.id] = under[0]
        if len(under) > 1:
            self._many.add(region.id)

    def lines(self) -> Iterator[str]:
        """Yield the lines, an empty one before each sentence."""
        for _, found in groupby(self._tokens, key=lambda token: token.sentence):
            tokens = list(found)
            yield ""
            yield f"#Text={escaped_text(self._text[tokens[0].start : tokens[-1].end])}"
            for token in tokens:
                yield "\t".join([*self._token(token), *self._spans(token), *self._relations(token), ""])

    def _token(self, token: Token) -> tuple[str, str, str]:
        start, end = self._units.unit(token.start), self._units.unit(token.end)
        return token.name, f"{start}-{end}", self._text[token.start : token.end]

    def _spans(self, token: Token) -> Iterator[str]:
        for layer, features in SPAN_LAYERS.items():
            stack = self._on[layer].get(token.name, [])
            for feature in features:
                yield "|".join(self._value(region, feature) for region in stack) or NOTHING

    def _value(self, region: Region, feature: str) -> str:
        held = {PART: region.label, KEY: region.key}.get(feature) or region.fields.get(feature, "")
        number = self._numbers.get(region.id)
        return (escaped_value(held) if held else NO_VALUE) + (f"[{number}]" if number else "")

    def _relations(self, token: Token) -> Iterator[str]:
        links = self._links.get(token.name, [])
        yield "|".join(self._labels[link.to_id] for link in links) or NOTHING
        yield "|".join(self._reference(link) for link in links) or NOTHING

    def _reference(self, link: Link) -> str:
        one, other = self._numbers.get(link.from_id, 0), self._numbers.get(link.to_id, 0)
        numbers = f"[{one}_{other}]" if one or other else ""
        return f"{self._first[link.from_id].name}{numbers}"


def type_system() -> str:
    """Return the layers as a UIMA type system, which INCEpTION imports under Layers."""
    root = ET.Element("typeSystemDescription", xmlns="http://uima.apache.org/resourceSpecifier")
    ET.SubElement(root, "name").text = "reportedly"
    types = ET.SubElement(root, "types")
    for layer, features in SPAN_LAYERS.items():
        _type(types, layer, dict.fromkeys(features, "uima.cas.String"))
    _type(types, SAYING, {"Dependent": WORDS, "Governor": WORDS, LINK: "uima.cas.String"})
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _type(types: ET.Element, name: str, features: Mapping[str, str]) -> None:
    kind = ET.SubElement(types, "typeDescription")
    ET.SubElement(kind, "name").text = name
    ET.SubElement(kind, "description")
    ET.SubElement(kind, "supertypeName").text = "uima.tcas.Annotation"
    held = ET.SubElement(kind, "features")
    for feature, sort in features.items():
        described = ET.SubElement(held, "featureDescription")
        ET.SubElement(described, "name").text = feature
        ET.SubElement(described, "description")
        ET.SubElement(described, "rangeTypeName").text = sort
