"""Who tells what from whom: first-hand reports, and those that retell them, with known ancestry."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import timedelta

from evaluation import newsroom_phrases as phrases
from evaluation.newsroom_facts import Fact
from evaluation.newsroom_telling import Form, Habits, Number, Root, Telling
from evaluation.newsroom_world import PARTY_ROLES, Outlet, Speaker, person, quotation

_DEEPEST = 4
"""Retellings between a report and its root, at most."""
_MOST = 30
"""Retellings of one fact, at most."""
_ROUNDED_FROM = 20


class Newsroom:
    """Makes the tellings of facts, one fact after the other."""

    def __init__(self, draw: random.Random, outlets: list[Outlet], habits: Habits) -> None:
        """`draw` makes every choice."""
        self._draw = draw
        self._outlets = outlets
        self._habits = habits
        self._roots = 0
        self._taken: dict[int, int] = {}
        """Template to the lineage that uses it: those who do not know of each other word it differently."""
        self._speakers: set[str] = set()
        """Who has spoken of the fact: another root is another voice."""

    def tellings(self, fact: Fact) -> list[Telling]:
        """Return all tellings of a fact, those of absent reports among them."""
        draw, habits = self._draw, self._habits
        self._taken, self._speakers = {}, set()
        told: list[Telling] = []
        for _ in range(draw.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 4))):
            told += self._first_hand(fact, {t.outlet for t in told})
        if draw.random() < habits.circle:
            told += self._circle(fact, {t.outlet for t in told})
        for _ in range(min(_MOST, int(draw.paretovariate(0.9)) + draw.randint(0, 3))):
            parent = draw.choice([t for t in told if t.depth < _DEEPEST and not t.root.circle] or [None])
            if parent is None:
                break
            used = {t.outlet for t in told}
            free = [o for o in self._outlets if o not in used]
            mine = [t.outlet for t in told if t.outlet != parent.outlet and t.outlet not in parent.credit]
            if mine and draw.random() < habits.own:
                free = mine
            if not free:
                break
            told.append(self._retold(parent, draw.choice(free)))
        return self._without_absent(told)

    def _root(self, *, known: bool, circle: bool = False) -> Root:
        self._roots += 1
        return Root(self._roots, known, circle)

    def _form(self, fact: Fact, root: Root) -> Form:
        """Return a build that no other lineage of the fact uses, as long as there is one."""
        count = _templates(fact)
        free = [k for k in range(count) if self._taken.get(k, root.id) == root.id]
        template = self._draw.choice(free or range(count))
        self._taken[template] = root.id
        return Form(template, self._draw.getrandbits(32))

    def _first_hand(self, fact: Fact, used: set[Outlet]) -> Iterator[Telling]:
        """Yield the first-hand tellings of one root: one, or of something public up to three."""
        draw = self._draw
        kinds = ["interview", "interview", "public", "public", "unnamed", "agency"]
        if fact.kind in {"strike", "control"}:
            kinds.append("own")
        if fact.kind in {"toll", "strike"}:
            kinds.append("document")
        if fact.kind in {"demand", "refusal"}:
            kinds.remove("unnamed")
        kind = draw.choice(kinds)
        speaker = self._speaker(fact, kind)
        while speaker is not None and speaker.kind != "unnamed" and speaker.name in self._speakers:
            kind = "interview" if kind == "document" else kind
            speaker = self._speaker(fact, kind)
        if speaker is not None:
            self._speakers.add(speaker.name)
        root = self._root(known=kind != "unnamed")
        quote = quotation(draw)
        if fact.kind == "words" and not self._taken and draw.random() < 0.7:  # noqa: PLR2004 -- mostly its own
            quote = phrases.WORDS[fact.words][1]
        if kind in {"own", "document"}:
            quote = ""
        medium = draw.choice(phrases.MEDIA) if kind == "public" else ""
        day = fact.day + timedelta(days=draw.randint(0, 1))
        if kind == "agency":
            outlets = [o for o in self._outlets if o.agency and o not in used]
        else:
            outlets = [o for o in self._outlets if o not in used]
        many = draw.randint(1, 3) if kind in {"public", "document"} else 1
        for outlet in draw.sample(outlets, min(many, len(outlets))):
            show = draw.choice(("medium", "quote", "both")) if kind == "public" else "quote"
            yield Telling(
                fact=fact,
                outlet=outlet,
                day=day,
                root=root,
                form=self._form(fact, root),
                said=speaker,
                credit=(),
                medium=medium if show != "quote" or many > 1 else "",
                quote=quote if show != "medium" else "",
                number=self._number(fact, exact=True),
                depth=0,
            )

    def _speaker(self, fact: Fact, kind: str) -> Speaker | None:
        draw = self._draw
        if kind == "own":
            return None
        if kind == "unnamed":
            return Speaker(draw.choice(phrases.UNNAMED), kind="unnamed")
        if kind == "document":
            return Speaker(draw.choice(phrases.DOCUMENTS).format(region=fact.region), kind="document")
        if fact.kind in {"demand", "refusal"}:
            return person(draw, fact.theatre, PARTY_ROLES)
        return person(draw, fact.theatre)

    def _circle(self, fact: Fact, used: set[Outlet]) -> Iterator[Telling]:
        """Yield tellings of two or three outlets each of which credits the next."""
        draw = self._draw
        free = [o for o in self._outlets if o not in used]
        around = draw.sample(free, min(draw.randint(2, 3), len(free)))
        if len(around) < 2:  # noqa: PLR2004 -- nobody to credit
            return
        root = self._root(known=False, circle=True)
        for n, outlet in enumerate(around):
            yield Telling(
                fact=fact,
                outlet=outlet,
                day=fact.day + timedelta(days=1),
                root=root,
                form=self._form(fact, root),
                said=None,
                credit=(around[(n + 1) % len(around)],),
                medium="",
                quote="",
                number=self._number(fact, exact=False),
                depth=_DEEPEST,
            )

    def _retold(self, parent: Telling, outlet: Outlet) -> Telling:
        """Return how an outlet retells what another has told."""
        draw, habits = self._draw, self._habits
        way = draw.random()
        dropped = draw.random() < habits.drop
        day = parent.day + timedelta(days=draw.choice((0, 0, 1, 1, 2)))
        if way < habits.reprint:
            credit = parent.credit if dropped else (parent.outlet, *parent.credit)
            return Telling(
                fact=parent.fact,
                outlet=outlet,
                day=parent.day + timedelta(days=draw.randint(0, 1)),
                root=parent.root,
                form=parent.form,
                said=parent.said,
                credit=credit,
                medium=parent.medium,
                quote=parent.quote,
                number=parent.number,
                depth=parent.depth + 1,
                reprint=parent,
            )
        edited = way < habits.reprint + habits.edit
        said: Speaker | None = parent.said
        credit = (parent.outlet,)
        if parent.credit and draw.random() < 0.5:  # noqa: PLR2004 -- either
            credit, said = (parent.outlet, parent.credit[0]), None
        elif draw.random() < 0.3:  # noqa: PLR2004 -- the outlet is name enough
            said = None
        if dropped:
            credit = ()
            said = parent.said if draw.random() < 0.5 else None  # noqa: PLR2004 -- either
        return Telling(
            fact=parent.fact,
            outlet=outlet,
            day=day,
            root=parent.root,
            form=Form(parent.form.template, draw.getrandbits(32))
            if edited
            else self._form(parent.fact, parent.root),
            said=said,
            credit=credit,
            medium="",
            quote=parent.quote if said is not None and draw.random() < 0.5 else "",  # noqa: PLR2004 -- either
            number=self._number(parent.fact, exact=False),
            depth=parent.depth + 1,
        )

    def _number(self, fact: Fact, *, exact: bool) -> Number | None:
        """Return how many, as said; None where it is left out or nothing is counted."""
        draw, n = self._draw, fact.number
        if n is None or (fact.kind == "strike" and not exact and draw.random() < self._habits.bare):
            return None
        step = 10 if n < 100 else 100  # noqa: PLR2004 -- tens, then hundreds
        down = n // step * step
        if not exact and n > _ROUNDED_FROM and down and draw.random() < self._habits.round:
            near = round(n / step) * step
            return draw.choice(
                (
                    Number(f"more than {down:,}", down, None),
                    Number(f"at least {down:,}", down, None),
                    Number(f"about {near:,}", near, near, approx=True),
                    Number(f"some {near:,}", near, near, approx=True),
                )
            )
        if draw.random() < 0.25:  # noqa: PLR2004 -- a careful reporter
            return Number(f"at least {n:,}", n, None)
        return Number(f"{n:,}", n, n)

    def _without_absent(self, told: list[Telling]) -> list[Telling]:
        """Return the tellings without the first-hand reports that nobody collected."""
        found = []
        for telling in told:
            alone = sum(t.root == telling.root and t.depth == 0 for t in told) == 1
            retold = any(t.depth == 1 and t.root == telling.root for t in told)
            gone = telling.depth == 0 and alone and retold and self._draw.random() < self._habits.missing
            if not gone:
                found.append(telling)
        return found


def _templates(fact: Fact) -> int:
    """Return how many ways there are to word a fact."""
    if fact.kind == "toll":
        return len(phrases.TOLL[fact.sort])
    if fact.kind == "words":
        return len(phrases.WORDS[fact.words][0])
    if fact.kind in {"demand", "refusal"}:
        return len(phrases.DEMAND_CUES if fact.kind == "demand" else phrases.REFUSE_CUES)
    return len(phrases.STRIKE if fact.kind == "strike" else phrases.CONTROL)
