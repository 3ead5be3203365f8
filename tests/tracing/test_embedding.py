"""Embedding: what the network gives, and a clear word where it is missing."""

import pytest

from reportedly.tracing import embedding
from reportedly.tracing.comparing import Verdict, compare
from reportedly.tracing.slots import Slot
from reportedly.tracing.stories import stories_of
from tests.tracing.made import needs_network, statement


def test_without_its_package_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has not installed the network is told which extra brings it."""
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_network")
    embedding._loaded.cache_clear()  # noqa: SLF001 -- a network loaded by another test would hide it
    with pytest.raises(embedding.NetworkMissingError, match=r"pip install 'reportedly\[trace\]'"):
        embedding.embed(["a bridge"])


def test_a_text_without_words_needs_no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is the zero vector."""
    monkeypatch.setattr(embedding, "PACKAGE", "no_such_network")
    assert not embedding.embed(["", " \n"]).any()


@needs_network
def test_vectors_do_not_depend_on_their_company() -> None:
    """A text has one unit vector, alone or among others, however long the others are."""
    text = "The ferry at Brodets has stopped."
    alone, among = embedding.embed([text])[0], embedding.embed(["a " * 5000, text])[1]
    assert (alone == among).all()
    assert alone @ alone == pytest.approx(1.0, abs=1e-5)


@needs_network
def test_a_comparison_gives_its_reasons() -> None:
    """The same words of one speaker in two reports score above others, and the slots say why."""
    said = "Nine drones have hit the dam at Velikovo."
    one, other = (statement(r, said, r, "Olena Marchuk") for r in ("Herald", "Post"))
    found = compare(one, other)
    verdicts = {r.slot: r.verdict for r in found.reasons}
    assert verdicts[Slot.RUN] is verdicts[Slot.WHO] is verdicts[Slot.MEANING] is Verdict.SAME
    assert found.score > compare(one, statement("Wire", "Schools stay closed.", "Wire", "Petro Hnat")).score


@needs_network
def test_reports_on_one_happening_are_one_story() -> None:
    """Two tellings of a ferry's end are a story; exports are another; a month later it is not the same."""
    ferry = "The ferry at Brodets has stopped after shells hit its landing stage on Monday."
    again = "Shells hit the landing stage at Brodets on Monday, and the ferry has stopped."
    grain = "Grain exports through the port of Stara Hora fell by a third in February."
    found = stories_of(
        [
            ("r1", ferry, "2026-03-03"),
            ("r2", again, "2026-03-04"),
            ("r3", grain, "2026-03-04"),
            ("r4", ferry, "2026-05-04"),
        ]
    )
    assert frozenset({"r1", "r2"}) in found
    assert frozenset({"r3"}) in found
    assert frozenset({"r4"}) in found
