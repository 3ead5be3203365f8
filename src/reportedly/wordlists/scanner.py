"""The scanner: finds listed forms inside a text, longest first, in one pass."""

import re
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

from reportedly.wordlists.forms import plain

Meant = TypeVar("Meant")

_WORD = re.compile(r"\w+")


class Scanner(Generic[Meant]):
    """Finds every mention of the listed forms in a text.

    Forms are filed under their first word, so that a text is read once however long the list is: time
    grows with the text, not with the list. A mention begins and ends at the edge of a word and never
    overlaps another; where two forms begin at the same place the longer one counts.

    A form is found as it is written. One that starts with "the" needs the article, in either case
    ("The Times" in the list finds "the Times" and "The Times", never the bare "Times").
    """

    def __init__(self, pairs: Iterable[tuple[str, Meant]], *, any_case: bool = False) -> None:
        """Take each form and what it means; `any_case` also finds forms in other capitals."""
        self._any_case = any_case
        meanings: dict[str, tuple[Meant, ...]] = {}
        for form, meant in pairs:
            for spelling in _spellings(plain(form)):
                key = spelling.lower() if any_case else spelling
                held = meanings.get(key, ())
                if meant not in held:
                    meanings[key] = (*held, meant)
        filed: dict[str, list[tuple[int, str, tuple[Meant, ...]]]] = {}
        for form, meant_all in meanings.items():
            first = _WORD.search(form)
            if first is not None:
                filed.setdefault(first.group(), []).append((first.start(), form, meant_all))
        # Longest first; the form itself breaks ties, so that the order never depends on the list's.
        self._filed = {word: sorted(forms, key=lambda f: (-len(f[1]), f[1])) for word, forms in filed.items()}

    def scan(self, text: str) -> list[tuple[int, int, tuple[Meant, ...]]]:
        """Return the mentions in `text` as (start, end, all that the form can mean), in order."""
        return list(self._mentions(text))

    def match(self, text: str, start: int) -> tuple[int, int, tuple[Meant, ...]] | None:
        """Return the longest form that begins just at `start`, as `scan` gives it, or None."""
        same = self._comparable(text)
        word = _WORD.match(same, start)
        found = None if word is None else self._longest(same, word)
        return found if found is not None and found[0] == start else None

    def _comparable(self, text: str) -> str:
        """Return `text` as the filed forms are written, each letter at its place."""
        same = plain(text)
        if not self._any_case:
            return same
        if same.isascii():
            return same.lower()
        # Lowering a few letters ("İ") changes their number; those stay, so that positions do too.
        return "".join(low if len(low := letter.lower()) == 1 else letter for letter in same)

    def _mentions(self, text: str) -> Iterator[tuple[int, int, tuple[Meant, ...]]]:
        same = self._comparable(text)
        done = 0
        for word in _WORD.finditer(same):
            if word.start() < done:
                continue
            found = self._longest(same, word)
            if found is None:
                continue
            start, end, meant = found
            if same[start : start + 4].lower() == "the ":
                # "the Times of Israel": the name after the article reaches further than "the Times".
                bare = _WORD.match(same, start + 4)
                further = None if bare is None else self._longest(same, bare)
                if further is not None and further[1] > end:
                    continue
            yield start, end, meant
            done = end

    def _longest(self, text: str, word: re.Match[str]) -> tuple[int, int, tuple[Meant, ...]] | None:
        """Return the longest form whose first word is `word`, or None."""
        for offset, form, meant in self._filed.get(word.group(), ()):
            start = word.start() - offset
            end = start + len(form)
            if start >= 0 and text.startswith(form, start) and _at_edges(text, start, end):
                return start, end, meant
        return None


def _spellings(form: str) -> tuple[str, ...]:
    """Return `form` with its article in both cases, where it has one."""
    if form[:4] in {"the ", "The "}:
        return f"the {form[4:]}", f"The {form[4:]}"
    return (form,)


def _at_edges(text: str, start: int, end: int) -> bool:
    """Tell whether text[start:end] is not part of a longer word or hyphenated name."""
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    if before.isalnum() or after.isalnum() or before == "_" or after == "_":
        return False
    # "Post-Soviet" is no Post and "ex-Guardian" no Guardian; "Reuters-" and "CNN–" are fine.
    return not (
        (after == "-" and end + 1 < len(text) and text[end + 1].isalpha())
        or (before == "-" and start > 1 and text[start - 2].isalpha())
    )
