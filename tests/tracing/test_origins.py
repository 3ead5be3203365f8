"""Origins: members of a claim are joined only where the words show it."""

from time import perf_counter

from reportedly.record import Kind
from reportedly.tracing.origins import Root, origins_of
from reportedly.tracing.statement import StatementKind
from reportedly.tracing.ties import Tie
from tests.tracing.made import statement

WORDS = "the bridge near Drava is closed to lorries"


def test_a_credit_joins_a_report_to_the_one_it_credits() -> None:
    """Wire credits Herald, which had it from the mayor: one origin, the mayor's utterance."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", "Olena Marchuk"),
            statement("r2", "lorries cannot cross near Drava", "Wire", "Herald", "Olena Marchuk"),
        ]
    )
    assert [(o.root, len(o.members)) for o in found.known] == [(Root.UTTERANCE, 2)]
    assert found.known[0].joins[0].tie is Tie.CREDITED_REPORT
    assert {p.report for p in found.known[0].joins[0].proof} == {"r1", "r2"}


def test_a_later_report_cannot_be_what_was_credited() -> None:
    """A report that came out a week after the credit is not the one meant."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", "Olena Marchuk", published="2026-03-11"),
            statement("r2", "lorries cannot cross near Drava", "Wire", "Herald", "Olena Marchuk"),
        ]
    )
    assert len(found.known) == 2


def test_two_credits_of_one_outlet_are_one_open_node() -> None:
    """Two papers credit an agency that is not among the reports: one origin by way of it."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", "Northern Agency", "Olena Marchuk"),
            statement("r2", "no lorries on the bridge", "Post", "Northern Agency", "Olena Marchuk"),
        ]
    )
    assert len(found.known) == 1
    assert found.known[0].through == ("Northern Agency",)


def test_what_nothing_joins_stays_apart_and_nameless_voices_count_apart() -> None:
    """Two reporters' own words are two origins; an unnamed official is unknown."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald"),
            statement("r2", "no lorries on the bridge", "Post"),
            statement("r3", "lorries were turned back", "Wire", "an official", last=Kind.UNNAMED),
        ]
    )
    assert (len(found.known), len(found.unknown)) == (2, 1)


def test_outlets_that_credit_each_other_are_a_circle() -> None:
    """Herald credits Post and Post credits Herald: one circle, one origin, nothing outside."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", "Post", last=Kind.OUTLET),
            statement("r2", "no lorries on the bridge", "Post", "Herald", last=Kind.OUTLET),
        ]
    )
    assert len(found.circles) == 1
    assert (found.known, [o.root for o in found.unknown]) == ((), [Root.CIRCLE])
    assert {p.report for j in found.unknown[0].joins if j.tie is Tie.CIRCLE for p in j.proof} == {"r1", "r2"}


def test_a_claim_that_comes_back_to_its_outlet_keeps_its_origin_and_shows_the_circle() -> None:
    """Herald has it from the mayor, Post credits Herald, and days later Herald credits Post."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", "Olena Marchuk"),
            statement("r2", "no lorries on the bridge", "Post", "Herald", last=Kind.OUTLET),
            statement(
                "r3", "lorries turned back", "Herald", "Post", last=Kind.OUTLET, published="2026-03-06"
            ),
        ]
    )
    assert [(o.root, len(o.members)) for o in found.known] == [(Root.UTTERANCE, 3)]
    assert len(found.circles) == 1


def test_an_outlet_that_tells_its_own_paper_is_no_circle() -> None:
    """Marchuk “told the Herald”, in the Herald."""
    found = origins_of([statement("r1", WORDS, "Herald", "Herald", "Olena Marchuk")])
    assert (found.circles, [o.who for o in found.known]) == ((), ["Olena Marchuk"])


def test_a_headline_goes_with_the_lead_and_two_voices_of_one_report_stay_apart() -> None:
    """The Herald says it in its headline and credits two people below: two origins, not three, not one."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", item="e1", kind=StatementKind.EVENT),
            statement("r1", WORDS, "Herald", "Olena Marchuk", item="a1"),
            statement("r1", WORDS, "Herald", "Taras Dorosh", item="a2"),
        ]
    )
    assert sorted(len(o.members) for o in found.known) == [1, 2]


def test_a_credit_that_can_mean_two_reports_is_counted_apart() -> None:
    """The Herald had it from the mayor and from the colonel; who credits the Herald alone may mean either."""
    found = origins_of(
        [
            statement("r1", WORDS, "Herald", "Olena Marchuk"),
            statement("r2", "lorries turned back", "Herald", "Taras Dorosh"),
            statement("r3", "no lorries on the bridge", "Post", "Herald", last=Kind.OUTLET),
            statement("r4", "no lorries, he said", "Wire", "Herald", "Taras Dorosh"),
        ]
    )
    assert (len(found.known), [o.members for o in found.unknown]) == (2, [("r3#a1",)])
    assert any(set(o.members) == {"r2#a1", "r4#a1"} for o in found.known)


def test_origins_do_not_depend_on_the_order_of_members() -> None:
    """Members in any order, each twice, give the same origins with the same proofs."""
    members = [
        statement(f"r{n}", f"{WORDS} {n}", f"Paper {n}", f"Paper {n // 2}", "Olena Marchuk")
        for n in range(1, 12)
    ]
    assert origins_of(members) == origins_of([*members[::-1], *members])
    assert origins_of([]).partition == ()


def test_five_thousand_members_take_no_more_than_seconds() -> None:
    """One speaker, twenty outlets, the same formula: the worst case of every key."""
    members = [
        statement(
            f"r{n}",
            f"a drone strike on grain depot number {n} in Brodets killed some 40, “no warning at all {n}”",
            f"Paper {n}",
            f"Wire {n % 20}",
            f"Olena Marchuk{n % 7}",
            published=f"2026-03-{n % 28 + 1:02}",
        )
        for n in range(5_000)
    ]
    begun = perf_counter()
    origins_of(members)
    assert perf_counter() - begun < 20, "2 s on an idle machine; a quadratic count takes minutes"
