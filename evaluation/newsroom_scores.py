"""How well what was generated is traced: claims found, origins counted, circles seen."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from evaluation.newsroom_made import Made
from reportedly.record import Reading
from reportedly.tracing.claims import Claims, vectors_of
from reportedly.tracing.copies import Passage, copied_joins, passages_of, sentences_in
from reportedly.tracing.origins import Origins, origins_of
from reportedly.tracing.statement import Statement
from reportedly.tracing.statements import statements_of


@dataclass(frozen=True)
class Result:
    """What one run of newsrooms gave; shares in percent, of the facts that two or more reports tell."""

    facts: int
    """How many facts two or more reports tell."""
    given: float
    """Numbers of known and of unknown origins right, members given."""
    found: float
    """The same of the claim found for the fact, whoever its members are."""
    exact: float
    """Facts of which one claim has all reports and no others."""
    both: float
    """Members exact, and numbers of origins right."""
    b_cubed: tuple[float, float, float]
    """B³ precision, recall, F1 of statements, against the fact within one sort of statement."""
    mixed: float
    """Of claims of two or more reports, those that mix facts."""
    off: float
    """Origins too many on average, members given."""
    off_found: float
    """Origins off on average either way, of the claims found."""
    circles: tuple[int, int, int]
    """Facts with circles: found among those that have one, found at all, that have one."""


@dataclass
class Traced:
    """A simulation, read and traced."""

    made: Made
    statements: list[Statement]
    claims: Claims
    of_fact: dict[int, list[Statement]]
    of_report: dict[str, list[Statement]]
    passages: dict[str, list[Passage]]
    outlets: frozenset[str]

    def origins(self, members: Sequence[Statement]) -> Origins:
        """Return the origins of members, with all that their reports show."""
        reports = {m.report for m in members}
        passages = {
            (p.one, p.other, p.here.start): p
            for r in reports
            for p in self.passages.get(r, ())
            if p.one in reports and p.other in reports
        }
        beside = [s for r in sorted(reports) for s in self.of_report[r]]
        copied = copied_joins(list(members), tuple(passages.values()))
        return origins_of(members, copied, beside=beside, known_outlets=self.outlets)

    def wanted(self, fact: int, reports: set[str]) -> tuple[int, int]:
        """Return how many known and unknown origins a fact has in some reports."""
        roots = {self.made.roots[r, fact] for r in reports if (r, fact) in self.made.roots}
        return sum(r.known for r in roots), sum(not r.known for r in roots)

    def claim_for(self, fact: int) -> tuple[Statement, ...]:
        """Return the members of the claim that has most reports of a fact."""
        best: tuple[Statement, ...] = ()
        rank = (-1, 0)
        seen: set[str] = set()
        for statement in self.of_fact[fact]:
            if statement.id in seen:
                continue
            claim = self.claims.claim_of(statement.id)
            seen |= {m.id for m in claim.members}
            right = len({m.report for m in claim.members if self.made.fact(m) == fact})
            if (right, -len(claim.members)) > rank:
                rank, best = (right, -len(claim.members)), claim.members
        return best


def traced(made: Made, readings: Sequence[Reading]) -> Traced:
    """Trace readings of what newsrooms made."""
    statements = [s for r in readings for s in statements_of(r)]
    words, gists = vectors_of(statements)
    claims = Claims()
    claims.add(statements, words, gists)
    of_fact: dict[int, list[Statement]] = defaultdict(list)
    of_report: dict[str, list[Statement]] = defaultdict(list)
    for statement in statements:
        of_report[statement.report].append(statement)
        fact = made.fact(statement)
        if fact is not None:
            of_fact[fact].append(statement)
    passages: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages_of(sentences_in(r.report) for r in readings):
        passages[passage.one].append(passage)
    outlets = frozenset(r.report.outlet for r in readings if r.report.outlet)
    return Traced(made, statements, claims, of_fact, of_report, passages, outlets)


def measure(run: Traced) -> Result:
    """Compare what was traced with what is known."""
    given = found = exact = both = count = 0
    off = off_found = 0.0
    circles = Counter[str]()
    for fact, members in run.of_fact.items():
        reports = {m.report for m in members}
        if len(reports) < 2:  # noqa: PLR2004 -- one report has one origin
            continue
        count += 1
        wanted = run.wanted(fact, reports)
        origins = run.origins(members)
        got = (len(origins.known), len(origins.unknown))
        given += got == wanted
        off += sum(got) - sum(wanted)
        circles["have"] += fact in run.made.circles
        circles["found"] += bool(origins.circles)
        circles["right"] += fact in run.made.circles and bool(origins.circles)
        claim = run.claim_for(fact)
        traced_back = run.origins(claim)
        right = (len(traced_back.known), len(traced_back.unknown)) == wanted
        whole = {m.report for m in claim} == reports and {run.made.fact(m) for m in claim} == {fact}
        found += right
        exact += whole
        both += right and whole
        off_found += abs(len(traced_back.partition) - sum(wanted))
    clusters = [c.members for c in run.claims.all()]
    shares = [100 * n / max(1, count) for n in (given, found, exact, both)]
    return Result(
        facts=count,
        given=shares[0],
        found=shares[1],
        exact=shares[2],
        both=shares[3],
        b_cubed=b_cubed(run, clusters),
        mixed=mixed(run, clusters),
        off=off / max(1, count),
        off_found=off_found / max(1, count),
        circles=(circles["right"], circles["found"], circles["have"]),
    )


def b_cubed(run: Traced, clusters: Sequence[tuple[Statement, ...]]) -> tuple[float, float, float]:
    """Return B³ precision, recall, F1 over statements that say a fact, in percent.

    Recall asks for the statements of the fact that are of one's own sort (events with events), since a claim
    may rest on any sort; those of another sort that are there do no harm.
    """
    sizes = Counter((run.made.fact(s), s.kind) for s in run.statements)
    precision = recall = count = 0.0
    for members in clusters:
        inside = Counter((run.made.fact(m), m.kind) for m in members)
        facts = Counter(run.made.fact(m) for m in members)
        for (fact, kind), many in inside.items():
            if fact is not None:
                count += many
                precision += many * facts[fact] / len(members)
                recall += many * many / sizes[fact, kind]
    p, r = precision / max(1.0, count), recall / max(1.0, count)
    return 100 * p, 100 * r, 200 * p * r / (p + r) if p + r else 0.0


def mixed(run: Traced, clusters: Sequence[tuple[Statement, ...]]) -> float:
    """Return the percentage of claims of two or more reports that mix facts."""
    several = [c for c in clusters if len({m.report for m in c}) > 1]
    wrong = sum(len({run.made.fact(m) for m in c}) > 1 for c in several)
    return 100 * wrong / max(1, len(several))
