"""Acts: what a cue does with its content (say, deny, warn…), and which cues hold it back."""

import re
from functools import cache

import msgspec

from reportedly.record import Act
from reportedly.wordlists.forms import plain
from reportedly.wordlists.table import load

_WORD = re.compile(r"[\w'-]+")


class Acts(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The compiled list: every inflected form, lowercased."""

    forms: dict[str, Act]
    """Cue, of one word or several, to act."""
    hedges: frozenset[str]
    """Cues that hold the content back ("reportedly", "is believed to")."""
    longest: int
    """Words in the longest cue."""


def act_of(cue: str) -> Act | None:
    """Return the act of a cue as it stands in the report, or None where no word of it is known.

    The whole cue counts first, then its longest known part. Among parts of one length a telling act
    wins over `say` ("issued a warning" warns), then the earlier one. Where None is returned `say` is
    the default.
    """
    words = _words(cue)
    forms = _load().forms
    for length in range(min(len(words), _load().longest), 0, -1):
        found = [act for part in _parts(words, length) if (act := forms.get(part)) is not None]
        if found:
            return next((act for act in found if act is not Act.SAY), found[0])
    return None


def is_cue(word: str) -> bool:
    """Tell whether `word`, in any inflection, is listed as a cue by itself."""
    return plain(word).lower() in _load().forms


def is_hedge(cue: str) -> bool:
    """Tell whether a cue, or a part of it, holds its content back ("was reportedly")."""
    words = _words(cue)
    hedges = _load().hedges
    return any(
        part in hedges
        for length in range(1, min(len(words), _load().longest) + 1)
        for part in _parts(words, length)
    )


def _words(cue: str) -> list[str]:
    return _WORD.findall(plain(cue).lower())


def _parts(words: list[str], length: int) -> list[str]:
    return [" ".join(words[first : first + length]) for first in range(len(words) - length + 1)]


@cache
def _load() -> Acts:
    return load("acts", Acts)
