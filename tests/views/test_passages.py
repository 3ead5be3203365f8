"""The text cut into runs: nothing lost, nothing moved, each run in one state."""

import msgspec
from hypothesis import given

from reportedly.record import Reading, Span
from reportedly.views.facts import tables
from reportedly.views.page_facts import marks_of
from reportedly.views.passages import passages
from reportedly.views.voices import counts, described, is_named, proven, tree
from tests.made import reading
from tests.record.strategies import readings
from tests.views.fact_strategies import told


@given(readings())
def test_the_runs_are_the_text(made: Reading) -> None:
    """Whatever is cited, the runs of all paragraphs are the report's text without its line ends."""
    cut = passages(made)
    assert "".join(run.text for part in cut.paragraphs for run in part.runs) == made.report.text.replace(
        "\n", ""
    )
    for paragraph in cut.paragraphs:
        for run in paragraph.runs:
            assert made.report.text[run.start : run.start + len(run.text)] == run.text


@given(readings())
def test_every_citation_is_marked(made: Reading) -> None:
    """Each character of a content, cue or source lies in a run that says so, and no other does."""
    runs = [run for part in passages(made).paragraphs for run in part.runs]
    for run in runs:
        for position in range(run.start, run.start + len(run.text)):
            for said in proven(made):
                for spans, marked in (
                    (said.content, run.contents),
                    (said.cue, run.cues),
                    (said.source, run.sources),
                ):
                    inside = any(cited.start <= position < cited.end for cited in spans)
                    same_id = [other for other in proven(made) if other.id == said.id]
                    assert not inside or said.id in marked
                    assert inside or said.id not in marked or len(same_id) > 1


@given(told())
def test_every_mark_is_where_its_words_are(made: Reading) -> None:
    """Each character of a fact's words lies in a run that says so, the shortest last, and no other does."""
    marks = list(marks_of(tables(made)))
    for run in [run for part in passages(made, marks).paragraphs for run in part.runs]:
        position = run.start
        assert set(run.marks) == {mark for mark in marks if mark.span.start <= position < mark.span.end}
        lengths = [len(mark.span.text) for mark in run.marks]
        assert lengths == sorted(lengths, reverse=True)
        assert all(run.start + len(run.text) <= mark.span.end for mark in run.marks)


def test_nested_contents_stand_inside_their_holders() -> None:
    """The outer content is named first, so that views can draw the inner one inside it."""
    (run,) = [
        run for part in passages(reading()).paragraphs for run in part.runs if run.text == "it may fall"
    ]
    assert run.contents == ("a3", "a2")


def test_numbers_go_with_the_text() -> None:
    """A reader meets the numbers 1, 2, 3… in order, the outer content before the inner."""
    made = reading()
    cut = passages(made)
    assert cut.numbers == {"a1": 1, "a3": 2, "a2": 3, "a4": 4}
    assert [cut.paragraph_of(said) for said in made.attributions] == [1, 1, 1, 2]


def test_a_circle_of_holders_ends() -> None:
    """A record whose attributions hold each other is drawn, not followed forever."""
    first, second, *_ = reading().attributions
    circle = tuple(
        msgspec.structs.replace(said, inside=other)
        for said, other in ((first, second.id), (second, first.id))
    )
    cut = passages(msgspec.structs.replace(reading(), attributions=circle))
    assert set(cut.numbers) == {"a1", "a2"}


def test_what_does_not_verify_is_not_shown() -> None:
    """An attribution with a citation that the text does not bear out is withheld, and counted."""
    made = reading()
    false = msgspec.structs.replace(made.attributions[0], cue=(Span(0, 4, "told"),))
    broken = msgspec.structs.replace(made, attributions=(false, *made.attributions[1:]))
    assert [said.id for said in proven(broken)] == ["a2", "a3", "a4"]
    assert counts(broken).withheld == 1
    assert "1 not shown" in str(counts(broken))


def test_chains_become_one_tree() -> None:
    """Voices that several chains share stand once, and each speaker under the voice it came through."""
    root = tree(reading())
    assert root.voice.who == "The Lakeside Dispatch"
    assert [link.voice.who for link in root.through] == ["Northern Herald", "Olena Marchuk", "nobody named"]
    herald, marchuk, nobody = root.through
    assert [link.voice.who for link in herald.through] == ["Olena Marchuk"]
    assert [said.id for said in herald.through[0].says] == ["a1"]
    assert [said.id for said in marchuk.says] == ["a3"]
    assert [link.voice.who for link in marchuk.through] == ["two officers"]
    assert described(marchuk) == "Olena Marchuk, head of the administration"
    assert (is_named(marchuk), is_named(nobody), is_named(herald)) == (True, False, True)


def test_the_counts_say_how_much_is_second_hand() -> None:
    """The last line counts what reached the outlet through another voice, and who has no name."""
    assert str(counts(reading())) == "4 attributions · 3 voices · 2 unnamed · 2 second-hand"


def test_a_reading_without_attributions_has_a_tree() -> None:
    """Where nobody speaks, the publisher stands alone."""
    empty = msgspec.structs.replace(reading(), attributions=())
    assert tree(empty).voice.who == "The Lakeside Dispatch"
    assert counts(empty).attributions == 0
