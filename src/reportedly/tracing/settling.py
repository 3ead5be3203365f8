"""Settling credits: which of an outlet's reports is meant, and which credits mean the same one.

A credit joins a member to the outlet's own report where only one origin fits; two members that credit one
outlet for the same voice within a few days have one origin though the outlet's report is not there. Where an
outlet has reports that go back to different origins and nothing tells which is meant, the credit stays open:
such a member is counted apart.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from reportedly.record import Kind, Voice
from reportedly.tracing.crediting import Outlets
from reportedly.tracing.joining import Joined
from reportedly.tracing.names import key_of, same_name
from reportedly.tracing.ties import Join, Tie, words_of
from reportedly.tracing.utterances import within
from reportedly.tracing.witness import Witness

_SAME_DAYS = 3
"""Days between two reports up to which one outlet credited with one voice is taken for one report of it."""
_LOOKED_AT = 64
"""Reports of a credited outlet that are looked at, the latest before the credit."""
_ROUNDS = 3
"""How often credits are gone over: settling one can settle another."""
_LAST_DAY = 10**9

_Credit = tuple[int, str]
"""A member and the key of an outlet it credits."""


class Settler:
    """The credits of one claim's members."""

    def __init__(self, witnesses: Sequence[Witness], outlets: Outlets, joined: Joined) -> None:
        """`witnesses` are by day of publication."""
        self._witnesses, self._outlets, self._joined = witnesses, outlets, joined
        self._by_outlet: dict[str, list[int]] = defaultdict(list)
        for i in sorted(range(len(witnesses)), key=lambda i: (_first_day(witnesses[i]), i)):
            self._by_outlet[witnesses[i].publisher].append(i)
        self._left: list[_Credit] = [(i, key) for i, w in enumerate(witnesses) for key in w.credits]
        self._days = {
            key: [_first_day(witnesses[i]) for i in inside] for key, inside in self._by_outlet.items()
        }
        self._done: set[int] = set()

    def own_reports(self) -> None:
        """Join members to the reports they credit, as far as it can be told by now."""
        for _ in range(_ROUNDS):
            before = len(self._left)
            self._left = [credit for credit in self._left if not self._own_report(credit)]
            if len(self._left) == before:
                break

    def open(self) -> set[int]:
        """Return the members none of whose credits is settled though the outlet has reports that fit."""
        return {at for at, key in self._left if at not in self._done and self._ends((at, key))}

    def _ends(self, credit: _Credit) -> list[int]:
        """Return one report for each origin that the credited outlet's reports go back to, if it fits.

        Those that have the very voice which the credit names behind the outlet go before all others.
        """
        at, key = credit
        witness = self._witnesses[at]
        inside = self._by_outlet.get(key, ())
        until = _LAST_DAY
        if witness.published is not None:
            until = witness.published.last
        end = bisect_right(self._days.get(key, ()), until) if until != _LAST_DAY else len(inside)
        behind = self._outlets.behind(witness.member, key)
        found: dict[int, int] = {}
        named: dict[int, int] = {}
        for other in inside[max(0, end - _LOOKED_AT) : end]:
            theirs = self._witnesses[other]
            if theirs.member.report == witness.member.report:
                continue
            fit = self._fit(witness, behind, theirs)
            if fit:
                found.setdefault(self._joined.group(other), other)
            if fit == _NAMED:
                named.setdefault(self._joined.group(other), other)
        return list((named or found).values())

    def _own_report(self, credit: _Credit) -> bool:
        """Join a member to the report it credits; return whether that could be told."""
        at, key = credit
        ends = self._ends(credit)
        if len(ends) != 1:
            return False
        one, other = self._witnesses[at].member, self._witnesses[ends[0]].member
        why = f"{one.outlet or one.report} credits {other.outlet}, which has it itself"
        proof = (*self._outlets.words(one, key), *words_of(other))
        self._joined.join(at, ends[0], Join(one.id, other.id, Tie.CREDITED_REPORT, why, proof))
        self._done.add(at)
        return True

    def _fit(self, here: Witness, behind: Voice | None, there: Witness) -> int:
        """Return how well a credit, with the voice behind its outlet, fits what that outlet reported."""
        last = there.member.chain[-1] if len(there.member.chain) > 1 else None
        if behind is None or last is None or Kind.UNNAMED in {behind.kind, last.kind}:
            return _MAY
        key = self._outlets.key(behind)
        if key is not None:
            return _NAMED if key in there.credits else 0
        if same_name(behind.who, last.who):
            return _NAMED
        side = here.member.side
        return _MAY if side and side == there.member.side else 0

    def same_credits(self) -> None:
        """Join members that credit one outlet for one voice within a few days.

        Those that name no voice join the others only where these have one origin.
        """
        by_outlet: dict[str, list[int]] = defaultdict(list)
        for at, key in self._left:
            by_outlet[key].append(at)
        for key in sorted(by_outlet):
            vague: list[int] = []
            told: dict[str, list[int]] = defaultdict(list)
            for at in by_outlet[key]:
                name = self._voice_key(self._outlets.behind(self._witnesses[at].member, key))
                (told[name] if name else vague).append(at)
            for name in sorted(told):
                self._in_a_row(told[name], key)
            self._beside(vague, [at for name in sorted(told) for at in told[name]], key)

    def _voice_key(self, voice: Voice | None) -> str:
        if voice is None or voice.kind is Kind.UNNAMED:
            return ""
        return self._outlets.key(voice) or key_of(voice.who).rpartition(" ")[2]

    def _in_a_row(self, members: Sequence[int], outlet: str) -> None:
        """Join members, which are by day, to the one before where it is near enough."""
        for one, other in pairwise(members):
            a, b = self._witnesses[one], self._witnesses[other]
            voices = [self._outlets.behind(w.member, outlet) for w in (a, b)]
            if within(a.published, b.published, _SAME_DAYS) and _may_be_one(*voices):
                self._join(one, other, outlet)

    def _beside(self, vague: Sequence[int], told: Sequence[int], outlet: str) -> None:
        self._in_a_row(vague, outlet)
        seen: set[int] = set()
        for at in vague:
            group = self._joined.group(at)
            if group in seen:
                continue
            seen.add(group)
            near = {
                self._joined.group(other): other
                for other in told[:_LOOKED_AT]
                if within(
                    self._witnesses[at].published,
                    self._witnesses[other].published,
                    _SAME_DAYS,
                )
            }
            if len(near) == 1:
                self._join(near.popitem()[1], at, outlet)

    def _join(self, one: int, other: int, outlet: str) -> None:
        a, b = self._witnesses[one].member, self._witnesses[other].member
        if a.report == b.report:
            return
        name = self._outlets.name(a, outlet)
        proof = (*self._outlets.words(a, outlet), *self._outlets.words(b, outlet))
        self._joined.join(one, other, Join(a.id, b.id, Tie.SAME_CREDIT, f"both credit {name}", proof))


_MAY, _NAMED = 1, 2


def _may_be_one(one: Voice | None, other: Voice | None) -> bool:
    """Return whether two voices behind a credit can be the same; one that is not told or nameless can."""
    if one is None or other is None or Kind.UNNAMED in {one.kind, other.kind}:
        return True
    return same_name(one.who, other.who)


def _first_day(witness: Witness) -> int:
    """Return the first day of publication; that of a report without one is before all."""
    return witness.published.first if witness.published is not None else -1
