"""Comparing: what an annotator changed of what was handed out, record by record."""

from collections.abc import Iterator

import msgspec

from reportedly.annotating.fields import CONTENT, FIELDS
from reportedly.annotating.handing import SPAN, Handed, Marked, Sheet
from reportedly.annotating.regions import Gathered
from reportedly.record import Span
from reportedly.store import Verb


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one record in the tool."""

    verb: Verb
    """ACCEPT (it was left as it is), REJECT, CORRECT or ADD."""
    handed: Handed | None = None
    """The record as it was handed out; None where it was added."""
    back: Marked | None = None
    """The record as it came back; None where it was taken away."""
    words: tuple[str, ...] = ()
    """The parts whose words were changed."""
    fields: tuple[str, ...] = ()
    """The fields that were changed."""


def changes(sheet: Sheet, back: Gathered) -> Iterator[Change]:
    """Yield what became of each record that was handed out, then the records that were added.

    A record is known again by its key; one that came back without a key (it was drawn anew) by the same
    words, or else by the most characters in common. What is tangled is left out.
    """
    handed = {each.marked.key: each for each in sheet.records}
    pairs: dict[str, Marked] = {}
    new: list[Marked] = []
    for record in back.records:
        own = handed.get(record.key)
        if own is not None and own.marked.layer == record.layer and record.key not in pairs:
            pairs[record.key] = record
        else:
            new.append(record)
    left = [each for key, each in handed.items() if key not in pairs and key not in back.tangled]
    again = _known_again(left, new)
    for key, each in handed.items():
        if key in back.tangled:
            continue
        found = pairs.get(key) or again.get(key)
        yield Change(verb=Verb.REJECT, handed=each) if found is None else _change(each, found)
    known = {id(record) for record in again.values()}
    yield from (Change(verb=Verb.ADD, back=record) for record in new if id(record) not in known)


def differing(one: Marked, other: Marked) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts and the fields in which two records of a layer differ."""
    words = tuple(
        part for part in one.words | other.words if one.words.get(part, ()) != other.words.get(part, ())
    )
    if one.fields is None or other.fields is None:
        return words, ()
    names = (field.name for field in FIELDS[one.layer])
    return words, tuple(name for name in names if one.fields.get(name) != other.fields.get(name))


def _change(handed: Handed, back: Marked) -> Change:
    words, fields = differing(handed.marked, back)
    verb = Verb.CORRECT if words or fields else Verb.ACCEPT
    return Change(verb=verb, handed=handed, back=back, words=words, fields=fields)


def _known_again(left: list[Handed], new: list[Marked]) -> dict[str, Marked]:
    """Return for keys of records that did not come back the drawn ones that stand at their words."""
    options = []
    for each in left:
        for n, record in enumerate(new):
            if not record.key and record.layer == each.marked.layer:
                same = record.spans == each.marked.spans
                shared = _shared(_own(each.marked), _own(record))
                if same or shared:
                    options.append((not same, -shared, each.marked.key, n))
    found: dict[str, Marked] = {}
    taken: set[int] = set()
    for _, _, key, n in sorted(options):
        if key not in found and n not in taken:
            found[key] = new[n]
            taken.add(n)
    return found


def _own(marked: Marked) -> tuple[Span, ...]:
    return marked.words.get(CONTENT) or marked.words.get(SPAN) or marked.spans


def _shared(one: tuple[Span, ...], other: tuple[Span, ...]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
