"""Keys: what a record is called in addresses of the Reader, in its forms and by its keys.

a3                 an attribution, figure, control statement or event, by its id
p120-130.0         a place or time, which have no ids: by where it stands, and which of several there
"""

import re

from reportedly.errors import RefusedJudgementError
from reportedly.record import Reading, Span
from reportedly.record.layers import ATTRIBUTIONS, CONTROLS, EVENTS, FIGURES, PLACES, TIMES
from reportedly.store import Target
from reportedly.store.items import Item, item_id, item_spans

LETTERS = {ATTRIBUTIONS: "a", FIGURES: "f", CONTROLS: "c", EVENTS: "e", PLACES: "p", TIMES: "t"}
"""Layer -> first letter of its records' keys."""
LAYER_OF = {letter: layer for layer, letter in LETTERS.items()}
_ID = re.compile(r"[afce](?:\d{1,9}|-[0-9a-f]{1,32})")
_PLACED = re.compile(r"([pt])(\d{1,9})-(\d{1,9})\.(\d{1,6})")


def key_of(layer: str, item: Item, row: int = 0) -> str:
    """Return the key of a record; `row` is its place in the layer, for one whose id is none of ours."""
    id_ = item_id(item)
    if id_ is None:
        span = item_spans(item)[0]
        return f"{LETTERS[layer]}{span.start}-{span.end}.0"
    return id_ if _ID.fullmatch(id_) and id_[0] == LETTERS[layer] else f"{LETTERS[layer]}-{row:x}"


def keys_of(reading: Reading, layer: str) -> list[str]:
    """Return the keys of all records of a layer, in its order; those of the same words are told apart."""
    keys, before = list[str](), dict[str, int]()
    for row, item in enumerate(getattr(reading, layer), 1):
        key = key_of(layer, item, row)
        if item_id(item) is None:
            times = before.get(key, 0)
            before[key] = times + 1
            key = f"{key.rpartition('.')[0]}.{times}"
        keys.append(key)
    return keys


def target_of(key: str, report: str, text: str) -> Target:
    """Return the target that a key names. Raises RefusedJudgementError where it is none."""
    if _ID.fullmatch(key):
        return Target(report=report, layer=LAYER_OF[key[0]], item=key)
    found = _PLACED.fullmatch(key)
    if found is not None:
        start, end = int(found[2]), int(found[3])
        if start < end <= len(text):
            span = Span(start, end, text[start:end])
            return Target(report=report, layer=LAYER_OF[found[1]], spans=(span,), nth=int(found[4]))
    raise RefusedJudgementError("the judgement", f"{key[:40]!r} names no record", "load the report again")
