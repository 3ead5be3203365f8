"""Opposed tellings: one statement denies the very deed that another tells."""

import calendar
import re
from functools import cache, lru_cache

from reportedly.record import Act, Status
from reportedly.tracing.comparable import FIRM, Judged, Label, gap, scene_of
from reportedly.tracing.denials import TELLING, Denial, denial_of, spelled_out
from reportedly.tracing.names import folded, same_name, side_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.roots import capitalised, contents, root
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.wordlists import countries
from reportedly.wordlists.opposed import opposed_pattern

_ONE_STORY = 30
"""Days between two reports, at most."""
_ONE_WEEK = 7
"""Days between two reports of one event, one of which tells and one denies it."""
_SHARE = 0.6
"""Share of the smaller statement's words that both have."""
_LEAST = 3
"""Words that both have, at least."""
_LEAST_OF_DEED = 2
"""Words that both have besides names, at least."""
_SHARE_DENIED = 0.6
"""Share of what is denied that the other tells."""
_SHARE_BARE = 0.75
"""The same where names, mostly of where it was, are left out."""
_NEAR = 0.5
"""Cosine under which two statements are about other things, though in the same words."""
_REMEMBERED = 4096
"""Statements of which is remembered whether they tell."""
_TO_COME = re.compile(r"\b(?:will|would|shall|going to)\b|[’']ll\b", re.IGNORECASE)
_PRONOUNS = frozenset({"he", "she", "i", "his", "her", "my"})


def tells(profile: Profile) -> bool:
    """Return whether a statement tells something to be so: no denial, no plan, no wish, no question."""
    return not profile.negated and _tells(profile.statement) and denial_of(profile) is None


@lru_cache(maxsize=_REMEMBERED)
def _tells(statement: Statement) -> bool:
    if statement.kind is StatementKind.FIGURE or "?" in statement.words or statement.status not in FIRM:
        return False
    if statement.act not in TELLING:
        return False
    if opposed_pattern("negations").search(spelled_out(statement.words)):
        return False
    return not any(opposed_pattern(name).search(statement.words) for name in ("refusing", "denying"))


def denials_opposed(one: Profile, other: Profile, cosine: float | None = None) -> Judged:
    """Judge two statements of which one denies what the other tells; `cosine` of their words, where known."""
    for denying, telling in ((one, other), (other, one)):
        denial = denial_of(denying)
        if denial is not None and tells(telling) and _opposes(denying, denial, telling):
            if cosine is not None and cosine < _NEAR:
                return None
            why = f"“{denying.statement.words}” and “{telling.statement.words}”"
            return Label.CONTRADICTORY, "denial", f"one denies what the other says: {why}"
    return None


def _opposes(denying: Profile, denial: Denial, telling: Profile) -> bool:
    """Return whether what one denies is what the other tells: by words, time, place, voice and doer."""
    return (
        _right_voice(denying, denial, telling)
        and _same_deed(denying, denial, telling)
        and _as_firm(denying, denial, telling)
        and _one_setting(denying, telling)
        and _one_doer(denying, telling)
    )


def _right_voice(denying: Profile, denial: Denial, telling: Profile) -> bool:
    """Return whether others tell what is denied; where a saying is, whether the speaker is told to have."""
    a, b = denying.statement, telling.statement
    same = a.speaker is not None and b.speaker is not None and same_name(a.speaker.who, b.speaker.who)
    return denial.said == same and (not same or b.kind is StatementKind.SAID)


def _same_deed(denying: Profile, denial: Denial, telling: Profile) -> bool:
    """Return whether the words that are denied, and enough of those around them, are told."""
    a, b = denying.statement, telling.statement
    theirs = contents(b.words)
    bare = denial.whole - denial.names
    told = len(denial.denied & theirs) >= _SHARE_DENIED * len(denial.denied) and (
        len(denial.whole & theirs) >= _SHARE * len(denial.whole)
        or len(bare & theirs) >= _SHARE_BARE * len(bare)
    )
    if not told or (b.head and not denial.denied & contents(b.head)):
        return False
    shared = denial.content & theirs
    person = bool(_persons(denying, denial) & capitalised(b.words)) and denial.denied <= theirs
    short = bool(scene_of(a) & scene_of(b)) and len(denial.denied) > 1 and denial.denied <= theirs
    return (
        len(shared) >= _LEAST - (short or person)
        and (person or len(shared) >= _SHARE * min(len(denial.content), len(theirs)))
        and len(shared - denying.names - telling.names) >= _LEAST_OF_DEED - person
    )


def _persons(denying: Profile, denial: Denial) -> frozenset[str]:
    """Return the names in what is denied that are neither a place's nor a side's: whom it is about."""
    statement = denying.statement
    places = {r for p in (*statement.places, *statement.scene) for r in capitalised(p.name)}
    return denial.names - places - _no_persons()


@cache
def _no_persons() -> frozenset[str]:
    """Return the roots of the names of days, months and sides."""
    named = {root(n.casefold()) for n in (*calendar.day_name, *calendar.month_name) if n}
    return frozenset(named | {folded(actor.name) for actor in countries.every()})


def _as_firm(denying: Profile, denial: Denial, telling: Profile) -> bool:
    """Return whether both are of what is, or both of what is to come; neither of what only may be."""
    if denial.said:
        return True
    mine, theirs = denying.statement.words, telling.statement.words
    if denial.ahead != (_TO_COME.search(theirs) is not None):
        return False
    may = opposed_pattern("not firm")
    return may.search(theirs) is None or may.search(mine) is not None


def _one_setting(denying: Profile, telling: Profile) -> bool:
    """Return whether both can be of one time and place, and of one number."""
    between = gap(denying, telling)
    if between is not None and abs(between) > _ONE_STORY:
        return False
    days = (denying.days, telling.days)
    # In "denied on Tuesday that" the day is that of the denial.
    if denying.statement.act is not Act.DENY and days[0] and days[1] and not days[0].meets(days[1], slack=1):
        return False
    if denying.numbers and telling.numbers and not denying.numbers & telling.numbers:
        return False
    scenes = [scene_of(p.statement) for p in (denying, telling)]
    return not (
        (denying.spots and scenes[1] and not denying.spots & scenes[1])
        or (telling.spots and scenes[0] and not telling.spots & scenes[0])
    )


def _one_doer(denying: Profile, telling: Profile) -> bool:
    """Return whether both are of one doer, where both tell one, else of names that they share."""
    if denying.doers and telling.doers:
        return bool(denying.doers & telling.doers)
    mine, theirs = names_in(denying), names_in(telling)
    for here, there, named in ((denying, telling, theirs), (telling, denying, mine)):
        subject = _pronoun_of(here)
        if subject is not None and subject != _pronoun_of(there) and not subject & named:
            return False
    if denying.statement.act is Act.DENY and denying.statement.side and telling.doers:
        return denying.statement.side in telling.doers or not any(map(side_of, telling.statement.actors))
    return not mine or not theirs or bool(mine & theirs)


def _pronoun_of(profile: Profile) -> frozenset[str] | None:
    """Return who "he" is with which attributed words begin: the speaker, or whom he is for; else None."""
    statement = profile.statement
    if statement.kind is not StatementKind.SAID or not profile.tokens or profile.tokens[0] not in _PRONOUNS:
        return None
    speaker = (profile.voice or "").rpartition(" ")[2]
    return frozenset({speaker, statement.side or ""}) - {""}


def names_in(profile: Profile) -> frozenset[str]:
    """Return the sides and names that a statement's words name, its first word too where it is a side."""
    first = re.match(r"\W*([A-ZÀ-Þ][\w’'-]+)", profile.statement.words)
    side = side_of(first[1]) if first else None
    return profile.names | profile.doers | ({side} if side else frozenset())


def events_opposed(one: Profile, other: Profile) -> Judged:
    """Judge two events of one sort, one told and one denied: of one side, in one scene, to the same."""
    a, b = one.statement, other.statement
    denied = [s.status is Status.DENIED for s in (a, b)]
    if a.type != b.type or denied[0] == denied[1] or not {a.status, b.status} - {Status.DENIED} <= FIRM:
        return None
    sides = [{s for n in p.statement.actors if (s := side_of(n))} for p in (one, other)]
    if not sides[0] & sides[1] or not scene_of(a) & scene_of(b):
        return None
    between = gap(one, other)
    if (
        between is None
        or abs(between) > _ONE_WEEK
        or (one.days and other.days and not one.days.meets(other.days, slack=1))
    ):
        return None
    told = [
        contents(p.statement.words) - names_in(p) - contents(p.statement.head) - sides[0]
        for p in (one, other)
    ]
    mine, theirs = ((p.parties - p.doers) - sides[0] for p in (one, other))
    if not (mine & theirs or (told[0] & told[1] and not (mine and theirs))):
        return None
    telling = b if denied[0] else a
    if opposed_pattern("refusing").search(telling.words) or opposed_pattern("not firm").search(telling.words):
        return None
    return Label.CONTRADICTORY, "denial", f"one says and one denies that {a.actors[0]} did it ({a.type})"
