"""Origins: members of a claim are joined only where the words show it."""

from reportedly.record import Kind
from reportedly.tracing.origins import Root, origins_of
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
    assert [o.root for o in found.known] == [Root.CIRCLE]
