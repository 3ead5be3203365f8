"""Text -> the credits in it: whose work a report says it holds.

Only forms that say so outright are taken: a wire mark where agencies sign, and five phrases. "Reuters
reported" is no credit but an attribution; reading finds it.
"""

import re
from collections.abc import Iterator

from reportedly.record import Credit, CreditKind, Span, cite
from reportedly.wordlists import outlets
from reportedly.wordlists.outlets import Outlet

_LINE_AT_MOST = 240
"""Characters of a paragraph that is nothing but a credit; longer ones are searched for phrases only."""
_DATELINE_WITHIN = 120
"""Characters from a paragraph's start in which a dateline ends ("KYIV, Ukraine, March 4 (Reuters) —")."""
_EDGES = (400, 800)
"""Characters at the start and at the end of a paragraph that are searched; keeps long ones linear."""
_THIS = r"this (?:report|story|article|piece|dispatch|file|update|analysis|investigation)"
_SHARED = r"(?:files?|inputs?|reports?|reporting|information|material|contributions?|wires?|dispatches)"
_AGENCIES = r"(?:agenc(?:ies|y) ?(?:inputs?|reports?)?|wires?|wire (?:services|reports))"
_FIRST = r"(?:originally|first) (?:published|appeared|posted)"
_AGAIN = r"(?:re-?published|reprinted|reproduced)"
_PHRASES = (
    (CreditKind.CONTRIBUTED, rf"\bcontributed (?:[\w-]+ )?(?:to|for) {_THIS}"),
    (CreditKind.CONTRIBUTED, r"\bcontributed (?:to (?:the|this) )?reporting\b"),
    (CreditKind.REPORTING, r"\b(?:with )?(?:additional |further |extra )reporting (?:by|from) [^.\n]{2,160}"),
    (CreditKind.REPORTING, r"^\W?reporting by [^.\n]{2,160}"),
    (CreditKind.WITH, rf"^\W?with (?:additional )?{_SHARED} (?:from|by|of) [^.\n]{{2,160}}"),
    (
        CreditKind.WITH,
        rf"^\W?(?:with|from|by|compiled from|sources?:) (?:[\w-]+ )?(?:news ?)?{_AGENCIES}\W*$",
    ),
    (CreditKind.WITH, r"^\W?(?:news )?agencies\W*$"),
    (CreditKind.WITH, r"^\W?with [^.\n]{2,100}$"),
    (CreditKind.SOURCE, r"^\W?sources?\s{0,3}[:–—-]\s{0,3}[^.\n]{2,120}"),
    (
        CreditKind.ORIGINAL,
        rf"(?:{_THIS} )?(?:was |were )?\b{_FIRST} (?:by|on|in|at) [^.\n]{{2,120}}",
    ),
    (
        CreditKind.ORIGINAL,
        rf"\b{_AGAIN} (?:with permission )?(?:from|by|courtesy of) [^.\n]{{2,120}}",
    ),
)
"""Those that begin with ^ are lines of their own; `_widened` finds what stands before "contributed"."""
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _PHRASES)
_SENTENCE_AT_MOST = 200
_SENTENCE_ENDS = ".!?\n"
_GENERIC = re.compile(r"\b(?:agenc(?:ies|y)|wires?|wire (?:services|reports))\b", re.IGNORECASE)
_ONLY_WITH = re.compile(
    r"\W*(?:with|from|by|compiled|sources?)\b(?:the|and|additional|files?|inputs?|reports?|reporting"
    r"|information|material|contributions?|wires?|dispatches|from|by|of|agenc(?:ies|y)|news|\W)*",
    re.IGNORECASE,
)
_BRACKETED = re.compile(r"[(\[](?P<marks>[^()\[\]\n]{2,60})[)\]]|/(?P<slashed>[^/\n]{2,40})/")
_SIGNED = re.compile(r"(?:^|[.!?”\"'’)]\s*)[—–-]{1,2}\s*(?P<marks>[^\n—–]{2,40})$")
_PARTED = re.compile(r"/|,|;|&|\+|\band\b|-(?=[A-Z])")
_DASH = re.compile(r"\s*+\.?+\s*+(?:[—–-]{1,2}\s|$)")
_STOP = re.compile(r"\s*+[.,:—–-]")
_WORD = re.compile(r"[^\W\d_]+")


def credits_in(text: str) -> tuple[Credit, ...]:
    """Return the credits of a report's text, in order; every span cites `text`."""
    found: list[Credit] = []
    start = 0
    for paragraph in text.split("\n"):
        for first, last in _edges(len(paragraph)):
            found += _of_paragraph(text, paragraph[first:last], start + first)
        start += len(paragraph) + 1
    return tuple(sorted(found, key=lambda credit: (credit.span.start, credit.name or credit.span)))


def _edges(length: int) -> tuple[tuple[int, int], ...]:
    """Return the parts of a paragraph in which a credit can stand: all of it, or the ends of a long one."""
    if length <= _EDGES[0] + _EDGES[1]:
        return ((0, length),)
    return ((0, _EDGES[0]), (length - _EDGES[1], length))


def _of_paragraph(text: str, paragraph: str, start: int) -> Iterator[Credit]:
    taken: list[Span] = []
    for kind, pattern in _COMPILED:
        if pattern.pattern.startswith("^") and len(paragraph) > _LINE_AT_MOST:
            continue
        for match in pattern.finditer(paragraph):
            first = _widened(paragraph, match.start()) if kind is CreditKind.CONTRIBUTED else match.start()
            span = _trimmed(text, start + first, start + match.end())
            if span is None or any(span.start < other.end and other.start < span.end for other in taken):
                continue
            if named := tuple(_phrase(kind, span, text)):
                taken.append(span)
                yield from named
    yield from _wire_marks(text, paragraph, start, taken)


def _widened(paragraph: str, start: int) -> int:
    """Return where the sentence begins that goes on at `start`."""
    earliest = max(0, start - _SENTENCE_AT_MOST)
    return max(paragraph.rfind(end, earliest, start) + 1 for end in _SENTENCE_ENDS) or earliest


def _phrase(kind: CreditKind, span: Span, text: str) -> Iterator[Credit]:
    named = [
        (cite(text, span.start + first, span.start + last), candidates)
        for first, last, candidates in outlets.scan(span.text)
    ]
    if not named and not (kind is CreditKind.WITH and _GENERIC.search(span.text)):
        return  # a person's name, or "Source: own calculations": no other outlet's work
    if (
        kind is CreditKind.WITH
        and named
        and not _ONLY_WITH.fullmatch(_without(span.text, outlets.scan(span.text)))
    ):
        return  # "With Reuters staff waiting outside" is a clause
    for name, candidates in named:
        yield Credit(outlet=_one(candidates, name.text), kind=kind, name=name, span=span)
    if not named:
        yield Credit(outlet=None, kind=kind, span=span)


def _wire_marks(text: str, paragraph: str, start: int, taken: list[Span]) -> Iterator[Credit]:
    """Yield the agencies that sign a paragraph: in its dateline, at its end, or alone in it."""
    end = len(paragraph.rstrip(" ."))
    for match in _BRACKETED.finditer(paragraph):
        if match.end() < end:
            if match.start() > _DATELINE_WITHIN:
                continue
            closes = _STOP if match["slashed"] else _DASH
            if closes.match(paragraph, match.end()) is None or not _is_dateline(paragraph[: match.start()]):
                continue
        group = "marks" if match["marks"] else "slashed"
        yield from _marks(text, start + match.start(group), start + match.end(group), taken)
    if (signed := _SIGNED.search(paragraph)) is not None:
        yield from _marks(text, start + signed.start("marks"), start + signed.end("marks"), taken)
    alone = re.fullmatch(r"(?:by |©\s*|\()?(?P<marks>[^\n]{2,60}?)[.)]?", paragraph, re.IGNORECASE)
    if alone is not None:
        yield from _marks(text, start + alone.start("marks"), start + alone.end("marks"), taken)


def _marks(text: str, start: int, end: int, taken: list[Span]) -> Iterator[Credit]:
    """Yield a credit for each name in `[start, end)` where there is nothing but agencies' names."""
    if any(start < other.end and other.start < end for other in taken):
        return
    named = outlets.scan(text[start:end])
    if not named or _PARTED.sub("", _without(text[start:end], named)).strip():
        return
    agencies = [tuple(outlet for outlet in candidates if _signs(outlet)) for _, _, candidates in named]
    if not all(agencies):
        return
    span = cite(text, start, end)
    taken.append(span)
    for (first, last, _), candidates in zip(named, agencies, strict=True):
        name = cite(text, start + first, start + last)
        yield Credit(
            outlet=candidates[0].id if len(candidates) == 1 else None,
            kind=CreditKind.WIRE_MARK,
            name=name,
            span=span,
        )


def _signs(outlet: Outlet) -> bool:
    return outlet.kind in {"agency", "state medium"}


def _one(candidates: tuple[Outlet, ...], name: str) -> str | None:
    """Return the outlet that a name in a credit means: the only one, or the only agency of several."""
    agencies = [outlet for outlet in candidates if outlet.kind == "agency"]
    if len(agencies) == 1:
        return agencies[0].id
    return candidates[0].id if len(candidates) == 1 and not outlets.is_ambiguous(name) else None


def _is_dateline(before: str) -> bool:
    """Whether what stands before a mark opens a report: places and a date, nothing in small letters."""
    return not any(word[0].islower() for word in _WORD.findall(before))


def _without(words: str, found: list[tuple[int, int, tuple[Outlet, ...]]]) -> str:
    """Return `words` without the outlets' names in them."""
    parts, place = [], 0
    for first, last, _ in found:
        parts.append(words[place:first])
        place = last
    return "".join([*parts, words[place:]])


def _trimmed(text: str, start: int, end: int) -> Span | None:
    while start < end and text[start] in " \t([—–-*_":
        start += 1
    while end > start and text[end - 1] in " \t)]*_":
        end -= 1
    return cite(text, start, end) if start < end else None
