"""Joining: members of a claim that are put together pair by pair, each join with its proof."""

from collections.abc import Callable, Hashable, Iterable, Sequence

from reportedly.tracing.ties import Join
from reportedly.tracing.unions import Unions

_GROUPS = 8
"""Groups under one key that a member is looked at beside; more have nothing but a formula in common."""

Look = Callable[[int, int], Join | None]


class Joined:
    """Groups of numbered members, and the joins that made them."""

    def __init__(self, count: int) -> None:
        """Start with every member alone."""
        self._groups = Unions(count)
        self.joins: list[tuple[int, int, Join]] = []
        """Pairs of members with what joins them, in the order they were found."""

    def group(self, at: int) -> int:
        """Return the first member of the group that one is in."""
        return self._groups.root(at)

    def together(self, one: int, other: int) -> bool:
        """Return whether two members are in one group."""
        return self.group(one) == self.group(other)

    def join(self, one: int, other: int, proof: Join) -> None:
        """Put two members together; a join that shows nothing new is left out."""
        a, b = sorted((self.group(one), self.group(other)))
        if a != b:
            self._groups.hang(a, b)
            self.joins.append((one, other, proof))

    def groups(self) -> list[list[int]]:
        """Return the groups, by their first members."""
        return self._groups.groups()

    def try_all(self, keys: Sequence[Iterable[Hashable]], look: Look) -> None:
        """Join members that share a key where `look` finds a proof.

        `keys` are those of each member. Under a key, a member is compared with the latest of each group met
        there, of a few groups, so that the time goes with the number of keys.
        """
        met: dict[Hashable, list[int]] = {}
        for at, mine in enumerate(keys):
            seen: set[int] = set()
            for key in mine:
                latest = met.setdefault(key, [])
                for other in reversed(latest):
                    if other in seen or self.together(at, other):
                        continue
                    seen.add(other)
                    proof = look(other, at)
                    if proof is not None:
                        self.join(other, at, proof)
                group = self.group(at)
                latest[:] = [o for o in latest if self.group(o) != group][-_GROUPS + 1 :]
                latest.append(at)
