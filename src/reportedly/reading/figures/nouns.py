"""Counted nouns: the noun phrase behind a number, its head, and whose it is."""

from dataclasses import dataclass

from reportedly.reading.figures.numerals import SMALL, TENS, Written, numeral_at
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists.counted import Noun, counted
from reportedly.wordlists.figures import word_set

Head = tuple[int, int, Noun | None]
"""First token of a head, the one behind it, and what the lists say of it."""
LONGEST_PHRASE = 8
"""Tokens between a number and the head of what it counts, at most."""

_STOP = word_set("ends of a noun phrase")
_NO_PLURAL = word_set("no plurals")
_DETERMINERS = word_set("determiners")
_COLLECTIVE = word_set("collectives")
_ACRONYMS = frozenset({"us", "it", "is"})
_STATES = word_set("states before a noun")
_SOFTENERS = word_set("softeners")
_MORE = frozenset({"more", "other", "further", "additional", "extra", "new"})
_POINTERS = frozenset({"them", "theirs", "ours", "whom", "these", "those", "us", "which"})
_QUOTES = frozenset("‘’'\"“”")
_JOINERS = frozenset({"and", "or", "/", "&"})
IRREGULAR = word_set("irregular plurals")


@dataclass(frozen=True, slots=True)
class NounPhrase:
    """What a number counts: tokens [first, stop), its head word(s) [head, head_stop)."""

    first: int
    stop: int
    head: int
    head_stop: int
    noun: Noun | None
    """What the lists say of the head."""
    of: bool = False
    """True where it stands behind "of"."""
    more: bool = False
    """True for "nine more", "two others"."""

    @property
    def words(self) -> int:
        """Return the number of tokens."""
        return self.stop - self.first


def noun_phrase(t: Tokens, i: int, *, plural: bool = True, of: bool = True) -> NounPhrase | None:
    """Return the noun phrase that begins at token `i` of a sentence, right behind a number.

    `plural` asks for a plural head (any number but one); `of` lets it begin with "of".
    """
    end = t.bounds(i)[1] if i < len(t) else i
    if i < end and t.low[i] == "others":
        return NounPhrase(i, i + 1, i, i + 1, counted().nouns.get("others"), more=True)
    more = i < end and t.low[i] in _MORE
    at = i + 1 if more else i
    behind_of = of and at < end and t.low[at] == "of"
    if behind_of:
        if t.word(at + 1) in _POINTERS and t.word(at + 2) not in counted().nouns:
            return NounPhrase(i, at + 2, at + 1, at + 2, None, of=True, more=more)
        at = _behind_whole(t, at + 1, end)
    head = _head(t, at, end, plural=plural or behind_of)
    if head is None and plural:
        # "five heavily armed and partly masked men"
        gap = run_stop(t, at, end)
        if gap > at and t.word(gap) == "and" and t.low[gap - 1][0].isalpha() and not t.capital(gap + 1):
            head = _head(t, gap + 1, end, plural=True)
    if head is None:
        return NounPhrase(i, i + 1, i, i, None, more=True) if more and t.low[i] == "more" else None
    first, stop, noun = head
    return NounPhrase(i, _joined(t, stop, end), first, stop, noun, of=behind_of, more=more)


def _behind_whole(t: Tokens, at: int, end: int) -> int:
    """Return the token behind "of its 30", "of some 72", where the noun of a part begins."""
    while at < end and t.low[at] in _DETERMINERS:
        at += 1
    if t.word(at) in _SOFTENERS and at + 1 < end and t.is_number(at + 1):
        at += 1
    whole = numeral_at(t, at) if at < end and t.low[at] not in {"a", "an", "half", "one"} else None
    counts = whole is not None and whole.written in {Written.DIGITS, Written.WORDS}
    return whole.stop if whole is not None and counts and whole.stop < end else at


def thing_of(t: Tokens, i: int) -> NounPhrase | None:
    """Return the short of-phrase at token `i` ("of Ukraine", "of the federal budget"), whatever its head."""
    if t.word(i) != "of":
        return None
    end = t.bounds(i)[1]
    at = i + 1
    while at < end and t.low[at] in _DETERMINERS:
        at += 1
    stop = run_stop(t, at, end)
    if stop == at:
        return None
    head = _head(t, at, end, plural=False)
    noun = head[2] if head is not None else None
    last = head[1] if head is not None and noun is not None else stop
    return NounPhrase(i, min(last if noun else stop, at + 4), last - 1, last, noun, of=True)


def run_stop(t: Tokens, i: int, end: int) -> int:
    """Return where the run of adjectives and nouns that begins at token `i` stops."""
    at = i
    while at < end and at - i < LONGEST_PHRASE:
        runs_on = _word_runs_on(t, at, i) if t.low[at][0].isalpha() else _mark_runs_on(t, at, i, end)
        if not runs_on:
            break
        at += 1
    return at


def _word_runs_on(t: Tokens, at: int, first: int) -> bool:
    """Tell whether the word at token `at` can belong to a noun phrase that begins at `first`."""
    word = t.low[at]
    if at > first and (word in SMALL or word in TENS):
        return False
    if word not in _STOP or (word in _ACRONYMS and t.form(at).isupper()):
        return True
    behind = at > first and t.word(at - 1) == "-"
    ahead = t.word(at + 1) == "-" and t.glued(at + 1) and t.glued(at + 2)
    return behind or ahead or (at == first and word in _STATES and _goes_on(t, at + 1))


def _mark_runs_on(t: Tokens, at: int, first: int, end: int) -> bool:
    """Tell whether digits or a mark at token `at` can belong to a noun phrase that begins at `first`."""
    word, inside = t.low[at], at > first
    if t.is_number(at):  # "three Leopard 2 tanks", "two Su-34 jets"
        return inside and (t.capital(at - 1) or t.word(at - 1) == "-")
    if word in _QUOTES and at + 1 < end:
        opens = t.low[at + 1][0].isalpha()
        return opens and not (inside and word not in {"“", "‘"} and t.capital(at + 1))
    if not inside:
        return False
    if word == "-":
        return t.glued(at)
    if word == ".":  # "two U.S. bases"
        return len(t.low[at - 1]) == 1 and t.capital(at - 1) and t.glued(at)
    adjective = counted().nouns.get(t.word(at + 1))
    return word == "," and adjective is not None and not adjective.plural


def _goes_on(t: Tokens, i: int) -> bool:
    """Tell whether a noun or adjective stands at token `i`."""
    word = t.word(i)
    return word[:1].isalpha() and word not in _STOP and not word.endswith("ing")


def _head(t: Tokens, i: int, end: int, *, plural: bool) -> Head | None:
    """Return the head of the run that begins at token `i`: the first listed noun, else the first plural.

    A chain of nouns goes on to its last ("police officers").
    """
    stop = run_stop(t, i, end)
    found: Head | None = None
    at = i
    while at < stop:
        listed = _listed(t, at, stop, plural=plural)
        model = None if listed is not None else _model(t, at, stop)
        if listed is not None:
            found = listed
        elif model is not None:
            # "two Su-35 fighters": the model says which fighters are meant
            return model if found is None or not plural else found
        elif plural and found is not None:
            if not _is_plural(t, at):
                break
            found = (at, at + 1, None)  # "tank crews"
        elif found is None and _is_plural(t, at) and (plural or at == i):
            ahead = next((k for k in range(at + 1, stop) if _listed(t, k, stop, plural=plural)), None)
            return (at, at + 1, None) if ahead != at + 1 else _head(t, ahead, end, plural=plural)
        at = found[1] if found is not None and found[1] > at else at + 1
    return found


def _listed(t: Tokens, at: int, stop: int, *, plural: bool) -> Head | None:
    """Return the longest listed noun that begins at token `at`."""
    for size in range(min(counted().longest, stop - at), 0, -1):
        noun = counted().nouns.get(" ".join(t.low[at : at + size]) if size > 1 else t.low[at])
        if noun is not None and (noun.plural or not plural):
            return at, at + size, noun
    return None


def _model(t: Tokens, i: int, stop: int) -> Head | None:
    """Return a model of weapon that begins at token `i` as a head ("CF-18s", "T-72 tanks" has its noun)."""
    what = counted().models.get(t.form(i))
    if (
        what is None
        or t.word(i + 1) != "-"
        or not t.is_number(i + 2)
        or not t.glued(i + 1)
        or not t.glued(i + 2)
    ):
        return None
    at = i + 3
    while at < stop and t.glued(at) and t.low[at][0].isalpha():
        at += 1
    behind = counted().nouns.get(t.word(at)) if at < stop else None
    at += behind is not None and behind.plural
    return i, at, Noun(what, what, people=False, plural=True)


def _is_plural(t: Tokens, i: int) -> bool:
    word = t.low[i]
    return (
        len(word) > 3  # noqa: PLR2004 - "gas", "bus"
        and word[-1] == "s"
        and word[0].isalpha()
        and not word.endswith(("ss", "'s", "ous", "sis"))
        and word not in _NO_PLURAL
    ) or word in IRREGULAR


def _joined(t: Tokens, stop: int, end: int) -> int:
    """Return where "soldiers and civilians" stops, given where "soldiers" does."""
    at = stop
    while at + 1 < end and t.low[at] in _JOINERS:
        if t.word(at + 1) in SMALL or t.word(at + 1) in TENS:
            break
        after = run_stop(t, at + 1, min(end, at + 4))
        head = _head(t, at + 1, after, plural=True) if after > at + 1 else None
        if (
            head is None
            or head[2] is None
            or not head[2].plural
            or head[1] > after
            or t.low[head[0]] in _STATES
        ):
            break
        at = head[1]
    return at


def of_phrase(t: Tokens, np: NounPhrase) -> NounPhrase | None:
    """Return the of-phrase behind a head that stands for what it holds ("rounds of talks")."""
    if t.word(np.stop) != "of" or np.stop >= t.bounds(np.first)[1]:
        return None
    if t.low[np.head_stop - 1] not in _COLLECTIVE:
        return None
    return noun_phrase(t, np.stop) or thing_of(t, np.stop)
