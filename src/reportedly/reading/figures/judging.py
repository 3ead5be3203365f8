"""Judging: what a quantity counts and whether it belongs on the record, with how plainly the words say so."""

from dataclasses import dataclass

from reportedly.reading.figures.happening import Told, told_after, told_before
from reportedly.reading.figures.nouns import NounPhrase
from reportedly.reading.figures.numerals import Written
from reportedly.reading.figures.quantities import Quantity
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.counted import counted
from reportedly.wordlists.units import Dimension

PLAIN, LIKELY, GUESS = 1.0, 0.7, 0.3
"""How plainly the words say `what`."""

_STATES_BEHIND = frozenset("dead killed wounded injured hurt missing displaced homeless".split())
_RATES = frozenset({"day", "week", "month", "year", "hour", "annum", "night", "minute"})
_MONEY_WORDS = frozenset(
    "budget spending spend spent interest sales profit profits loan loans aid revenue revenues cost costs price prices fund"
    " funds funding money income wages salaries salary debt tax taxes tariff tariffs rate rates deficit payments expenditure"
    " assistance dollar bonds bond earnings".split()
)
_NO_MONEY = frozenset("growth gdp inflation unemployment respondents poll survey surveyed polled voters votes vote".split())
_LAND_WORDS = frozenset(
    "territory land area country region landmass province city town district oblast soil donbas peninsula enclave county"
    " strip territories lands village villages island".split()
)
_LAND_VERBS = frozenset(
    "control controls controlled controlling occupied occupies occupying occupy hold holds held seized captured captures"
    " retaken retook liberated lost annexed territory frontline conquered gained capturing taken".split()
)
_CONTINUED = frozenset({",", "and", "as", "well", "including", "plus", "along", "with", "or", "among", "them", "&", "also",
                        "together", "of", "whom", "at", "least"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    """A quantity with what it counts and our decision on it."""

    quantity: Quantity
    phrase: NounPhrase | None
    stop: int
    """Token behind the whole quantity phrase."""
    what: str
    sure: float
    unit: str | None
    counts: bool
    people: bool
    rate: str | None = None
    now: bool = False
    """True where a verb in -ing tells it of the incident at hand ("killing 12")."""
    implicit: bool = False
    duration: bool = False
    bare: bool = False


def judge(t: Tokens, q: Quantity, np: NounPhrase | None, before: Judged | None) -> Judged:
    """Return what quantity `q` with its noun phrase `np` counts; `before` is the quantity before it."""
    stop = max(q.stop, np.stop if np is not None else q.stop)
    implicit = q.number_stop == q.number_first + 1 and t.low[q.number_first] in {"a", "an"}
    rate, rate_stop = _rate(t, stop)
    dimension = q.unit.dimension if q.unit is not None else None
    if dimension is Dimension.DURATION:
        return Judged(q, None, q.stop, "other", PLAIN, q.unit.unit, counts=False, people=False, duration=True) if q.unit else _never()
    if q.unit is not None:
        return _measured(t, q, np, stop, before)
    if q.written is Written.FRACTION:
        what, sure = _share(t, q, np, before)
        return Judged(q, np, stop, what, sure, "percent", counts=True, people=False)
    if q.adjective:
        return _tied(t, q, np)
    noun = np.noun if np is not None else None
    bare = np is None or np.head_stop == np.head
    people = bare or (noun is not None and noun.people) or (np is not None and noun is None and np.of)
    if noun is not None and not noun.people and noun.unit == "people":
        people = True
    if bare and np is not None and not np.more:
        bare = True
    told = _told(t, q, stop, before) if people else None
    what, sure = _what(t, noun, told)
    extra = stop
    if bare and t.word(stop) in _STATES_BEHIND and told is not None and t.sentence[stop] == t.sentence[q.first]:
        extra = stop + 1
    unit = noun.unit if noun is not None else None
    if noun is None and np is not None and np.head_stop > np.head:
        unit = t.low[np.head_stop - 1]
        unit = None if unit in {"them", "whom", "those", "these", "us", "which"} else unit
    if unit is None and what in {"killed", "wounded", "captured", "missing", "casualties", "displaced", "troops"}:
        unit = "people"
    if unit is None and bare and before is not None and _same_sentence(t, q, before):
        unit = before.unit if before.people else None
    if rate is not None and unit is not None:
        unit, extra = f"{unit} per {rate}", rate_stop
    elif rate is not None:
        extra = rate_stop
        if told is not None:
            unit = f"people per {rate}"
    counts = not implicit and _worth(t, q, np, told, what, bare=bare, before=before)
    return Judged(
        q, np, extra, what, sure, unit, counts=counts, people=people, rate=rate,
        now=told is not None and told.tense == "now", implicit=implicit, bare=bare,
    )  # fmt: skip


def _never() -> Judged:  # pragma: no cover - a duration has its unit
    raise AssertionError


def _same_sentence(t: Tokens, q: Quantity, before: Judged) -> bool:
    return t.sentence[q.first] == t.sentence[before.quantity.first]


def _rate(t: Tokens, stop: int) -> tuple[str | None, int]:
    """Return the stretch of time in "40,000 a month", "12 per day", and where the words stop."""
    if t.word(stop) in {"a", "per", "every", "each"} and t.word(stop + 1) in _RATES:
        if t.word(stop) == "a" and t.word(stop + 2) in {"ago", "earlier", "later", "before", "after"}:
            return None, stop
        word = t.low[stop + 1]
        return ("year" if word == "annum" else word), stop + 2
    if t.word(stop) in {"daily", "monthly", "weekly", "annually"}:
        return {"daily": "day", "monthly": "month", "weekly": "week", "annually": "year"}[t.low[stop]], stop + 1
    return None, stop


# ---------------------------------------------------------------------------- units


def _measured(t: Tokens, q: Quantity, np: NounPhrase | None, stop: int, before: Judged | None) -> Judged:
    """Judge a quantity that has a unit: money, land, distance, percent, weight."""
    unit = q.unit
    if unit is None:
        return _never()
    dimension = unit.dimension
    what, sure, counts = "other", PLAIN, True
    if dimension is Dimension.MONEY:
        what = "money"
    elif dimension is Dimension.AREA:
        what = "area"
    elif dimension is Dimension.DISTANCE:
        what = "distance"
        stop = q.stop
        np = None
    elif dimension is Dimension.PERCENT:
        what, sure = _share(t, q, np, before)
    elif dimension is Dimension.NUMBER and unit.unit == "times":
        counts = t.word(q.first - 1) == "by" or t.word(q.stop) in {"more", "higher", "as", "larger", "the", "greater", "less"}
        np, stop = None, q.stop
    name = unit.unit
    if q.adjective and t.word(q.stop) == "-":
        follower = t.word(q.stop + 1)
        stop = q.stop + 2 if follower in {"deep", "long", "wide", "high", "tall", "strong", "range"} else q.stop
        np = None
    rate, rate_stop = _rate(t, stop)
    if rate is not None:
        name, stop = f"{name} per {rate}", rate_stop
    return Judged(q, np, stop, what, sure, name, counts=counts, people=False, rate=rate)


def _share(t: Tokens, q: Quantity, np: NounPhrase | None, before: Judged | None) -> tuple[str, float]:
    """Return what a percentage or fraction is a share of."""
    first, last = t.bounds(q.first)
    words = t.low[max(first, q.first - 14) : min(last, q.stop + 12)]
    around = frozenset(words)
    noun = np.noun if np is not None else None
    if np is not None and np.stop > np.first:
        inside = t.low[np.first : np.stop]
        if noun is not None and noun.what not in {"other", "places"}:
            return noun.what, LIKELY
        if any(word in _LAND_WORDS for word in inside):
            return "area", LIKELY
        if any(word in _MONEY_WORDS for word in inside):
            return "money", LIKELY
        if np.of and noun is None and t.capital(np.stop - 1) and around & _LAND_VERBS:
            return "area", LIKELY
        if noun is not None and noun.people:
            told = _told(t, q, np.stop, before)
            return (told.what, told.sure) if told is not None else ("other", LIKELY)
    if around & _NO_MONEY:
        return "other", LIKELY
    if around & _LAND_VERBS and around & _LAND_WORDS:
        return "area", GUESS
    if around & _MONEY_WORDS:
        return "money", GUESS
    return "other", GUESS


def _tied(t: Tokens, q: Quantity, np: NounPhrase | None) -> Judged:
    """Judge a number tied to a word by a hyphen: "3,000-strong" counts people, "five-point plan" nothing."""
    word = t.word(q.stop + 1)
    if word == "strong":
        return Judged(q, None, q.stop + 2, "troops", LIKELY, "people", counts=True, people=True)
    if word in {"member", "man", "person", "seat", "nation", "country"}:
        return Judged(q, None, q.stop + 2, "other", GUESS, None, counts=False, people=False)
    return Judged(q, np, q.stop + 2, "other", GUESS, None, counts=False, people=False)


# ---------------------------------------------------------------------------- things and people


def _told(t: Tokens, q: Quantity, stop: int, before: Judged | None) -> Told | None:
    """Return what the clause tells of the people that tokens [q.first, stop) count."""
    first, last = t.bounds(q.first)
    after = told_after(t, stop, last) if stop < last else None
    if after is not None and after.sure >= PLAIN:
        return after
    if before is not None and before.people and _same_sentence(t, q, before) and before.stop <= q.first:
        between = t.low[before.stop : q.first]
        if all(word in _CONTINUED for word in between) and before.sure >= LIKELY and before.what != "other":
            return Told(before.what, LIKELY, "now" if before.now else "")
    ahead = told_before(t, q.first, first)
    if ahead is None or (after is not None and after.sure >= ahead.sure):
        return after
    return ahead


def _what(t: Tokens, noun: object, told: Told | None) -> tuple[str, float]:
    """Return what is counted: the noun's own word, unless the clause says more of people."""
    from reportedly.wordlists.counted import Noun  # noqa: PLC0415 - for isinstance only

    if isinstance(noun, Noun):
        own = noun.what
        if told is not None and noun.people:
            return told.what, told.sure
        if own in {"casualties", "killed", "wounded"} and told is not None and own == "casualties" and told.what in {"killed", "wounded"}:
            return told.what, LIKELY
        return own, PLAIN if not noun.people or own != "other" else LIKELY
    if told is not None:
        return told.what, told.sure
    return "other", GUESS


def _worth(
    t: Tokens, q: Quantity, np: NounPhrase | None, told: Told | None, what: str, *, bare: bool, before: Judged | None
) -> bool:
    """Tell whether a count belongs on the record."""
    if q.low is None and q.high is None:
        return False
    if bare:
        return told is not None or (np is not None and np.more) or q.written is Written.VAGUE or q.first < q.number_first
    if q.low == q.high == 1:
        return what not in {"other", "places", "troops"} or told is not None
    noun = np.noun if np is not None else None
    return noun is not None or (q.high or q.low or 0) >= 2  # noqa: PLR2004
