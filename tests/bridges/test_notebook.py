"""Notebook: what is shown of readings, chains and claims, whole, escaped, and only while it was asked for."""

import sys
from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from msgspec.structs import replace

import reportedly
from reportedly import notebook
from reportedly.linking.told import ClaimRow
from reportedly.notebook import chains, html
from reportedly.pipeline import read
from reportedly.record import Attribution, Problem, Reading, Report
from reportedly.tracing.origins import origins_of
from reportedly.tracing.rendering import Trace
from reportedly.tracing.statements import statements_of
from tests.bridges.texts import TEXTS
from tests.linking.by_hand import a_reading, in_memory
from tests.made import TEXT, reading

EVIL = '<script>alert(1)</script><img src=x onerror="alert(2)">'
ALLOWED = {
    *("a", "b", "bdi", "br", "details", "div", "i", "li", "p", "span", "summary", "u", "ul"),
    *("table", "tbody", "td", "th", "thead", "tr"),
}
VOID = {"br"}


class Seen(HTMLParser):
    """What stands in a piece of HTML: its elements, balanced, its attributes, and its words."""

    def __init__(self, piece: str) -> None:
        """Read the piece."""
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self._open: list[str] = []
        self.feed(piece)
        self.close()
        assert self._open == []
        assert self.tags <= ALLOWED
        assert self.attributes <= {"dir", "href", "rel", "style", "title"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element and its attributes."""
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        assert not any("url(" in (value or "") for name, value in attrs if name == "style")
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.words += data


@pytest.fixture
def loaded() -> Iterator[None]:
    """Load, and take it away again."""
    notebook.load()
    yield
    notebook.unload()


def a_trace(*said: Reading) -> Trace:
    """Return the claim that readings make together, with its origins."""
    claim = max(in_memory(said).all(reports=2), key=lambda each: len(each.members))
    return Trace(claim=claim, origins=origins_of(claim.members))


def test_a_reading_shows_chains_words_facts_and_text() -> None:
    """Every attribution is there with its voices, every fact with its words, and the whole text."""
    outlet, published, text = TEXTS[1]
    made = read(Report(id="r1", text=text, outlet=outlet, published=published, language="en"))
    seen = Seen(html(made))
    assert made.attributions
    assert made.controls
    for said in made.attributions:
        assert " › ".join(voice.who for voice in said.chain) in seen.words
        assert all(span.text in seen.words for span in said.content)
    assert "control (" in seen.words.lower()
    for paragraph in text.split("\n\n"):
        assert paragraph in seen.words


def test_words_of_a_report_are_never_markup() -> None:
    """What looks like HTML in a text, a name or an address is shown as text, in every form."""
    evil = reading(text=TEXT.replace("Repairs", EVIL), outlet=EVIL)
    report = replace(evil.report, headline=EVIL, url="javascript:alert(3)", published=EVIL)
    evil = replace(evil, report=report, problems=(Problem(code="x", message=EVIL),))
    seen = Seen(html(evil))
    assert "a" not in seen.tags, "an address of another scheme is no link"
    assert seen.words.count(EVIL) >= 4
    Seen(html(chains(evil)))
    for said in evil.attributions:
        Seen(html(said))
    members = tuple(
        replace(each, words=EVIL, report=EVIL, published=EVIL, chain=(replace(each.chain[0], who=EVIL),))
        for each in statements_of(a_reading(0, 0, 0, 3))
    )
    trace = a_trace(a_reading(0, 0, 0, 3), a_reading(1, 0, 0, 3, credit=0))
    broken = replace(trace.claim, id=EVIL, words=EVIL, members=members)
    assert EVIL in Seen(html(broken)).words
    assert EVIL in Seen(html(replace(trace, claim=broken, origins=origins_of(members)))).words


def test_what_is_not_proved_is_not_shown() -> None:
    """An attribution whose words do not stand in the text is left out, and counted."""
    made = reading()
    first = made.attributions[0]
    off = replace(first, content=(replace(first.content[0], start=first.content[0].start + 1),))
    seen = Seen(html(replace(made, attributions=(off, *made.attributions[1:]))))
    assert "1 not shown" in seen.words


def test_a_chain_shows_each_voice_with_its_words() -> None:
    """An attribution is its chain, outermost first, and what is said; the tree holds all of a reading."""
    made = reading()
    said = next(each for each in made.attributions if len(each.chain) > 2)
    piece = html(said)
    assert " › ".join(voice.who for voice in said.chain) in Seen(piece).words
    for voice in said.chain[1:]:
        assert voice.citation is None or f"{voice.citation.start}–{voice.citation.end}: " in piece
    whole = Seen(html(chains(made))).words
    assert all(voice.who in whole for each in made.attributions for voice in each.chain)


def test_a_claim_and_its_trace_show_members_and_origins() -> None:
    """A claim shows who says it; its trace in one sentence how many origins, with what joins them."""
    trace = a_trace(a_reading(0, 0, 0, 3), a_reading(1, 1, 0, 3, credit=0), a_reading(2, 0, 0, 3))
    seen, claim = Seen(html(trace)), Seen(html(trace.claim))
    for member in trace.claim.members:
        if member.attribution is not None:
            assert " › ".join(voice.who for voice in member.chain) in claim.words
    assert "3 reports say it" in seen.words
    assert all(origin.who in seen.words for origin in trace.origins.known)
    joins = [join for origin in trace.origins.known for join in origin.joins]
    assert joins
    assert all(join.why in seen.words for join in joins)


def test_a_row_shows_its_counts() -> None:
    """A claim as lists have it: reports, origins, days, and whether something speaks against it."""
    row = ClaimRow(
        id="claim-1",
        words="the bridge was hit",
        statements=4,
        reports=3,
        origins=2,
        unknown=1,
        first_day="2026-03-03",
        last_day="2026-03-03",
        contradicted=True,
        circular=False,
    )
    assert "3 reports · 2 origins · 1 not traced · 2026-03-03 · contradicted" in Seen(html(row)).words


def test_long_lists_are_cut() -> None:
    """Of thousands of attributions some are shown, and how many are left out."""
    made = reading()
    many = replace(made, attributions=tuple(replace(made.attributions[0], id=f"a{n}") for n in range(1200)))
    assert "and 1,000 more" in Seen(html(many)).words


def test_a_language_that_is_not_read_says_so() -> None:
    """A reading with nothing but a problem shows the problem and the text."""
    made = read(Report(id="uk", text="Сьогодні міст у Сумах закрили.", language="uk"))
    words = Seen(html(made)).words
    assert "language uk" in words
    assert "міст у Сумах" in words


@pytest.mark.usefixtures("loaded")
def test_loaded_objects_show_themselves() -> None:
    """Once loaded, any notebook that asks for `_repr_html_` gets it, and equality is what it was."""
    made = reading()
    assert made._repr_html_() == html(made)  # type: ignore[attr-defined]
    assert made.attributions[0]._repr_html_() == html(made.attributions[0])  # type: ignore[attr-defined]
    assert made == reading()


def test_nothing_is_set_unless_asked() -> None:
    """Without loading the record has no such method; the extension sets it and takes it away, twice too."""
    assert not hasattr(Reading, "_repr_html_")
    for _ in range(2):
        reportedly.load_ipython_extension(None)
    assert hasattr(Attribution, "_repr_html_")
    for _ in range(2):
        reportedly.unload_ipython_extension(None)
    assert not hasattr(Attribution, "_repr_html_")
    with pytest.raises(TypeError, match="a str is not shown; give one of Reading"):
        html("text")
    assert "IPython" not in sys.modules
