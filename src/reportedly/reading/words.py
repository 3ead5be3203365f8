"""Words: a report's text cut into paragraphs and words, with what the eye sees of each.

A word is a run of letters and digits, or one other character. It is deliberately finer than
what a linguist calls a token, so that every span a person may mark begins and ends at a word.
The encoder is uncased; `shape`, `quote` and `layout` give back what casing, quotation marks and
the place on the page say.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.record import Span, cite

SHAPES = 7
"""Size of the shape vocabulary: mark, lower, Title, UPPER, mIxed, digit, single capital."""
QUOTES = 5
"""Size of the quote vocabulary: outside, inside double, opening, closing, inside single."""
LAYOUTS = 3
"""Size of the layout vocabulary: body, first paragraph, first word of a paragraph."""

_WORD = re.compile(r"[^\W_]+|\S")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*")
_SENTENCE_END = re.compile(r"[.!?…]")
_CLOSERS = frozenset("\"'”’»)]")
_OPEN_DOUBLE = frozenset("“«„‟")
_CLOSE_DOUBLE = frozenset("”»")

OUTSIDE, INSIDE, OPENING, CLOSING, INSIDE_SINGLE = range(QUOTES)
BODY, FIRST_PARAGRAPH, PARAGRAPH_START = range(LAYOUTS)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, as parallel lists, one entry a word (W words in P paragraphs)."""

    text: str
    """The text the positions point into."""
    starts: list[int]
    """First code point of each word."""
    ends: list[int]
    """One past the last code point of each word."""
    shapes: list[int]
    """Shape of each word, 0 … SHAPES-1."""
    quotes: list[int]
    """Quote state of each word, 0 … QUOTES-1."""
    layouts: list[int]
    """Layout state of each word, 0 … LAYOUTS-1."""
    paragraphs: list[int]
    """First word of each paragraph, and W at the end: P+1 entries."""

    def __len__(self) -> int:
        """Return the number of words, W."""
        return len(self.starts)

    def forms(self) -> list[str]:
        """Return each word as the text has it."""
        return [self.text[start:end] for start, end in zip(self.starts, self.ends, strict=True)]

    def form(self, i: int) -> str:
        """Return word `i` as the text has it."""
        return self.text[self.starts[i] : self.ends[i]]

    def said(self, first: int, last: int) -> str:
        """Return words [first, last) as the text has them, with what stands between them."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def cited(self, ranges: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
        """Return ranges of words, [first, last) each, as spans of the text."""
        return tuple(cite(self.text, self.starts[first], self.ends[last - 1]) for first, last in ranges)

    def holding(self, start: int, end: int) -> tuple[int, int]:
        """Return the words [first, last) that code points [start, end) touch, one at least."""
        first = max(bisect_right(self.starts, start) - 1, 0)
        return first, max(bisect_left(self.starts, end), first + 1)


def split_words(text: str) -> Words:
    """Cut `text` into words; each line that holds a visible character is a paragraph."""
    starts: list[int] = []
    ends: list[int] = []
    shapes: list[int] = []
    quotes: list[int] = []
    layouts: list[int] = []
    paragraphs: list[int] = []
    for paragraph in _PARAGRAPH.finditer(text):
        paragraphs.append(len(starts))
        layout = FIRST_PARAGRAPH if len(paragraphs) == 1 else BODY
        double = single = False
        first = True
        for match in _WORD.finditer(text, paragraph.start(), paragraph.end()):
            start, end = match.span()
            form = match.group()
            starts.append(start)
            ends.append(end)
            shapes.append(_shape(form))
            state, double, single = _quote(text, start, form, double=double, single=single)
            quotes.append(state)
            layouts.append(PARAGRAPH_START if first and layout == BODY else layout)
            first = False
    paragraphs.append(len(starts))
    return Words(text, starts, ends, shapes, quotes, layouts, paragraphs)


def sentence_starts(words: Words, first: int, last: int) -> list[int]:
    """Return the words in [first, last) that begin a sentence, `first` among them.

    A plain rule: a stop, then closing marks, then a space and a word that is not lower case.
    It only decides where an over-long paragraph may be cut, so a miss costs nothing.
    """
    found = [first]
    for i in range(first, last - 1):
        if not _SENTENCE_END.match(words.text, words.starts[i]):
            continue
        j = i + 1
        while j < last and words.text[words.starts[j]] in _CLOSERS and words.starts[j] == words.ends[j - 1]:
            j += 1
        if j < last and words.starts[j] > words.ends[j - 1] and not words.text[words.starts[j]].islower():
            found.append(j)
    return found


def all_sentences(words: Words) -> list[int]:
    """Return the first word of every sentence of the text, and W at the end."""
    bounds = zip(words.paragraphs, words.paragraphs[1:], strict=False)
    return [*(start for first, last in bounds for start in sentence_starts(words, first, last)), len(words)]


def follow_quotes(words: Words, first: int, last: int, still_open: str = "") -> tuple[list[bool], str]:
    """Tell for each word in [first, last) whether it stands in a quotation, and what is open at the end.

    `still_open` names the quotations open before: "d" double, "s" single, outermost first. A mark
    closes only a quotation of its own sort, so that ‘…’ inside “…” leaves the outer one open.
    """
    inside = []
    for i in range(first, last):
        sort = "s" if words.text[words.starts[i]] in "‘’'`" else "d"
        if words.quotes[i] == OPENING:
            still_open += sort
        inside.append(bool(still_open))
        if words.quotes[i] == CLOSING and sort in still_open:
            still_open = still_open[: still_open.rindex(sort)]
    return inside, still_open


def _shape(form: str) -> int:
    """Return the shape of one word (see SHAPES)."""
    if not form[0].isalnum():
        return 0
    if form.isdigit():
        return 5
    if form.islower():
        return 1
    if form.isupper():
        return 6 if len(form) == 1 else 3
    return 2 if form[0].isupper() and form[1:].islower() else 4


def _quote(text: str, start: int, form: str, *, double: bool, single: bool) -> tuple[int, bool, bool]:
    """Return the quote state of the word at `start` and the state after it.

    An apostrophe opens a single quotation only after a space and closes it only before no letter.
    """
    before = text[start - 1] if start else " "
    after = text[start + 1] if start + 1 < len(text) else " "
    if form in _OPEN_DOUBLE:
        return OPENING, True, single
    if form in _CLOSE_DOUBLE:
        return CLOSING, False, single
    if form == '"':
        opens = not double or (before.isspace() and after.isalnum())
        return (OPENING, True, single) if opens else (CLOSING, False, single)
    if form in "‘'’`" and not before.isalnum() and not single and after.isalnum() and form != "’":
        return OPENING, double, True
    if form in "’'" and single and not after.isalnum():
        return CLOSING, double, False
    inside = INSIDE if double else INSIDE_SINGLE if single else OUTSIDE
    return inside, double, single
