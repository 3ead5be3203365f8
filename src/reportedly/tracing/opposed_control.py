"""Opposed control: one place with two holders at one time.

A holder counts only where it is a side (a state, its forces, an armed group) or, without a name, those of the
state or those in arms against it: what cannot be told to be a side ("girls", "the team") holds nothing. A
place counts only where the words are of all of it, and it is no country: armies are in parts of countries.
"""

import re

from reportedly.gazetteer import names as place_names
from reportedly.gazetteer.names import skeleton
from reportedly.record import Kind, Status
from reportedly.record.days import Days, days_of
from reportedly.tracing.comparable import Judged, Label, around, gap, near, place_key
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.statement import Named, Statement
from reportedly.tracing.terms import tokens_of
from reportedly.wordlists import countries
from reportedly.wordlists.opposed import opposed_pattern, opposed_words

_IN_ARMS, _STATE = "those in arms", "those of the state"
_ONE_TIME = 2
"""Days between two tellings up to which a place can be with one side alone."""
_DENIED_LATER = 3
"""The same where one denies: an answer takes its time."""
_ONE_STORY = 45
"""Days up to which a later holder is told to have followed an earlier one."""
_BEFORE_PLACE = 4
"""Words before a place that can make it a part."""
_INTO = re.compile(
    r"\b(?:in|into|inside|through|throughout|towards?|across|near|around|outside|onto|along|at|within|beyond|to|on|"
    r"against|for|past|behind|north|south|east|west)\s+(?:(?:the|a|an|its|their|of|city|town|village|settlement)\s+)*$",
    re.IGNORECASE,
)
"""What makes a place the ground of a move, not what is taken or held."""
_WHOLE = re.compile(
    r"\b(?:all of|(?:the )?whole|entire(?:ly|ty)?|full(?:y)?|complete(?:ly)?|total(?:ly)?|every part of)\b",
    re.IGNORECASE,
)
"""All of a place is meant, outspoken."""
_BY = re.compile(
    r"\b(?:towards?|across|near|around|outside|along|at|beyond|to|on|against|for|past|behind|of)\s+(?:the\s+)?(?:\w+\s+of\s+)?$",
    re.IGNORECASE,
)
"""Before a place: what is told need not be in it."""
_FORCES = re.compile(r"\b(?:forces?|units?|army|military|brigades?|regiments?|battalions?)\b", re.IGNORECASE)


def controls_opposed(one: Profile, other: Profile) -> Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two control statements, the earlier report's first: who holds one place at one time."""
    a, b = one.statement, other.statement
    places = _shared(a, b)
    if not places or not _told(a) or not _told(b):
        return None
    where = places[0]
    before, after = holder_after(a), holder_after(b)
    if before is None or after is None:
        return None
    (mine, holds), (theirs, held) = before, after
    if not holds and not held:
        return None
    if holds and held and mine == theirs:
        return Label.COMPATIBLE, "control", f"both leave {where.name} with {mine}"
    if holds != held and mine != theirs:
        return Label.COMPATIBLE, "control", f"one side is without {where.name}, another holds it"
    if holds and held and not sides_opposed(mine, theirs, where):
        return None
    if holds != held and Status.DENIED not in {a.status, b.status}:
        return (
            Label.SUPERSEDED,
            "control",
            f"{mine} is told to have {where.name} and to have lost it: at two times",
        )
    parts = [is_part(s, where) for s in (a, b)]
    if all(parts) or (any(parts) and not _whole_and_part(*((b, a) if parts[0] else (a, b)), where)):
        return Label.SCOPE, "control", f"one of them is of a part of {where.name}"
    return _timed(one, other, f"{where.name} cannot be with {_said_of(a)} and with {_said_of(b)} at one time")


def _told(statement: Statement) -> bool:
    """Return whether a statement tells how things are now: no plan, no wish, nothing told as past."""
    if statement.status in {Status.PLANNED, Status.HYPOTHETICAL} or near(statement, "no longer so"):
        return False
    if statement.status is Status.DENIED:
        return not near(statement, "not owned to")
    return not near(statement, "not firm")


def _shared(a: Statement, b: Statement) -> list[Named]:
    theirs = {place_key(p) for p in b.places if not p.wide and is_named(b, p)}
    return [p for p in a.places if not p.wide and is_named(a, p) and place_key(p) in theirs]


def is_named(statement: Statement, place: Named) -> bool:
    """Return whether a statement's own words name a place, in whatever spelling."""
    return bool(place.name) and _spelled(statement.words, place.name) is not None


def _spelled(words: str, name: str) -> int | None:
    """Return where in a text a name begins, in whatever spelling; None where it does not stand."""
    at = words.find(name)
    if at >= 0:
        return at
    wanted = skeleton(place_names.folded(name))
    tokens = list(re.finditer(r"[\w’'-]+", words))
    length = len(name.split())
    for size in {length, max(1, length - 1)}:
        for i in range(len(tokens) - size + 1):
            first, last = tokens[i], tokens[i + size - 1]
            if first[0][:1].isupper() and _alike(
                skeleton(place_names.folded(words[first.start() : last.end()])), wanted
            ):
                return first.start()
    return None


def _alike(one: str, other: str) -> bool:
    """Return whether two skeletons of names are of one name: the same, but for a vowel or an ending."""
    if one == other:
        return True
    bare = [re.sub(r"[aeiou]", "", name) for name in (one, other)]
    return len(bare[0]) >= 3 and one[0] == other[0] and bare[0] == bare[1]  # noqa: PLR2004 -- fewer consonants are many names


def is_part(statement: Statement, where: Named) -> bool:
    """Return whether the words are of a part of a place, or of a move in it, not of the place."""
    parts = opposed_words("part of a place")
    names = [p.name for p in statement.places if place_key(p) == place_key(where)]
    for name in names:
        if set(tokens_of(name)) & parts:
            return True
        found = _spelled(statement.words, name)
        if found is None:
            continue
        before = statement.words[:found]
        if set(tokens_of(" ".join(before.split()[-_BEFORE_PLACE:]))) & parts:
            return True
        if _INTO.search(before):
            return True
    return bool(set(tokens_of(around(statement)[1])) & parts)


def _whole_and_part(whole: Statement, part: Statement, where: Named) -> bool:
    """Return whether one is outspoken that all of a place is held, and the other of something held in it."""
    if _WHOLE.search(whole.words) is None or Status.DENIED in {whole.status, part.status}:
        return False
    names = [p.name for p in part.places if place_key(p) == place_key(where)]
    found = [at for name in names if (at := _spelled(part.words, name)) is not None]
    return not any(_BY.search(part.words[:at]) for at in found)


def holder_after(statement: Statement) -> tuple[str, bool] | None:
    """Return a side and whether it has the place after what is told; None where that cannot be told.

    Who gained or held a place has it, who lost it has not; what is denied is the other way round.
    """
    if not statement.actors or statement.type not in {"holds", "gains", "loses"}:
        return None
    sides = {s for name in statement.actors if (s := side_in(name))}
    if statement.side and statement.type != "loses" and not {*sides, *_named_sides(statement)} - {_STATE}:
        # Forces without a side are those of whoever says that they took or hold a place.
        forces = opposed_pattern("soldiers").search(" ".join(statement.actors)) or sides
        sides = {statement.side} if forces or _FORCES.search(" ".join(statement.actors)) else sides
    if len(sides) != 1:
        return None
    return sides.pop(), (statement.type == "loses") == (statement.status is Status.DENIED)


def _named_sides(statement: Statement) -> set[str]:
    """Return the sides that a statement's words name, other than that of who says it."""
    found = {folded(actors[0].name) for _, _, actors in countries.scan(statement.words) if len(actors) == 1}
    return found - {statement.side or ""}


def side_in(name: str) -> str | None:
    """Return the side a holder is: a state or a group by name, else those in arms or those of the state."""
    side = side_of(name)
    if side is not None:
        return side
    if opposed_pattern(_IN_ARMS).search(name):
        return _IN_ARMS
    return _STATE if opposed_pattern(_STATE).search(name) else None


def sides_opposed(one: str, other: str, where: Named) -> bool:
    """Return whether two sides cannot hold one place together: not of one country, no state with its own."""
    home = countries.by_code(where.country) if where.country else None
    if _IN_ARMS in {one, other} or _STATE in {one, other}:
        (unnamed, named) = (one, other) if one in {_IN_ARMS, _STATE} else (other, one)
        if named in {_IN_ARMS, _STATE}:
            return named != unnamed
        return unnamed == _IN_ARMS and home is not None and named == folded(home.name)
    ours, theirs = _actor(one), _actor(other)
    if ours is None or theirs is None:
        return False
    if ours.country and ours.country == theirs.country:
        return (ours.kind is Kind.GROUP) != (theirs.kind is Kind.GROUP)
    return True


def _actor(side: str) -> countries.Actor | None:
    return next((actor for actor in countries.every() if folded(actor.name) == side), None)


def _said_of(statement: Statement) -> str:
    denied = "not " if statement.status is Status.DENIED else ""
    return f"{statement.actors[0]} ({denied}{statement.type})"


def _now(profile: Profile) -> Days | None:
    """Return the day a state is told of: what has been so since a day is so at publication."""
    told = days_of(profile.statement.when)
    return profile.published if told is None or told.open else told


def _timed(one: Profile, other: Profile, why: str) -> Judged:
    """Call a difference a contradiction only at one time; what comes later replaces what was before."""
    days = [_now(p) for p in (one, other)]
    if days[0] is None or days[1] is None or not days[0].narrow or not days[1].narrow:
        return None
    denied = Status.DENIED in {one.statement.status, other.statement.status}
    taken_since = not denied and other.statement.type == "gains" and days[1].first > days[0].last
    slack = _DENIED_LATER if denied else _ONE_TIME
    if not taken_since and days[0].meets(days[1], slack=slack) and abs(gap(one, other) or 0) <= 2 * slack:
        return Label.CONTRADICTORY, "control", why
    if days[0].meets(days[1], slack=_ONE_STORY):
        return Label.SUPERSEDED, "control", f"{why}, but the one is of another time"
    return None
