"""Claimants: who says what is shown. Each has a colour and a letter of its own, and none is right by colour.

Those who speak for one country are one claimant ("Russia": its defence ministry, its news agency quoted,
its generals); everybody else is known by name. Colours go to those who say most of who holds what.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

import msgspec

from reportedly.desk.pages.map_placed import Layer, Placed
from reportedly.record import Change, Status
from reportedly.tracing.names import folded, key_of, side_of
from reportedly.wordlists import countries

COLOURS = 8
"""Claimants that have a colour; the next ones share the last place, which is grey."""
LETTERS = "ABCDEFGH"
NOT_FIRM = frozenset({Status.PLANNED, Status.HYPOTHETICAL})
"""Statuses of what is not said to be so."""


class Claimant(msgspec.Struct, frozen=True, kw_only=True):
    """One who says something of places."""

    key: str
    """What all names of it have in common."""
    name: str
    """As shown."""
    slot: int
    """Number of the colour; COLOURS where it has none of its own."""
    letter: str
    """Shown in the colour, for those who do not tell colours apart; "·" where it has none of its own."""
    says: int
    """Statements shown."""
    names: tuple[str, ...]
    """The names by which it speaks, the most frequent first."""


def claimant_key(placed: Placed) -> str:
    """Return what two statements of one claimant have in common."""
    return placed.side or key_of(placed.says) or "unspecified"


def colours_of(statements: Iterable[Placed]) -> dict[str, int]:
    """Return the colours of those who say most: claimant's key -> slot.

    Pages take them from the same latest reports, so that a claimant keeps its colour from page to page.
    """
    return {each.key: each.slot for each in claimants_of(statements, {}) if each.slot < COLOURS}


def claimants_of(statements: Iterable[Placed], colours: Mapping[str, int]) -> tuple[Claimant, ...]:
    """Return who says the statements: those who say most of control first, then most at all.

    Who is in `colours` has that one; the others take those that are left over, in their order.
    """
    names: dict[str, Counter[str]] = {}
    control: Counter[str] = Counter()
    sides: set[str] = set()
    for each in statements:
        if each.layer is Layer.PLACES:
            continue
        key = claimant_key(each)
        names.setdefault(key, Counter())[each.says or "nobody named"] += 1
        control[key] += each.layer is Layer.CONTROL
        if each.side:
            sides.add(key)
    ranked = sorted(names, key=lambda key: (-control[key], -names[key].total(), key))
    kept = {key: colours[key] for key in ranked if key in colours}
    free = iter(sorted(set(range(COLOURS)) - set(kept.values())))
    slots = {key: kept[key] if key in kept else next(free, COLOURS) for key in ranked}
    return tuple(
        Claimant(
            key=key,
            name=(_sides().get(key) if key in sides else None) or _first(names[key]),
            slot=slots[key],
            letter=LETTERS[slots[key]] if slots[key] < COLOURS else "·",
            says=names[key].total(),
            names=tuple(sorted(names[key], key=lambda name: (-names[key][name], name))),
        )
        for key in ranked
    )


def _first(names: Counter[str]) -> str:
    return min(names, key=lambda name: (-names[name], name))


@cache
def _sides() -> dict[str, str]:
    return {folded(actor.name): actor.name for actor in countries.every()}


def differing(statements: Iterable[Placed]) -> str | None:
    """Return how those who speak of one place differ over who holds it; None where they do not.

    The last that each said counts; what is planned or supposed is nobody's statement of how things are.
    Two holders differ only where both are known sides: "the North group" and "Russia" may be one. The
    same rule is in web/src/map/differing.ts.
    """
    last: dict[str, list[Placed]] = {}
    for each in statements:
        if each.layer is Layer.CONTROL and each.status not in NOT_FIRM:
            said = last.setdefault(claimant_key(each), [])
            if not said or (each.day or "") >= (said[0].day or ""):
                if said and (each.day or "") > (said[0].day or ""):
                    said.clear()
                said.append(each)
    everything = [(key, each) for key, said in sorted(last.items()) for each in said]
    if any(each.kind == Change.CONTESTS for _, each in everything):
        return "said to be fought over"
    for number, (key, one) in enumerate(everything):
        for other_key, other in everything[number + 1 :]:
            if key != other_key and _differ(held(one), held(other)):
                return f"{one.says} and {other.says} differ"
    return None


def held(placed: Placed) -> tuple[str, bool, bool]:
    """Return (holder, whether it is a known side, whether it is said to hold the place)."""
    side = side_of(placed.who)
    has = placed.kind in {Change.HOLDS, Change.GAINS}
    return side or folded(placed.who), side is not None, has is not (placed.status is Status.DENIED)


def _differ(one: tuple[str, bool, bool], other: tuple[str, bool, bool]) -> bool:
    if one[0] == other[0]:
        return one[2] is not other[2]
    return one[1] and other[1] and one[2] and other[2]
