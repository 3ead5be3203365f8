"""Recall of blocking: of the pairs that score as one claim, how many are compared at all.

    python -m evaluation.bench_blocking [--reports 10000] [--asked 500] [--seed 1] [--wars 4]

Pairs are scored where they are near in meaning (`tracing.nearness`) and, of those, where the sieve does not
show that they cannot reach a score (`tracing.sieve`, which loses none). Here some wordings of made newsrooms
are scored with every other one that is up to six weeks away, however far in meaning, and it is told which of
the pairs that are one claim blocking finds.
"""

from __future__ import annotations

import argparse
import random
import sys
import time

import numpy as np

from evaluation.newsroom_made import Habits, newsrooms
from reportedly.tracing.claims import vectors_of
from reportedly.tracing.comparing import score_of
from reportedly.tracing.linkage import LEAST
from reportedly.tracing.nearness import Page, alike_in, cosines_of, is_far, quantised, signatures_of
from reportedly.tracing.profile import profile_of
from reportedly.tracing.sieve import may_reach, traits_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of
from reportedly.tracing.wordings import week_of, wordings_of

BAR = 98.0
"""Percent of the pairs that score as one claim which are to be compared."""


class Compared:
    """Wordings, all that blocking knows of them, and which of them are one claim."""

    def __init__(self, statements: list[Statement]) -> None:
        """Take the earliest statement of each wording."""
        self.firsts = [inside[0] for inside in wordings_of(statements).values()]
        self._profiles = [profile_of(s) for s in self.firsts]
        words, gists = (quantised(v) for v in vectors_of(self.firsts))
        self._gists = gists
        self._weeks = np.array([week_of(s) for s in self.firsts])
        self._all = Page()
        traits = traits_of(self._profiles)
        self._all.add(np.arange(len(words)), words, signatures_of(words), traits)
        self._pages = {
            int(week): self._page(np.flatnonzero(self._weeks == week)) for week in set(self._weeks)
        }

    def _page(self, places: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Page:
        page, every = Page(), self._all
        page.add(places, every.vectors[places], every.signatures[places], every.traits[places])
        return page

    def exact(self, at: int) -> set[int]:
        """Return the wordings that are one claim with one, of all within reach."""
        week = int(self._weeks[at])
        reach = np.array([is_far(week, int(w)) is not None for w in self._weeks])
        others = np.flatnonzero(reach & (np.arange(len(reach)) != at))
        cosines = cosines_of(self._all.vectors[others], self._all.vectors[at])
        # the sieve bounds the score whatever the cosine
        pairs = np.full(len(others), at), others
        kept = may_reach(LEAST, self._all.traits, self._all.traits, pairs, cosines)
        return self._one_claim(at, others[kept].tolist(), cosines[kept].tolist())

    def blocked(self, at: int) -> set[int]:
        """Return those of them that are compared."""
        asked = self._page(np.array([at]))
        found: set[int] = set()
        for week, page in self._pages.items():
            far = is_far(int(self._weeks[at]), week)
            if far is not None:
                pairs = alike_in(page, asked, LEAST, far=far)
                others = page.numbers[pairs.columns].tolist()
                found |= self._one_claim(at, others, pairs.cosines.tolist())
        return found - {at}

    def _one_claim(self, at: int, others: list[int], cosines: list[float]) -> set[int]:
        mine, report = self._profiles[at], self.firsts[at].report
        return {
            other
            for other, words in zip(others, cosines, strict=True)
            if self.firsts[other].report != report
            and score_of(mine, self._profiles[other], words, self._gist(at, other)) >= LEAST
        }

    def _gist(self, one: int, other: int) -> float:
        return float(cosines_of(self._gists[other][None], self._gists[one])[0])


def main() -> int:
    """Measure and print; return 1 where the bar is missed."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("--asked", type=int, default=500, help="so many wordings are compared with all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--wars", type=int, default=4)
    said = parser.parse_args()
    made = newsrooms(said.reports, Habits(drop=0.3), said.seed, said.wars)
    held = Compared([s for reading in made.readings for s in statements_of(reading)])
    draw = random.Random(said.seed)  # noqa: S311 -- a sample
    asked = draw.sample(range(len(held.firsts)), min(said.asked, len(held.firsts)))
    begun, pairs, found = time.process_time(), 0, 0
    for at in asked:
        exact, blocked = held.exact(at), held.blocked(at)
        pairs, found = pairs + len(exact), found + len(exact & blocked)
    recall = 100 * found / max(1, pairs)
    print(
        f"{said.reports:,} reports, {len(held.firsts):,} wordings: of {pairs:,} pairs of {len(asked)} "
        f"of them that score as one claim {found:,} are compared, {recall:.2f} % (bar: {BAR:.0f}); "
        f"{time.process_time() - begun:.0f} s of the processor"
    )
    return int(recall < BAR)


if __name__ == "__main__":
    sys.exit(main())
