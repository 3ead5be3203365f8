"""The terminal view: what stands where, at every width, with colour and without."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from reportedly.record import Problem, Reading
from tests.made import TEXT, reading
from tests.record.strategies import readings
from tests.views.screen import shown


def test_the_view_without_colour() -> None:
    """Brackets show contents, nesting and numbers; the tree shows the chains; the last line counts."""
    lines = [line.rstrip() for line in shown(reading(), 110, name="bridge.txt").splitlines()]
    assert lines[0].startswith("╭─ bridge.txt ─")
    assert "Bridge at Sumy closed after strike" in lines[1]
    assert "The Lakeside Dispatch · 4 March 2025 · 38 words" in lines[2]
    text = " ".join(line[4:] for line in lines[5:])
    assert "⟨¹The road bridge was closed on Tuesday⟩, Olena Marchuk" in text
    assert "⟨²“Two officers warned me that ⟨³it may fall⟩,”⟩ she said." in text
    assert "⟨⁴Repairs will⟩ reportedly ⟨take weeks⟩." in text
    assert lines[lines.index(" The Lakeside Dispatch (publisher)") :][:9] == [
        " The Lakeside Dispatch (publisher)",
        " ├── ● Northern Herald (outlet)",
        " │   └── ● Olena Marchuk, head of the administration (person)",
        " │       └── ¹ says The road bridge was closed on Tuesday  ¶1",
        " ├── ● Olena Marchuk, head of the administration (person)",
        " │   ├── ² says “Two officers warned me that it may fall,”  ¶1",
        " │   └── ○ two officers (unnamed)",
        " │       └── ³ warns it may fall  ¶1",
        " └── ○ nobody named (unnamed)",
    ]
    assert " 4 attributions · 3 voices · 2 unnamed · 2 second-hand" in lines


@pytest.mark.parametrize("width", [60, 80, 120, 200])
@pytest.mark.parametrize("colour", [False, True])
def test_no_line_is_wider_than_the_terminal(width: int, *, colour: bool) -> None:
    """From 60 columns up nothing is wrapped by the terminal itself, and a wide one gets readable lines."""
    text = shown(reading(), width)
    assert max(cell_len(line) for line in text.splitlines()) <= min(width, 110)
    assert ("\x1b[" in shown(reading(), width, colour=colour)) == colour


def test_colour_needs_no_brackets() -> None:
    """With colour the text is the report's own, save for the small numbers."""
    assert "⟨" not in shown(reading(), colour=True)


def test_a_report_cannot_speak_to_the_terminal() -> None:
    """Escape sequences and other controls in a report, a name or an outlet are shown, not obeyed."""
    text = TEXT.replace("weeks", "\x1b]0;x\x07\x9b31m\u202eweeks")
    made = msgspec.structs.replace(
        reading(outlet="\x1b[2JDispatch"),
        report=msgspec.structs.replace(reading().report, text=text, outlet="\x1b[2J", url="\x1b"),
    )
    made = msgspec.structs.replace(made, attributions=made.attributions[:3])
    text = shown(made, name="\x1bc.txt")
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(text)
    assert "␛]0;x␇" in text


def test_markup_in_a_report_is_text() -> None:
    """Square brackets that look like rich's own markup are printed as they are."""
    text = TEXT.replace("weeks", "[red]weeks[/red] :smile:")
    made = msgspec.structs.replace(
        reading(), report=msgspec.structs.replace(reading().report, text=text), attributions=()
    )
    assert "text" not in shown(made)
    made = msgspec.structs.replace(made, attributions=reading().attributions[:1])
    assert "[red]weeks[/red] :smile:" in shown(made)


def test_a_language_that_is_not_read_is_said_instead_of_counts() -> None:
    """Nobody can take an unread report for one in which nobody speaks."""
    problem = Problem(code="language-not-read", message="not read: language ru")
    text = shown(msgspec.structs.replace(reading(), attributions=(), problems=(problem,)))
    assert "! not read: language ru" in text
    assert "attributions" not in text


def test_a_very_long_paragraph_is_shown_around_its_passages() -> None:
    """100,000 words on one line do not flood the screen; what is said in them is there in full."""
    text = TEXT + " And so on." * 5_000
    made = msgspec.structs.replace(reading(), report=msgspec.structs.replace(reading().report, text=text))
    text = shown(made)
    assert len(text) < 10_000
    assert "⟨⁴Repairs will⟩ reportedly ⟨take weeks⟩." in text
    assert "[…]" in text


@settings(max_examples=60, deadline=None)
@given(readings(), st.sampled_from([60, 100]), st.booleans(), st.sampled_from(["utf-8", "ascii"]))
def test_any_reading_can_be_shown(made: Reading, width: int, colour: bool, encoding: str) -> None:  # noqa: FBT001
    """No reading, however odd, breaks the view or gets a control character to the terminal."""
    text = shown(made, width, colour=colour, encoding=encoding)
    assert colour or not any(ord(character) < 32 and character not in "\n\t\r" for character in text)
