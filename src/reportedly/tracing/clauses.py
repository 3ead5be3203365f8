"""Clauses: the least stretch of a sentence that says something by itself, found by marks and function words.

A report has no syntax in its record, so this goes by grammar proper: an apposition, a name or an age between
commas does not part a verb from its subject; a list of names is one thing; a bracket is an aside.
"""

import re
from collections.abc import Iterator

_EDGE = re.compile(
    r"[;:](?=\s|$)|[()\[\]]|\s[–—-]{1,2}\s|—|, |\b(?:and|but) (?=(?:has|have|had|is|was|were|are|to)\b)"
)
"""Where a clause may end: marks, commas that part more than figures, a second verb of the same subject."""
_OPENS = re.compile(
    r"(?:who|whom|whose|which|that|where|when|while|after|before|as|but|and|or|nor|because|although|though|if|"
    r"unless|until|since|with|without|including|despite|amid|so|then|he|she|it|they|we|you|I|there|\w+ing|\w+ed)\b"
)
"""Words with which a clause or a phrase of its own begins."""
_ENDED = re.compile(r"\w+ed\b")
_FINITE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|has|have|had|do|does|did|will|would|shall|should|can|could|may|might|must|"
    r"cannot|ought|said|says|told)\b|\b\w+n[’']t\b|[’'](?:ll|re|ve|s (?:not|been|a|the)|d)\b",
    re.IGNORECASE,
)
"""Words that show a finite verb."""
_NAMES = re.compile(
    r"(?:(?:the|an?|and|or|in|of) )*[A-ZÀ-Þ][\w’'.-]*(?: (?:(?:of|the|and|in) )*[A-ZÀ-Þ][\w’'.-]*){0,3}"
)
_MOST_ASIDE = 6
"""Words of an aside between two commas or brackets, at most."""
_MOST_BARE = 12
"""Words of a content that may be no clause, at most."""
_PHRASE = re.compile(r"(?:to|of|for|as|against|on|over|about|with|from|by|at|into|in)\s")
_SUBJECT = re.compile(
    r"(?:he|she|it|they|we|you|I|who|there|no one|nobody|everybody|everyone|nothing)\b", re.IGNORECASE
)
"""Words that are the subject of a verb, whichever it is."""
_QUOTES = "“\"‘'«"


def bare(text: str) -> bool:
    """Return whether words that are attributed are no clause of their own ("the attack", "of planning it").

    Words in quotation marks are what was said, however few.
    """
    words = text.split()
    if not words or text[:1] in _QUOTES or len(words) > _MOST_BARE:
        return _PHRASE.match(text) is not None and len(words) <= 2 * _MOST_BARE
    return _PHRASE.match(text) is not None or (_FINITE.search(text) is None and _SUBJECT.match(text) is None)


def clause_within(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Return the clause of the sentence [start, end) that holds [first, last). Linear in its length."""
    left, right = start, end
    for begin, stop in _edges(text, start, end):
        if stop <= first:
            left = stop
        elif begin >= last:
            right = begin
            break
    return left, right


def subject_before(text: str, start: int, clause: int, verb: int) -> tuple[int, int] | None:
    """Return the words before an aside, where a clause of the sentence goes on after it with its verb.

    "The mayor, who left the town on Friday, has denied it": the subject of what begins at `clause` stands
    before the aside. None where the clause has its own. `verb` is where the deed's words begin.
    """
    if text[clause - 2 : clause] != ", " or not (
        verb == clause or _FINITE.match(text, clause) or text.startswith("also ", clause)
    ):
        return None
    if verb == clause and _OPENS.match(text, clause) and not _ENDED.match(text, clause):
        return None
    edges = [(start, start), *(e for e in _edges(text, start, clause) if e[1] < clause)]
    if len(edges) < 2 or text[slice(*edges[-1])] != ", ":  # noqa: PLR2004 -- before and after the subject
        return None
    found = (edges[-2][1], edges[-1][0])
    return found if text[slice(*found)].strip() else None


def _edges(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the edges of clauses in a sentence, those of asides and of lists left out."""
    found = [(m.start(), m.end()) for m in _EDGE.finditer(text, start, end)]
    skip = False
    for index, (begin, stop) in enumerate(found):
        if skip:
            skip = False
            continue
        after = found[index + 1][0] if index + 1 < len(found) else end
        inside = text[stop:after].strip()
        mark = text[begin:stop].strip()
        if mark == "(" and after < end and text[after] == ")" and len(inside.split()) <= _MOST_ASIDE:
            skip = True
            continue
        if mark == "," and _in_list(inside):
            continue
        closing = text[after : found[index + 1][1]].strip() if index + 1 < len(found) else ""
        if mark == "," and _is_aside(inside) and (closing == "," or not _ENDED.search(inside)):
            skip = closing == "," and _NAMES.match(text, after + 2) is None
            continue
        yield begin, stop


def _in_list(inside: str) -> bool:
    """Return whether what follows a comma goes on a list of names ("Kenya and Sudan have said")."""
    listed = _NAMES.match(inside)
    return listed is not None and (
        " and " in listed[0] or re.match(r" and [A-ZÀ-Þt]", inside[listed.end() :]) is not None
    )


def _is_aside(inside: str) -> bool:
    """Return whether what stands between two commas belongs to the words before: a name, an age, a title."""
    words = inside.split()
    if not words or _NAMES.fullmatch(inside.rstrip('.!?”"')):
        return True
    return len(words) <= _MOST_ASIDE and not _OPENS.match(inside) and _FINITE.search(inside) is None
