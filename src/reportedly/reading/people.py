"""People: the full names a report uses, so that a surname later on means one of them."""

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from reportedly.reading.name_words import BODY_TAILS, NO_NAMES, STARTERS, TIME_WORDS
from reportedly.wordlists import countries, metonyms, names, outlets, roles

_UPPER = "".join(c for c in map(chr, range(0x250)) if c.isupper())
_CAPITAL = (
    rf"(?:(?:[A-Z]\.){{1,3}}|[{_UPPER}][\w’'-]*\w|[A-Z](?!\w)|(?:al|Al|el|El|ul)[- ][{_UPPER}][\w’'-]+)"
)
_PARTICLE = (
    r"(?:bin|bint|ibn|abu|Abu|de|del|della|di|da|dos|van|von|der|den|la|le|ter|ten|ben"
    r"|al|el|ul|ad|ad-|al-|el-|y)"
)
_NICKNAME = r"(?:[“\"][\w’'-]+[”\"])"
NAME_RUN = re.compile(
    rf"(?<!\w){_CAPITAL}(?:[ \u00a0]+(?:{_PARTICLE}[ \u00a0]+)*(?:{_CAPITAL}|{_NICKNAME}))*"
)
"""A run of capitalised words, with the particles names have: where a person's name may stand."""


LONGEST_NAME = 5
"""Words of the longest name of a person."""
INITIAL_LETTERS = 2
"""A first name this short, its stop counted, is an initial and tells nobody apart."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person the report names in full at least once, or by one name only."""

    name: str
    """The fullest form of the name in the report."""
    places: tuple[int, ...]
    """Where the name or its surname stands, first code points, sorted."""
    titles: frozenset[str]
    """Lower-case words of office that stand before the name ("president", "foreign minister")."""
    country: str | None
    """Country whose adjective or name stands before the titles ("Ukrainian President" -> Ukraine)."""
    gender: str | None
    """"m" or "f" where the given name or a title tells, else None."""

    @property
    def role(self) -> str | None:
        """The longest title, as the person's role; the first by spelling of several."""
        return max(sorted(self.titles), key=len, default=None)


class People:
    """The persons of one report, by surname and by place."""

    def __init__(self, text: str) -> None:
        """Collect every run of capitalised words in `text` that may be a person's name."""
        full: dict[str, Counter[str]] = {}
        runs: list[tuple[int, str, str]] = []
        for match in NAME_RUN.finditer(text):
            name, before = person_part(match.group())
            if name is None:
                continue
            start = match.start() + match.group().rfind(name)
            runs.append((start, name, before + " " + _words_before(text, match.start())))
            if " " in name:
                full.setdefault(surname(name), Counter())[name] += 1
        self._full = full
        self._persons: dict[str, Person] = {}
        titles: dict[str, set[str]] = {}
        countries_of: dict[str, Counter[str]] = {}
        places: dict[str, list[int]] = {}
        for start, name, before in runs:
            whole = self.fullest(name)
            if whole is None:
                continue
            places.setdefault(whole, []).append(start)
            found, country = titles_before(before)
            titles.setdefault(whole, set()).update(found)
            if country:
                countries_of.setdefault(whole, Counter())[country] += 1
        for whole, at in places.items():
            told = countries_of.get(whole)
            self._persons[whole] = Person(
                name=whole,
                places=tuple(sorted(at)),
                titles=frozenset(titles.get(whole, ())),
                country=told.most_common(1)[0][0] if told else None,
                gender=_gender(whole, titles.get(whole, set())),
            )

    def fullest(self, name: str) -> str | None:
        """Return the fullest form the report uses for `name`, or None where it never gives a full one.

        Several persons of one surname: the one named in full most often; None, if two are named alike.
        """
        forms = self._full.get(surname(name))
        if not forms:
            return None
        known = [f for f in forms if names.gender(f.split()[0]) is not None]
        if " " in name and names.gender(name.split(maxsplit=1)[0]) is None and known and name not in known:
            name = name.rsplit(maxsplit=1)[-1]
        if known:
            forms = Counter({f: forms[f] for f in forms if f in known})
        if " " in name:
            longer = [f for f in forms if set(name.split()) <= set(f.split())]
            return max(longer, key=lambda f: (len(f.split()), forms[f])) if longer else name
        given = {f.split()[0] for f in forms if len(f.split()[0]) > INITIAL_LETTERS}
        best = max(forms, key=lambda f: (forms[f], len(f)))
        if len(given) > 1 and len({f.split()[0] for f in forms if best.split()[0] not in f.split()}) > 0:
            others = [f for f in forms if best.split()[0] not in f.split()]
            if others:
                return best if forms[best] > max(forms[f] for f in others) else None
        return max((f for f in forms if set(best.split()) <= set(f.split())), key=len, default=best)

    def get(self, whole: str) -> Person | None:
        """Return the person of this full name."""
        return self._persons.get(whole)

    def every(self) -> list[Person]:
        """Return all persons the report names in full."""
        return list(self._persons.values())

    def titled(self, title: str, country: str | None) -> list[Person]:
        """Return the persons who bear a title ("foreign minister"), of one country where that is told."""
        last = title.rsplit(" ", maxsplit=1)[-1]
        found = [
            p
            for p in self._persons.values()
            if any(t == title or t.endswith(" " + title) or (t == last and title == last) for t in p.titles)
        ]
        if country:
            same = [p for p in found if p.country == country]
            found = same or [p for p in found if p.country is None]
        return found

    def last_before(self, at: int, within: int) -> list[Person]:
        """Return the persons named in the `within` code points before `at`, the nearest first."""
        near: list[tuple[int, Person]] = []
        for person in self._persons.values():
            k = bisect_left(person.places, at) - 1
            if k >= 0 and person.places[k] >= at - within:
                near.append((person.places[k], person))
        return [p for _, p in sorted(near, key=lambda x: -x[0])]


@lru_cache(maxsize=1)
def people_of(text: str) -> People:
    """Return the persons of a text; of the last text they are kept, since several steps ask for them."""
    return People(text)


def surname(name: str) -> str:
    """Return the last word of a name, folded for look-up ("al-Assad" and "Assad" are one)."""
    last = name.rsplit(maxsplit=1)[-1].casefold()
    return re.sub(r"^(?:al|el|ul|ad|as|ash)-", "", last).rstrip("’'")


def person_part(run: str) -> tuple[str | None, str]:
    """Return the part of a capitalised run that may name a person, and the words before it.

    Titles, countries, weekdays and the starting words of sentences are no part of a name; a run
    that ends like a body ("Kiel Institute") or is an outlet, a country or an acronym names no person.
    """
    words = re.sub(r"[’']s\b", "", run).split()
    if _place_called_new(words):
        return None, ""
    before: list[str] = []
    while words and (
        words[0].lower().rstrip(".") in STARTERS | TIME_WORDS | NO_NAMES
        or _is_title(words)
        or _is_actor(words[0])
    ):
        before.append(words.pop(0))
    while words and (
        words[-1].lower() in TIME_WORDS or (words[-1].endswith(".") and len(words[-1]) > INITIAL_LETTERS)
    ):
        words.pop()
    if not words or _no_person(words):
        return None, ""
    return " ".join(words), " ".join(before)


def _place_called_new(words: list[str]) -> bool:
    """Return whether a run is a place such as "New York" or "New Delhi"."""
    if words[:1] != ["New"] or len(words) == 1:
        return False
    return not _is_title(words[1:]) and names.gender(words[1]) is None


def _no_person(words: list[str]) -> bool:
    """Return whether what is left of a run names a body, an outlet, a country or an acronym."""
    name = " ".join(words)
    unknown = names.gender(words[0]) is None
    return (
        len(words) > LONGEST_NAME
        or not any(c.islower() for c in name)
        or words[-1].lower() in BODY_TAILS
        or (unknown and any(w.lower() in BODY_TAILS or _is_actor(w) for w in words[1:]))
        or (unknown and len(words) > 1 and words[0].lower() in BODY_TAILS)
        or _is_actor(name)
        or bool(outlets.find(name))
        or metonyms.find(name) is not None
    )


def titles_before(words: str) -> tuple[set[str], str | None]:
    """Return the titles among the words before a name, lower case, and the country told with them."""
    found: set[str] = set()
    country: str | None = None
    flat = re.sub(r"[’']s\b", "", words).replace(",", " ")
    parts = flat.split()
    for size in (4, 3, 2, 1):
        for i in range(len(parts) - size + 1):
            phrase = " ".join(parts[i : i + size])
            if roles.is_title(phrase):
                found.add(phrase.lower())
            elif actor := _actor(phrase):
                country = actor
    return {
        t for t in found if not any(t != o and o.endswith(" " + t) and len(o) > len(t) for o in found)
    } | found, country


def _words_before(text: str, start: int) -> str:
    """Return the words of office, country and portfolio that stand straight before `start`."""
    before = re.split(r"[.!?;:“”\"\n(]", text[max(0, start - 80) : start])[-1]
    kept: list[str] = []
    for word in reversed(before.replace(",", " ").split()):
        plain = re.sub(r"[’']s$", "", word)
        if not (roles.is_title(plain) or _is_actor(plain) or plain.lower() in NO_NAMES | {"the", "affairs"}):
            break
        kept.append(word)
    return " ".join(reversed(kept))


def _is_title(words: list[str]) -> bool:
    """Return whether the words begin with a title."""
    return any(roles.is_title(" ".join(words[:n])) for n in (3, 2, 1) if len(words) >= n)


def _actor(word: str) -> str | None:
    """Return the canonical name of the country a word is the name or adjective of."""
    found = countries.find(word)
    return found[0].name if found else None


def _is_actor(word: str) -> bool:
    """Return whether a word is a country's name, adjective or people."""
    return bool(countries.find(word))


def _gender(name: str, titles: set[str]) -> str | None:
    """Return "m" or "f" where a title or the given name tells."""
    for title in titles:
        told = roles.gender(title)
        if told:
            return told
    given = names.gender(name.split(maxsplit=1)[0])
    return given if given in ("m", "f") else None
