"""A simulation of a bulk run on many nodes, with slow nodes and nodes that are lost, event by event.

    python -m evaluation.simulate_cluster [--hours 4] [--nodes 100] [--seeds 9]

What is simulated is what `reportedly bulk` does: every core has one part in hand and one waiting; a part that
its node did not finish goes back to the queue, once the loss is noticed, and is read from its beginning;
nobody reads a part twice to be sure. Nodes are lost at random (a Poisson process, as spot machines are taken
back) and replaced. The rest of an archive is cut while its parts are read, so cutting never stands in the way
(measured: it takes a hundredth of reading). The work of a part varies as log-normal; some nodes are slow.
Told are the time against that of a run without harm, spread over all cores evenly; the work that was done
twice; and the tail, from when one core first has nothing to do to the end.
"""

from __future__ import annotations

import argparse
import heapq
import random
import statistics
from collections import deque

import msgspec

SPREAD = 0.25
"""Standard deviation of the logarithm of a part's work."""
NOTICED, REPLACED = 30.0, 180.0
"""Seconds until a lost node is noticed, and until another one reads in its place."""
CORES = 4


class Scenario(msgspec.Struct, frozen=True, kw_only=True):
    """What befalls a run."""

    name: str
    part: float
    """Mean seconds of one core for a part."""
    lost: float
    """Nodes lost an hour, as a share of all."""
    slow: tuple[tuple[float, float], ...] = ()
    """Shares of nodes, and how fast those are."""


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """How it went."""

    hours: float
    """By the clock."""
    over: float
    """What it took more than an even spread over cores without harm, as a share."""
    twice: float
    """Work that was lost with a node, as a share of all."""
    tail: float
    """Minutes from the first idle core to the end."""
    nodes_lost: int


STRAGGLERS = ((0.05, 0.5), (0.01, 0.2))
SCENARIOS = (
    Scenario(name="one-minute parts, nothing happens", part=60, lost=0.0),
    Scenario(name="one-minute parts, slow nodes", part=60, lost=0.0, slow=STRAGGLERS),
    Scenario(name="one-minute parts, slow nodes, 5 % lost an hour", part=60, lost=0.05, slow=STRAGGLERS),
    Scenario(name="one-minute parts, slow nodes, 30 % lost an hour", part=60, lost=0.3, slow=STRAGGLERS),
    Scenario(name="whole archives (1 h each), slow nodes, 5 % lost", part=3_600, lost=0.05, slow=STRAGGLERS),
    Scenario(name="whole archives (1 h each), slow nodes, 30 % lost", part=3_600, lost=0.3, slow=STRAGGLERS),
)


class _Cluster:
    """Nodes, their cores, and the parts that wait."""

    def __init__(self, scenario: Scenario, nodes: int, work: list[float], chance: random.Random) -> None:
        self._scenario, self._chance, self._nodes = scenario, chance, nodes
        self._waiting = deque(range(len(work)))
        self._work, self._left = work, len(work)
        self._events: list[tuple[float, int, str, int, int]] = []
        self._number = 0
        self._speed: dict[int, float] = {}
        self._hands: dict[tuple[int, int], deque[tuple[int, float]]] = {}
        self._alive: set[int] = set()
        self._next_node = 0
        self.lost_work, self.nodes_lost, self.first_idle = 0.0, 0, None

    first_idle: float | None

    def run(self) -> float:
        """Return the second at which the last part is done."""
        for _ in range(self._nodes):
            self._join(0.0)
        now = 0.0
        while self._left:
            now, _, what, node, core = heapq.heappop(self._events)
            if what == "done" and node in self._alive:
                self._done(now, node, core)
            elif what == "lost" and node in self._alive:
                self._lose(now, node)
            elif what == "back":
                self._waiting.appendleft(node)  # a part, not a node
                self._wake(now)
            elif what == "join":
                self._join(now)
        return now

    def _later(self, at: float, what: str, node: int, core: int = 0) -> None:
        self._number += 1
        heapq.heappush(self._events, (at, self._number, what, node, core))

    def _join(self, now: float) -> None:
        node, drawn, self._next_node = self._next_node, self._chance.random(), self._next_node + 1
        speed = 1.0
        for share, slow in self._scenario.slow:
            if drawn < share:
                speed = slow
                break
            drawn -= share
        self._speed[node] = speed
        self._alive.add(node)
        for core in range(CORES):
            self._hands[node, core] = deque()
            self._take(now, node, core)
        if self._scenario.lost:
            self._later(now + self._chance.expovariate(self._scenario.lost / 3600), "lost", node)

    def _take(self, now: float, node: int, core: int) -> None:
        """Fill a core's hands: the part it reads, and the next."""
        hand = self._hands[node, core]
        while len(hand) < 2 and self._waiting:  # noqa: PLR2004 - as cluster._IN_HAND
            hand.append((self._waiting.popleft(), now))
            if len(hand) == 1:
                self._begin(now, node, core)
        if not hand and self.first_idle is None:
            self.first_idle = now

    def _begin(self, now: float, node: int, core: int) -> None:
        part, _ = self._hands[node, core][0]
        self._hands[node, core][0] = (part, now)
        self._later(now + self._work[part] / self._speed[node], "done", node, core)

    def _done(self, now: float, node: int, core: int) -> None:
        hand = self._hands[node, core]
        hand.popleft()
        self._left -= 1
        if hand:
            self._begin(now, node, core)
        self._take(now, node, core)

    def _lose(self, now: float, node: int) -> None:
        self._alive.discard(node)
        self.nodes_lost += 1
        for core in range(CORES):
            for at, (part, begun) in enumerate(self._hands.pop((node, core))):
                if at == 0:
                    self.lost_work += (now - begun) * self._speed[node]
                self._later(now + NOTICED, "back", part)
        self._later(now + REPLACED, "join", node)

    def _wake(self, now: float) -> None:
        """Give what came back to a core with empty hands, if there is one."""
        for (node, core), hand in self._hands.items():
            if not hand and node in self._alive:
                self._take(now, node, core)
                return


def simulate(scenario: Scenario, nodes: int, hours: float, seed: int) -> Outcome:
    """Return how a run of so many hours' work for all cores goes."""
    chance = random.Random(seed)  # noqa: S311 - a simulation, seeded
    total = hours * 3600 * nodes * CORES
    mean = scenario.part
    work = [mean * chance.lognormvariate(-SPREAD * SPREAD / 2, SPREAD) for _ in range(round(total / mean))]
    cluster = _Cluster(scenario, nodes, work, chance)
    ended = cluster.run()
    even = sum(work) / (nodes * CORES)
    idle = cluster.first_idle if cluster.first_idle is not None else ended
    return Outcome(
        hours=ended / 3600,
        over=ended / even - 1,
        twice=cluster.lost_work / sum(work),
        tail=(ended - idle) / 60,
        nodes_lost=cluster.nodes_lost,
    )


def main() -> None:
    """Simulate each scenario and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--hours", type=float, default=4.0)
    parser.add_argument("--nodes", type=int, default=100)
    parser.add_argument("--seeds", type=int, default=9)
    said = parser.parse_args()
    print(
        f"{said.nodes} nodes of {CORES} cores, {said.hours:g} hours of work for all; "
        f"medians of {said.seeds} seeds"
    )
    print("| a run | hours | over an even spread | done twice | tail, minutes | nodes lost |")
    print("|---|---|---|---|---|---|")
    for scenario in SCENARIOS:
        found = [simulate(scenario, said.nodes, said.hours, seed) for seed in range(said.seeds)]
        hours, over, twice, tail, lost = (
            statistics.median(getattr(each, name) for each in found) for name in Outcome.__struct_fields__
        )
        print(f"| {scenario.name} | {hours:.2f} | {over:+.1%} | {twice:.1%} | {tail:.1f} | {lost:.0f} |")


if __name__ == "__main__":
    main()
