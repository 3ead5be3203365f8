"""Opposed deeds: places with two holders, deeds said and denied, words said and denied."""

from reportedly.record import Act, Status
from reportedly.tracing.comparing import Comparison
from reportedly.tracing.names import folded, side_of
from reportedly.tracing.opposed_figures import FIRM, SHARE_OF_WHOSE, Judged, Label, one_setting
from reportedly.tracing.profile import Profile
from reportedly.tracing.slots import Slot
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.terms import tokens_of

_PART = frozenset(
    """part parts portion portions most half remainder rest remaining countryside outskirts around near last
    some percent third fifth quarter stretches areas towns villages districts""".split()  # noqa: SIM905 -- reads as a list of words
)
"""Words that make a place a part of it."""
_SAME_SAID = 0.7
"""Cosine from which attributed words are on one thing."""
_ONE_TIME = 14
"""Days between reports up to which two statements without a date are on one time."""


def controls_opposed(one: Profile, other: Profile) -> Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two control statements on one place: who holds it at one time."""
    a, b = one.statement, other.statement
    if (
        not ({plain_place(p.name) for p in a.places} & {plain_place(p.name) for p in b.places})
        and not one.spots & other.spots
    ):
        return None
    where = next((p.name for p in a.places), "it")
    if a.status in {Status.PLANNED, Status.HYPOTHETICAL} or b.status in {Status.PLANNED, Status.HYPOTHETICAL}:
        return None
    part = [bool(_PART & set(tokens_of(" ".join(p.name for p in s.places)))) for s in (a, b)]
    if part[0] or part[1]:
        return Label.SCOPE, "control", f"one of them is of a part of {where}"
    holders = [holder_after(s) for s in (a, b)]
    same = bool(one.doers & other.doers)
    if same and a.type == b.type and (a.status is Status.DENIED) != (b.status is Status.DENIED):
        return _timed(one, other, f"one says and one denies that {a.actors[0]} {a.type} {where}")
    if None in holders or Status.DENIED in {a.status, b.status}:
        return None
    if holders[0] == holders[1]:
        return Label.COMPATIBLE, "control", f"both leave {where} with {holders[0]}"
    opposite = holders[1] == f"not {holders[0]}" or holders[0] == f"not {holders[1]}"
    if not opposite and any(str(h).startswith("not ") for h in holders):
        return Label.COMPATIBLE, "control", "one lost it, another holds it"
    return _timed(one, other, f"{where} cannot be with {_said_of(a)} and with {_said_of(b)} at one time")


def holder_after(statement: Statement) -> str | None:
    """Return who has the place after it; "not X" where X lost it; None where it is contested."""
    if not statement.actors or statement.type == "contests":
        return None
    who = side_of(statement.actors[0]) or folded(statement.actors[0])
    return f"not {who}" if statement.type == "loses" else who


def _said_of(statement: Statement) -> str:
    return f"{statement.actors[0] if statement.actors else 'nobody'} ({statement.type})"


def _timed(one: Profile, other: Profile, why: str) -> Judged:
    """Call a difference a contradiction only at one time; what comes later replaces what was before."""
    mine, theirs = one.days or one.published, other.days or other.published
    if (
        mine is None
        or theirs is None
        or mine.meets(theirs, slack=0 if one.days and other.days else _ONE_TIME)
    ):
        return Label.CONTRADICTORY, "control", why
    return Label.SUPERSEDED, "control", f"{why}, but the one is of another time"


def plain_place(name: str) -> str:
    """Return a place's name without words of its parts."""
    return " ".join(w for w in folded(name).split() if w not in _PART)


def events_opposed(one: Profile, other: Profile) -> Judged:  # noqa: PLR0911 -- a table of cases
    """Judge two events: one said, the other denied, of the same doer to the same."""
    a, b = one.statement, other.statement
    if a.type != b.type or (a.status is Status.DENIED) == (b.status is Status.DENIED):
        return None
    if not {a.status, b.status} <= {*FIRM, Status.DENIED} or not one.doers & other.doers:
        return None
    if bool(a.recipients) != bool(b.recipients) or (
        a.recipients and not (one.parties - one.doers) & (other.parties - other.doers)
    ):
        return None
    if one.spots and other.spots and not one.spots & other.spots:
        return None
    if one.days and other.days and not one.days.meets(other.days):
        return Label.SCOPE, "denial", f"{a.when} and {b.when} are different times"
    if one.parties != other.parties or not one_setting(one, other):
        return None
    shared = {t for t in one.terms & other.terms if side_of(t.capitalize()) is None}
    if not one.head & other.head or len(shared) < 2:  # noqa: PLR2004 -- one common word is no subject
        return None
    doer = a.actors[0] if a.actors else "somebody"
    return Label.CONTRADICTORY, "denial", f"one says and one denies that {doer} did it ({a.type})"


def words_opposed(one: Profile, other: Profile, comparison: Comparison) -> Judged:
    """Judge attributed words (and what an outlet says of itself): one denies what the other says."""
    a, b = one.statement, other.statement
    if one.negated == other.negated or StatementKind.FIGURE in {a.kind, b.kind}:
        return None
    if Act.DENY in {a.act, b.act} and a.act is b.act:
        return None
    values = {r.slot: r.value for r in comparison.reasons}
    if values.get(Slot.MEANING, 0.0) < _SAME_SAID or values.get(Slot.WORDS, 0.0) < SHARE_OF_WHOSE:
        return None
    return Label.CONTRADICTORY, "denial", f"one denies what the other says: “{a.words}” and “{b.words}”"
