"""Cues: words beside a trigger that say it did not happen, may happen, or is to come.

Negation scope is the few words before the trigger inside its clause (NegEx, Chapman et al. 2001); modal
verbs likewise. The tower weighs the whole passage; cues catch what it has seldom seen.
"""

from dataclasses import dataclass

from reportedly.reading.decoding import WordRange
from reportedly.reading.words import Words

REACH = 4
"""Words before a trigger within which a cue counts."""
_NOT = frozenset({"not", "never", "no", "nor", "neither", "without", "cannot", "failed", "fails", "unable"})
_MAY = frozenset({"may", "might", "could", "possibly", "perhaps", "reportedly", "allegedly", "likely"})
_WILL = frozenset({"will", "shall", "'ll"})
_ENDS = frozenset(".;:?!,()—–")
_CLAUSES = frozenset({"but", "because", "although", "though", "which", "who", "that", "and", "or", "while"})


@dataclass(frozen=True, slots=True)
class Cues:
    """What the words beside a trigger say."""

    negated: bool
    uncertain: bool
    future: bool


def cues_of(words: Words, trigger: WordRange) -> Cues:
    """Return the cues before and inside a trigger."""
    near = [words.form(i).lower() for i in _before(words, trigger[0])]
    inside = [words.form(i).lower() for i in range(*trigger)]
    said = near + inside[:2]
    return Cues(
        negated=any(w in _NOT for w in said) or _contracted(said),
        uncertain=any(w in _MAY for w in said),
        future=any(w in _WILL for w in said),
    )


def _before(words: Words, first: int) -> range:
    """Return the words of the same clause before `first`, REACH of them at most."""
    i = first
    while i > 0 and first - i < REACH:
        form = words.form(i - 1).lower()
        if form in _ENDS or form in _CLAUSES or words.text[words.ends[i - 1] : words.starts[i]].count("\n"):
            break
        i -= 1
    return range(i, first)


def _contracted(forms: list[str]) -> bool:
    """Return whether "n't" is among the words, cut as `split_words` cuts it: "didn", "'", "t"."""
    return any(
        one.endswith("n") and mark in {"'", "’"} and t == "t"
        for one, mark, t in zip(forms, forms[1:], forms[2:], strict=False)
    )
