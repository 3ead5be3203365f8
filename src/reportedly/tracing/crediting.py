"""Crediting: which outlets a claim's members name, whatever name each uses, and who stands behind a credit."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from reportedly.record import Kind, Voice
from reportedly.tracing.names import key_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.ties import Proof, outlet_key, outlet_of

_NO_OUTLETS = frozenset({Kind.UNNAMED, Kind.DOCUMENT})


class Outlets:
    """The outlets of one claim: those that publish its members and those that these credit.

    A voice that bears the name of a publisher is one, whatever sort of voice a reader took it for. A name that
    is part of one longer name alone is that one ("the Ledger" beside the Baltic Ledger).
    """

    def __init__(self, publishers: Mapping[str, str], named: Mapping[str, str]) -> None:
        """Both map keys to names."""
        self._publishers = publishers
        self._same = _longer({**named, **publishers})

    def publisher(self, statement: Statement) -> str:
        """Return the key of who published a statement."""
        key = outlet_key(statement)
        return self._same.get(key, key)

    def key(self, voice: Voice) -> str | None:
        """Return the key of the outlet that a voice is; None where it is none."""
        key = outlet_of(voice)
        if key is None and voice.kind not in _NO_OUTLETS:
            key = key_of(voice.who)
            if key not in self._publishers:
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
        """Return the last voice of a chain where it comes after the outlet; None where the outlet is the last."""
        keys = [self.key(v) if i else None for i, v in enumerate(statement.chain)]
        at = max((i for i, k in enumerate(keys) if k == outlet), default=0)
        return statement.chain[-1] if at < len(statement.chain) - 1 else None


def outlets_of(members: Sequence[Statement]) -> Outlets:
    """Return the outlets that publish members of a claim or that these credit."""
    publishers = {outlet_key(m): m.outlet for m in members if m.outlet}
    named = {k: v.who for m in members for v in m.chain[1:] if (k := outlet_of(v))}
    return Outlets(publishers, named)


def _longer(names: Mapping[str, str]) -> dict[str, str]:
    """Return for each key whose words are all among those of one other key, with the last the same, that key."""
    words = {key: tuple(key.replace("-", " ").split()) for key in names}
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
