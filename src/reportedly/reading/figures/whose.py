"""Whose: the words that say which side a figure is of, or what kind of people it counts."""

from reportedly.reading.figures.found import Range
from reportedly.reading.figures.nouns import NounPhrase
from reportedly.reading.figures.quantities import Quantity
from reportedly.reading.figures.tokens import Tokens
from reportedly.wordlists import countries
from reportedly.wordlists.figures import word_set

_NO_SIDE = word_set("no side")


def whose_of(t: Tokens, q: Quantity, np: NounPhrase | None) -> tuple[Range | None, str | None]:
    """Return the words that say whose, with a short text of them; (None, None) where none do.

    "12 Russian soldiers": Russian soldiers; "Ukraine's 300 drones": Ukraine's drones;
    "Russia lost 40 tanks": Russia's; "19 percent of Ukraine": of Ukraine.
    """
    if np is not None and np.stop > np.first:
        first = np.first
        while first < np.stop and t.low[first] in _NO_SIDE:
            first += 1
        owner = _owner_before(t, q)
        if first < np.stop:
            said = t.text[t.starts[first] : t.ends[np.stop - 1]]
            if owner is not None:
                return owner, f"{t.text[owner[0] : owner[1]]} {said}"
            if not _sided(t, first, np.stop):
                subject = _subject(t, q)
                if subject is not None:
                    return subject, f"{said}, {t.text[subject[0] : subject[1]]}"
            return (t.starts[first], t.ends[np.stop - 1]), said
    subject = _owner_before(t, q) or _subject(t, q)
    return (None, None) if subject is None else (subject, t.text[subject[0] : subject[1]])


def _sided(t: Tokens, first: int, stop: int) -> bool:
    """Tell whether a name stands among the words."""
    return any(t.capital(k) for k in range(first, stop))


def _owner_before(t: Tokens, q: Quantity) -> Range | None:
    """Return "Ukraine's" before the quantity."""
    i = q.first - 1
    if i >= 0 and t.sentence[i] == t.sentence[q.first] and t.low[i].endswith("'s") and t.capital(i):
        return t.starts[i], t.ends[i]
    return None


_LOSING = word_set("losing")


def _subject(t: Tokens, q: Quantity) -> Range | None:
    """Return the side that is told to have lost, launched or deployed what the quantity counts."""
    least = t.bounds(q.first)[0]
    verb = q.first - 1
    while verb >= max(least, q.first - 3) and t.low[verb] not in _LOSING:
        verb -= 1
    if verb < max(least, q.first - 3):
        return None
    for k in range(verb - 1, max(least, verb - 6) - 1, -1):
        if t.low[k] in {",", ".", ";", ":", "that", "and"}:
            return None
        if t.capital(k) and (countries.find(t.form(k)) or countries.by_adjective(t.form(k))):
            stop = k + 1
            if countries.by_adjective(t.form(k)) and stop < verb and t.low[stop].isalpha():
                stop += 1
            return t.starts[k], t.ends[stop - 1]
    return None
