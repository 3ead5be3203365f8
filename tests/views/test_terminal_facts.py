"""Facts in a terminal: every one of them there, at every width, by whose word."""

import re

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reportedly.record import Figure, Place, PlaceKind, Reading, Span, What, cite
from reportedly.record.layers import LAYERS
from reportedly.views.terminal_facts import MOST
from tests.views.fact_strategies import told
from tests.views.made_facts import reading
from tests.views.screen import shown


def _lines(text: str) -> list[str]:
    """Return the lines with every gap of two blanks and more as a bar."""
    return [re.sub(r" {2,}", "|", line.strip()) for line in text.splitlines()]


def test_the_tables_stand_between_the_voices_and_the_counts() -> None:
    """Figures, control, events, places, times: each with its words, where they stand and who says so."""
    lines = _lines(shown(reading(), 110))
    titles = ["Figures", "Control", "Events", "Places", "Times"]
    assert [line for line in lines if line in titles] == titles
    assert lines.index("Figures") > lines.index("The Lakeside Dispatch (publisher)")
    assert lines[-2] == "5 attributions · 4 voices · 1 unnamed · 1 second-hand"
    at = lines.index("Figures")
    assert lines[at + 1 : at + 6] == [
        "what|how many|of whom|in the text|who says so",
        "wounded|dozens (24+) people|“Dozens”|¶1|¹ Lowland Post",
        "displaced|≈ 400 people|new|“about 400”|¶1|¹ Lowland Post",
        "killed|≥ 12 people|soldiers|“at least 12 soldiers”|¶2|⁴ scouts (unnamed)",
        "other|200–300|“Between 200 and 300 people”|¶3|The Lakeside Dispatch",
    ]
    assert "Orikhiv|Zaporizhzhia, UA|city|3 ×|47.57, 35.79|headline, ¶1, 3" in lines


def test_a_narrow_terminal_has_one_fact_under_the_other() -> None:
    """Where cells would be squeezed, a fact is a line of values with its words and voice under it."""
    lines = _lines(shown(reading(), 70))
    at = lines.index("Control")
    assert lines[at + 1 : at + 7] == [
        "Village near Orikhiv · not resolved · gains · asserted",
        "“changes hands”|headline|The Lakeside Dispatch",
        "Novyi Lan · Brodov's brigade · gains · asserted · since 2026-03-02",
        "“have taken”|¶2|² Ilya Brodov",
        "Novyi Lan · Ukraine · loses · denied",
        "“losing”|¶3|⁵ Ukraine",
    ]


@pytest.mark.parametrize("width", [40, 60, 80, 96, 100, 110, 200])
def test_no_line_is_wider_than_the_terminal_and_no_word_is_lost(width: int) -> None:
    """At every width all words of all rows are there; only blanks and line ends differ."""
    text = shown(reading(), width, layers=LAYERS - {"attributions"})
    assert max(cell_len(line) for line in text.splitlines()) <= min(width, 110)
    for word in ("“Dozens”", "hypothetical", "Zaporizhzhia,", "(heavy-weapons)", "publication", "resolved)"):
        assert word in text


def test_ascii_and_colour() -> None:
    """Where only ASCII can be printed signs are spelt out; colour changes no word."""
    plain = shown(reading(), 110, encoding="ascii")
    assert ">= 12 people" in plain
    assert "? -> Novyi" in plain
    assert "paragraph 1" in plain
    coloured = re.sub(r"\x1b\[[\d;]*m", "", shown(reading(), 110, colour=True))
    tables = [text[text.index(" Figures") :] for text in (coloured, shown(reading(), 110))]
    assert tables[0] == tables[1]


def test_only_chosen_layers_are_shown() -> None:
    """Without the attributions there is no tree and no number that would lead into it."""
    text = shown(reading(), 110, layers=frozenset({"figures", "places"}))
    assert "Figures" in text
    assert "Control" not in text
    assert "(publisher)" not in text
    assert "|Lowland Post" in "|".join(_lines(text))
    assert _lines(text)[-2] == "5 figures · 6 place names"


def test_a_long_table_is_cut_and_says_how_to_see_it_whole() -> None:
    """What is left out is counted, and the layer that is named then shows all of it."""
    made = _many(MOST + 40)
    lines = _lines(shown(made, 110))
    assert "… and 40 more (--layers places shows all)" in lines
    assert sum(line.startswith("Town") for line in lines) == MOST
    whole = _lines(shown(made, 110, layers=frozenset({"places"})))
    assert sum(line.startswith("Town") for line in whole) == MOST + 40
    assert not any("more" in line for line in whole)


def test_a_place_named_everywhere_has_one_row() -> None:
    """The paragraphs of a name are listed, of very many the first few and how many more."""
    text = "\n\n".join(["Headline of the day", *["Kursk is cold."] * 40])
    report = msgspec.structs.replace(reading().report, text=text, headline="Headline of the day")
    places = tuple(
        Place(span=cite(text, found.start(), found.end()), name="Kursk", kind=PlaceKind.CITY)
        for found in re.finditer("Kursk", text)
    )
    lines = _lines(shown(Reading(report=report, places=places), 110))
    assert "Kursk|city|40 ×|not resolved|¶1, 2, 3, 4, 5, 6 and 34 more" in lines


def test_what_is_withheld_is_counted() -> None:
    """A fact whose citation does not hold is not shown, and the table says so."""
    false = Figure(id="f1", span=Span(0, 4, "nine"), low=9, high=9, what=What.KILLED)
    text = shown(msgspec.structs.replace(reading(), figures=(false,)), 110)
    assert "1 not shown (citation does not match the text)" in text
    assert "nine" not in text


def test_facts_cannot_speak_to_the_terminal() -> None:
    """Controls and markup in any field are shown as they are, and obeyed nowhere."""
    odd = "\x1b[2J\x9b31m\u202e[red]\nx[/red]"
    event = msgspec.structs.replace(
        reading().events[0], actor=odd, recipient=odd, place=odd, mode=odd, when=odd
    )
    figure = msgspec.structs.replace(reading().figures[0], whose=odd, unit=odd)
    control = msgspec.structs.replace(reading().controls[0], place=odd, holder=odd)
    place = msgspec.structs.replace(reading().places[0], name=odd, admin1=odd, country=odd)
    sources = tuple(msgspec.structs.replace(source, who=odd) for source in reading().sources)
    made = msgspec.structs.replace(
        reading(), sources=sources, events=(event,), figures=(figure,), controls=(control,), places=(place,)
    )
    for width in (60, 110):
        text = shown(made, width)
        assert not {"\x1b", "\x9b", "\u202e"} & set(text)
        assert "".join(text.split()).count("␛[2J\ufffd31m[red]x[/red]") >= 8


@settings(max_examples=60, deadline=None)
@given(told(), st.sampled_from([30, 60, 100]), st.booleans(), st.sampled_from(["utf-8", "ascii"]))
def test_any_facts_can_be_shown(made: Reading, width: int, colour: bool, encoding: str) -> None:  # noqa: FBT001
    """No fact, however odd, breaks the view or gets a control character to the terminal."""
    text = shown(made, width, colour=colour, encoding=encoding)
    assert colour or not any(ord(character) < 32 and character not in "\n\t\r" for character in text)


def _many(number: int) -> Reading:
    """Return a reading of a report that names `number` towns."""
    names = [f"Town{at}" for at in range(number)]
    text = f"Many towns\n\n{' '.join(names)}"
    report = msgspec.structs.replace(reading().report, text=text, headline="Many towns")
    starts = (
        text.index(f"{name} ") if at < number - 1 else text.rindex(name) for at, name in enumerate(names)
    )
    return Reading(
        report=report,
        places=tuple(
            Place(span=cite(text, start, start + len(name)), name=name, kind=PlaceKind.CITY)
            for name, start in zip(names, starts, strict=True)
        ),
    )
