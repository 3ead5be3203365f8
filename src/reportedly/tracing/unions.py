"""Unions: numbered things put together step by step (union-find; Galler and Fischer 1964)."""


class Unions:
    """Groups of numbers, each known by one of them, its root."""

    def __init__(self, count: int) -> None:
        """Start with every number from 0 to `count` - 1 alone."""
        self._parent = list(range(count))

    def root(self, at: int) -> int:
        """Return the root of the group that a number is in."""
        parent = self._parent
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    def hang(self, under: int, root: int) -> None:
        """Put the group of one root under that of another."""
        self._parent[root] = under

    def groups(self) -> list[list[int]]:
        """Return the groups, in the order of their first numbers."""
        found: dict[int, list[int]] = {}
        for at in range(len(self._parent)):
            found.setdefault(self.root(at), []).append(at)
        return list(found.values())
