"""Crediting: which outlets a claim's members name, and who stands behind a credit.

A reader that does not know an outlet takes it for a person or, in "a report by the Ledger", for a document;
whoever bears the name of a publisher is one.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from reportedly.record import Kind, Voice
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import Proof, outlet_key, outlet_of

_ITS_REPORT = re.compile(
    r"^(?:an? |the )?(?:\w+ )?(?:report|article|story|dispatch|interview) (?:by|in|from|with) (?:the )?"
    r"|['’]s? (?:report|article|story|dispatch)$| (?:report|article|story|dispatch)$"
)
"""What a document's name has beside that of the outlet that published it."""


class Outlets:
    """The outlets of one claim: those that publish its members, those that these credit, others known.

    A name that is part of one longer name alone is that one ("the Ledger" beside the Baltic Ledger).
    """

    def __init__(self, named: Iterable[str], known: frozenset[str]) -> None:
        """Both are keys: of the outlets named in the claim, and of those that are known to be outlets."""
        self._known = known
        self._same = _longer(named)

    def publisher(self, statement: Statement) -> str:
        """Return the key of who published a statement."""
        key = outlet_key(statement)
        return self._same.get(key, key)

    def key(self, voice: Voice) -> str | None:
        """Return the key of the outlet that a voice is; None where it is none."""
        key = outlet_of(voice)
        if key is None and voice.kind is not Kind.UNNAMED:
            name = _ITS_REPORT.sub("", voice.who) if voice.kind is Kind.DOCUMENT else voice.who
            key = key_of(name)
            if key not in self._known and key not in self._same:
                return None
        return None if key is None else self._same.get(key, key)

    def name(self, statement: Statement, outlet: str) -> str:
        """Return how a statement's chain names the outlet of a key."""
        return next((v.who for v in statement.chain[1:] if self.key(v) == outlet), outlet)

    def words(self, statement: Statement, outlet: str) -> tuple[Proof, ...]:
        """Return the words that name the outlet in the chain; those of the statement where none do."""
        found = [v.citation for v in statement.chain[1:] if v.citation is not None and self.key(v) == outlet]
        return tuple(Proof(statement.report, span) for span in (found or statement.spans)[:1])

    def behind(self, statement: Statement, outlet: str) -> Voice | None:
        """Return a chain's last voice where it comes after the outlet; None where the outlet is the last."""
        keys = [self.key(v) if i else None for i, v in enumerate(statement.chain)]
        at = max((i for i, k in enumerate(keys) if k == outlet), default=0)
        return statement.chain[-1] if at < len(statement.chain) - 1 else None


def outlets_of(members: Sequence[Statement], known: Iterable[str] = ()) -> Outlets:
    """Return the outlets that publish or are credited by members of a claim; `known` are names of others."""
    publishers = {outlet_key(m) for m in members if m.outlet}
    named = {k for m in members for v in m.chain[1:] if (k := outlet_of(v))}
    return Outlets(publishers | named, frozenset(map(key_of, known)) | publishers)


def _longer(names: Iterable[str]) -> dict[str, str]:
    """Return for each key of one word the only longer key that ends with it."""
    words = {key: tuple(key.replace("-", " ").split()) for key in sorted(names)}
    by_last: dict[str, list[str]] = defaultdict(list)
    for key, said in words.items():
        if said:
            by_last[said[-1]].append(key)
    found = {}
    for key, said in words.items():
        if len(said) != 1:
            continue
        longer = _only(k for k in by_last[said[-1]] if k != key and len(words[k]) > 1)
        if longer is not None:
            found[key] = longer
    return found


def _only(keys: Iterable[str]) -> str | None:
    found = list(keys)
    return found[0] if len(found) == 1 else None
