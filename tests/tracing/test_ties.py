"""Ties: each sort of proof on words as reports use them, and what is no proof."""

from typing import Any

import pytest

from reportedly.record import CreditKind, Kind, Span, Voice
from reportedly.tracing.origins import Origins, Root, origins_of
from reportedly.tracing.statement import Statement, StatementKind
from reportedly.tracing.ties import Join, Proof, Tie
from reportedly.tracing.witness import Signed

NEWS = "the ferry pier at Brodets was shelled"
OTHER = "shells fell on the pier in Brodets"


def told(report: str, words: str, *chain: Voice | str, **slots: Any) -> Statement:  # noqa: ANN401 -- slots of Statement
    """Return a statement; a name in the chain is an outlet's, the first publishes."""
    voices = tuple(Voice(who=v, kind=Kind.OUTLET) if isinstance(v, str) else v for v in chain)
    given: dict[str, Any] = {"item": "a1", "published": "2026-03-04", "start": 100, **slots}
    start = given.pop("start")
    return Statement(
        id=f"{report}#{given['item']}",
        report=report,
        outlet=voices[0].who,
        kind=StatementKind.SAID,
        words=words,
        spans=(Span(start, start + len(words), words),),
        chain=voices,
        attribution=given["item"] if len(voices) > 1 else None,
        **given,
    )


def person(name: str) -> Voice:
    """Return a named voice."""
    return Voice(who=name, kind=Kind.PERSON)


def ties(found: Origins) -> list[Tie]:
    """Return the ties of all known and unknown origins."""
    return [j.tie for o in (*found.known, *found.unknown) for j in o.joins]


def test_every_name_of_an_outlet_is_one_credit() -> None:
    """WP, WashPo and the Washington Post are one paper; its own report is what both credit."""
    found = origins_of(
        [
            told("r1", NEWS, "Washington Post", person("Olena Marchuk")),
            told("r2", OTHER, "Herald", Voice(who="WP", kind=Kind.OUTLET, outlet="washington-post")),
            told("r3", OTHER, "Ledger", "WashPo"),
        ]
    )
    assert ties(found) == [Tie.CREDITED_REPORT] * 2
    assert [o.who for o in found.known] == ["Olena Marchuk"]


def test_the_short_name_of_an_invented_paper_is_that_paper_where_only_one_bears_it() -> None:
    """“the Ledger” is the Baltic Ledger, unless there is an Alpine Ledger too."""
    baltic = told("r1", NEWS, "Baltic Ledger", person("Olena Marchuk"))
    credit = told("r2", OTHER, "Herald", "the Ledger")
    assert len(origins_of([baltic, credit]).partition) == 1
    alpine = told("r3", OTHER, "Alpine Ledger", person("Taras Dorosh"))
    assert len(origins_of([baltic, credit, alpine]).partition) == 3


@pytest.mark.parametrize(
    "voice",
    [
        person("Baltic Ledger"),
        Voice(who="Baltic Ledger report", kind=Kind.DOCUMENT),
        Voice(who="a report by the Baltic Ledger", kind=Kind.DOCUMENT),
    ],
)
def test_who_bears_a_publishers_name_is_that_outlet(voice: Voice) -> None:
    """A reader that does not know the paper takes it for a person, or its report for a document."""
    own = told("r1", NEWS, "Baltic Ledger", person("Olena Marchuk"))
    assert ties(origins_of([own, told("r2", OTHER, "Herald", voice)])) == [Tie.CREDITED_REPORT]
    far = [told("r2", OTHER, "Herald", voice), told("r3", NEWS, "Courier", voice)]
    assert ties(origins_of(far, known_outlets=["Baltic Ledger"])) == [Tie.SAME_CREDIT]


def test_a_short_quotation_of_one_speaker_is_one_utterance_and_of_another_is_not() -> None:
    """Three quoted words join two reports of one speaker in one week; the same words of others do not."""
    quote = "“a cold peace”"
    one = told("r1", f"the truce is {quote}", "Herald", person("Olena Marchuk"))
    same = told("r2", f"she called it {quote}", "Courier", person("Marchuk"))
    other = told("r3", f"he called it {quote}", "Ledger", person("Taras Dorosh"))
    late = told("r4", f"it was {quote}", "Argus", person("Marchuk"), published="2026-04-09")
    found = origins_of([one, same, other, late])
    assert sorted(len(o.members) for o in found.known) == [1, 1, 2]
    assert ties(found) == [Tie.SAME_WORDS]


def test_a_quotation_in_the_next_sentence_shows_the_utterance() -> None:
    """Neither member quotes; both reports quote Marchuk with the same words beside it."""
    members = [
        told("r1", NEWS, "Herald", person("Olena Marchuk")),
        told("r2", OTHER, "Courier", person("Olena Marchuk")),
    ]
    words = "“we counted the windows that are left,”"
    beside = [
        told("r1", words, "Herald", person("Marchuk"), item="a2"),
        told("r2", words, "Courier", person("Marchuk"), item="a2"),
    ]
    assert len(origins_of(members).known) == 2
    found = origins_of(members, beside=beside)
    assert ties(found) == [Tie.SAME_WORDS]
    assert {p.span.text for p in found.known[0].joins[0].proof} == {words}


def test_one_speaker_one_day_one_medium_is_one_utterance() -> None:
    """Both heard it on Telegram; who heard it on the radio, or two days later, heard it said again."""
    one = told("r1", NEWS, "Herald", person("Olena Marchuk"), medium="Telegram")
    same = told("r2", OTHER, "Courier", person("Marchuk"), medium="Telegram", published="2026-03-05")
    radio = told("r3", OTHER, "Ledger", person("Marchuk"), medium="radio")
    later = told("r4", OTHER, "Argus", person("Marchuk"), medium="Telegram", published="2026-03-08")
    found = origins_of([one, same, radio, later])
    assert ties(found) == [Tie.SAME_UTTERANCE]
    assert len(found.known) == 3


def test_a_document_is_one_origin_where_it_has_a_name() -> None:
    """Two reports of the Geneva Monitors' report go back to it; "a report" can be any."""
    name = Voice(who="the Geneva Monitors' report", kind=Kind.DOCUMENT)
    found = origins_of([told("r1", NEWS, "Herald", name), told("r2", OTHER, "Courier", name)])
    assert [(o.root, len(o.members)) for o in found.known] == [(Root.DOCUMENT, 2)]
    bare = Voice(who="report", kind=Kind.DOCUMENT)
    assert len(origins_of([told("r1", NEWS, "Herald", bare), told("r2", OTHER, "Courier", bare)]).known) == 2


def test_long_rows_of_words_are_a_copy_and_the_formula_of_a_headline_is_none() -> None:
    """A sentence taken over is a copy; a headline whose words the fact gives is written by anybody."""
    long = (
        "villagers carried the wounded down to the landing stage on doors and ladders while ferrymen, who "
        "had sheltered beneath the bridge since dawn, rowed across again and again under fire"
    )
    assert ties(origins_of([told("r1", long, "Herald"), told("r2", long, "Courier")])) == [Tie.COPIED]
    formula = "Drone strike kills 14 at grain depot in Brodets on Tuesday"
    assert ties(origins_of([told("r1", formula, "Herald"), told("r2", formula, "Courier")])) == []


def test_a_passage_that_is_only_a_formula_joins_nobody() -> None:
    """What whole reports have in common counts where it is more than the words of the fact."""
    members = [told("r1", NEWS, "Herald"), told("r2", NEWS, "Courier")]
    more = (
        "slow river boats carried warm bread past broken windows toward quiet kitchens where old women told "
        "stories, counted coins, mended nets, boiled water, whispered prayers, watched smoke rise"
    )
    short = Join("r1#a1", "r2#a1", Tie.COPIED, "", tuple(Proof(m.report, m.spans[0]) for m in members))
    passage = Join(
        "r1#a1", "r2#a1", Tie.COPIED, "", tuple(Proof(r, Span(0, len(more), more)) for r in ("r1", "r2"))
    )
    assert ties(origins_of(members, [short])) == []
    assert ties(origins_of(members, [passage])) == [Tie.COPIED]


def test_a_wire_mark_over_the_report_credits_the_agency() -> None:
    """Two papers run a text marked (Reuters): one origin; what only contributed to it credits nothing."""
    members = [told("r1", NEWS, "Herald"), told("r2", OTHER, "Courier")]

    def signed(kind: CreditKind) -> list[Signed]:
        return [
            Signed(report=r, outlet="Reuters", kind=kind, span=Span(6, 13, "Reuters")) for r in ("r1", "r2")
        ]

    found = origins_of(members, signed=signed(CreditKind.WIRE_MARK))
    assert [(o.root, o.through) for o in found.known] == [(Root.REPORT, ("Reuters",))]
    assert {p.span.text for p in found.known[0].joins[0].proof} == {"Reuters"}
    assert len(origins_of(members, signed=signed(CreditKind.CONTRIBUTED)).known) == 2


def test_nameless_sources_through_one_outlet_are_one_and_unknown() -> None:
    """Two papers cite an official by way of the Wire, stored or not: one origin that nobody can name."""
    official = Voice(who="an official", kind=Kind.UNNAMED)
    members = [told("r1", NEWS, "Herald", "Wire", official), told("r2", OTHER, "Courier", "Wire", official)]
    found = origins_of(members)
    assert (len(found.known), [len(o.members) for o in found.unknown]) == (0, [2])
    stored = origins_of([*members, told("r3", NEWS, "Wire", official)])
    assert (len(stored.known), [len(o.members) for o in stored.unknown]) == (0, [3])


def test_a_credit_without_a_voice_does_not_bridge_two() -> None:
    """The Wire is credited for Marchuk and for Dorosh; who names nobody joins neither to the other."""
    found = origins_of(
        [
            told("r1", NEWS, "Herald", "Wire", person("Olena Marchuk")),
            told("r2", OTHER, "Courier", "Wire"),
            told("r3", OTHER, "Ledger", "Wire", person("Taras Dorosh")),
        ]
    )
    assert not any({"r1#a1", "r3#a1"} <= set(o.members) for o in found.known)


def test_the_outlets_own_correspondent_is_no_nameless_source() -> None:
    """“our correspondent reports” is the outlet's own eyes."""
    ours = Voice(who="our correspondent at the scene", kind=Kind.UNNAMED)
    found = origins_of([told("r1", NEWS, "Herald", ours)])
    assert [o.root for o in found.known] == [Root.OBSERVATION]
