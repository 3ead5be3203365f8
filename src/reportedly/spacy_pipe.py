"""spaCy: a component that reads a Doc, puts what it finds on `doc.spans`, and keeps the whole Reading.

    nlp = spacy.blank("en")
    nlp.add_pipe("reportedly")
    doc = nlp("Fog closed the port, the harbour master told Reuters.")
    doc.spans["reportedly/sources"]         # SpanGroups, cut at tokens
    reading_of(doc)                         # the Reading, with exact citations and chains

Nothing of the pipeline is needed but its tokenizer: our own encoder reads the text. Offsets are code points
in both, so spans need no conversion; where one ends inside a token, the SpanGroup takes the whole token and
the Reading keeps the exact words. Nothing global is set unless the option `extension` names an attribute.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import msgspec
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from reportedly.errors import NotAReadingError, SetAsideError
from reportedly.record import Reading, Report, decode_reading, encode_reading, report_id
from reportedly.record import Span as Words
from reportedly.record.citations import verify_reading
from reportedly.record.layers import (
    ATTRIBUTIONS,
    CONTROLS,
    EVENTS,
    FIGURES,
    LAYERS,
    PLACES,
    SPOKEN,
    TIMES,
    layers_named,
    to_read,
)

KEY = "reportedly"
"""Where `doc.user_data` keeps the reading: JSON, so that it goes wherever the Doc's bytes go."""
PREFIX = "reportedly/"
"""What the names of the SpanGroups begin with, unless the option `prefix` says otherwise."""
GROUPS = {
    "sources": ATTRIBUTIONS,
    "cues": ATTRIBUTIONS,
    "contents": ATTRIBUTIONS,
    "places": PLACES,
    "times": TIMES,
    "figures": FIGURES,
    "controls": CONTROLS,
    "events": EVENTS,
}
"""The SpanGroups, and the layer of the Reading that each shows."""
ABOUT = ("outlet", "url", "published", "headline", "language")
"""What a text does not say of itself: taken from `doc.user_data`, or from the context of `as_tuples`."""

Marked = tuple[Words, str, str, str]
"""Words, the label of their span, its id (that of the record), and its kb_id."""


@Language.factory(
    "reportedly",
    assigns=["doc.spans", "doc.user_data"],
    default_config={"layers": list(SPOKEN), "prefix": PREFIX, "extension": None},
)
def make_reader(nlp: Language, name: str, layers: list[str], prefix: str, extension: str | None) -> "Reader":
    """Return the component, as `nlp.add_pipe("reportedly", config={…})` asks for it.

    `layers` are those of `reportedly read --layers`; `prefix` begins the names of the SpanGroups; `extension`
    names an attribute, as "reading" for `doc._.reading`, which spaCy keeps for the whole process.
    Raises ValueError where a layer is none, or where the attribute is somebody else's.
    """
    del nlp
    return Reader(name, layers=layers_named(",".join(layers)), prefix=prefix, extension=extension)


class Reader:
    """The component: reads `doc.text`, and leaves the Doc's tokens and entities as they are."""

    def __init__(
        self,
        name: str = "reportedly",
        *,
        layers: frozenset[str] = LAYERS,
        prefix: str = PREFIX,
        extension: str | None = None,
    ) -> None:
        """Read `layers`; use `nlp.add_pipe` instead where there is a pipeline."""
        self.name, self.prefix, self._layers = name, prefix, to_read(layers)
        if extension is not None:
            _extend(extension)

    def __call__(self, doc: Doc) -> Doc:
        """Read the Doc. Raises SetAsideError where what is said of the report cannot be understood."""
        from reportedly.pipeline import read  # noqa: PLC0415 - brings in intake, and the encoder

        reading = read(_report(doc), layers=self._layers)
        doc.user_data[KEY] = encode_reading(reading)
        for group, layer in GROUPS.items():
            if layer in self._layers:
                spans = [_span(doc, *marked) for marked in _marked(reading, group)]
                doc.spans[self.prefix + group] = SpanGroup(doc, name=self.prefix + group, spans=spans)
        return doc


def reading_of(doc: Doc) -> Reading:
    """Return the Reading of a Doc that the component has read, also after its bytes went elsewhere.

    A DocBin keeps it only if made with `store_user_data=True`. Raises NotAReadingError where the Doc was
    not read, CitationMismatchError where it has another text than the one that was.
    """
    kept = doc.user_data.get(KEY)
    if kept is None:
        raise NotAReadingError(
            'the Doc was not read, or its user data was left behind; nlp.add_pipe("reportedly"), and make a '
            "DocBin with store_user_data=True"
        )
    reading = decode_reading(kept)
    verify_reading(reading, msgspec.structs.replace(reading.report, text=doc.text))
    return reading


def _report(doc: Doc) -> Report:
    """Return the report that a Doc is, with what is said of it."""
    context = getattr(doc, "_context", None)  # set by nlp.pipe(…, as_tuples=True)
    said = {**doc.user_data, **(context if isinstance(context, Mapping) else {})}
    about = {name: _said(name, said[name]) for name in ABOUT if said.get(name) is not None}
    text = doc.text
    return Report(id=report_id(text, about.get("outlet")), text=text, **about)


def _said(name: str, value: object) -> str:
    from reportedly.intake import iso  # noqa: PLC0415 - as `read`

    if name == "published" and isinstance(value, date):
        return value.isoformat()
    day = iso(value) if name == "published" and isinstance(value, str) else value
    if not isinstance(day, str):
        why = "is no ISO 8601 date" if isinstance(value, str) else "is no text"
        next_step = "write it like 2025-03-04" if name == "published" else "give a str, or leave it out"
        raise SetAsideError(f"{name} {str(value)[:40]!r}", "not-understood", why, next_step)
    return day


def _marked(reading: Reading, group: str) -> Iterator[Marked]:
    """Yield what a SpanGroup holds."""
    match group:
        case "places":
            for n, place in enumerate(reading.places, 1):
                yield place.span, place.kind.value, f"p{n}", str(place.geonames_id or "")
        case "times":
            for n, time in enumerate(reading.times, 1):
                yield time.span, time.basis.value, f"t{n}", time.edtf or ""
        case "figures":
            yield from ((each.span, each.what.value, each.id, "") for each in reading.figures)
        case "controls":
            yield from ((each.span, each.change.value, each.id, "") for each in reading.controls)
        case "events":
            yield from ((each.span, each.type.value, each.id, "") for each in reading.events)
        case _:
            yield from _of_attributions(reading, group)


def _of_attributions(reading: Reading, group: str) -> Iterator[Marked]:
    """Yield sources with the kind of their speaker, cues with the act, contents with the manner."""
    kinds = {source.id: source.kind.value for source in reading.sources}
    for said in reading.attributions:
        spans, label = {
            "sources": (said.source, kinds.get(said.speaker, "")),
            "cues": (said.cue, said.act.value),
            "contents": (said.content, said.manner.value),
        }[group]
        yield from ((span, label, said.id, said.speaker) for span in spans)


def _span(doc: Doc, words: Words, label: str, record: str, known_as: str) -> Span:
    """Return the tokens that hold the words; a citation lies in the text, so there is one at least."""
    span = doc.char_span(
        words.start, words.end, label=label, kb_id=known_as, span_id=record, alignment_mode="expand"
    )
    if span is None:
        raise AssertionError(f"no token at {words}")
    return span


def _extend(name: str) -> None:
    """Have `doc._.NAME` give the reading; spaCy keeps such attributes for the whole process."""
    if not Doc.has_extension(name):
        Doc.set_extension(name, getter=reading_of)
    elif Doc.get_extension(name)[2] is not reading_of:
        raise ValueError(f"doc._.{name} is something else's; give another name as extension")
