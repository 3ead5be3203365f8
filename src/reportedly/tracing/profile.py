"""Profiles: what a comparison needs of a statement, worked out once."""

import re
from itertools import accumulate

import msgspec

from reportedly.record import Kind
from reportedly.record.days import Days, days_of
from reportedly.tracing.names import folded, key_of, side_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.terms import (
    FUNCTION_WORDS,
    negated,
    numbers_of,
    quoted_in,
    stem,
    terms_of,
    tokens_of,
)

_NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-ZÀ-Þ][\w’'-]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FIRST = re.compile(r"[^\w]*([A-ZÀ-Þ][\w’'-]+)")


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """One statement, ready to be compared."""

    statement: Statement
    """What it is of."""
    tokens: tuple[str, ...]
    """Its words in order, in lower case."""
    line: str
    """The same, each between two spaces."""
    begins: tuple[int, ...]
    """Where the space before each of them stands in `line`, and the last one."""
    terms: frozenset[str]
    """Stems of its content words."""
    head: frozenset[str]
    """Stems of the content words of the deed alone."""
    names: frozenset[str]
    """Stems of its capitalised words, countries by one name."""
    called: frozenset[str]
    """Its names, with a country's that begins the sentence."""
    numbers: frozenset[str]
    """Its numerals, years apart."""
    counts: frozenset[float]
    """The numbers that count something in it."""
    quoted: tuple[tuple[str, ...], ...]
    """Words of each stretch in quotation marks; all of them where the whole is quoted."""
    parties: frozenset[str]
    """Sides or names of those who act and to whom it is done; for a figure, whose."""
    doers: frozenset[str]
    """Sides or names of those who act."""
    spots: frozenset[str]
    """Where, countries left out."""
    regions: frozenset[str]
    """First-level divisions that places in them lie in, or are, countries left out."""
    broad: frozenset[str]
    """First-level divisions that are themselves among the places."""
    lands: frozenset[str]
    """Countries among the places."""
    days: Days | None
    """When, as days."""
    said: Days | None
    """When it was said; the report's day where nothing is told is no day."""
    published: Days | None
    """Day of publication."""
    voice: str | None
    """Key of who says it; None for the outlet's own voice and for nobody in particular."""
    negated: bool
    """Whether it denies, by its words or its status."""


def profile_of(statement: Statement) -> Profile:
    """Return the profile of a statement."""
    words = statement.words
    names = frozenset(_name(found[0]) for found in _NAME.finditer(words))
    tokens = tokens_of(words)
    speaker = statement.speaker
    doers = frozenset(side_of(n) or folded(n).rpartition(" ")[2] for n in statement.actors)
    others = frozenset(side_of(n) or folded(n).rpartition(" ")[2] for n in statement.recipients)
    if statement.kind is StatementKind.FIGURE:
        doers = frozenset(t for n in statement.actors for t in terms_of(n)) | frozenset(
            s for n in statement.actors if (s := side_of(n))
        )
    quoted = tuple(q for text in quoted_in(words) if (q := tokens_of(text)))
    if (not quoted and words[:1] in '“"' and len(words) > 1) or (not quoted and words[-1:] in '”"'):
        quoted = (tokens,)
    first = _FIRST.match(words)
    land = side_of(first[1]) if first is not None else None
    near = [p for p in statement.places if not p.wide]
    return Profile(
        statement=statement,
        tokens=tokens,
        line=f" {' '.join(tokens)} ",
        begins=tuple(accumulate((len(t) + 1 for t in tokens), initial=0)),
        terms=terms_of(words) | terms_of(statement.head),
        head=terms_of(statement.head),
        names=names - {""},
        called=(names | ({land} if land else frozenset())) - {""},
        numbers=frozenset(t for t in tokens if t[0].isdigit() and not _YEAR.fullmatch(t)),
        counts=numbers_of(words),
        quoted=quoted,
        parties=(doers | others) - {""},
        doers=doers - {""},
        spots=frozenset(str(p.geonames_id or folded(p.name)) for p in near),
        regions=frozenset(f"{p.country}/{p.region}" for p in near if p.region),
        broad=frozenset(f"{p.country}/{p.region}" for p in near if p.region and p.broad),
        lands=frozenset(folded(p.name) for p in statement.places if p.wide),
        days=days_of(statement.when),
        said=days_of(statement.said_on),
        published=days_of(statement.published),
        voice=key_of(speaker.who) if speaker is not None and speaker.kind is not Kind.UNNAMED else None,
        negated=negated(words) != (statement.status == "denied" and statement.kind is not StatementKind.SAID),
    )


def _name(word: str) -> str:
    """Return what a capitalised word is counted as: its country, or its stem; nothing for a function word."""
    if word.casefold() in FUNCTION_WORDS:
        return ""
    return side_of(word) or stem(folded(word))
