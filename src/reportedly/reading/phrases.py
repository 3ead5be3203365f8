"""Phrases: what the words that name a source say by themselves, before the report is asked."""

import re
from dataclasses import dataclass

from reportedly.reading.people import NAME_RUN, person_part, titles_before
from reportedly.record import Kind
from reportedly.wordlists import bodies, countries, metonyms, outlets, roles

PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m",
    "she": "f", "her": "f", "hers": "f", "herself": "f",
    "it": "n", "its": "n", "itself": "n",
    "they": "p", "them": "p", "their": "p", "themselves": "p", "these": "p", "those": "p", "both": "p",
    "i": "i", "me": "i", "my": "i", "myself": "i",
    "we": "w", "us": "w", "our": "w", "ourselves": "w",
    "who": "r", "which": "r", "that": "r", "whom": "r", "whose": "r",
    "you": "y", "your": "y",
}  # fmt: skip
"""Pronouns and what they agree with: m f n(euter) p(lural) i w(e) r(elative) y(ou)."""

_NO_PRONOUNS = frozenset({"US", "IT"})
"""Written so they are names, whatever they are in small letters."""
_DETERMINER = re.compile(
    r"^(?:(?:one|two|three|some|many|most|several|all|both) of (?:the|its|his|her|their|our|these|those)"
    r"|the|a|an|some|its|his|her|their|our|this|these|those|that|one|another|two|plenty of|most|many"
    r"|several|all)\s+",
    re.IGNORECASE,
)
_PAREN = re.compile(r"\s*\([^)]*\)")
_POSSESSIVE = re.compile(r"^(.{2,60}?)[’'](?:s\s|\s)(.+)$")
_CLAUSE = re.compile(
    r",|\s(?:who|which|whose|that|with|from|of|for|in|on|at|to|by|under|against|outside|near|visiting|led|backing"
    r"|seen|obtained|published|released|posted|shared|circulated|aired|filmed|issued|citing|quoting)\s"
)


_BODIES = frozenset({Kind.ORGANISATION, Kind.GOVERNMENT, Kind.MILITARY, Kind.UNIT, Kind.OUTLET})
_NAMED_AFTER = frozenset({Kind.OUTLET, Kind.ORGANISATION, Kind.GROUP})
"""Bodies whose name follows the noun that tells what they are ("the rights group Dawn")."""
_NOUN_AND_NAME = re.compile(
    rf"(?:[\w’'-]+ ){{0,3}}?(?P<noun>(?:[a-z][\w’'-]* )*[a-z][\w’'-]*) (?P<name>{NAME_RUN.pattern})$"
)
LONGEST_NAMED = 300
"""Characters of a phrase that names a body so; the time to see where its noun ends grows faster than it."""
_WHOSE = re.compile(r"\s(?:for|of|from|at|with|in|to)\s")
_CLAUSE_ADDED = re.compile(r",? (?:who|whom|whose) |, (?:asked|speaking|citing|quoting|reached|requesting) ")
_JOINED = re.compile(r",? (?:alongside|along with|together with|as well as) ")
_ADDED = re.compile(
    r",\s|\s(?:citing|quoting|backing|backed|led|visiting|published|released|seen|obtained|which|who|whose)\s"
)
_WHOSE_DOCUMENT = re.compile(
    r"((?:[a-z-]+ )*(?:report|statement|study|letter|survey|poll|memo|document|assessment|analysis)s?)"
    r" (?:from|by|of|issued by|released by) (?:the )?([^\W\d_][^,]*)$",
    re.IGNORECASE,
)


_AT_A_NAME = re.compile(
    r"\b(?:in|at|of|near|from|outside|to|for)\s+(?:(?:the|an?)\s+)?(?:[\w’'-]+\s+){0,2}$", re.IGNORECASE
)
"""Words before a name that make it where, or whose, somebody is: "a doctor at the hospital in Gao"."""


def pronoun(phrase: str) -> str | None:
    """Return what a pronoun agrees with (see PRONOUNS), or None where the phrase is no pronoun."""
    return None if phrase in _NO_PRONOUNS else PRONOUNS.get(phrase.lower().strip())


@dataclass(frozen=True, slots=True)
class Described:
    """A source as its phrase describes it."""

    who: str
    kind: Kind
    named: bool
    role: str | None = None
    affiliation: str | None = None
    person: str | None = None
    """The person's name in the phrase, where it names one."""
    head: str = ""
    """Lower-case head word of the phrase ("official", "report")."""
    definite: bool = False
    """True for "the minister": somebody the report told of before, or one of a kind."""


def describe(phrase: str, kinds: dict[Kind, float]) -> Described:
    """Return what a source phrase says, with the encoder's word for its kind where lists are silent.

    `kinds` gives the probability of each kind. Pronouns are none of this function's business.
    """
    flat = " ".join(phrase.split())
    core = _PAREN.sub("", flat).strip(" ,;:—–-")
    definite = bool(re.match(r"(?:the|this|that|these|those)\s", core, re.IGNORECASE))
    bare = _JOINED.sub(" and ", _DETERMINER.sub("", core))
    head = head_word(bare)
    alone = _ADDED.split(core, maxsplit=1)[0]
    whole = _known(core, kinds) or _known(bare, kinds) or _known_group(_DETERMINER.sub("", alone), kinds)
    if whole:
        return whole
    apposed = _apposed(alone, kinds) or _after_comma(core, head, kinds)
    if apposed:
        return apposed
    person = _person(core, kinds, head)
    if person:
        return person
    core, bare = (_CLAUSE_ADDED.split(part, maxsplit=1)[0] for part in (core, bare))
    kind = kind_of(bare, head, kinds)
    named = kind not in (Kind.UNNAMED, Kind.GROUP) and _has_name(described_as(bare))
    if kind is Kind.DOCUMENT:
        bare = _document_name(bare)
    elif named and kind in _BODIES:
        bare = _ADDED.split(bare, maxsplit=1)[0]
        again = _known(bare, kinds)
        if again:
            return again
    if kind is Kind.UNNAMED and re.match(r"(?:a|an)\s", core, re.IGNORECASE):
        who = core
    elif _DETERMINER.match(core) and _is_name_first(bare):
        who = bare
    else:
        who = described_as(bare)
    return Described(who, kind, named, affiliation=_affiliation(bare), head=head, definite=definite)


def _is_name_first(bare: str) -> bool:
    """Return whether what stood after an article begins with a name: "the Khortytsia grouping"."""
    first = bare.split(" ", 1)[0]
    return first[:1].isupper() and bodies.kind(first.lower()) is None


def _known_group(phrase: str, kinds: dict[Kind, float]) -> Described | None:
    """Return the armed group or people that words before a clause name: "the Houthis, who control …"."""
    found = _known(phrase, kinds) if phrase[:1].isupper() else None
    return found if found is not None and found.kind in {Kind.GROUP, Kind.MILITARY} else None


def _after_comma(phrase: str, head: str, kinds: dict[Kind, float]) -> Described | None:
    """Return the body whose name follows what it is: "the tanker's Greek operator, Meridian Shipping"."""
    what, comma, name = phrase.partition(", ")
    likely = max(kinds, key=lambda kind: kinds[kind])
    if not comma or likely not in _NAMED_AFTER or not NAME_RUN.fullmatch(name) or countries.find(name):
        return None
    if bodies.kind(head) in {Kind.PERSON, Kind.UNNAMED} or _has_name(re.sub(r"^.*[’']s ", "", what)):
        return None
    return _known(name, kinds) or Described(name, likely, named=True, head=head)


def _document_name(phrase: str) -> str:
    """Return a document as "BODY report": "the latest report from the Kiel Institute" is one."""
    match = _WHOSE_DOCUMENT.match(phrase)
    name = f"{match[2]} {match[1].split()[-1]}" if match else phrase
    kept = _ADDED.split(name, maxsplit=1)[0]
    return kept if bodies.kind(head_word(kept)) is Kind.DOCUMENT else name


def head_word(phrase: str) -> str:
    """Return the lower-case head of a noun phrase: the last word before its first clause or preposition."""
    part = _CLAUSE.split(phrase, maxsplit=1)[0]
    words = re.findall(r"[\w’'-]+", re.sub(r"[’']s\b", "", part)) or re.findall(r"[\w’'-]+", phrase)
    return words[-1].lower() if words else ""


def kind_of(phrase: str, head: str, kinds: dict[Kind, float]) -> Kind:
    """Return the kind of source a phrase names, lists first, then the encoder."""
    listed = bodies.kind(head) or (bodies.kind(head[:-1]) if head.endswith("s") else None)
    best = max(kinds, key=lambda k: kinds[k])
    if listed is None:
        return best
    enough = 0.6 if best is Kind.DOCUMENT else 0.9  # "World Bank, EU and UN report" has no simple head
    if best is not listed and kinds[best] > enough:
        return best
    unnamed = kinds.get(Kind.UNNAMED, 0) > 0.5 and listed is not Kind.DOCUMENT  # noqa: PLR2004 - likely
    if unnamed and not _has_name(phrase):
        return Kind.UNNAMED
    if (
        listed is Kind.PERSON
        and not _has_name(phrase)
        and kinds.get(Kind.UNNAMED, 0) > kinds.get(Kind.PERSON, 0)
    ):
        return Kind.UNNAMED
    return Kind.UNNAMED if listed is Kind.PERSON and _only_whose(phrase) else listed


def _only_whose(phrase: str) -> bool:
    """Return whether the only name in a role's phrase tells whose it is: "spokesperson for Aspides"."""
    own = _WHOSE.split(phrase, maxsplit=1)
    return len(own) > 1 and not _has_name(own[0])


def described_as(phrase: str) -> str:
    """Return a description as a name: one line, its first letter lower unless it is a name."""
    flat = " ".join(phrase.split())
    first = flat.split(" ", 1)[0]
    second = flat[len(first) + 1 : len(first) + 2]
    common = (
        first[:1].isupper()
        and first[1:].islower()
        and (
            (bodies.kind(first.lower()) is not None and not second.isupper())
            or (second.islower() and not _proper(first) and not first.endswith(("ern", ",")))
        )
    )
    return flat[:1].lower() + flat[1:] if common else flat


_PEOPLES = frozenset({
    "african", "alawite", "amhara", "arab", "asian", "balkan", "baltic", "berber", "caucasian",
    "christian", "druze", "european", "gulf", "islamist", "jewish", "kurdish", "levantine", "maronite",
    "muslim", "nordic", "oromo", "orthodox", "pashtun", "rohingya", "sahelian", "salafist",
    "scandinavian", "shia", "shiite", "slavic", "sunni", "tamil", "tatar", "tigrayan", "tuareg",
    "turkmen", "uyghur", "western", "yazidi",
})  # fmt: skip
"""Adjectives of peoples, faiths and world regions; those of countries are in their own list."""


def _proper(word: str) -> bool:
    """Return whether a capitalised word would be capitalised inside a sentence too."""
    plain = re.sub(r"[’']s$", "", word)
    if "-" in plain and plain.split("-", maxsplit=1)[1][:1].islower():  # "Turkish-backed"
        plain = plain.split("-", maxsplit=1)[0]
    return plain.lower() in _PEOPLES or bool(
        countries.find(plain) or metonyms.find(plain) or outlets.find(plain)
    )


def _known(phrase: str, kinds: dict[Kind, float]) -> Described | None:
    """Return the outlet, country, armed group or metonym that the whole phrase names."""
    found = outlets.find(phrase)
    if len(found) == 1 and not (outlets.is_ambiguous(phrase) and kinds.get(Kind.OUTLET, 0) < 0.5):  # noqa: PLR2004
        o = found[0]
        kind = Kind.ORGANISATION if o.kind in ("think tank", "monitor") else Kind.OUTLET
        return Described(o.name, kind, named=True, head=head_word(phrase))
    seat = metonyms.find(phrase)
    if seat is not None:
        return Described(seat.who, seat.kind, named=True, head=head_word(phrase))
    actors = countries.find(phrase)
    if actors:
        actor = actors[0]
        if countries.by_people(phrase) and phrase not in (actor.name, *actor.aliases):
            return Described(phrase, Kind.GROUP, named=True, head=head_word(phrase))
        return Described(actor.name, actor.kind, named=True, head=head_word(phrase))
    return None


def _apposed(phrase: str, kinds: dict[Kind, float]) -> Described | None:
    """Return the body that a noun before its name tells the kind of: "local media outlet Shwe Phee Myay"."""
    match = _NOUN_AND_NAME.match(phrase) if len(phrase) <= LONGEST_NAMED else None
    if match is None or countries.find(match["name"]) or roles.is_title(match["name"].split()[0]):
        return None
    kind = bodies.kind(match["noun"])
    if kind not in _NAMED_AFTER:
        return None
    known = _known(match["name"], kinds)
    return known or Described(match["name"], kind, named=True, head=head_word(match["noun"]))


def _person(phrase: str, kinds: dict[Kind, float], head: str) -> Described | None:
    """Return the person a phrase names, or None."""
    best: tuple[str, str, int, int] | None = None
    for match in NAME_RUN.finditer(phrase):
        name, before = person_part(match.group())
        if name is None or _is_whereabouts(phrase, match.start(), match.group(), head):
            continue
        titles, _ = titles_before(before + " " + phrase[: match.start()])
        strong = bool(titles) or " " in name
        if best is None or (strong and " " in name and " " not in best[0]):
            best = (name, before, match.start(), match.end())
    if best is None:
        return None
    name, before, start, end = best
    told = kinds.get(Kind.PERSON, 0)
    titles, country = titles_before(phrase[:start] + " " + before)
    listed = bodies.kind(head)
    if told < 0.35 and not titles and listed is not Kind.PERSON:  # noqa: PLR2004 - a name, but of what?
        return None
    if told < 0.5 and listed not in (None, Kind.PERSON) and start > 0 and not titles:  # noqa: PLR2004
        return None
    role, affiliation = _role(phrase, start, end, titles)
    return Described(
        name, Kind.PERSON, named=True, role=role, affiliation=affiliation or country, person=name, head=head,
    )  # fmt: skip


def _is_whereabouts(phrase: str, start: int, run: str, head: str) -> bool:
    """Return whether a run of words tells where or whose a person of a role is, and is no name of theirs.

    A run of several words after "of" may hold the name too ("governor of Kursk Alexander Khinshtein"),
    but whoever somebody is an adviser "to" is somebody else.
    """
    if bodies.kind(head) not in {Kind.PERSON, Kind.UNNAMED}:
        return False
    before = phrase[:start]
    return before.endswith(" to ") or (" " not in run and _AT_A_NAME.search(before) is not None)


def _role(phrase: str, start: int, end: int, titles: set[str]) -> tuple[str | None, str | None]:
    """Return role and affiliation as the words before or after the name tell them."""
    after = phrase[end:].lstrip(" ,")
    if after:
        part = re.sub(r"^(?:the|a|an)\s+", "", after)
        split = re.match(r"(.{3,60}?)\s++(?:of|at|for|with|from)\s++(?:the\s++)?(.+)$", part)
        if split and roles.has_title(split[1]):
            return split[1], _name_of(split[2])
        if roles.has_title(part):
            return part, _affiliation(part)
    before = re.sub(r"[’']s\b", "", phrase[:start]).strip(" ,")
    if titles or roles.has_title(before):
        words = before.split()
        while words and (countries.find(words[0]) or words[0].lower() in ("the", "a", "an", "former")):
            words.pop(0)
        return " ".join(words) or None, _affiliation(before)
    return None, _affiliation(before) if before else None


def _name_of(phrase: str) -> str:
    """Return the canonical name of a body or country, or the phrase itself."""
    found = countries.find(phrase)
    return (
        found[0].name
        if found
        else re.sub(r"[’']s\b.*", "", phrase)
        if "’s " in phrase or "'s " in phrase
        else phrase
    )


def _affiliation(phrase: str) -> str | None:
    """Return the country or body that the phrase's first words name ("Ukraine’s", "Russian")."""
    match = _POSSESSIVE.match(phrase)
    candidates = [match[1]] if match else []
    candidates += phrase.split()[:2]
    for word in candidates:
        found = countries.find(re.sub(r"[’']s$", "", word))
        if found:
            return found[0].name
    return match[1] if match and match[1][:1].isupper() else None


def _has_name(phrase: str) -> bool:
    """Return whether a phrase holds a name of its own: a capitalised word that is no country's adjective."""
    words = re.findall(r"[\w’'-]+", re.sub(r"[’']s\b", "", phrase))
    named = [w for k, w in enumerate(words) if w[:1].isupper() and (k > 0 or w.isupper() or len(w) > 1)]
    return any(
        not countries.by_adjective(w) and not countries.by_people(w)
        for w in named
        if not (w == words[0] and bodies.kind(w.lower()))
    )
