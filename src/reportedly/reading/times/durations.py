"""Durations and sets: three days, a six-year war, every day, $1 billion a year.

They are no times of the record, save where they reach forward from publication ("will leave in two
weeks") or are counted from a year's beginning ("the first nine months of 2025").
"""

from reportedly.reading.times import calendar
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lengths import FINE, lasting, length, unit_of, whole
from reportedly.reading.times.lexicon import PARTS, SETS, WEEKDAYS
from reportedly.reading.times.rules import COUNT, UNIT, Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.tense import Tense
from reportedly.reading.times.word_sets import words as words_of
from reportedly.record import Basis

PER = words_of(
    "% percent times time once twice share shares million billion thousand hundred points hours days barrels"
    " tons tonnes flights seats people cents pounds euros francs marks yen rubles roubles dollars interviews"
    " sorties strikes shells drones rounds vehicles trucks shots missiles attacks cases"
)
"""Before "a day", these make it a rate."""
NO_DURATION_AFTER = frozenset({"$", "-", "early"})
OLD = frozenset({"old", "olds"})


def duration(words: Words, telling: Telling) -> Meaning | None:
    """Read "three days", "a six-year war", "two more weeks", "hours"; "$1 billion a year" is a set."""
    unit, tokens = unit_of(words.one("u")), telling.tokens
    before = tokens.near(words.first - 1)
    if _is_age(words, telling) or (unit == "quarter" and tokens.near(words.last) == "of"):
        return None
    if not words.has("num"):
        plural = words.one("u").endswith("s") and unit not in {"second", "minute"}
        return lasting(None, unit) if plural and before not in NO_DURATION_AFTER else None
    if len(words.of("num")) == 1 and words.one("num") in {"a", "an"}:
        if unit == "second":
            return None
        if before in PER or before[:1].isdigit():
            return Meaning("SET", length(1, unit), told=False)
    return _to_come(words, telling, unit)


def _to_come(words: Words, telling: Telling, unit: str) -> Meaning:
    """Return a duration; "will leave in two weeks" and "within a month" are also a time to come."""
    before, number, published = telling.tokens.near(words.first - 1), words.number("num"), telling.published
    count = whole(number)
    countable = before in {"in", "within"} and unit not in FINE | {"weekend"}
    if not countable or count is None or published is None:
        return lasting(number, unit)
    if telling.tense(words.first, words.last) is not Tense.FUTURE:
        return lasting(number, unit)
    then = calendar.moved(published, count, unit)
    period = calendar.holding(then, "week" if unit == "fortnight" else unit)
    edtf = f"{then}~" if period.grain == "week" else period.edtf
    if before == "within":
        edtf = f"{published}/{then}"
    return Meaning("DURATION", length(number, unit), Basis.RELATIVE, None, edtf)


def _is_age(words: Words, telling: Telling) -> bool:
    """Return whether what follows makes it an age ("12 years old", "a 44-year-old")."""
    after = telling.tokens.near(words.last)
    return after in OLD or (after == "-" and telling.tokens.near(words.last + 1) in OLD)


def ranked(words: Words, telling: Telling) -> Meaning:
    """Read "the first nine months of 1989", "the first two years"."""
    number, unit = words.number("num"), unit_of(words.one("u"))
    count, year = whole(number), None
    if words.has("y"):
        year = int(words.one("y"))
    elif words.has("this") and telling.published is not None and words.one("of") == "year":
        year = telling.published.year
    countable = unit in {"month", "week", "day", "quarter"} and words.one("n") == "first"
    if year is None or not count or not countable:
        return lasting(number, unit)
    first = calendar.holding(calendar.year(year).first, unit)
    last = calendar.shifted(first, count - 1)
    edtf = f"{first.edtf.partition('/')[0]}/{last.edtf.rpartition('/')[2]}"
    basis = Basis.SAID if words.has("y") else Basis.RELATIVE
    return Meaning("DURATION", length(number, unit), basis, None, edtf)


def repeated(words: Words, _telling: Telling) -> Meaning:
    """Read "every day", "each Thursday", "daily", "every two weeks"."""
    if words.has("adverb"):
        value = SETS[words.one("adverb")]
    elif words.has("wd"):
        value = f"XXXX-WXX-{WEEKDAYS[words.one('wd')] + 1}"
    elif words.has("p"):
        value = f"XXXX-XX-XXT{PARTS[words.one('p')]}"
    else:
        value = length(words.number("num") if words.has("num") else 1, unit_of(words.one("u")))
    return Meaning("SET", value, told=False)


RULES: tuple[Rule, ...] = (
    rule("duration", f"(?:(?P<num>{COUNT})-?\\+?-?)?(?P<u>[UVqQEJs5])(?P<half>4ah)?", duration),
    rule(
        "ranked",
        f"d(?P<n>[osL])(?P<num>{COUNT})(?P<u>[VQ])(?:y(?:d?(?P<y>Y)|(?:(?P<this>t)|d)(?P<of>U)))?",
        ranked,
    ),
    rule("repeated", f"e(?:(?P<wd>W)|(?P<p>P)|(?P<num>{COUNT})?(?P<u>{UNIT}))|(?P<adverb>H)", repeated),
)
