"""Claims: control statements and events, with their parties, places, dates, status and voices."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from reportedly.reading.decoding import WordRange
from reportedly.reading.facts import labels
from reportedly.reading.facts.coding import Told, acled_of
from reportedly.reading.facts.found import Anchored
from reportedly.reading.facts.holders import Holders, Spoken
from reportedly.reading.facts.land import is_of_land
from reportedly.reading.facts.modes import mode_of
from reportedly.reading.facts.parties import Parties
from reportedly.reading.facts.status import status_of
from reportedly.reading.phrases import Described
from reportedly.reading.words import Words
from reportedly.record import (
    Change,
    Control,
    Event,
    EventType,
    Place,
    Span,
    Time,
    cite,
)

Item = TypeVar("Item", Place, Time)


@dataclass(frozen=True, slots=True)
class Known:
    """What else was read of the text, for facts to refer to."""

    words: Words
    spoken: Spoken
    holders: Holders
    parties: Parties
    places: tuple[Place, ...]
    times: tuple[Time, ...]
    sentences: list[int]
    """First word of each sentence, and the number of words at the end."""


def events_of(found: list[Anchored], known: Known) -> tuple[Event, ...]:
    """Return the events of a text, in order."""
    events = []
    for n, a in enumerate((a for a in found if a.sort == 0), 1):
        by, speaker = _voice(a, known)
        actor, recipient = (known.parties.names(r, speaker) for r in (a.actor, a.recipient))
        when = _when(a, known)
        span = _whole(a.trigger, known.words)
        around = _sentence(a.trigger[0][0], known)
        kind, status = EventType(labels.TYPES[_best(a.types)]), status_of(a, known.words)
        mode = mode_of(kind, span.text, around)
        told = Told(
            type=kind,
            mode=mode,
            trigger=span.text,
            around=around,
            actor=", ".join(actor) or None,
            recipient=", ".join(recipient) or None,
            status=status,
            country=_country(a, known),
        )
        events.append(
            Event(
                id=f"e{n}",
                span=span,
                type=kind,
                mode=mode,
                acled=acled_of(told),
                actor=told.actor,
                recipient=told.recipient,
                place=", ".join(_where(a, known)) or None,
                when=when[0],
                status=status,
                actor_spans=known.words.cited(a.actor),
                recipient_spans=known.words.cited(a.recipient),
                place_spans=known.words.cited(a.place),
                when_span=when[1],
                by=by,
                confidence=round(a.sure, 4),
            )
        )
    return tuple(events)


def controls_of(found: list[Anchored], known: Known) -> tuple[Control, ...]:
    """Return the control statements of a text, in order."""
    controls = []
    held = (a for a in found if a.sort == 1 and is_of_land(a, known.words))
    for n, a in enumerate(held, 1):
        by, speaker = _voice(a, known)
        when = _when(a, known)
        controls.append(
            Control(
                id=f"c{n}",
                span=_whole(a.trigger, known.words),
                place="; ".join(_where(a, known)) or None,
                holder=", ".join(_holders(a, known, speaker)) or None,
                change=Change(labels.CHANGES[_best(a.types)]),
                status=status_of(a, known.words),
                when=when[0],
                place_spans=known.words.cited(a.place),
                holder_spans=known.words.cited(a.actor),
                when_span=when[1],
                by=by,
                confidence=round(a.sure, 4),
            )
        )
    return tuple(controls)


def _holders(a: Anchored, known: Known, speaker: Described | None) -> tuple[str, ...]:
    """Return the side, or sides, that a control statement tells of."""
    i = bisect_right(known.sentences, a.trigger[0][0]) - 1
    first, last = known.sentences[i], known.sentences[i + 1]
    part = known.holders.part_around(a.trigger[0])
    if part is not None:  # whoever says it stands outside his own words, and is not the side he tells of
        first, last = max(first, part[0]), min(last, part[1])
    return known.parties.sides(_subject(a, known.words), speaker, (first, last), known.words.cited(a.place))


def _subject(a: Anchored, words: Words) -> tuple[WordRange, ...]:
    """Return the words that name one holder: the nearest before the trigger, with those joined to it.

    A statement is of one side; the other, if it is named, is whom the place is taken from.
    """
    if not a.actor:
        return _pronoun_before(a.trigger[0][0], words)
    if len(a.actor) == 1:
        return a.actor
    before = [r for r in a.actor if r[0] < a.trigger[0][0]]
    chosen = [before[-1] if before else a.actor[0]]
    for other in reversed(before[:-1]):
        between = words.text[words.ends[other[1] - 1] : words.starts[chosen[0][0]]]
        if between.strip().lower() not in {"and", ",", ", and", "&"}:
            break
        chosen.insert(0, other)
    return tuple(chosen)


_SUBJECTS = frozenset({"he", "it", "she", "they", "we"})
_NEAR_SUBJECT = 2
"""Words before a verb in which its pronoun stands ("it now holds")."""


def _pronoun_before(first: int, words: Words) -> tuple[WordRange, ...]:
    """Return the pronoun that is the subject of a verb at `first`: "it had seized", "they still hold"."""
    for at in range(first - 1, max(first - _NEAR_SUBJECT, 0) - 1, -1):
        if words.form(at).lower() in _SUBJECTS:
            return ((at, at + 1),)
    return ()


def _best(probabilities: tuple[float, ...]) -> int:
    """Return the index of the greatest probability."""
    return max(range(len(probabilities)), key=probabilities.__getitem__)


def _voice(a: Anchored, known: Known) -> tuple[str | None, Described | None]:
    """Return id and speaker of the innermost attribution that holds a trigger."""
    holder = known.holders.of(a.trigger[0])
    if holder is None:
        return None, None
    return known.spoken.attributions[holder].id, known.spoken.speakers[holder]


def _whole(trigger: tuple[WordRange, ...], words: Words) -> Span:
    """Return a trigger as one span."""
    return cite(words.text, words.starts[trigger[0][0]], words.ends[trigger[-1][1] - 1])


def _where(a: Anchored, known: Known) -> list[str]:
    """Return the places of a fact: the name of the place meant where the words are only its name."""
    names: dict[str, None] = {}
    for span in known.words.cited(a.place):
        inside = list(_over(span, known.places))
        whole = len(inside) == 1 and len(inside[0].span.text) >= len(span.text) - len("the ")
        names[inside[0].name if whole else " ".join(span.text.split())] = None
    return list(names)


def _sentence(at: int, known: Known) -> str:
    """Return the sentence that holds a word."""
    starts = known.sentences
    i = bisect_right(starts, at) - 1
    return known.words.said(starts[i], starts[i + 1])


def _country(a: Anchored, known: Known) -> str | None:
    """Return the country (ISO alpha-2) of the first place of a fact that was found on the map."""
    for span in known.words.cited(a.place):
        for place in _over(span, known.places):
            if place.country:
                return place.country
    return None


def _when(a: Anchored, known: Known) -> tuple[str | None, Span | None]:
    """Return date and words of a fact's time, where the words are an expression that was read."""
    for span in known.words.cited(a.time):
        for time in _over(span, known.times):
            return time.edtf, time.span
    return None, None


def _over(span: Span, items: tuple[Item, ...]) -> Iterator[Item]:
    """Yield the items, in order of the text and apart from each other, that share a character with a span."""
    i = max(bisect_right(items, span.start, key=lambda item: item.span.start) - 1, 0)
    while i < len(items) and items[i].span.start < span.end:
        if span.start < items[i].span.end:
            yield items[i]
        i += 1
