"""Arbitrary readings of one text, and judgements on them, for hypothesis.

The text is fixed and short, so that readings by two models often find the same or overlapping words.
"""

from typing import Any

from hypothesis import strategies as st

from reportedly.record import (
    Act,
    Attribution,
    Figure,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Reading,
    Report,
    Source,
    Span,
    Voice,
    What,
    cite,
)
from reportedly.store.items import SPEAKER, Item, changed, item_id, item_spans, plain, typed
from reportedly.store.judgement import Judgement, Seen, Target, Verb, called

TEXT = "Ona said Yuri warned that ten of the troops left Sumy. Ten more left Irpin, Olha wrote."
REPORT = Report(id="r", outlet="Herald", text=TEXT)
WORDS = [(m, m + len(w)) for m, w in ((TEXT.index(w), w) for w in dict.fromkeys(TEXT.split()))]
LAYERS = ("attributions", "places", "figures")


@st.composite
def word_spans(draw: st.DrawFn) -> Span:
    """Return some words of the text that stand together."""
    first = draw(st.integers(0, len(WORDS) - 1))
    last = draw(st.integers(first, min(len(WORDS) - 1, first + 5)))
    return cite(TEXT, WORDS[first][0], WORDS[last][1])


@st.composite
def an_attribution(draw: st.DrawFn, key: str = "a1", speaker: str = "s1") -> Attribution:
    """Return an attribution at any words."""
    return Attribution(
        id=key,
        speaker=speaker,
        source=tuple(draw(st.lists(word_spans(), max_size=1))),
        cue=tuple(draw(st.lists(word_spans(), max_size=1))),
        content=(draw(word_spans()),),
        manner=draw(st.sampled_from(Manner)),
        act=draw(st.sampled_from(Act)),
        chain=(Voice(who="Ona", kind=Kind.PERSON),),
        confidence=0.5,
    )


@st.composite
def readings(draw: st.DrawFn, model: str = "one") -> Reading:
    """Return a reading of the text: up to three records of each of three layers."""
    sources = tuple(
        Source(id=f"s{n}", who=who, kind=Kind.PERSON, named=True) for n, who in ((1, "Ona"), (2, "Yuri"))
    )
    attributions = tuple(
        draw(an_attribution(f"a{n + 1}", draw(st.sampled_from(["s1", "s2"]))))
        for n in range(draw(st.integers(0, 3)))
    )
    holders = st.none() | st.sampled_from([each.id for each in attributions]) if attributions else st.none()
    return Reading(
        report=REPORT,
        sources=sources,
        attributions=attributions,
        places=tuple(
            Place(span=span, name=span.text, kind=draw(st.sampled_from(PlaceKind)))
            for span in draw(st.lists(word_spans(), max_size=3, unique=True))
        ),
        figures=tuple(
            Figure(
                id=f"f{n}",
                span=span,
                low=draw(st.sampled_from([1.0, 10.0])),
                high=None,
                what=What.TROOPS,
                by=draw(holders),
            )
            for n, span in enumerate(draw(st.lists(word_spans(), max_size=3, unique=True)), 1)
        ),
        model=model,
    )


def target_of(reading: Reading, layer: str, item: Item) -> Target:
    """Return what the log calls a record of a reading."""
    same = [each for each in getattr(reading, layer) if item_spans(each) == item_spans(item)]
    nth = next(i for i, each in enumerate(same) if each is item)
    return Target(
        report="r", layer=layer, spans=item_spans(item), nth=nth, item=item_id(item), model=reading.model
    )


def seen_of(reading: Reading, item: Item) -> Seen:
    """Return a record as it is shown."""
    speaker = next(
        (s for s in reading.sources if isinstance(item, Attribution) and s.id == item.speaker), None
    )
    return Seen(item=plain(item), source=speaker)


VALUES: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "attributions": {
        "act": st.sampled_from([str(act) for act in Act]),
        "medium": st.none() | st.sampled_from(["radio", "a letter"]),
        SPEAKER: st.sampled_from(["Olha", "Yuri"]).map(
            lambda who: {"id": "", "who": who, "kind": "person", "named": True}
        ),
        "content": word_spans().map(lambda span: [{"start": span.start, "end": span.end, "text": span.text}]),
    },
    "places": {"name": st.sampled_from(["Sumy", "Irpin"]), "geonames_id": st.integers(1, 3)},
    "figures": {"low": st.sampled_from([2.0, 20.0]), "what": st.sampled_from(["killed", "wounded"])},
}
"""Fields that are corrected in the tests, with values as they stand in the log."""


@st.composite
def additions(draw: st.DrawFn, reading: Reading, number: int) -> Judgement:
    """Return an entry that adds a record: at any words, at those of one that is there, or just that one."""
    layer = draw(st.sampled_from(LAYERS))
    there = getattr(reading, layer)
    span = draw(word_spans())
    item: Item
    if there and draw(st.booleans()):
        item = draw(st.sampled_from(there))
        field = draw(st.sampled_from([*sorted(VALUES[layer]), ""]))
        if field and field != SPEAKER:
            item = changed(item, **{field: typed(layer, field, draw(VALUES[layer][field]))})
    elif layer == "attributions":
        item = draw(an_attribution())
    elif layer == "places":
        item = Place(span=span, name=span.text, kind=PlaceKind.OTHER)
    else:
        item = Figure(id="", span=span, low=draw(st.sampled_from([1.0, 5.0])), high=None, what=What.TROOPS)
    source = None
    if isinstance(item, Attribution):
        same = next((source for source in reading.sources if source.id == item.speaker), None)
        olha = Source(id="", who="Olha", kind=Kind.PERSON, named=True)
        source = same if same is not None and draw(st.booleans()) else olha
    if not isinstance(item, Place):
        item = changed(item, id="", **{"inside" if isinstance(item, Attribution) else "by": None})
    return Judgement(
        id=number,
        at="2025-03-04",
        who="m.k.",
        verb=Verb.ADD,
        target=Target(report="r", layer=layer, spans=item_spans(item)),
        seen=Seen(item=plain(item), source=source),
    )


@st.composite
def judgements(draw: st.DrawFn, reading: Reading, most: int = 6) -> list[Judgement]:
    """Return a log of judgements on records of `reading`, and added ones, without withdrawals."""
    records = [(layer, item) for layer in LAYERS for item in getattr(reading, layer)]
    log = []
    for number in range(1, draw(st.integers(0, most)) + 1):
        verb = draw(
            st.sampled_from([Verb.ACCEPT, Verb.REJECT, Verb.CORRECT, Verb.NOTE] if records else [Verb.ADD])
        )
        if records and draw(st.integers(0, 5)) == 0:
            verb = Verb.ADD
        value: dict[str, Any] | None = None
        if verb is Verb.ADD:
            log.append(draw(additions(reading, number)))
            continue
        added = [each for each in log if each.verb is Verb.ADD]
        if draw(st.booleans()) and added:
            one = draw(st.sampled_from(added))
            layer, target, seen = one.target.layer or "", called(one), one.seen
        else:
            layer, item = draw(st.sampled_from(records))
            target, seen = target_of(reading, layer, item), seen_of(reading, item)
        if verb is Verb.CORRECT:
            field = draw(st.sampled_from(sorted(VALUES[layer])))
            value = {field: draw(VALUES[layer][field])}
        log.append(
            Judgement(
                id=number, at="2025-03-04", who="m.k.", verb=verb, target=target, value=value, seen=seen
            )
        )
    return log
