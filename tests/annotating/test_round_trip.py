"""Out and back: nothing changed is no judgement; one thing changed is just that judgement."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportedly.annotating.fields import FIELDS, LABELS
from reportedly.record import Reading
from reportedly.record.layers import ATTRIBUTIONS
from reportedly.store import Store, Verb
from reportedly.store.items import item_spans
from tests.annotating.conftest import Desk, Tool
from tests.annotating.tools import PARTS, Document, Drawn
from tests.store.strategies import TEXT, WORDS, readings

SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
Put = Callable[[Reading], tuple[Store, Path]]


@SLOW
@given(reading=readings())
def test_unchanged_is_no_judgement(stored: Put, tool: Tool, reading: Reading) -> None:
    """What comes back as it was handed out says nothing, whatever records it holds."""
    desk = Desk(*_at(stored, reading, tool))
    returned = desk.back()
    many = sum(len(getattr(reading, layer)) for layer in (ATTRIBUTIONS, *LABELS))
    assert returned.judgements == []
    assert (returned.conflicts, returned.problems) == ([], [])
    assert returned.unchanged == many


def _at(stored: Put, reading: Reading, tool: Tool) -> tuple[Store, Tool, Path]:
    store, folder = stored(reading)
    return store, tool, folder


@SLOW
@given(data=st.data(), reading=readings())
def test_one_change_is_one_judgement(stored: Put, tool: Tool, data: st.DataObject, reading: Reading) -> None:
    """One span moved, one field changed, one record taken away or added: that judgement, and no other.

    The same file brought in again changes nothing.
    """
    desk = Desk(*_at(stored, reading, tool))
    document = desk.document
    keys = sorted({each.key for each in document.drawn})
    how = data.draw(st.sampled_from(["move", "say", "delete", "add"] if keys else ["add"]))
    if how == "add":
        verb, layer, value = Verb.ADD, *data.draw(_added(document))
    else:
        key = data.draw(st.sampled_from(keys))
        layer = _layer(document.of(key)[0])
        verb, value = _changed(data, document, key, layer, how)
    returned = desk.back()
    assert (returned.conflicts, returned.problems) == ([], [])
    (judgement,) = returned.judgements
    assert (judgement.verb, judgement.target.layer, judgement.who) == (verb, layer, "ann")
    if verb is Verb.CORRECT:
        assert judgement.value is not None
        assert {name: _plain(judgement.value[name]) for name in value} == value
        assert set(judgement.value) - set(value) <= {"chain"}
    elif verb is Verb.ADD:
        assert judgement.seen is not None
        assert {name: _plain(judgement.seen.item[name]) for name in value} == value
    else:
        spans = [item_spans(each) for each in getattr(reading, layer)]
        assert judgement.target.spans in spans
    again = desk.back()
    assert (again.judgements, again.conflicts, again.problems) == ([], [], [])
    assert again.already == 1


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value


def _layer(drawn: Drawn) -> str:
    return next((layer for layer, label in LABELS.items() if label == drawn.label), ATTRIBUTIONS)


def _changed(
    data: st.DataObject, document: Document, key: str, layer: str, how: str
) -> tuple[Verb, dict[str, Any]]:
    """Change a record, and return the judgement that is due."""
    regions = document.of(key)
    if how == "delete":
        document.delete(*regions)
        return Verb.REJECT, {}
    if how == "move":
        moved = data.draw(st.sampled_from(regions))
        start, end = data.draw(_place().filter(lambda place: place != (moved.start, moved.end)))
        moved.start, moved.end = start, end
        span = {"start": start, "end": end, "text": TEXT[start:end]}
        return Verb.CORRECT, {moved.label: [span]} if moved.label in PARTS else {"span": span}
    bearer = next((each for each in regions if each.fields), regions[0])
    choices = [f for f in FIELDS[layer] if f.sort == "choice" and (layer, f.name) != (ATTRIBUTIONS, "kind")]
    field = data.draw(st.sampled_from(choices))
    before = bearer.fields.get(field.name)
    said = data.draw(st.sampled_from([each for each in field.choices if each != before]))
    bearer.fields[field.name] = said
    return Verb.CORRECT, {field.name: said}


@st.composite
def _place(draw: st.DrawFn) -> tuple[int, int]:
    first = draw(st.integers(0, len(WORDS) - 1))
    last = draw(st.integers(first, min(len(WORDS) - 1, first + 5)))
    return WORDS[first][0], WORDS[last][1]


@st.composite
def _added(draw: st.DrawFn, document: Document) -> tuple[str, dict[str, Any]]:
    """Draw a place or an attribution in a document, and return what is due."""
    start, end = draw(_place())
    span = {"start": start, "end": end, "text": TEXT[start:end]}
    if draw(st.booleans()):
        fields = {
            "name": "Novi",
            "kind": draw(st.sampled_from(["city", "water"])),
            "lat": "51.5",
            "lon": "-0.25",
        }
        document.drawn.append(Drawn("place", start, end, fields=fields))
        return "places", {"span": span, **fields, "lat": 51.5, "lon": -0.25}
    fields = {
        "who": "Nadia Novak",
        "kind": "person",
        "act": draw(st.sampled_from(["deny", "ask"])),
        "manner": "mixed",
    }
    content, cue = Drawn("content", start, end, fields=fields), Drawn("cue", *draw(_place()))
    document.drawn += [content, cue]
    document.links.append((cue, content))
    words = {"start": cue.start, "end": cue.end, "text": TEXT[cue.start : cue.end]}
    due = {"content": [span], "cue": [words], "act": fields["act"], "manner": "mixed"}
    return ATTRIBUTIONS, due
