"""Matching: which item of a new reading is the one that a person judged in an older one.

The same words first; else the item whose words overlap most, by token F1, if it is at least LEAST. One
item answers to one judged record, so that a judgement on a neighbour is never applied to it. A record that
a person added is only found again in an item that says just the same: it was added beside what was there.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from reportedly.record import Attribution, Source, Span
from reportedly.store.items import Item, changed, item_id, item_spans, said
from reportedly.store.judgement import Seen, Target
from reportedly.store.words import cut

LEAST = 0.5
"""Least token F1 at which two finds are the same record: more of the words are shared than not."""


Key = tuple[tuple[Span, ...], int, int]
"""A judged record: its words, which of several with the same words, and the number of the judgement that
added it, 0 for a model's."""


def assign(judged: Mapping[Key, Item], found: Sequence[Item], text: str) -> dict[Key, int]:
    """Return, for each judged record that is found again, the number of its item in `found`.

    `judged` holds each record of a model's as it was seen; the answer does not depend on its order.
    """
    answer: dict[Key, int] = {}
    by_spans: dict[tuple[Span, ...], list[int]] = {}
    for i, item in enumerate(found):
        by_spans.setdefault(item_spans(item), []).append(i)
    for key in sorted(judged):
        if same := by_spans.get(key[0]):
            answer[key] = same.pop(_likest(judged[key], [found[i] for i in same]))
    left = judged.keys() - answer.keys()
    free = set(range(len(found))) - set(answer.values())
    for _, key, i in sorted(_near({key: judged[key] for key in left}, {i: found[i] for i in free}, text)):
        if key in left and i in free:
            answer[key] = i
            left.remove(key)
            free.remove(i)
    return answer


def key_of(target: Target) -> Key:
    """Return the record that a target of the log names."""
    return target.spans, target.nth, target.added or 0


def find_added(
    added: Mapping[Key, Seen], found: Mapping[int, Item], sources: Mapping[str, Source]
) -> dict[Key, int]:
    """Return, for each record a person added that a model finds too, the number of its item in `found`.

    `found` are the items that answer to no other judged record, `sources` who speaks in their reading.
    """
    answer: dict[Key, int] = {}
    by_spans: dict[tuple[Span, ...], list[int]] = {}
    for i, item in found.items():
        by_spans.setdefault(item_spans(item), []).append(i)
    for key in sorted(added, key=lambda key: key[2]):
        free = by_spans.get(key[0], [])
        same = next((i for i in free if _says_the_same(added[key], found[i], sources)), None)
        if same is not None:
            answer[key] = same
            free.remove(same)
    return answer


def _says_the_same(seen: Seen, item: Item, sources: Mapping[str, Source]) -> bool:
    """Whether a model's item says what a person added; the chain of the model's may cite where it is told."""
    added = msgspec.convert(seen.item, type(item))
    if isinstance(added, Attribution) and isinstance(item, Attribution):
        ours, theirs = seen.source, sources.get(item.speaker)
        if ours is None or theirs is None or (ours.who, ours.kind) != (theirs.who, theirs.kind):
            return False
        if [(v.who, v.kind) for v in added.chain] != [(v.who, v.kind) for v in item.chain]:
            return False
        item = changed(item, speaker=added.speaker, chain=added.chain)
    return said(added) == said(item)


def _near(judged: Mapping[Key, Item], found: Mapping[int, Item], text: str) -> list[tuple[float, Key, int]]:
    """Return the pairs that share enough words, with what sorts the nearest first."""
    if not judged or not found:
        return []
    tokens = [(start, end) for _, start, end in cut(text)]
    covers = {i: _covered(item_spans(item), tokens) for i, item in found.items()}
    near = []
    for key, seen in judged.items():
        mine = _covered(key[0], tokens)
        for i, theirs in covers.items():
            score = _f1(mine, theirs)
            if score >= LEAST and _cues_meet(seen, found[i]):
                near.append((-score, key, i))
    return near


def _likest(seen: Item, same: list[Item]) -> int:
    """Return which of several items with the same words is the one seen."""
    return min(range(len(same)), key=lambda i: (same[i] != seen, item_id(same[i]) != item_id(seen), i))


def _cues_meet(one: Item, other: Item) -> bool:
    """Whether two attributions can be one: "X said that Y warned of Z" holds two that share most words."""
    if not (isinstance(one, Attribution) and isinstance(other, Attribution) and one.cue and other.cue):
        return True
    return any(a.start < b.end and b.start < a.end for a in one.cue for b in other.cue)


def _covered(spans: Iterable[Span], tokens: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the tokens that `spans` touch."""
    covered: set[int] = set()
    for span in spans:
        first = bisect_right(tokens, span.start, key=lambda token: token[1])
        covered.update(range(first, bisect_left(tokens, span.end, key=lambda token: token[0])))
    return frozenset(covered)


def _f1(one: frozenset[int], other: frozenset[int]) -> float:
    both = len(one & other)
    return 2 * both / (len(one) + len(other)) if both else 0.0
