"""Days: weekdays, today and yesterday, parts of the day, times of the clock."""

import re
from dataclasses import replace
from datetime import timedelta

from reportedly.reading.times import calendar, nearest
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.dates import UNRESOLVED, dated, day_of_month
from reportedly.reading.times.found import Basis, Meaning
from reportedly.reading.times.lexicon import DAYS, PARTS, UNITS, WEEKDAYS
from reportedly.reading.times.relative import ANCHORED, anchored, period_of
from reportedly.reading.times.rules import Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.word_sets import words

BEFORE_A_CLOCK = words("at by before after until till around about since from to between and midnight")
BEFORE_A_NOON = BEFORE_A_CLOCK | {"past", "high", "mid", "-"}
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?(?::([0-9]{2}))?([ap]m)?", re.IGNORECASE)
HOURS, MINUTES, NOON = 24, 60, 12


def part_of(period: Period, part: str, basis: Basis, *, anchored_: bool = False) -> Meaning:
    """Return the part of a day that "morning" names; EDTF has no such parts and keeps the day."""
    name = PARTS[part]
    when = period.first
    overnight = f"{when}/{when + timedelta(days=1)}" if name == "NI" and part == "overnight" else period.edtf
    return Meaning("TIME", f"{period.timex}T{name}", basis, period, overnight, anchored=anchored_)


# ---------------------------------------------------------------------------- weekdays


def weekday(words: Words, telling: Telling) -> Meaning | None:
    """Read "Monday", "last Friday", "early Tuesday", "Tuesday evening", "Monday of last week"."""
    number = WEEKDAYS[words.one("wd")]
    picked = _weekday(number, words, telling)
    if picked is None:
        return UNRESOLVED
    part = words.one("p") or words.one("t")
    if part:
        return part_of(picked.period, part, picked.basis) if picked.period else picked
    return picked


def _weekday(number: int, words: Words, telling: Telling) -> Meaning | None:
    mod = words.one("mod")
    published = telling.published
    if words.has("week"):
        week = period_of(words.one("week"), "week", words.first, telling)
        return dated(nearest.weekday_in(week[0], number), week[1]) if week else None
    if mod in ANCHORED and mod not in {"that", "those"}:
        from_ = telling.anchor(words.first)
        if from_ is None or from_[0].grain != "day":
            return None
        step = -1 if ANCHORED[mod] < 0 else 1
        base = from_[0].first + timedelta(days=step)
        gap = (number - base.weekday()) % 7 if step > 0 else -((base.weekday() - number) % 7)
        return dated(calendar.day(base + timedelta(days=gap)), from_[1] if from_[2] else Basis.UNKNOWN)
    if published is None:
        return None
    if mod in {"last", "past"}:
        return dated(
            calendar.day(published - timedelta(days=(published.weekday() - number - 1) % 7 + 1)),
            Basis.RELATIVE,
        )
    if mod in {"next", "coming", "upcoming"}:
        return dated(
            calendar.day(published + timedelta(days=(number - published.weekday() - 1) % 7 + 1)),
            Basis.RELATIVE,
        )
    tense = telling.tense(words.match.start("wd"), words.last)
    return dated(nearest.weekday(published, number, tense), Basis.RELATIVE)


def weekdays(words: Words, _telling: Telling) -> Meaning:
    """Read "Mondays"."""
    number = WEEKDAYS[words.one("wd").rstrip("s")]
    return Meaning("SET", f"XXXX-WXX-{number + 1}", told=False)


# ---------------------------------------------------------------------------- today, this morning


def deictic(words: Words, telling: Telling) -> Meaning:
    """Read "today", "late yesterday", "tomorrow morning", "overnight"."""
    form = words.one("t")
    published = telling.published
    if published is None:
        return UNRESOLVED
    today = calendar.day(published)
    basis = Basis.PUBLICATION if form == "today" else Basis.RELATIVE
    if form == "overnight":
        before = calendar.shifted(today, -1)
        return Meaning("TIME", f"{before.timex}TNI", basis, before, f"{before.edtf}/{today.edtf}")
    if form == "tonight":
        return Meaning("TIME", f"{today.timex}TNI", basis, today, today.edtf)
    period = calendar.shifted(today, DAYS[form])
    part = words.one("p") or words.one("p2")
    return part_of(period, part, basis) if part else dated(period, basis)


def part(words: Words, telling: Telling) -> Meaning | None:
    """Read "this morning", "last night", "that evening", "the next morning", "at noon"."""
    form, mod = words.one("p"), words.one("mod")
    if telling.tokens.near(words.last) == "of":
        return None
    if mod in {"last", "past"} or mod == "this":
        if telling.published is None:
            return UNRESOLVED
        day = calendar.day(telling.published)
        return part_of(calendar.shifted(day, -1) if mod != "this" else day, form, Basis.RELATIVE)
    if mod:
        step = 1 if mod == "next" else ANCHORED.get(mod, 0)
        found = anchored(step, "day", words.first, telling)
        if found is None:
            return UNRESOLVED
        return part_of(found[0], form, found[1], anchored_=True)
    before = telling.tokens.near(words.first - 1)
    named = PARTS[form][0].isdigit()
    if not words.has("the") and before not in (BEFORE_A_NOON if named else {"at", "by", "before"}):
        return None
    found = anchored(0, "day", words.first, telling)
    day = found[0] if found else calendar.day(telling.published) if telling.published else None
    if day is None:
        return Meaning("TIME", None, told=False)
    return replace(part_of(day, form, Basis.UNKNOWN), told=False)


# ---------------------------------------------------------------------------- times of the clock


def clock(words: Words, telling: Telling) -> Meaning | None:
    """Read "10:35 a.m.", "5 p.m. EST", "18:30", "0735 GMT"; the day is the one named beside it."""
    at = words.first
    tokens = telling.tokens
    marked = words.has("k") or words.has("z") or tokens.near(words.last) in {"local", "o'clock"}
    if not marked and (tokens.near(at - 1) not in BEFORE_A_CLOCK or ":" not in tokens.forms[at]):
        return None
    time = _time(words.one("c"), words.one("k"))
    if time is None:
        return Meaning("TIME", None, told=False)
    day = day_beside(words, telling)
    if day is None:
        return Meaning("TIME", None)
    zone = "Z" if words.one("z") in {"gmt", "utc"} else ""
    return Meaning("TIME", f"{day[0].timex}T{time}", day[1], day[0], f"{day[0].edtf}T{time}:00{zone}")


def _time(form: str, half: str) -> str | None:
    """Return hours and minutes as 24-hour "HH:MM", None where there is no such time."""
    if form.isdigit() and len(form) == 4:  # noqa: PLR2004
        hour, minute, half = int(form[:2]), int(form[2:]), ""
    else:
        found = _CLOCK.fullmatch(form)
        if found is None:
            return None
        hour, minute = int(found[1]), int(found[2] or 0)
        half = (found[4] or half).lower()
    if half and not 1 <= hour <= NOON:
        return None
    if half:
        hour = hour % NOON + (NOON if half.startswith("p") else 0)
    return f"{hour:02}:{minute:02}" if hour < HOURS and minute < MINUTES else None


def day_beside(words: Words, telling: Telling) -> tuple[Period, Basis] | None:
    """Return the day of the last time named in the sentence, else the day of publication.

    The reader looks at what follows the clock first (`expressions.py`); only the publication date,
    which does not say that day, has basis unknown.
    """
    found = telling.anchor(words.first)
    if found is not None and found[0].grain == "day" and found[2]:
        return found[0], found[1]
    if telling.published is None:
        return None
    return calendar.day(telling.published), Basis.UNKNOWN


def weekly(words: Words, telling: Telling) -> Meaning | None:
    """Read "the week of March 6"."""
    if telling.published is None and not words.has("y"):
        return UNRESOLVED
    day = day_of_month(words, telling)
    if day is None or day.period is None or words.one("u") not in UNITS:
        return UNRESOLVED
    return dated(calendar.holding(day.period.first, words.one("u")), day.basis)


RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "(?: (?P<t>P)y? | v | j )? d? (?P<mod>[LXtbFuR=])? (?P<wd>W) (?P<p>P)? (?: y?d?(?P<week>[LXtbF&])U )?",
        weekday,
    ),
    rule("weekdays", "(?P<wd>w)", weekdays),
    rule("deictic", "(?: (?:v-?)?(?P<p>P) | [vj] )? (?P<t>T) (?P<p2>P)?", deictic),
    rule("part of the day", "(?:v-?)? (?:d?(?P<mod>[tbFXL&=])|(?P<the>d))? (?:v-?)? (?P<p>P)", part),
    rule("clock", "(?:(?P<c>[Cn])(?P<k>K)?(?P<z>Z)?)", clock),
    rule("clock", "(?P<c>[NY])(?P<k>K)?(?P<z>Z)", clock),
    rule("week of", "d(?P<u>U)y (?:W,?)? (?P<m>M)(?P<d>[no]) (?:,?(?P<y>Y))?", weekly),
)
