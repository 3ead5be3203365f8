"""Days: weekdays, today and yesterday, parts of the day."""

from dataclasses import replace
from datetime import timedelta

from reportedly.reading.times import calendar, nearest
from reportedly.reading.times.calendar import WEEK
from reportedly.reading.times.clock import BEFORE_A_CLOCK
from reportedly.reading.times.dates import UNRESOLVED, dated, day_of_month
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lexicon import DAYS, MONTHS, PARTS, UNITS, WEEKDAYS
from reportedly.reading.times.numbers import ordinal_of
from reportedly.reading.times.relative import AHEAD, ANCHORED, BACK, anchored, meaning_of, period_of
from reportedly.reading.times.rules import Rule, Words, rule
from reportedly.reading.times.telling import Anchor, Telling
from reportedly.reading.times.tense import Tense
from reportedly.record import Basis

BEFORE_A_NOON = BEFORE_A_CLOCK | {"past", "mid", "-"}
BEFORE_A_PART = frozenset({"at", "by", "before"})
TO_COME = frozenset({"before", "of", "for"})
"""Before "Monday's vote", these leave it to the verb in front ("ahead of")."""
WHOLE_WEEKS = 4
"""Whole weeks in every month."""
NOON = "12:00"
POSSESSIVE = frozenset({"'s", "’s"})


def part_of(picked: Anchor, part: str) -> Meaning:
    """Return the part of a day that "morning" names; EDTF has no such parts and keeps the day."""
    period, name = picked.period, PARTS[part]
    edtf = f"{period.edtf}T{NOON}:00" if name == NOON else period.edtf
    return Meaning("TIME", f"{period.timex}T{name}", picked.basis, period, edtf)


# ---------------------------------------------------------------------------- weekdays


def weekday(words: Words, telling: Telling) -> Meaning:
    """Read "Monday", "last Friday", "early Tuesday", "Tuesday evening", "Monday of last week"."""
    picked = _weekday(WEEKDAYS[words.one("wd")], words, telling)
    if picked is None:
        return UNRESOLVED
    part = words.one("p") or words.one("t")
    return part_of(picked, part) if part else meaning_of(picked)


def _weekday(number: int, words: Words, telling: Telling) -> Anchor | None:
    """Return the day meant with its basis, None where nothing says which."""
    mod = words.one("mod")
    published = telling.published
    if words.has("week"):
        week = period_of(words.one("week"), "week", words.first, telling)
        return Anchor(nearest.weekday_in(week.period, number), week.basis) if week else None
    if ANCHORED.get(mod):
        return _weekday_beside(number, ANCHORED[mod], words, telling)
    if published is None:
        return None
    if mod in BACK:
        day = nearest.weekday(published - timedelta(days=1), number, Tense.PAST)
    elif mod in AHEAD:
        day = nearest.weekday(published + timedelta(days=1), number, Tense.FUTURE)
    else:
        day = nearest.weekday(published, number, _tense(words, telling))
    return Anchor(day, Basis.RELATIVE)


def _tense(words: Words, telling: Telling) -> Tense:
    """Return the tense; of "Monday's strike" the verb behind tells, for one in front has another object."""
    tokens = telling.tokens
    if tokens.near(words.last) in POSSESSIVE and tokens.near(words.first - 1) not in TO_COME:
        return telling.tense_behind(words.last + 1)
    tense = telling.tense(words.match.start("wd"), words.last)
    return Tense.FUTURE if tense is Tense.OPEN and words.one("mod") == "this" else tense


def _weekday_beside(number: int, step: int, words: Words, telling: Telling) -> Anchor | None:
    """Return "the following Monday", "the previous Friday" counted from the day last named."""
    from_ = telling.anchor(words.first)
    if from_ is None or from_.period.grain != "day":
        return None
    beside = from_.period.first + timedelta(days=step)
    day = nearest.weekday(beside, number, Tense.PAST if step < 0 else Tense.FUTURE)
    return Anchor(day, from_.basis)


def weekdays(words: Words, _telling: Telling) -> Meaning:
    """Read "Mondays"."""
    number = WEEKDAYS[words.one("wd").rstrip("s")]
    return Meaning("SET", f"XXXX-WXX-{number + 1}", told=False)


# ---------------------------------------------------------------------------- today, this morning


def deictic(words: Words, telling: Telling) -> Meaning:
    """Read "today", "late yesterday", "tomorrow morning", "overnight"."""
    form = words.one("t")
    if telling.published is None:
        return UNRESOLVED
    today = calendar.day(telling.published)
    basis = Basis.PUBLICATION if form == "today" else Basis.RELATIVE
    day = Anchor(calendar.shifted(today, DAYS[form]), basis)
    if form in {"tonight", "overnight"}:
        night = part_of(day, "night")
        return night if form == "tonight" else replace(night, edtf=f"{day.period.edtf}/{today.edtf}")
    part = words.one("p") or words.one("p2")
    return part_of(day, part) if part else meaning_of(day)


def part(words: Words, telling: Telling) -> Meaning | None:
    """Read "this morning", "last night", "that evening", "the next morning", "at noon"."""
    form, mod = words.one("p"), words.one("mod")
    if telling.tokens.near(words.last) == "of":
        return None
    if not mod:
        return _bare_part(form, words, telling)
    if mod in BACK or mod == "this":
        if telling.published is None:
            return UNRESOLVED
        day = calendar.shifted(calendar.day(telling.published), 0 if mod == "this" else -1)
        return part_of(Anchor(day, Basis.RELATIVE), form)
    found = anchored(1 if mod == "next" else ANCHORED.get(mod, 0), "day", words.first, telling)
    return part_of(found, form) if found else UNRESOLVED


def _bare_part(form: str, words: Words, telling: Telling) -> Meaning | None:
    """Read "in the morning", "at noon": of the day last named; no time of the record by itself."""
    before = BEFORE_A_NOON if PARTS[form][0].isdigit() else BEFORE_A_PART
    if not words.has("the") and telling.tokens.near(words.first - 1) not in before:
        return None
    found = anchored(0, "day", words.first, telling)
    if found is not None:
        day = found.period
    elif telling.published is not None:
        day = calendar.day(telling.published)
    else:
        return Meaning("TIME", None, told=False)
    return replace(part_of(Anchor(day, Basis.UNKNOWN), form), told=False)


def week_of_month(words: Words, telling: Telling) -> Meaning | None:
    """Read "the first week of March", "the last week of August 2024": seven days of the month."""
    if words.one("u") != "week":
        return None
    number, published = MONTHS[words.one("m")], telling.published
    if words.has("y"):
        month, basis = calendar.month(int(words.one("y")), number), Basis.SAID
    elif published is not None:
        tense = telling.tense(words.first, words.last)
        month, basis = nearest.month(published, number, tense), Basis.RELATIVE
    else:
        return UNRESOLVED
    rank = ordinal_of(words.one("n"))
    if rank is not None and rank > WHOLE_WEEKS:
        return UNRESOLVED
    first = month.first + timedelta(days=WEEK * (rank - 1)) if rank else month.last - timedelta(days=WEEK - 1)
    return Meaning("DATE", month.timex, basis, month, f"{first}/{first + timedelta(days=WEEK - 1)}")


def week_of(words: Words, telling: Telling) -> Meaning:
    """Read "the week of March 6"."""
    day = day_of_month(words, telling)
    if day is None or day.period is None or UNITS[words.one("u")] not in {"week", "month", "year"}:
        return UNRESOLVED
    return dated(calendar.holding(day.period.first, words.one("u")), day.basis)


RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "(?: (?P<t>P)y? | v | j )? d? (?P<mod>[LXtbFuR=])? (?P<wd>W) (?P<p>P)?"
        " (?: y?d?(?P<week>[LXtbF&])U )?",
        weekday,
    ),
    rule("weekdays", "(?P<wd>w)", weekdays),
    rule("deictic", "(?: (?:v-?)?(?P<p>P) | [vj] )? (?P<t>T) (?P<p2>P)?", deictic),
    rule("part of the day", "(?:v-?)? (?:d?(?P<mod>[tbFXL&=])|(?P<the>d))? (?:v-?)? (?P<p>P)", part),
    rule("week of month", "d?(?P<n>[osL])(?P<u>U)y(?P<m>M)(?:,?(?P<y>Y))?", week_of_month),
    rule("week of", "d(?P<u>U)y (?:W,?)? (?P<m>M)(?P<d>[no]) (?:,?(?P<y>Y))?", week_of),
)
