"""Which figures of dead count, what ACLED and UCDP make of them, and of which event they are."""

from collections.abc import Sequence
from types import SimpleNamespace

import msgspec
import pytest

from reportedly.exports.tolls import Toll, acled_number, estimates
from reportedly.record import Act, Reading, What, cite
from reportedly.tracing.statements import statements_of
from tests.exports.events_made import coding, event, figure, reading, shelled


def tolls(*readings: Reading, against: Sequence[object] = ()) -> tuple[Toll, ...]:
    """Return the figures of the only event."""
    made = coding(*readings, against=against)
    assert len(made.events) == 1
    return made.tolls.get(0, ())


@pytest.mark.parametrize(
    ("words", "low", "high", "number"),
    [
        ("12", 12, 12, 12),
        ("at least 12", 12, None, 12),
        ("dozens of", 24, None, 12),
        ("hundreds of", 200, None, 100),
        ("several", 3, None, 3),
        ("tens of thousands of", 20_000, None, 10_000),
        ("a few hundred", 200, None, 200),
        ("two dozen", 24, 24, 24),
        ("up to 120", None, 120, 3),
        ("up to two", None, 2, 2),
    ],
)
def test_acled_takes_the_least_and_its_own_numbers_for_vague_words(
    words: str, low: float | None, high: float | None, number: int
) -> None:
    """Of "dozens" 12, of "hundreds" 100; where only a greatest number is told 3, or that if it is less."""
    assert acled_number(tolls(shelled(killed=words, bounds=(low, high)))) == number


def test_of_differing_numbers_acled_takes_the_lowest() -> None:
    """Two outlets differ: the lower is recorded, both are told with who claims them."""
    told = tolls(
        shelled(killed="15", bounds=(15, 15)),
        shelled(id="r2", outlet="Gazeta Nova", killed="12", bounds=(12, 12)),
    )
    assert acled_number(told) == 12
    assert [(each.claimant, each.low, each.counted) for each in told] == [
        ("The Herald", 15, True),
        ("Gazeta Nova", 12, True),
    ]


def test_at_least_gives_way_to_a_later_count() -> None:
    """After "at least 21" a count of 34 is recorded: they do not differ; "at least 39" and 34 do."""
    first = shelled(killed="at least 21", bounds=(21, None), published="2026-03-03")
    later = shelled(id="r2", killed="34", bounds=(34, 34), published="2026-03-04")
    more = shelled(id="r3", killed="at least 39", bounds=(39, None), published="2026-03-05")
    assert acled_number(tolls(first, later)) == 34
    assert acled_number(tolls(first, later, more)) == 34
    assert [each.counted for each in tolls(first, later, more)] == [False, True, True]


def test_an_earlier_count_does_not_count() -> None:
    """What the trace takes for superseded is told with its reason, and not recorded."""
    one = shelled(killed="43", bounds=(43, 43))
    other = shelled(id="r2", killed="34", bounds=(34, 34), published="2026-03-04")
    pair = SimpleNamespace(
        one=next(s for s in statements_of(one) if s.item == "f1"),
        other=next(s for s in statements_of(other) if s.item == "f1"),
        contradiction=SimpleNamespace(why="34 is a later count"),
    )
    told = tolls(one, other, against=[pair])
    assert [each.why for each in told] == ["it is an earlier count: 34 is a later count", "counted"]


def test_some_of_the_dead_are_not_all() -> None:
    """A far smaller number beside a greater one in the same report may be some of it."""
    text = "Russia shelled Velikovo on 2026-03-02, killing 43 people. Fourteen people died in Velikovo."
    made = reading(
        text,
        id="r1",
        events=[event(text, "shelled", place="Velikovo", when="2026-03-02", day="2026-03-02")],
        figures=[figure(text, "43 people", 43, 43), figure(text, "Fourteen people", 14, 14, id="f2")],
        days={"2026-03-02": "2026-03-02"},
    )
    assert [(each.low, each.counted) for each in tolls(made)] == [(43, True), (14, False)]
    assert acled_number(tolls(made)) == 43


def test_a_headline_is_no_second_claimant() -> None:
    """A number in the outlet's own voice that its report has from somebody is that somebody's."""
    text = "15 people killed in Velikovo. Russia shelled Velikovo, killing 15 people, Olena Marchuk said."
    later = text.index("15 people", 5)
    own, hers = figure(text, "15 people", 15, 15), figure(text, "15 people", 15, 15, id="f2", by="a1")
    hers = msgspec.structs.replace(hers, span=cite(text, later, later + len("15 people")))
    made = reading(
        text,
        id="r1",
        events=[event(text, "shelled", place="Velikovo")],
        figures=[own, hers],
        said=("Olena Marchuk", "said", "Russia shelled Velikovo, killing 15 people"),
    )
    told = tolls(made)
    assert [(each.claimant, each.counted) for each in told] == [
        ("The Herald", False),
        ("Olena Marchuk", True),
    ]
    assert told[0].why == "it repeats what Olena Marchuk is said to count in the same report"


def test_what_is_denied_does_not_count() -> None:
    """A number that somebody denies is told, and why it does not count."""
    text = "Russia shelled Velikovo on 2026-03-02; the army denied that it killed 12 people."
    made = reading(
        text,
        id="r1",
        events=[event(text, "shelled", place="Velikovo", when="2026-03-02", day="2026-03-02")],
        figures=[figure(text, "12 people", 12, 12, by="a1")],
        days={"2026-03-02": "2026-03-02"},
        said=("the army", "denied", "it killed 12 people"),
        act=Act.DENY,
    )
    assert [each.why for each in tolls(made)] == ["it is denied"]
    assert acled_number(tolls(made)) is None


def test_a_figure_is_of_the_event_in_its_sentence_or_its_scene() -> None:
    """A later sentence without an event is of the only event at its place; with two it is of none."""
    day = "on 2026-03-02"
    one = f"Russia shelled Velikovo {day}. It was a market day. The dead in Velikovo numbered 12 people."
    two = f"Russia shelled Velikovo {day} and Orlivka was bombed {day}. The dead were 12 people."
    found = []
    for text in (one, two):
        events = [event(text, "shelled", place="Velikovo", when="2026-03-02", day="2026-03-02")]
        if "bombed" in text:
            events.append(
                event(text, "bombed", id="e2", place="Orlivka", when="2026-03-02", day="2026-03-02")
            )
        made = coding(
            reading(
                text, id="r1", events=events, figures=[figure(text, "12 people", 12, 12)],
                days={"2026-03-02": "2026-03-02"},
            )
        )  # fmt: skip
        found.append({n: [each.low for each in of] for n, of in made.tolls.items()})
    assert found == [{0: [12]}, {}]


def test_only_the_killed_count() -> None:
    """Wounded are no fatalities; "casualties" neither."""
    for what in (What.WOUNDED, What.CASUALTIES):
        text = "Russia shelled Velikovo on 2026-03-02, with 12 people hurt."
        told = figure(text, "12 people", 12, 12, what=what)
        made = reading(text, id="r1", events=[event(text, "shelled", place="Velikovo")], figures=[told])
        assert tolls(made) == ()


def test_ucdp_takes_what_most_claimants_say() -> None:
    """Best is the number of most claimants, the lowest of those; low and high are given by somebody."""
    outlets = [("The Herald", "15"), ("Gazeta Nova", "12"), ("Valley Post", "15"), ("Kray", "up to 40")]
    told = tolls(
        *(
            shelled(
                id=f"r{n}",
                outlet=outlet,
                killed=words,
                bounds=(None, 40) if "up" in words else (float(words), float(words)),
            )
            for n, (outlet, words) in enumerate(outlets)
        )
    )
    found = estimates(told)
    assert found.best is not None
    assert found.low is not None
    assert found.high is not None
    assert (found.best.low, found.low.low, found.high.high) == (15, 12, 40)
    assert estimates(()).best is None


def test_one_voice_in_many_reports_is_one_claimant() -> None:
    """Three outlets that cite one mayor do not outvote two others."""

    def cited(n: int) -> Reading:
        text = "Russia shelled Velikovo on 2026-03-02, killing 15 people, Olena Marchuk said."
        return reading(
            text,
            id=f"m{n}",
            outlet=f"Outlet {n}",
            events=[event(text, "shelled", place="Velikovo", when="2026-03-02", day="2026-03-02", by="a1")],
            figures=[figure(text, "15 people", 15, 15, by="a1")],
            days={"2026-03-02": "2026-03-02"},
            said=("Olena Marchuk", "said", "Russia shelled Velikovo on 2026-03-02, killing 15 people"),
        )

    others = [shelled(id=f"o{n}", outlet=f"Paper {n}", killed="12", bounds=(12, 12)) for n in range(2)]
    found = estimates(tolls(*(cited(n) for n in range(3)), *others))
    assert found.best is not None
    assert found.best.low == 12
