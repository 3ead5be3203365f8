"""References: now, recently, the future; feasts; and the days of a war."""

from datetime import timedelta

from reportedly.reading.times import calendar, nearest
from reportedly.reading.times.dates import UNRESOLVED, dated, year_of
from reportedly.reading.times.found import Meaning
from reportedly.reading.times.lengths import unit_of
from reportedly.reading.times.lexicon import REFERENCES
from reportedly.reading.times.numbers import number_of, ordinal_of
from reportedly.reading.times.rules import Rule, Words, rule
from reportedly.reading.times.telling import Telling
from reportedly.reading.times.word_sets import words
from reportedly.record import Basis
from reportedly.wordlists.times import War, feasts, named_times

CONFLICTS = words("war invasion conflict offensive fighting campaign bombardment siege")
PLAIN = words(
    "the this its Russia Russia's Russian Israel Israeli 's ’s full - scale all out ongoing current a"
)
"""Words between "of" and "war" that leave the war that the text is about."""
LONGEST_FEAST = 5
"""Tokens of the longest name of a feast."""
WORDS_TO_THE_WAR = 7
"""How far behind "the 1,500th day of" the war may stand ("Russia's full-scale invasion")."""


def reference(words: Words, telling: Telling) -> Meaning:
    """Read "now", "currently" (the publication date); "recently", "soon" (vague, not in the contract)."""
    value = REFERENCES[words.one("x")]
    if value != "PRESENT_REF":
        return Meaning("DATE", value, told=False)
    if telling.published is None:
        return Meaning("DATE", value)
    return Meaning("DATE", value, Basis.PUBLICATION, None, telling.published.isoformat())


def vague(words: Words, _telling: Telling) -> Meaning | None:
    """Read "the past", "the future", "recent", "current"."""
    form = words.forms[words.last - 1].lower()
    if form in {"past", "future", "current"} and not words.has("the"):
        return None
    if form == "latest":
        return None
    values = {"past": "PAST_REF", "recent": "PAST_REF", "current": "PRESENT_REF", "future": "FUTURE_REF"}
    return Meaning("DATE", values[form], told=False)


def day_of_war(words: Words, telling: Telling) -> Meaning | None:
    """Read "on the 1,500th day of the war", "day 100 of the invasion".

    Resolved only where the war is plainly meant and its first day is listed (`wordlists/times.yaml`).
    """
    behind = telling.tokens.forms[words.last : words.last + WORDS_TO_THE_WAR]
    conflict = next((i for i, form in enumerate(behind) if form in CONFLICTS), None)
    if conflict is None:
        return None
    counted = words.of("n") or words.of("n2")
    number = ordinal_of(counted[0]) if words.has("n") else number_of(counted)
    unit = unit_of(words.one("u") or words.one("u2"))
    war = war_meant(telling, behind[:conflict])
    if war is None or not number or unit not in {"day", "week", "month", "year"}:
        return UNRESOLVED
    first = calendar.moved(war.first_day, int(number) - 1, unit)
    if telling.published is not None and first > telling.published:
        return UNRESOLVED
    if unit == "day":
        return dated(calendar.day(first), Basis.SAID)
    last = calendar.moved(war.first_day, int(number), unit) - timedelta(days=1)
    return Meaning("DATE", None, Basis.SAID, None, f"{first}/{last}")


def war_meant(telling: Telling, between: list[str]) -> War | None:
    """Return the one listed war that the text is about, None where none or more than one may be meant.

    `between` are the words from "of" to "war": only such as name no other war.
    """
    meant = [war for war in named_times().wars if not telling.words().isdisjoint(war.words)]
    if len(meant) != 1 or not set(between) <= PLAIN | set(meant[0].words):
        return None
    return meant[0]


def feast(words: Words, telling: Telling) -> Meaning | None:
    """Read "Christmas", "New Year's Eve", "Ramadan": resolved where the feast has a fixed day."""
    first, last = words.match.span("name")
    tokens = telling.tokens
    found = feasts().get(tokens.text[tokens.starts[first] : tokens.end(last - 1)].replace("’", "'"))
    if found is None:
        return None
    if found.month is None or found.day is None:
        return UNRESOLVED
    if words.has("y"):
        day = calendar.day(calendar.month(year_of(words.one("y")), found.month).first.replace(day=found.day))
        return dated(day, Basis.SAID)
    if telling.published is None:
        return UNRESOLVED
    tense = telling.tense(words.first, words.last)
    return dated(nearest.month_day(telling.published, found.month, found.day, tense), Basis.RELATIVE)


RULES: tuple[Rule, ...] = (
    rule("reference", "(?P<x>x)", reference),
    rule("vague", "(?P<the>d)?[prlR]", vague),
    rule("day of war", "d?(?P<n>[oOs])(?P<u>U)y", day_of_war),
    rule("day of war", "(?P<u2>U)(?P<n2>[nNYcOo])y", day_of_war),
    *(rule("feast", f"(?P<name>@.{{{more}}})(?:,?(?P<y>Y))?", feast) for more in range(LONGEST_FEAST)),
)
