"""Judging: what a quantity counts and whether it belongs on the record, with how plainly the words say so."""

from dataclasses import dataclass

from reportedly.reading.figures.exclusions import MONTHS, WEEKDAYS
from reportedly.reading.figures.happening import Told, state_of, told_after, told_before
from reportedly.reading.figures.nouns import NounPhrase
from reportedly.reading.figures.numerals import Written
from reportedly.reading.figures.quantities import Quantity
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.counted import Noun, counted
from reportedly.wordlists.figures import word_set
from reportedly.wordlists.units import Dimension

PLAIN, LIKELY, GUESS = 1.0, 0.7, 0.3
"""How plainly the words say `what`."""
COORDINATED = 0.75
"""From here the words behind a noun that is not listed tell what happened to people."""

_STATES_BEHIND = word_set("states behind a number")
_RATES = word_set("stretches of a rate")
_MONEY_WORDS = word_set("money")
_NO_MONEY = word_set("not money")
_LAND_WORDS = word_set("land")
_LAND_VERBS = word_set("holding land")
NAMED_BEFORE = 14
"""Tokens before a bare number in which what it counts may be named."""
_NUMBERING = word_set("numbering")
_PREFACE = frozenset(["of", "the", "its", "their", "other", "more", "further"])
_LOSSES = frozenset({"killed", "wounded", "captured", "missing", "casualties", "displaced"})
_TIED = {"member": "members", "nation": "countries", "country": "countries", "seat": "seats", "state": "states",
         "round": "rounds"}  # fmt: skip
_VAGUE_NOUNS = word_set("ordering nouns")
"""Nouns that small numbers order the text with ("two views of the battle") rather than count the conflict by."""
_KIN = word_set("kin")
_KIN_BEFORE = word_set("before kin")
_VOICES = word_set("voices")
_CITING = word_set("citing")
_SAYING = word_set("behind voices")
_COUNTING = word_set("counting")
_RISING = word_set("rising")
_FORCES = word_set("forces")
_HOLDERS = word_set("holders of people")
"""What consists of people: "a city of 500,000"."""
_DEFINITE = word_set("pointing back")
_PURE = frozenset({"theirs", "ours", "them", "whom", "those", "these", "us", "which"})
BIG = 1000
"""From here a number counts something though no noun stands with it."""
_FEW = 12
"""Up to here "the two leaders" points back rather than counts."""
_CONTINUED = word_set("going on")


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
    part: bool = False
    """True for "28" in "221 drones, including 28 over the north"."""
    inner: bool = False
    """True where an adjective tells `what` of these alone ("19 wounded soldiers")."""


def judge(t: Tokens, q: Quantity, np: NounPhrase | None, before: Judged | None) -> Judged:
    """Return what quantity `q` with its noun phrase `np` counts; `before` is the quantity before it."""
    stop = max(q.stop, np.stop if np is not None else q.stop)
    implicit = q.number_stop == q.number_first + 1 and t.low[q.number_first] in {"a", "an"}
    rate, rate_stop = _rate(t, stop)
    dimension = q.unit.dimension if q.unit is not None else None
    if dimension is Dimension.DURATION:
        return (
            Judged(q, None, q.stop, "other", PLAIN, q.unit.unit, counts=False, people=False, duration=True)
            if q.unit
            else _never()
        )
    if q.unit is not None:
        return _measured(t, q, np, stop, before)
    if q.written is Written.FRACTION:
        what, sure = _share(t, q, np, before)
        of_them = np is not None and np.of and t.low[np.stop - 1] in _PURE
        of_whom = t.word(q.first - 1) in {"whom", "them"} and t.word(q.first - 2) == "of"
        if (
            (of_them or of_whom)
            and before is not None
            and t.sentence[q.first] - t.sentence[before.quantity.first] <= 1
        ):
            what, sure = before.what, GUESS
        return Judged(q, np, stop, what, sure, "percent", counts=True, people=False)
    if q.adjective:
        return _tied(t, q, np)
    if t.word(q.stop) == "strong" and np is None:
        return _strong(t, q, q.stop + 1)
    noun = np.noun if np is not None else None
    bare = np is None or np.head_stop == np.head
    if bare and before is not None and _part_of(t, q, before):
        return Judged(
            q,
            None,
            q.stop,
            before.what,
            LIKELY,
            before.unit,
            counts=True,
            people=before.people,
            bare=True,
            part=True,
        )
    pure = np is not None and np.of and noun is None and t.low[np.head_stop - 1] in _PURE
    people = bare or pure or (noun is not None and noun.people)
    if noun is not None and not noun.people and noun.unit == "people":
        people = True
    if bare and np is not None and not np.more:
        bare = True
    told = _told(t, q, stop, before) if people else None
    inner = False
    if bare and _label(t, q) and not (told is not None and told.sure >= PLAIN):
        return Judged(q, None, q.stop, "other", GUESS, None, counts=False, people=False, bare=True)
    if people and np is not None and np.stop > np.first:
        inside = state_of(next((t.low[k] for k in range(np.first, np.head) if t.low[k] not in _PREFACE), ""))
        inner = inside is not None and inside != "other" and (told is None or told.sure < PLAIN)
        told = Told(inside, PLAIN) if inner and inside is not None else told
    if noun is None and np is not None and not people and stop < t.bounds(q.first)[1]:
        told = told_after(t, stop, t.bounds(q.first)[1])
        told = told if told is not None and told.sure >= COORDINATED and told.what in _LOSSES else None
    what, sure = _what(noun, told)
    if (
        pure
        and told is None
        and before is not None
        and t.sentence[q.first] - t.sentence[before.quantity.first] <= 1
    ):
        what, sure, people = before.what, GUESS, before.people  # "400 of them"
    if noun is not None and what == "other" and _military(t, q, np):
        what, sure = "troops", GUESS
    if (
        people
        and told is None
        and what in {"other", "troops"}
        and before is not None
        and _carried(t, q, before, bare=bare)
    ):
        what, sure = before.what, GUESS
    elif bare and told is None:
        behind = _named_before(t, q)
        noun, what, sure = (behind, behind.what, GUESS) if behind is not None else (noun, what, sure)
    extra = stop
    if (
        bare
        and t.word(stop) in _STATES_BEHIND
        and told is not None
        and t.sentence[stop] == t.sentence[q.first]
    ):
        extra = stop + 1
    unit = noun.unit if noun is not None else None
    if noun is None and np is not None and np.head_stop > np.head:
        unit = t.low[np.head_stop - 1]
        unit = None if unit in {"them", "whom", "those", "these", "us", "which"} else unit
    if unit is None and what in {
        "killed",
        "wounded",
        "captured",
        "missing",
        "casualties",
        "displaced",
        "troops",
    }:
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
        now=told is not None and told.tense == "now", implicit=implicit, bare=bare, inner=inner,
    )  # fmt: skip


_SOLDIERING = word_set("soldiers by their sentence")
_MILITARY = word_set("military")


def _military(t: Tokens, q: Quantity, np: NounPhrase | None) -> bool:
    """Tell whether "60,000 men" are soldiers by the words of their sentence."""
    if np is None or t.low[np.head_stop - 1] not in _SOLDIERING:
        return False
    first, last = t.bounds(q.first)
    around = t.low[max(first, q.first - 30) : min(last, np.stop + 30)]
    return any(word in _MILITARY for word in around)


def _part_of(t: Tokens, q: Quantity, before: Judged) -> bool:
    """Tell whether a bare number is a part of what the one before it in the sentence counts."""
    if (
        not _same_sentence(t, q, before)
        or before.quantity.unit is not None
        or before.duration
        or before.implicit
    ):
        return False
    first, second = t.word(q.first - 1), t.word(q.first - 2)
    if first == "including" or (first in {"which", "whom", "them"} and second in {"of", "among"}):
        return before.unit is not None
    return before.part and first == "and" and t.word(q.stop) not in _STATES_BEHIND


def _label(t: Tokens, q: Quantity) -> bool:
    """Tell whether a bare number ends a name ("Motel 6")."""
    i = q.first - 1
    name = i > t.bounds(q.first)[0] and t.capital(i) and t.low[i] not in WEEKDAYS and t.low[i] not in MONTHS
    return name and q.written is Written.DIGITS and q.first == q.number_first and not q.scaled


def _named_before(t: Tokens, q: Quantity) -> Noun | None:
    """Return the noun that a bare number counts from afar: "the rebels are thought to number 4,000"."""
    first = q.first - 1
    least = max(t.bounds(q.first)[0], q.first - NAMED_BEFORE)
    if not any(t.low[k] in _NUMBERING for k in range(max(least, first - 2), first + 1)):
        return None
    for at in range(first, least - 1, -1):
        noun = counted().nouns.get(t.low[at])
        if noun is not None and noun.plural and t.low[at] not in _NUMBERING:
            return noun
    return None


def _carried(t: Tokens, q: Quantity, before: Judged, *, bare: bool) -> bool:
    """Tell whether a number with nothing told of it goes on with what the one before it counted.

    "34 dead. The clinic counted 41."; "Eleven people died. They included two soldiers."
    """
    if not before.people or before.what not in _LOSSES or before.implicit:
        return False
    apart = t.sentence[q.first] - t.sentence[before.quantity.first]
    if bare:
        return apart <= 1
    least = t.bounds(q.first)[0]
    return (
        apart == 1
        and q.first - least <= 4
        and any(word in {"included", "include", "among", "victims"} for word in t.low[least : q.first])
    )


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
        return {"daily": "day", "monthly": "month", "weekly": "week", "annually": "year"}[
            t.low[stop]
        ], stop + 1
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
        np, stop = None, q.stop
    name = unit.unit
    if q.adjective and t.word(q.stop) == "-":
        follower = t.word(q.stop + 1)
        stop = (
            q.stop + 2 if follower in {"deep", "long", "wide", "high", "tall", "strong", "range"} else q.stop
        )
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
        return _strong(t, q, q.stop + 2)
    if word in _TIED:
        name = _TIED[word]
        return Judged(q, None, q.stop + 2, "other", GUESS, name, counts=word != "seat", people=False)
    return Judged(q, np, q.stop + 2, "other", GUESS, None, counts=False, people=False)


def _strong(t: Tokens, q: Quantity, stop: int) -> Judged:
    """Judge "3,000-strong": soldiers, where what it describes is a force."""
    behind = t.low[stop : stop + 4]
    force = any(word in _FORCES for word in behind) or not any(word[0].isalpha() for word in behind[:1])
    return Judged(q, None, stop, "troops" if force else "other", LIKELY, "people", counts=True, people=True)


# ---------------------------------------------------------------------------- things and people


def _told(t: Tokens, q: Quantity, stop: int, before: Judged | None) -> Told | None:
    """Return what the clause tells of the people that tokens [q.first, stop) count."""
    first, last = t.bounds(q.first)
    after = told_after(t, stop, last) if stop < last else None
    if after is not None and after.sure >= PLAIN:
        return after
    if before is not None and before.people and _same_sentence(t, q, before) and before.stop <= q.first:
        between = t.low[before.stop : q.first]
        if (
            all(word in _CONTINUED for word in between)
            and not before.inner
            and before.sure >= LIKELY
            and before.what != "other"
        ):
            return Told(before.what, LIKELY, "now" if before.now else "")
    ahead = told_before(t, q.first, first)
    if ahead is None or (after is not None and after.sure >= ahead.sure):
        return after
    return ahead


def _what(noun: Noun | None, told: Told | None) -> tuple[str, float]:
    """Return what is counted: the noun's own word, unless the clause says more of people."""
    if noun is not None:
        own = noun.what
        kept = own == "troops" and told is not None and told.what in {"displaced", "other"}
        if told is not None and noun.people and not kept:
            return told.what, told.sure
        if (
            own in {"casualties", "killed", "wounded"}
            and told is not None
            and own == "casualties"
            and told.what in {"killed", "wounded"}
        ):
            return told.what, LIKELY
        return own, PLAIN if not noun.people or own != "other" else LIKELY
    if told is not None:
        return told.what, told.sure
    return "other", GUESS


def _worth(
    t: Tokens,
    q: Quantity,
    np: NounPhrase | None,
    told: Told | None,
    what: str,
    *,
    bare: bool,
    before: Judged | None,
) -> bool:
    """Tell whether a count belongs on the record."""
    if q.low is None and q.high is None:
        return False
    if bare and q.low == q.high == 1:
        return told is not None and told.sure >= PLAIN and t.word(q.first - 1) not in {"this", "that", "the"}
    if bare and t.word(q.first - 1) == "of" and t.word(q.first - 2) in _HOLDERS:
        return True
    if bare and t.word(q.stop) == "each" and before is not None:
        return True
    if bare and ((q.low or 0) >= BIG or q.low != q.high):
        return True
    if bare and (
        t.word(q.first - 1) in _COUNTING
        or (
            t.word(q.first - 1) in {"to", "at", "as"}
            and any(word in _RISING for word in t.low[max(0, q.first - 8) : q.first - 1])
        )
    ):
        return True
    if bare:
        return (
            told is not None
            or (np is not None and np.more)
            or q.written is Written.VAGUE
            or q.first < q.number_first
        )
    if q.low == q.high == 1:
        if what == "troops" and np is not None and np.noun is not None and not np.noun.people:
            return True
        return what not in {"other", "places", "troops"} or told is not None
    noun = np.noun if np is not None else None
    if (
        noun is not None
        and noun.people
        and told is None
        and (q.high or q.low or 0) <= _FEW
        and _aside(t, q, np)
    ):
        return False
    if (
        told is None
        and (q.high or 0) <= _FEW
        and np is not None
        and np.head_stop > np.head
        and t.low[np.head_stop - 1] in _VAGUE_NOUNS
    ):
        return False
    if (
        told is None
        and t.word(q.first - 1) in {"as", "between"}
        and q.high == 2
        and q.first == q.number_first
    ):
        return False
    pointed = t.word(q.first - 1) in _DEFINITE
    if (
        pointed
        and (q.high or q.low or 0) <= _FEW
        and what in {"other", "places"}
        and (told is None or told.sure < PLAIN)
    ):
        return False
    return noun is not None or (q.high or q.low or 0) >= 2  # noqa: PLR2004


def _aside(t: Tokens, q: Quantity, np: NounPhrase | None) -> bool:
    """Tell whether few people are counted only as voices of the report or as somebody's family."""
    if np is None or np.head_stop == np.head:
        return False
    head = t.low[np.head_stop - 1]
    back = t.low[max(t.bounds(q.first)[0], q.first - 4) : q.first]
    if head in _KIN:
        return any(word in _KIN_BEFORE for word in back[-2:]) or (bool(back) and back[-1] == "of")
    voice = head in _VOICES or head.removesuffix("s") in _VOICES
    return voice and (
        any(word in _CITING for word in back)
        or any(word in _SAYING for word in t.low[np.stop : np.stop + 3] if np.stop < len(t))
    )
