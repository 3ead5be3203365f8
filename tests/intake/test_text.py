"""Plain text as it is kept: what becomes a paragraph, and what stays as it came."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.text import keep, report_from_text

HEADLINE = "Ferry at Kherson stopped after shelling"
FIRST = (
    "The ferry across the Dnipro at Kherson was stopped on Monday after shells fell near the pier, the head "
    "of the port, Iryna Bondar, told the Northern Herald. Nobody was hurt, she said. The Russian-backed "
    "administration on the other bank did not comment. It had asked for a truce."
)
SECOND = (
    "“We will sail again when it is safe,” Ms Bondar said in a call with reporters, adding that two boats "
    "had been moved upstream. Officials in Kyiv said that the crossing carries 400 people a day."
)
KEPT = f"{HEADLINE}\n\n{FIRST}\n\n{SECOND}"

lines = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@given(st.lists(lines, max_size=12), st.sampled_from(["\n", "\r\n", "\r", "\n\n", "\n \n"]))
def test_keeping_a_kept_text_changes_nothing(parts: list[str], end: str) -> None:
    """Offsets into a kept text stay right when it is taken in again: intake is idempotent."""
    kept = keep(end.join(parts))
    assert keep(kept) == kept


@given(st.lists(lines, max_size=12))
def test_no_character_but_blanks_and_line_ends_is_touched(parts: list[str]) -> None:
    """Whatever is published is kept: only white space may go, and nothing changes its place."""
    text = "\n".join(parts)
    assert "".join(keep(text).split()) == "".join(text.split())


@given(st.lists(lines, max_size=12))
def test_paragraphs_are_parted_by_one_blank_line(parts: list[str]) -> None:
    """A kept text has no blank line too many and none at its ends, whatever it was made from."""
    kept = keep("\n".join(parts))
    assert "\n\n\n" not in kept
    assert all(
        paragraph and not paragraph.isspace() and "\n" not in paragraph
        for paragraph in kept.split("\n\n")
        if kept
    )


@pytest.mark.parametrize("width", [50, 66, 72, 80, 100, 120])
def test_a_hard_wrapped_text_is_unwrapped(width: int) -> None:
    """The same report comes out at whatever width its lines were wrapped, so ids and offsets agree."""
    wrapped = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in (HEADLINE, FIRST, SECOND))
    assert keep(wrapped) == KEPT


def test_lines_that_are_paragraphs_stay_paragraphs() -> None:
    """A text without blank lines keeps every line as a paragraph: two paragraphs are never run together."""
    assert keep(f"{HEADLINE}\n{FIRST}\n{SECOND}\n") == KEPT


def test_a_mixed_text_keeps_subheadings_and_lists_apart() -> None:
    """In a hard-wrapped text a short line or a list item is not swallowed by its neighbour."""
    text = f"{HEADLINE}\n\nAt the pier\n{textwrap.fill(FIRST, 70)}\n- one boat was hit\n- two were moved\n"
    assert keep(text).split("\n\n") == [
        HEADLINE,
        "At the pier",
        FIRST,
        "- one boat was hit",
        "- two were moved",
    ]


def test_windows_line_ends_and_indents_go() -> None:
    """A file from another system or a mail gives the same text: line ends and indents are no words."""
    assert (
        keep("\r\n  Headline\r\n\r\n\tFirst paragraph.\r\n \t\r\nSecond.\r\n")
        == "Headline\n\nFirst paragraph.\n\nSecond."
    )


@pytest.mark.parametrize(
    "odd", ["🚢👩‍👩‍👧", "e\u0301", "\u200fשלום\u200e", "\u00a0", "\ufeff", "“’–", "\u202e"]
)
def test_odd_characters_stay(odd: str) -> None:
    """Emoji, combining characters, direction marks and the like are part of what was published."""
    assert keep(f"Headline\n\nShe said{odd}it.") == f"Headline\n\nShe said{odd}it."


def test_one_long_line_stays_one_paragraph() -> None:
    """A report of 100,000 words on one line is taken as it is, not cut at some limit."""
    line = "Bondar said the pier was closed. " * 17_000
    assert keep(line) == line.strip()


def test_the_first_line_is_the_headline() -> None:
    """A plain file can name its headline by putting it first; the id is that of the text."""
    report = report_from_text(f"\n{HEADLINE}\nBy our reporter\n\n{FIRST}")
    assert report.headline == HEADLINE
    assert report.text.startswith(f"{HEADLINE}\n\nBy our reporter\n\n")
    assert report.id == report_from_text(report.text).id
