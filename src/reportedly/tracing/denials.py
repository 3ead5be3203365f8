"""Denials: what a statement says is not so, and whether another says that it is.

A statement denies in one of three ways: an attribution denies its content ("Kyiv denied that its forces had
crossed the border"), an event is told as denied, or its words are negated ("did not agree"). What is denied
is not the whole sentence but what stands behind the cue or the negation; only a statement that tells just
that opposes it. To refuse a demand denies no truth, nor does "not only".
"""

import re
from functools import cache, lru_cache

import msgspec

from reportedly.record import Act, Status
from reportedly.tracing.comparable import FIRM, Judged, Label, around, gap, one_day, scene_of
from reportedly.tracing.names import same_name, side_of
from reportedly.tracing.profile import Profile
from reportedly.tracing.statement import StatementKind
from reportedly.tracing.terms import FUNCTION_WORDS, stem, tokens_of
from reportedly.wordlists.opposed import opposed_pattern, opposed_words

_ONE_STORY = 30
"""Days between two reports, at most."""
_SHARE = 0.6
"""Share of the smaller statement's words that both have."""
_LEAST = 3
"""Words that both have, at least."""
_LEAST_OF_DEED = 2
"""Words that both have besides names, at least."""
_SHARE_DENIED = 0.6
"""Share of what is denied that the other tells."""
_SHARE_BARE = 0.75
"""The same where names, mostly of where it was, are left out."""
_NEXT = 2
"""Words behind a negation that say what is negated."""
_OBJECT = 4
"""Words behind a denying cue among which the noun stands that is denied."""
_TELLING = frozenset({Act.SAY, Act.WARN, Act.THINK, None})
"""Acts whose content is told to be so (or not so); None is the outlet's own voice."""
_ENDING = re.compile(r"(?<=\w{4})(?:at|iv|ant|ent|or)$")
"""Endings that the stem leaves on some forms of a word."""
_DOUBLED = re.compile(r"([b-df-hj-np-tv-z])\1$")
_REJECTS = re.compile(r"reject|dismiss|repudiat|disavow", re.IGNORECASE)
"""Cues that deny a truth only with a noun that stands for one ("rejected the claim", not "the veto")."""
_NEVER_SAID = re.compile(
    r"\b(?:never|(?:did|had|has|have) not(?: ever)?)\s+(?:say|said|tell|told|claim|claimed|quoted)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|which|that|whose)\s+(?:\w+\s+)?$")
"""Before a negation: it stands in a clause about a noun, not in what is told."""
_BEFORE_HEAD = 3
"""Words before an event's own among which its negation stands."""
_ENDS = re.compile(r"[.;:!?]|, (?:and|but|while|although)\b|\bbut\b")


class Denial(msgspec.Struct, frozen=True):
    """What a statement says is not so."""

    denied: frozenset[str]
    """Roots of the words that are denied: the deed."""
    whole: frozenset[str]
    """Roots of all the words behind the cue or the negation: the deed with whom, where and how."""
    names: frozenset[str]
    """Those of them that are capitalised."""
    content: frozenset[str]
    """Roots of all that is told with it, the cue apart."""
    said: bool = False
    """Whether what is denied is to have said it."""


def denial_of(profile: Profile) -> Denial | None:  # noqa: PLR0911 -- a table of cases
    """Return what a statement denies, or None where it denies nothing."""
    statement = profile.statement
    if statement.kind is StatementKind.FIGURE or "?" in statement.words:
        return None
    words = statement.words
    if statement.act not in {*_TELLING, Act.DENY}:
        return None
    if statement.kind is not StatementKind.SAID and statement.status is Status.DENIED:
        denied = contents(statement.head)
        return Denial(denied, denied, frozenset(), contents(words)) if denied else None
    if statement.kind is StatementKind.SAID and statement.act is Act.DENY:
        return _cue_denies(words)
    if statement.act not in _TELLING:
        return None
    if statement.kind is not StatementKind.SAID:
        if statement.status not in FIRM:
            return None
        before, head, _ = around(statement)
        if not opposed_pattern("negations").search(" ".join((*before.split()[-_BEFORE_HEAD:], head))):
            return None
    return _negated(words)


def _cue_denies(words: str) -> Denial | None:
    """Return what a denying cue denies: the words behind it, up to the end of the clause."""
    refusal = opposed_pattern("refusing").search(words)
    if refusal:
        behind = _clause(words[refusal.end() :])
        denied = [s for s in _stems(behind) if s not in _light()][:_NEXT]
        return (
            Denial(frozenset(denied), contents(behind), _capitalised(behind), contents(words))
            if denied
            else None
        )
    cue = opposed_pattern("denying").search(words)
    if cue is None:
        return None
    behind = _clause(words[cue.end() :])
    first = tokens_of(behind)[:_OBJECT]
    if set(first) & opposed_words("things asked"):
        return None
    if _REJECTS.match(cue[0]) and not set(first) & opposed_words("things said"):
        return None
    said = bool(set(first[:2]) & opposed_words("saying") - opposed_words("things said"))
    content = contents(behind)
    names = _capitalised(behind)
    denied = content - names - opposed_words("not denied itself")
    return Denial(denied, content, names, content, said) if denied else None


def _negated(words: str) -> Denial | None:
    """Return what the only negation of a text negates: the first words behind it that say something."""
    plain = re.sub(r"(\w)n[’']t\b", r"\1 not", words)
    plain = opposed_pattern("idioms that deny nothing").sub(" ", plain)
    found = list(opposed_pattern("negations").finditer(plain))
    if len(found) == 2 and (found[0][0].lower(), found[1][0].lower()) == ("neither", "nor"):  # noqa: PLR2004 -- one pair
        found = found[:1]
    if len(found) != 1 or _RELATIVE.search(plain[: found[0].start()]):
        return None
    behind = _clause(plain[found[0].end() :])
    tokens = tokens_of(behind)
    said = _NEVER_SAID.search(plain) is not None
    if not said and set(tokens[:1]) & opposed_words("saying"):
        return None
    denied = [s for s in _stems(behind) if s not in _light()]
    if not denied:
        return None
    return Denial(
        frozenset(denied[:_NEXT] if not said else denied),
        contents(behind),
        _capitalised(behind),
        contents(plain),
        said,
    )


def _capitalised(words: str) -> frozenset[str]:
    """Return the roots of the words that are names by their capital."""
    return frozenset(root(name.casefold()) for name in re.findall(r"\b[A-ZÀ-Þ][\w’'-]+", words))


def _clause(words: str) -> str:
    """Return the words up to where the clause ends."""
    end = _ENDS.search(words)
    return words[: end.start()] if end else words


def _stems(words: str) -> list[str]:
    return [root(t) for t in tokens_of(words) if t not in FUNCTION_WORDS and len(t) > 1]


@lru_cache(maxsize=65536)
def root(word: str) -> str:
    """Return what the forms of one deed share ("evacuate", "evacuation"); of a word for a side, the side."""
    side = side_of(word.capitalize())
    if side is not None:
        return side
    short = _ENDING.sub("", stem(word))
    return _DOUBLED.sub(r"\1", short)


def contents(words: str) -> frozenset[str]:
    """Return the roots of what a text tells: no function words, no words of saying, denying or doing alone."""
    return frozenset(_stems(words)) - _light()


@cache
def _light() -> frozenset[str]:
    return frozenset(
        root(word)
        for name in ("light", "saying", "denying", "negations")
        for word in opposed_words(name)
        if " " not in word
    )


def tells(profile: Profile) -> bool:
    """Return whether a statement tells something to be so: no denial, no plan, no wish, no question."""
    statement = profile.statement
    if statement.kind is StatementKind.FIGURE or "?" in statement.words or statement.status not in FIRM:
        return False
    if statement.act not in _TELLING:
        return False
    if opposed_pattern("negations").search(re.sub(r"(\w)n[’']t\b", r"\1 not", statement.words)):
        return False
    refused = opposed_pattern("refusing").search(statement.words) or opposed_pattern("denying").search(
        statement.words
    )
    return denial_of(profile) is None and not profile.negated and refused is None


def denials_opposed(one: Profile, other: Profile, cosine: float | None = None) -> Judged:
    """Judge two statements of which one denies what the other tells; `cosine` of their words, where known."""
    for denying, telling in ((one, other), (other, one)):
        denial = denial_of(denying)
        if denial is not None and tells(telling) and _opposes(denying, denial, telling):
            if cosine is not None and cosine < 0.5:  # noqa: PLR2004 -- other things are told in the same words
                return None
            return (
                Label.CONTRADICTORY,
                "denial",
                f"one denies what the other says: “{denying.statement.words}” and “{telling.statement.words}”",
            )
    return None


def _opposes(denying: Profile, denial: Denial, telling: Profile) -> bool:
    a, b = denying.statement, telling.statement
    between = gap(denying, telling)
    if between is not None and abs(between) > _ONE_STORY:
        return False
    if denying.days and telling.days and not denying.days.meets(telling.days, slack=1):
        return False
    same_voice = a.speaker is not None and b.speaker is not None and same_name(a.speaker.who, b.speaker.who)
    if denial.said != same_voice or (denial.said and b.kind is not StatementKind.SAID):
        return False
    theirs = contents(b.words)
    if len(denial.denied & theirs) < _SHARE_DENIED * len(denial.denied):
        return False
    bare = denial.whole - denial.names
    if len(denial.whole & theirs) < _SHARE * len(denial.whole) and len(bare & theirs) < _SHARE_BARE * len(
        bare
    ):
        return False
    if b.head and not denial.denied & contents(b.head):
        return False
    shared = denial.content & theirs
    same_scene = bool(scene_of(a) & scene_of(b))
    least = _LEAST - (same_scene and denial.denied <= theirs)
    if len(shared) < least or len(shared) < _SHARE * min(len(denial.content), len(theirs)):
        return False
    if len(shared - denying.names - telling.names) < _LEAST_OF_DEED:
        return False
    if not opposed_pattern("not firm").search(a.words) and opposed_pattern("not firm").search(b.words):
        return False
    if denying.numbers and telling.numbers and not denying.numbers & telling.numbers:
        return False
    for mine, theirs_ in ((denying, telling), (telling, denying)):
        if mine.spots and scene_of(theirs_.statement) and not mine.spots & scene_of(theirs_.statement):
            return False
    return _one_doer(denying, telling)


def _one_doer(denying: Profile, telling: Profile) -> bool:
    """Return whether both are of one doer, where both tell one, else of names that they share."""
    if denying.doers and telling.doers:
        return bool(denying.doers & telling.doers)
    mine, theirs = names_in(denying), names_in(telling)
    if denying.statement.act is Act.DENY and denying.statement.side and telling.doers:
        return denying.statement.side in telling.doers or not any(map(side_of, telling.statement.actors))
    return not mine or not theirs or bool(mine & theirs)


def names_in(profile: Profile) -> frozenset[str]:
    """Return the sides and names that a statement's words name, its first word too where it is a side."""
    first = re.match(r"\W*([A-ZÀ-Þ][\w’'-]+)", profile.statement.words)
    side = side_of(first[1]) if first else None
    return profile.names | profile.doers | ({side} if side else frozenset())


def events_opposed(one: Profile, other: Profile) -> Judged:
    """Judge two events of one sort, one told and one denied: of one side, in one scene, to the same."""
    a, b = one.statement, other.statement
    denied = [s.status is Status.DENIED for s in (a, b)]
    if a.type != b.type or denied[0] == denied[1] or not {a.status, b.status} - {Status.DENIED} <= FIRM:
        return None
    sides = [{s for n in p.statement.actors if (s := side_of(n))} for p in (one, other)]
    if not sides[0] & sides[1] or not scene_of(a) & scene_of(b) or not one_day(one, other):
        return None
    told = [
        contents(p.statement.words) - names_in(p) - contents(p.statement.head) - sides[0]
        for p in (one, other)
    ]
    mine, theirs = ((p.parties - p.doers) - sides[0] for p in (one, other))
    if not (mine & theirs or (told[0] & told[1] and not (mine and theirs))):
        return None
    telling = b if denied[0] else a
    if opposed_pattern("refusing").search(telling.words) or opposed_pattern("not firm").search(telling.words):
        return None
    return Label.CONTRADICTORY, "denial", f"one says and one denies that {a.actors[0]} did it ({a.type})"
