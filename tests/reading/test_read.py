"""Read: three short reports end to end, and any text at all without a crash."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from reportedly.reading.read import read_report
from reportedly.record import (
    Act,
    Attribution,
    Manner,
    Reading,
    Report,
    decode_reading,
    encode_reading,
    report_id,
    verify,
)

ODESA = """Russian drones hit port in Odesa

Russian drones struck the port of Odesa overnight, regional governor Petro Havrylenko told the Northern \
Herald on Tuesday.

“Two warehouses burned down and one worker was wounded,” Havrylenko said.

The Russian defence ministry said its forces had hit a fuel depot near the city.
"""
OMDURMAN = """KHARTOUM (Reuters) – Sudan’s army said on Monday that it had retaken the radio building in \
Omdurman.

The Rapid Support Forces (RSF) denied the claim. “Our men still hold the building,” RSF spokesman Idris \
Makki told Al Jazeera.

He added that fighting was going on near the bridge.
"""
GOMA = """Aid convoy turned back at Goma

An aid convoy was turned back outside Goma on Friday, the United Nations said.

“A rebel commander told our driver that the road was closed,” said Claire Ndaye, a spokeswoman for the \
agency.

Analysts warned that food would run out within days.
"""


def read(text: str, outlet: str | None = "The Lakeside Dispatch") -> Reading:
    """Read one text as this outlet's report."""
    return read_report(Report(id=report_id(text, outlet), outlet=outlet, text=text))


def by_cue(reading: Reading, cue: str, content: str) -> Attribution:
    """Return the one attribution with this cue whose content holds these words."""
    (found,) = [
        a
        for a in reading.attributions
        if any(s.text == cue for s in a.cue) and any(content in s.text for s in a.content)
    ]
    return found


def chain(attribution: Attribution) -> list[str]:
    """Return the names in a chain."""
    return [voice.who for voice in attribution.chain]


def check(reading: Reading) -> None:
    """Check what must hold of every Reading: spans verify, chains begin with the publisher, ids point."""
    text = reading.report.text
    ids = {a.id for a in reading.attributions}
    sources = {s.id: s for s in reading.sources}
    for source in reading.sources:
        for span in source.mentions:
            verify(span, text)
    for a in reading.attributions:
        for span in (*a.source, *a.cue, *a.content, *(v.citation for v in a.chain if v.citation)):
            verify(span, text)
        assert a.content
        assert a.chain[0].who == (reading.report.outlet or "unknown outlet")
        assert a.speaker in sources
        assert a.inside is None or (a.inside in ids and a.inside != a.id)
        assert 0 <= a.confidence <= 1


def test_a_report_through_another_outlet() -> None:
    """What the governor told the Herald stands behind it, what the ministry said does not."""
    reading = read(ODESA)
    check(reading)
    told = by_cue(reading, "told", "struck the port")
    quoted = by_cue(reading, "said", "Two warehouses")
    ministry = by_cue(reading, "said", "fuel depot")
    assert chain(told) == ["The Lakeside Dispatch", "Northern Herald", "Petro Havrylenko"]
    assert told.speaker == quoted.speaker != ministry.speaker
    assert (told.manner, quoted.manner) == (Manner.INDIRECT, Manner.DIRECT)
    assert chain(ministry) == ["The Lakeside Dispatch", "Russian defence ministry"]
    governor = next(s for s in reading.sources if s.id == told.speaker)
    assert (governor.who, governor.role) == ("Petro Havrylenko", "regional governor")


def test_a_report_of_an_agency() -> None:
    """The dateline's agency is in every chain, and "he" is the spokesman who spoke last."""
    reading = read(OMDURMAN, "Bay Courier")
    check(reading)
    assert reading.attributions
    assert all(chain(a)[:2] == ["Bay Courier", "Reuters"] for a in reading.attributions)
    assert by_cue(reading, "denied", "the claim").act is Act.DENY
    assert chain(by_cue(reading, "denied", "the claim"))[-1] == "Rapid Support Forces"
    spokesman = by_cue(reading, "told", "still hold")
    assert chain(spokesman)[2:] == ["Al Jazeera", "Idris Makki"]
    assert by_cue(reading, "added", "fighting").speaker == spokesman.speaker


def test_a_report_with_one_voice_inside_another() -> None:
    """The commander is heard through the spokeswoman; the analysts have no name."""
    reading = read(GOMA)
    check(reading)
    outer, inner = by_cue(reading, "said", "A rebel commander"), by_cue(reading, "told", "road was closed")
    assert inner.inside == outer.id
    assert chain(outer) == ["The Lakeside Dispatch", "Claire Ndaye"]
    assert chain(inner)[:2] == ["The Lakeside Dispatch", "Claire Ndaye"]
    assert len(inner.chain) == 3
    warned = by_cue(reading, "warned", "food would run out")
    assert warned.act is Act.WARN
    analysts = next(s for s in reading.sources if s.id == warned.speaker)
    assert (analysts.who, analysts.named) == ("analysts", False)


@pytest.mark.parametrize("text", [ODESA, OMDURMAN, GOMA])
def test_reading_is_deterministic_and_survives_its_codec(text: str) -> None:
    """The same report read twice gives the same bytes, and those bytes the same Reading."""
    once, again = read(text), read(text)
    assert encode_reading(once) == encode_reading(again)
    assert decode_reading(encode_reading(once)) == once


PARTS = st.sampled_from(
    ["he said", "told Reuters", "“", "”", '"', "’s", "KYIV (Reuters) –", "The army", "Olena Marchuk", "(UN)",
     ":", "citing", ".", "\n\n", " ", "🚢", "\u200f", "\u200e", "الجيش", "x" * 400, "…", "–", "\u00a0",
     "1,200", "İ", "it"]
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=80) | st.lists(PARTS | st.text(max_size=6), max_size=30).map(" ".join))
@example("")
@example("…")
@example("🚢🚢 “🚢” 🚢")
@example("\u200fالجيش\u200e said “we hold”")
@example("x" * 5000)
@example("12 3 !!! ???")
def test_any_text_is_read_without_a_crash(text: str) -> None:
    """Emoji, right-to-left marks, one endless word, no letters: spans verify whatever the text."""
    check(read(text))
    check(read(text, None))


def test_a_title_nobody_bears_is_not_given_to_who_spoke_last() -> None:
    """A title, "the army chief", after an activist spoke is somebody of his own, not the activist."""
    text = (
        '"Nobody can win this," said Hala Osman, a rights activist in Kampala.\n\n'
        "The army chief said on Monday that his soldiers would reach the capital."
    )
    reading = read_report(Report(id="chief", outlet="The Lakeside Dispatch", text=text))
    assert [voice.who for voice in reading.attributions[-1].chain] == ["The Lakeside Dispatch", "army chief"]
