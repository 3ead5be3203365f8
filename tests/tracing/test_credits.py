"""Credits: which stored report stands behind an outlet that is named or pointed to."""

from reportedly.record import Kind, Reference, ReferenceKind, Report
from reportedly.tracing.credits import Ground, address_key, credits_of, links_of
from tests.tracing.made import statement

WORDS = "the bridge near Drava is closed to lorries"


def test_a_credit_is_matched_to_the_only_report_that_fits() -> None:
    """Wire credits Herald, and one earlier report of Herald says the same: that one is meant."""
    (found,) = credits_of(
        [
            statement("r1", WORDS, "Herald", "Olena Marchuk"),
            statement("r2", WORDS, "Wire", "Herald", "Olena Marchuk", published="2026-03-05"),
        ]
    )
    assert (found.report, found.outlet, found.behind, found.ground) == ("r2", "Herald", "r1", Ground.CONTENT)


def test_a_credit_stays_open_where_none_or_two_fit() -> None:
    """Two reports of Herald fit, or only one that came out later: which is meant is left open."""
    wire = statement("r2", WORDS, "Wire", "Herald", last=Kind.OUTLET)
    twice = [statement(name, WORDS, "Herald", "Olena Marchuk") for name in ("r1", "r3")]
    later = [statement("r1", WORDS, "Herald", "Olena Marchuk", published="2026-03-09")]
    for others in (twice, later):
        (found,) = credits_of([wire, *others])
        assert (found.behind, found.ground) == (None, Ground.NONE)


def test_a_link_leads_to_a_stored_report() -> None:
    """A link is followed however its address is written; one that leads nowhere stored says nothing."""
    report = Report(id="r2", outlet="Wire", text="More on this from the Herald.")
    links = [
        Reference(
            url="https://www.herald.example/bridge/?from=wire", kind=ReferenceKind.LINK, title="Bridge closed"
        ),
        Reference(url="https://herald.example/ferry", kind=ReferenceKind.LINK, title=""),
    ]
    (found,) = links_of(report, links, {address_key("http://herald.example/bridge"): "r1"})
    assert (found.outlet, found.behind, found.ground) == ("Bridge closed", "r1", Ground.LINK)
    assert address_key("http://[broken") == "http://[broken"
