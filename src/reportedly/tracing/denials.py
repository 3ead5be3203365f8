"""Denials: what a statement says is not so.

A statement denies in one of three ways: an attribution denies its content ("Kyiv denied that its forces had
crossed the border"), an event is told as denied, or its words are negated ("did not agree"). What is denied
is not the whole sentence but what stands behind the cue or the negation; only a statement that tells just
that opposes it. To refuse a demand denies no truth, nor does "not only".
"""

import re
from functools import lru_cache

import msgspec

from reportedly.record import Act, Status
from reportedly.tracing.comparable import FIRM, around
from reportedly.tracing.profile import Profile
from reportedly.tracing.roots import capitalised, contents, light_roots, roots_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.terms import tokens_of
from reportedly.wordlists.opposed import opposed_pattern, opposed_words

_REMEMBERED = 4096
"""Statements of which is remembered what each denies: many are set beside each other again and again."""
_NEXT = 2
"""Words behind a negation that say what is negated."""
_OBJECT = 4
"""Words behind a denying cue among which the noun stands that is denied."""
TELLING = frozenset({Act.SAY, Act.WARN, Act.THINK, None})
"""Acts whose content is told to be so (or not so); None is the outlet's own voice."""
REJECTS = re.compile(r"reject|dismiss|repudiat|disavow", re.IGNORECASE)
"""Cues that deny a truth only with a noun that stands for one ("rejected the claim", not "the veto")."""
_HAVING_SAID = re.compile(
    r"[^,]{0,24}?\b(?:saying|(?:having|ever|had|he|she|they|it) (?:ever )?(?:said|told|claimed|called))\b",
    re.IGNORECASE,
)
_NEVER_SAID = re.compile(
    r"\b(?:never|(?:did|had|has|have) not(?: ever)?)\s+(?:say|said|tell|told|claim|claimed|quoted)\b",
    re.IGNORECASE,
)
_THAT = re.compile(r"^[^,;.]{0,60}?\bthat\s+")
"""What stands before what is denied ("reports in the press that")."""
_APPOSED = re.compile(r",\s+(?:an?|the)\s[^,;.]{1,60},")
"""What is told of a name by the way ("Vorozhba, a railway junction, had fallen")."""
_OUGHT = re.compile(r"\b(?:should|must|ought)\b", re.IGNORECASE)
"""What ought not to be is not said not to be."""
_RELATIVE = re.compile(r"\b(?:who|which|that|whose)\s+(?:\w+\s+)?$")
"""Before a negation: it stands in a clause about a noun, not in what is told."""
_BEFORE_HEAD = 3
"""Words before an event's own among which its negation stands."""
_NOTHING = frozenset({"no", "none", "nobody", "nothing"})
"""Negations of a thing: what is denied of it comes after its name."""
_NOT_FOR_GOOD = frozenset({"yet", "until", "unless", "till", "except", "before"})
"""Words behind a negation by which it is so after all, or only later."""
_AHEAD = re.compile(r"\b(?:will|would|wo|shall|going to)\s*$", re.IGNORECASE)
_NOT_TO_COME = re.compile(r"\b(?:will|would|wo|shall) not\b", re.IGNORECASE)
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
    ahead: bool = False
    """Whether it is denied of what is to come."""


def denial_of(profile: Profile) -> Denial | None:
    """Return what a statement denies, or None where it denies nothing."""
    return _denial(profile.statement)


@lru_cache(maxsize=_REMEMBERED)
def _denial(statement: Statement) -> Denial | None:  # noqa: PLR0911 -- a table of cases
    if statement.kind is StatementKind.FIGURE or "?" in statement.words:
        return None
    words = statement.words
    if statement.act not in {*TELLING, Act.DENY}:
        return None
    if statement.kind is not StatementKind.SAID and statement.status is Status.DENIED:
        return _event_denied(statement)
    if statement.kind is StatementKind.SAID and statement.act is Act.DENY:
        return _cue_denies(words)
    if statement.act not in TELLING:
        return None
    if statement.kind is StatementKind.EVENT and opposed_pattern("denying").search(statement.head):
        return _cue_denies(words) if statement.status in FIRM else None
    if statement.kind is not StatementKind.SAID:
        if statement.status not in FIRM:
            return None
        before, head, _ = around(statement)
        if not opposed_pattern("negations").search(" ".join((*before.split()[-_BEFORE_HEAD:], head))):
            return None
    return _negated(words)


def _event_denied(statement: Statement) -> Denial | None:
    """Return what an event denies that is told as denied, where its words or the attribution do deny."""
    if statement.act is not Act.DENY and not _denies_aloud(statement.words):
        return None
    denied = contents(statement.head)
    if not denied or _NOT_FOR_GOOD & set(tokens_of(statement.words)):
        return None
    ahead = _NOT_TO_COME.search(spelled_out(statement.words)) is not None
    return Denial(denied, denied, frozenset(), contents(statement.words), ahead=ahead)


def _denies_aloud(words: str) -> bool:
    """Return whether a word of a text denies."""
    plain = opposed_pattern("idioms that deny nothing").sub(" ", spelled_out(words))
    return any(opposed_pattern(name).search(plain) for name in ("negations", "denying", "refusing"))


def spelled_out(words: str) -> str:
    """Return a text with "n't" as a word of its own."""
    return re.sub(r"(\w)n[’']t\b", r"\1 not", words)


def _cue_denies(words: str) -> Denial | None:
    """Return what a denying cue denies: the words behind it, up to the end of the clause."""
    refusal = opposed_pattern("refusing").search(words)
    if refusal:
        behind = _clause(words[refusal.end() :])
        denied = [s for s in roots_of(behind) if s not in light_roots()][:_NEXT]
        return (
            Denial(frozenset(denied), contents(behind), capitalised(behind), contents(words))
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
    if REJECTS.match(cue[0]) and not set(first) & opposed_words("things said"):
        return None
    said = _HAVING_SAID.match(behind) is not None
    if not said and set(first) & opposed_words("things said"):
        behind = _APPOSED.sub(" ", _THAT.sub("", behind))
    content = contents(behind)
    names = capitalised(behind)
    deed = content - names
    return Denial(deed, content, names, content, said) if deed else None


def _negated(words: str) -> Denial | None:
    """Return what the only negation of a text negates: the first words behind it that say something."""
    plain = opposed_pattern("idioms that deny nothing").sub(" ", spelled_out(words))
    found = list(opposed_pattern("negations").finditer(plain))
    if len(found) == 2 and (found[0][0].lower(), found[1][0].lower()) == ("neither", "nor"):  # noqa: PLR2004 -- one pair
        found = found[:1]
    if len(found) != 1 or _OUGHT.search(plain) or _RELATIVE.search(plain[: found[0].start()]):
        return None
    behind = _clause(plain[found[0].end() :])
    if plain[: found[0].start()].rstrip().endswith(","):  # "Ukraine, not Russia, was holding it up"
        behind = behind.partition(",")[0]
    tokens = tokens_of(behind)
    said = _NEVER_SAID.search(plain) is not None
    if not said and set(tokens[:1]) & opposed_words("saying"):
        return None
    if set(tokens[:_NEXT]) & opposed_words("opinion") or _NOT_FOR_GOOD & set(tokens):
        return None
    denied = [s for s in roots_of(behind) if s not in light_roots()]
    names = capitalised(behind)
    if found[0][0].lower() in _NOTHING:
        denied = [s for s in denied if s not in names]
    elif not said:
        denied = denied[:_NEXT]
    if not set(denied) - names:
        return None
    return Denial(
        frozenset(denied),
        contents(behind),
        names,
        contents(plain),
        said,
        _AHEAD.search(plain[: found[0].start()]) is not None,
    )


def _clause(words: str) -> str:
    """Return the words up to where the clause ends."""
    end = _ENDS.search(words)
    return words[: end.start()] if end else words
