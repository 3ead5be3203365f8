"""Quarters, halves and seasons of a year."""

from datetime import date

from reportedly.reading.times import calendar, nearest
from reportedly.reading.times.calendar import Period
from reportedly.reading.times.dates import UNRESOLVED, dated, year_of
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lexicon import MONTHS, SEASONS
from reportedly.reading.times.numbers import ordinal_of
from reportedly.reading.times.relative import AHEAD, BACK, meaning_of, period_of
from reportedly.reading.times.rules import Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.tense import Tense
from reportedly.record import Basis

QUARTERS, HALVES = 4, 2


def year_said(words: Words, telling: Telling) -> tuple[int, Basis] | None:
    """Return the year that "of 1984", "last year's" or "of the year" names, None where none is."""
    for name in ("y", "y2"):
        if words.has(name):
            return year_of(words.one(name)), Basis.SAID
    for name in ("mod", "mod2"):
        if words.has(name):
            picked = period_of(words.one(name), "year", words.first, telling)
            return (picked.period.first.year, picked.basis) if picked else None
    return None


def quarter(words: Words, telling: Telling) -> Meaning | None:
    """Read "the third quarter", "third-quarter", "this year's third quarter", "Q3 2024"."""
    rank = ordinal_of(words.one("n")) if words.has("n") else int(words.one("q7").strip("qQ"))
    if rank is None or not 1 <= rank <= QUARTERS:
        return None
    year = year_said(words, telling)
    if year is not None:
        return dated(calendar.quarter(year[0], rank), year[1])
    if telling.published is None:
        return UNRESOLVED
    period = calendar.quarter(telling.published.year, rank)
    if period.first > telling.published and telling.tense(words.first, words.last) is not Tense.FUTURE:
        period = calendar.shifted(period, -QUARTERS)
    return dated(period, Basis.RELATIVE)


def quarter_of_year(words: Words, telling: Telling) -> Meaning:
    """Read "last year's quarter", "the 1988 quarter": the quarter last named, in that year."""
    year = year_said(words, telling)
    if year is None or telling.quarter is None:
        return UNRESOLVED
    rank = (telling.quarter.first.month + 2) // 3
    return dated(calendar.quarter(year[0], rank), year[1])


def that_quarter(words: Words, telling: Telling) -> Meaning | None:
    """Read "this quarter", "the latest quarter", "the quarter", "next quarter"."""
    mod = words.one("mod")
    published = telling.published
    if words.forms[words.last - 1].lower() == "period":
        mod = "latest"
    if mod in {"", "latest", "that", "same"}:
        if telling.quarter is None:
            if published is None or mod != "latest":
                return None if mod == "" else UNRESOLVED
            return dated(calendar.shifted(calendar.holding(published, "quarter"), -1), Basis.RELATIVE)
        return dated(telling.quarter, Basis.RELATIVE)
    return meaning_of(period_of(mod, "quarter", words.first, telling))


def half(words: Words, telling: Telling) -> Meaning | None:
    """Read "the first half of 2025", "the second half of the year", "the last half of the '80s"."""
    rank = {"first": 1, "second": 2, "last": 2}.get(words.one("n"))
    if rank is None:
        return None
    if words.has("m"):
        return _half_month(rank, words, telling)
    year = year_said(words, telling)
    if year is None and telling.published is not None and (words.has("this") or not words.has("of")):
        year = telling.published.year, Basis.RELATIVE
    if year is None:
        return None if not words.has("of") else UNRESOLVED
    return dated(calendar.half(year[0], rank), year[1])


def _half_month(rank: int, words: Words, telling: Telling) -> Meaning:
    """Return the first or second half of a month, as an interval of days."""
    if words.has("y"):
        month, basis = calendar.month(year_of(words.one("y")), MONTHS[words.one("m")]), Basis.SAID
    elif telling.published is None:
        return UNRESOLVED
    else:
        tense = telling.tense(words.first, words.last)
        month, basis = nearest.month(telling.published, MONTHS[words.one("m")], tense), Basis.RELATIVE
    middle = month.first.replace(day=15)
    edtf = f"{month.first}/{middle}" if rank == 1 else f"{middle.replace(day=16)}/{month.last}"
    return Meaning("DATE", month.timex, basis, month, edtf)


def season(words: Words, telling: Telling) -> Meaning | None:
    """Read "last summer", "in the spring of 2023", "early autumn", never "the fall of the city"."""
    number = SEASONS[words.one("s")]
    year = year_said(words, telling)
    if year is not None:
        return dated(calendar.season(year[0], number), year[1])
    mod = words.one("which")
    if not mod and not _is_season(words, telling):
        return None
    if telling.published is None:
        return UNRESOLVED
    tense = telling.tense(words.first, words.last)
    return dated(_season_meant(mod, number, telling.published, tense), Basis.RELATIVE)


def _season_meant(mod: str, number: int, published: date, tense: Tense) -> Period:
    """Return the season that "last", "next", "this" or only the tense picks."""
    here = calendar.season(published.year, number)
    if mod in BACK | {"previous"}:
        while here.last >= published:
            here = calendar.shifted(here, -1)
        return here
    if mod in AHEAD:
        return here if here.first > published else calendar.shifted(here, 1)
    return _this(here, published.month) if mod == "this" else nearest.season(published, number, tense)


def _this(here: Period, month: int) -> Period:
    """Return "this winter": in January and February it began the year before."""
    return calendar.shifted(here, -1) if here.timex.endswith("WI") and month <= HALVES else here


def _is_season(words: Words, telling: Telling) -> bool:
    """Return whether "spring", "fall" without a year stands where a season must."""
    before, after = telling.tokens.near(words.first - 1), telling.tokens.near(words.last)
    if after in {"of", "in", "to", "from"}:
        return False
    return before in {"in", "over", "during", "since", "until", "by", "through", "throughout"} or (
        words.has("v") and words.one("s") != "fall"
    )


OF_YEAR = "(?:,?y?\\$?d?(?P<y>[Y9])|,?y?d?(?P<mod>[LXtb=&])\\$?U)?"
RULES: tuple[Rule, ...] = (
    rule(
        "quarter",
        "(?:d?v-?|d?fy)? (?:d?(?P<y2>Y)|(?:d?(?P<mod2>[LXtR])\\$?U'))? [dtLXRp]? \\$?-? (?P<n>[os])"
        " -?[qQ]" + OF_YEAR,
        quarter,
    ),
    rule("quarter", "(?:d?(?P<y2>Y)|d?v-?)?d?(?P<q7>7)" + OF_YEAR, quarter),
    rule("quarter of year", "(?:d?(?P<y2>Y)|d?(?P<mod2>[LXt])U')q", quarter_of_year),
    rule("that quarter", "(?:d?fy|d?v-?)?(?:d?(?P<mod>[LXtRbFu&=])|d)q|dRz", that_quarter),
    rule(
        "half",
        "d?(?P<n>[osL])-?h(?:(?P<of>y)(?:d?\\$?(?P<y2>Y)|(?P<mod>[LXtb])U|(?P<this>d)U|d?(?P<dec>[DB])"
        "|(?P<m>M)(?:,?(?P<y>Y))?))?",
        half,
    ),
    rule("season", "(?:(?P<v>v)-?|d?fyd?|j)? (?:d?(?P<which>[LXtbFu])|d)? (?P<s>S)" + OF_YEAR, season),
)
