"""Tokens: a text cut for the grammar of figures, finer than words where digits meet letters.

"30km-deep" is 30, km, -, deep; "Ukraine's" is one token; "3,500" is one. Sentences are told by their
full stops and by line breaks; "Feb. 24", "Gen. Smith" and "U.S. troops" go on.
"""

import re
from dataclasses import dataclass

from reportedly.wordlists.figures import word_set
from reportedly.wordlists.forms import plain

_TOKEN = re.compile(r"\d+(?:[.,٬٫]\d+)*|[^\W\d_]+(?:'[^\W\d_]+)*|\S")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("\"'”’»)]")
_ABBREVIATIONS = word_set("abbreviations")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of one text as parallel lists, T entries each, and its sentences."""

    text: str
    """The text the positions point into."""
    starts: list[int]
    """First code point of each token."""
    ends: list[int]
    """One past the last code point of each token."""
    low: list[str]
    """Each token in small letters, with one kind of apostrophe, hyphen and space."""
    sentences: list[tuple[int, int]]
    """First token of each sentence and one past its last."""
    sentence: list[int]
    """Index of the sentence that holds each token."""

    def __len__(self) -> int:
        """Return the number of tokens, T."""
        return len(self.starts)

    def form(self, i: int) -> str:
        """Return token `i` as the text has it."""
        return self.text[self.starts[i] : self.ends[i]]

    def word(self, i: int) -> str:
        """Return token `i` in small letters, or "" where the text has none there."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def glued(self, i: int) -> bool:
        """Tell whether token `i` stands right at the one before it, with no space between."""
        return 0 < i < len(self.starts) and self.ends[i - 1] == self.starts[i]

    def capital(self, i: int) -> bool:
        """Tell whether token `i` begins with a capital."""
        return 0 <= i < len(self.starts) and self.text[self.starts[i]].isupper()

    def is_number(self, i: int) -> bool:
        """Tell whether token `i` is written in digits."""
        return 0 <= i < len(self.low) and self.low[i][0].isdecimal()

    def bounds(self, i: int) -> tuple[int, int]:
        """Return the first token of the sentence of token `i`, and one past its last."""
        return self.sentences[self.sentence[i]]


def tokens_of(text: str) -> Tokens:
    """Cut `text`; time grows with its length alone."""
    same = plain(text)
    starts: list[int] = []
    ends: list[int] = []
    low: list[str] = []
    for match in _TOKEN.finditer(same):
        starts.append(match.start())
        ends.append(match.end())
        low.append(match.group().lower())
    tokens = Tokens(text, starts, ends, low, [], [])
    _cut_sentences(tokens)
    return tokens


def _cut_sentences(tokens: Tokens) -> None:
    """Fill in the sentences."""
    text, starts, ends, low = tokens.text, tokens.starts, tokens.ends, tokens.low
    first = 0
    count = len(starts)
    for i in range(count):
        last = i + 1 == count
        gap = "" if last else text[ends[i] : starts[i + 1]]
        over = last or "\n" in gap
        if not over and low[i] in _ENDS and gap:
            over = _ends_here(tokens, i, i)
        elif not over and low[i] in _CLOSERS and gap and i and low[i - 1] in _ENDS:
            over = _ends_here(tokens, i, i - 1)
        if over:
            tokens.sentences.append((first, i + 1))
            tokens.sentence.extend([len(tokens.sentences) - 1] * (i + 1 - first))
            first = i + 1


def _ends_here(tokens: Tokens, i: int, stop: int) -> bool:
    """Tell whether the full stop `stop`, with what closes at `i` behind it, ends a sentence."""
    follower = tokens.text[tokens.starts[i + 1]]
    if follower.islower():
        return False
    if tokens.low[stop] != ".":
        return True
    before = tokens.word(stop - 1)
    short = before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha())
    return not (short and tokens.glued(stop))
