"""Happening: what the words of the clause tell of the people a number counts: killed, wounded and so on."""

from dataclasses import dataclass
from functools import cache

from reportedly.reading.figures.numerals import SMALL
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.counted import counted
from reportedly.wordlists.figures import word_set

Phrases = dict[str, tuple[tuple[tuple[str, ...], str], ...]]
"""First (or last) word of a phrase to (its words, what it tells), longest first."""

REACH_AFTER = 14
"""Tokens behind the number in which its verb is looked for."""
REACH_BEFORE = 9
"""Tokens before the number in which the verb whose object it is is looked for."""
LONGEST_ASIDE = 16
"""Tokens in ", including two children and a teacher,", at most."""
STRANGE = 3
"""Words that tell nothing here which may stand between a form of "be" and the word that does."""
REACH_TOPIC = 14
"""Tokens before the number in which a noun that announces it is looked for ("death toll … to 45")."""

_BE = word_set("be")
_SKIPPED = word_set("between subject and state")
_ASIDES = word_set("asides")
_HARD = frozenset(".;:!?()[]")
_CLAUSE = word_set("clauses")
_OBJECT = word_set("objects")
_CLOSERS = word_set("reporting")

_CLEAR = word_set("clear states")
_CUSTODY = frozenset({"custody", "captivity", "detention", "prison", "jail"})
_SUFFERED = frozenset({"suffered", "sustained", "received", "suffering"})
_HURTS = frozenset({"injuries", "wounds", "burns", "concussion"})


@dataclass(frozen=True, slots=True)
class Told:
    """What is told, and how plainly."""

    what: str
    sure: float
    tense: str = ""
    """"now" where the verb has the number as its object in -ing ("killing 12"), else ""."""


def told_after(t: Tokens, stop: int, end: int) -> Told | None:
    """Return what the words from token `stop` on tell of what stands before them, or None.

    "12 people were killed", "30 wounded", "200 civilians fled", "12, including two children, died".
    """
    near = _behind_aside(t, stop, end)
    walk = _Walk(near, near)
    while walk.at < min(end, near + REACH_AFTER) and t.low[walk.at] not in _HARD:
        told = _state_at(t, walk, end) or _deed_at(t, walk, end)
        if told is not None:
            return told
        if not _step(t, walk):
            return None
    return None


@dataclass(slots=True)
class _Walk:
    """How far the search for a predicate has come."""

    at: int
    near: int
    """Token right behind what the predicate is of."""
    be: bool = False
    """True once a form of "be" has been passed."""
    strange: int = 0
    """Words passed behind it that tell nothing here."""
    coordinated: bool = False
    """True once another number has been passed ("two soldiers and three civilians were killed")."""


def _behind_aside(t: Tokens, stop: int, end: int) -> int:
    """Return the token behind ", including two children," at token `stop`, or `stop` itself."""
    if t.word(stop) != "," or t.word(stop + 1) not in _ASIDES:
        return stop
    for k in range(stop + 2, min(end, stop + LONGEST_ASIDE)):
        if t.low[k] == ",":
            return k + 1
    for k in range(stop + 2, min(end, stop + LONGEST_ASIDE // 2)):
        # The second comma was left out: "hundreds, including civilians have died".
        if t.low[k] in _BE or t.low[k] in {"have", "had"}:
            return k
    return stop


def _state_at(t: Tokens, walk: _Walk, end: int) -> Told | None:
    """Return the state told at a token: "were killed", "30 wounded", "is in custody"."""
    state = _forward(t, walk.at, _states(), end)
    distance = walk.at - walk.near
    if state is not None and (walk.be or distance <= 1):
        words, what = state
        if walk.coordinated:
            return Told(what, 0.75) if walk.be else None
        if walk.be or not (
            _has_object(t, walk.at + len(words), end) or _transitive(t, walk.at, len(words), end)
        ):
            return Told(what, 1.0 if distance <= 2 else 0.9)  # noqa: PLR2004 - right behind
    return Told("captured", 0.9) if walk.be and t.low[walk.at] in _CUSTODY else None


def _deed_at(t: Tokens, walk: _Walk, end: int) -> Told | None:
    """Return the deed told at a token: "died", "fled", "suffered burns", "left Mariupol"."""
    at, word = walk.at, t.low[walk.at]
    does = _forward(t, at, _does(), end)
    what = does[1] if does is not None else None
    if what is None and word == "left" and t.capital(at + 1):
        what = "displaced"
    if what is None and word in _SUFFERED and not t.is_number(at + 1):
        hurt = any(t.word(k) in _HURTS for k in range(at + 1, at + 5))
        what = "wounded" if hurt else None
    return None if what is None else Told(what, 0.7 if walk.coordinated else 0.9)


def _step(t: Tokens, walk: _Walk) -> bool:
    """Go on by a token; return False where nothing behind it can be told of the number."""
    word = t.low[walk.at]
    if word in _BE:
        walk.be = True
    elif word in {"and", ","} and _counts_on(t, walk.at + 1):
        walk.coordinated, walk.be = True, False
        walk.at += 1
        while t.is_number(walk.at + 1) or t.word(walk.at + 1) in SMALL:
            walk.at += 1
    elif not (walk.be and word in _SKIPPED):
        if word == "," or word in _CLAUSE or word in _CLOSERS or t.is_number(walk.at):
            return False
        if word == "and" and not (t.word(walk.at + 1) in counted().nouns or walk.strange):
            return False
        # Another predicate than those listed: "were in the building", "was run over and killed".
        walk.strange += walk.be and not word.endswith("ly")
    walk.at += 1
    return walk.strange <= STRANGE


def _transitive(t: Tokens, at: int, size: int, end: int) -> bool:
    """Tell whether a participle without "be" takes what follows as its object ("hundreds burned tyres")."""
    if size > 1 or t.low[at] in _CLEAR or at + 1 >= end:
        return False
    word = t.low[at + 1]
    return word[0].isalpha() and word not in _PREPOSITIONS and word not in _CLAUSE and word != "and"


def _counts_on(t: Tokens, i: int) -> bool:
    """Tell whether another number follows at token `i` ("two soldiers and three civilians were killed")."""
    return t.is_number(i) or t.word(i) in SMALL or t.word(i) in {"a", "an"}


def _has_object(t: Tokens, at: int, end: int) -> bool:
    """Tell whether an object follows at token `at`, so that the word before is a verb in the active."""
    if at >= end:
        return False
    word = t.low[at]
    return word in _OBJECT or t.is_number(at) or (t.capital(at) and word not in {"in", "on", "at"})


def told_before(t: Tokens, first: int, least: int) -> Told | None:
    """Return what the words before token `first` tell of the number there, or None.

    "killing at least 12", "wounded another 20", "the toll has risen to 45", "killed a teacher and two boys".
    """
    return _act_before(t, first, least) or _topic_before(t, first, least) or _beside(t, first, least)


def _beside(t: Tokens, first: int, least: int) -> Told | None:
    """Return what is told of those beside the number: "was killed along with 26 other people"."""
    if t.word(first - 1) != "with" or first - 2 < least:
        return None
    for at in range(first - 2, max(least, first - 2 * REACH_TOPIC), -1):
        found = _backward(t, at, _states_back(), least)
        if found is not None and any(t.low[k] in _BE for k in range(max(least, at - 3), at)):
            return Told(found[1], 0.8)
        if t.low[at] in _HARD:
            return None
    return None


def _act_before(t: Tokens, first: int, least: int) -> Told | None:
    at = first - 1
    floor = max(least, first - REACH_BEFORE)
    while at >= floor:
        word = t.low[at]
        found = _backward(t, at, _acts(), least)
        if found is not None:
            words, what = found
            start = at + 1 - len(words)
            if len(words) == 1 and (not _finite(t, at) or (words[0] == "shooting" and at + 1 != first)):
                at -= 1
                continue
            if (
                _passive(t, start, least)
                and at + 1 < first
                and t.low[at + 1] in {"by", "in", "at", "on", "when", "during"}
            ):
                return None
            if at + 1 < first and t.low[at + 1] in _PREPOSITIONS:
                return None
            distance = first - 1 - at
            sure = 1.0 if distance == 0 else 0.8 if distance <= 4 else 0.6  # noqa: PLR2004 - an object between
            return Told(what, sure, "now" if words[0].endswith("ing") else "")
        if (
            word in _HARD
            or word in _CLAUSE
            or word in _BE
            or word in {"that", "who", "by", "said", "says", "will"}
        ):
            return None
        if (
            word == ","
            and at != first - 1
            and t.word(at + 1) not in {"and", "including"}
            and not t.is_number(at + 1)
        ):
            return None
        at -= 1
    return None


def _finite(t: Tokens, i: int) -> bool:
    """Tell whether a verb form at token `i` is one, not the noun spelt alike ("the arrest", "to arrest")."""
    word = t.low[i]
    if word.endswith(("ed", "ing")) or word in {
        "took",
        "shot",
        "held",
        "slew",
        "drove",
        "lost",
        "hurt",
        "slain",
        "driven",
    }:
        return True
    if word.endswith("s"):
        return t.word(i - 1) not in {"the", "of", "any", "these", "those", "'s"}
    return t.word(i - 1) in _MODALS


_PREPOSITIONS = word_set("prepositions")
_MODALS = word_set("before a bare verb")


def _passive(t: Tokens, start: int, least: int) -> bool:
    return any(k >= least and t.low[k] in _BE for k in range(start - 2, start))


def _topic_before(t: Tokens, first: int, least: int) -> Told | None:
    at = first - 1
    floor = max(least, first - REACH_TOPIC)
    while at >= floor:
        word = t.low[at]
        if word in ";:!?()" and not (word == ":" and at == first - 1):
            return None
        found = _backward(t, at, _topics(), least)
        if found is not None:
            words, what = found
            between = first - 1 - at
            linked = any(t.low[k] in _LINKS for k in range(at + 1, first)) or between == 0
            if words[-1] == "of":
                if between <= 2:  # noqa: PLR2004 - a determiner and an adjective
                    return Told(what, 0.9)
            elif linked:
                return Told(what, 0.9 if between <= 6 else 0.7)  # noqa: PLR2004
        at -= 1
    return None


_LINKS = word_set("links to a number")


def _forward(t: Tokens, at: int, phrases: Phrases, end: int) -> tuple[tuple[str, ...], str] | None:
    for words, what in phrases.get(t.low[at], ()):
        size = len(words)
        if at + size <= end and (size == 1 or tuple(t.low[at : at + size]) == words):
            return words, what
    return None


def _backward(t: Tokens, at: int, phrases: Phrases, least: int) -> tuple[tuple[str, ...], str] | None:
    for words, what in phrases.get(t.low[at], ()):
        first = at + 1 - len(words)
        if first >= least and (len(words) == 1 or tuple(t.low[first : at + 1]) == words):
            return words, what
    return None


def _by_first(table: dict[str, str]) -> Phrases:
    return _filed(table, 0)


def _filed(table: dict[str, str], key: int) -> Phrases:
    filed: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, what in table.items():
        words = tuple(phrase.split())
        filed.setdefault(words[key], []).append((words, what))
    return {word: tuple(sorted(held, key=lambda f: -len(f[0]))) for word, held in filed.items()}


@cache
def _states() -> Phrases:
    return _by_first(counted().cues.states)


@cache
def _states_back() -> Phrases:
    return _filed(counted().cues.states, -1)


def state_of(word: str) -> str | None:
    """Return what a participle or adjective tells of the noun behind it ("dead" of "84 dead men")."""
    return counted().cues.states.get(word)


@cache
def _does() -> Phrases:
    return _by_first(counted().cues.does)


@cache
def _acts() -> Phrases:
    return _filed(counted().cues.acts, -1)


@cache
def _topics() -> Phrases:
    return _filed(counted().cues.topics, -1)
