"""Publishing: who published what is traced; a reader may not have known them for outlets."""

from collections.abc import Iterable, Mapping

from reportedly.record import Kind
from reportedly.tracing.crediting import Outlets
from reportedly.tracing.statement import Statement


class _Any(frozenset[str]):
    """A set in which every name is."""

    __slots__ = ()

    def __contains__(self, _name: object) -> bool:
        return True


_ANY = Outlets((), _Any())


class Publishers:
    """Who published the reports that were traced."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """Take names by their keys."""
        self._names = names

    def named_in(self, statements: Iterable[Statement]) -> set[str]:
        """Return the names of publishers that voices in the chains of statements have."""
        return {name for s in statements for key in voice_keys(s) if (name := self._names.get(key))}


def voice_keys(statement: Statement) -> list[str]:
    """Return by what the voices of a chain would be known if they were outlets; those that are apart."""
    voices = (v for v in statement.chain[1:] if v.kind not in {Kind.OUTLET, Kind.UNNAMED})
    return list(dict.fromkeys(key for v in voices if (key := _ANY.key(v))))
