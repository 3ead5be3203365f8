"""Tokens: a text as the grammar of times sees it, one letter a token.

The letters are those of `lexicon.py`, and for numbers:

    n 1 to 31   N another number   Y 1000 to 2199   o 1st to 31st   O a higher ordinal   9 '98
    D 1990s     B '80s             C 10:35          I 2026-02-18    G 18/02/2026         7 Q3
    | the gap between two paragraphs   @ the first word of a feast
"""

import re
from dataclasses import dataclass
from functools import cache

from reportedly.reading.times.lexicon import CLASSES, HOMOGRAPHS, SHORT
from reportedly.reading.times.word_sets import words
from reportedly.wordlists.times import feasts

_SHORT_DOT = "|".join(sorted({name.capitalize() for name in SHORT}, key=len, reverse=True))
_TOKEN = re.compile(
    rf"\n[ \t\r]*\n\s*|['’](?:s\b|[0-9]{{2}}s?\b)|(?:{_SHORT_DOT})\.|[ap]\.m\.?|[AP]\.M\.?"
    r"|(?<![\w.,/:-])(?:[0-9]{4}-[0-9]{2}-[0-9]{2}(?![\w-])|[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?(?![\w:])"
    r"|[0-9]{1,2}([/.])[0-9]{1,2}\1(?:[0-9]{4}|[0-9]{2})(?![\w/]|\.[0-9]))"
    r"|[0-9]+(?:[.,][0-9]+)+(?:st|nd|rd|th)?\b|[^\W_]+|\S"
)
_NUMBER = re.compile(r"([0-9]+)(st|nd|rd|th|s|am|pm|AM|PM)?")
_QUARTER = re.compile(r"[Qq][1-4]|[1-4]Q")
LONGEST_NUMBER = 6
"""Digits of the longest number that can count days or years."""
FIRST_YEAR, LAST_YEAR = 1000, 2199
"""Years that four digits are taken for."""
LONGEST_MONTH = 31
BEFORE_A_MONTH = words(
    "in since until till by last next this early late mid of from to through between and during or "
    "for before after around on throughout past about circa the a its his their each every every - – "
    "following previous"
)
"""Words before which a capital "May" or "March" is a month."""

BEFORE_A_NAMESAKE = words("in since until till last next this early late mid during throughout")
"""Words after which "June" is a month though a capital follows ("in June Russian troops")."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text, as parallel lists."""

    text: str
    """The text the positions point into."""
    starts: list[int]
    """First code point of each token."""
    forms: list[str]
    """Each token as the text has it."""
    classes: str
    """One letter a token."""

    def end(self, i: int) -> int:
        """Return one past the last code point of token `i`."""
        return self.starts[i] + len(self.forms[i])

    def near(self, i: int) -> str:
        """Return token `i` in lower case, "" beyond either end of the text."""
        return self.forms[i].lower() if 0 <= i < len(self.forms) else ""


def tokens_of(text: str) -> Tokens:
    """Return the tokens of `text`."""
    starts: list[int] = []
    forms: list[str] = []
    for found in _TOKEN.finditer(text):
        starts.append(found.start())
        forms.append(found.group())
    known = _letters().get
    letters = [known(form, "_") for form in forms]
    for i, form in enumerate(forms):
        letter = letters[i]
        if letter == "_":
            if form[0] in "0123456789'’\nQq":
                letters[i] = _special(form)
        elif letter in "MWw":
            letters[i] = _name(form, letter, forms, i)
    return Tokens(text, starts, forms, "".join(letters))


@cache
def _letters() -> dict[str, str]:
    """Return the letter of each form, feasts included: `@` is the first word of one."""
    return {form.split()[0].partition("'")[0]: "@" for form in feasts()} | CLASSES


def _special(form: str) -> str:
    """Return the letter of a number, a clock time, a numeric date or a gap."""
    if form[0] == "\n":
        return "|"
    if form[0] in "'’":
        return {3: "9", 4: "B"}.get(len(form), "_")
    for sign, letter in ((":", "C"), ("-", "I")):
        if sign in form:
            return letter
    if _QUARTER.fullmatch(form):
        return "7"
    found = _NUMBER.fullmatch(form.replace(",", ""))
    if found is None:
        dated = "/" in form or form.count(".") == 2  # noqa: PLR2004 - 18.02.2026
        return "G" if dated else "N" if form[-1].isdigit() else "_"
    digits, suffix = found.groups()
    return _number(digits, suffix or "", grouped="," in form)


def _number(digits: str, suffix: str, *, grouped: bool) -> str:
    """Return the letter of a whole number with what is written to its end."""
    if len(digits) > LONGEST_NUMBER:
        return "_"
    value = int(digits)
    year = FIRST_YEAR <= value <= LAST_YEAR and not grouped and len(digits) == 4  # noqa: PLR2004
    small = 1 <= value <= LONGEST_MONTH and len(digits) <= 2  # noqa: PLR2004
    if suffix == "s":
        return "D" if year and value % 10 == 0 else "_"
    if suffix in {"st", "nd", "rd", "th"}:
        return "o" if small else "O"
    if suffix:
        return "C" if small else "_"
    return "Y" if year else "n" if small else "N"


def _name(form: str, letter: str, forms: list[str], i: int) -> str:
    """Return the letter of a month or weekday, `_` where the word must mean something else."""
    before = forms[i - 1] if i else ""
    after = forms[i + 1] if i + 1 < len(forms) else ""
    word = form.lower().rstrip(".")
    if word in SHORT and not form.endswith("."):
        means = after[:1].isdigit() or (letter == "M" and before[:1].isdigit())
    elif after[:1].isdigit() or before[:1].isdigit():
        means = True
    else:
        # "June Smith said" names a woman, unless a word before it wants a month.
        named = letter == "M" and after[:1].isupper() and after not in CLASSES
        wanted = BEFORE_A_NAMESAKE if named else BEFORE_A_MONTH
        means = before.lower() in wanted or not (named or word in HOMOGRAPHS)
    return letter if means else "_"
