"""Tuning without torch: examples from judgements, the split, the measures, the verdict, the command."""

import sys
from importlib.util import find_spec
from pathlib import Path

import msgspec
import pytest
from typer.testing import CliRunner

from reportedly.cli import app
from reportedly.gold.spans import Spans
from reportedly.record import Reading
from reportedly.store import Target, open_store
from reportedly.store.items import item_spans
from reportedly.store.judgement import Judgement, Seen, Verb
from reportedly.store.laying import lay_over
from reportedly.tuning.card import card_of
from reportedly.tuning.corrections import Example, example_of
from reportedly.tuning.measuring import Change, Wanted, changes, compared, wanted_of
from reportedly.tuning.splitting import LEAST_HELD, LEAST_REPORTS, is_held, split, too_few
from reportedly.tuning.tune import Outcome
from reportedly.tuning.verdict import AGREEMENT_MARGIN, GOLD_MARGIN, refusals
from tests.made import TEXT, reading, span


def judgement(
    number: int, verb: Verb, made: Reading, which: int, value: dict[str, object] | None = None
) -> Judgement:
    """Return a judgement on one attribution of a reading."""
    said = made.attributions[which]
    source = next(each for each in made.sources if each.id == said.speaker)
    return Judgement(
        id=number,
        at="2026-11-24T12:00:00Z",
        who="Ada",
        verb=verb,
        target=Target(report=made.report.id, layer="attributions", spans=item_spans(said), item=said.id),
        value=value,
        seen=Seen(item=msgspec.to_builtins(said), source=source),
    )


def example(*judgements: Judgement) -> Example | None:
    """Return the made reading with judgements laid over as an example."""
    return example_of(lay_over(reading(), judgements), "story")


def test_a_report_nobody_judged_is_no_example() -> None:
    """What the model said by itself is never taken for what a person said."""
    assert example() is None


def test_a_report_judged_in_part_is_learned_where_it_was_judged() -> None:
    """Only the sentence of the judged record is learned; all else of the text is left out of the loss."""
    made = reading()
    got = example(judgement(1, Verb.ACCEPT, made, 0))
    assert got is not None
    assert got.learned is not None
    kept = [TEXT[start:end] for start, end in got.learned]
    said = made.attributions[0].content[0]
    assert any(said.text in each for each in kept)
    assert "Repairs" not in " ".join(kept)
    left_out = got.article.discard[0]
    assert min((*got.learned, *left_out))[0] == 0
    assert sum(end - start for start, end in (*got.learned, *left_out)) == len(TEXT)
    assert (got.judged, got.changed) == (1, 0)


def test_a_report_judged_whole_is_learned_whole() -> None:
    """Where every attribution was judged, what nobody marked is no attribution."""
    made = reading()
    every = [judgement(n, Verb.ACCEPT, made, n) for n in range(len(made.attributions))]
    got = example(*every)
    assert got is not None
    assert got.learned is None
    assert got.article.discard == ((),)
    assert len(got.article.versions[0]) == len(made.attributions)


def test_what_was_rejected_is_not_to_be_found_and_its_sentence_is_learned() -> None:
    """A rejected attribution is no label, but the encoder learns that nothing stands there."""
    made = reading()
    gone = made.attributions[0]
    got = example(judgement(1, Verb.REJECT, made, 0))
    assert got is not None
    assert got.learned is not None
    assert all(
        marked.content != tuple((s.start, s.end) for s in gone.content) for marked in got.article.versions[0]
    )
    assert any(start <= gone.content[0].start < end for start, end in got.learned)
    assert got.changed == 1


def test_a_corrected_content_is_the_label() -> None:
    """The words a person gave are learned, not those of the model."""
    made = reading()
    right = span("bridge was closed")
    value: dict[str, object] = {"content": [msgspec.to_builtins(right)]}
    got = example(judgement(1, Verb.CORRECT, made, 0, value))
    assert got is not None
    assert ((right.start, right.end),) in [marked.content for marked in got.article.versions[0]]


def test_a_story_stays_on_its_side() -> None:
    """About a quarter is held out, by the story's name alone, so no later run learns from it."""
    stories = [f"story {n}" for n in range(2000)]
    learned, held = split(stories, lambda each: each)
    assert 0.2 < len(held) / len(stories) < 0.3
    assert set(held) == {each for each in stories if is_held(each)}
    assert split(reversed(stories), lambda each: each)[1] == held[::-1]
    assert not set(learned) & set(held)


def test_too_little_is_told() -> None:
    """Too few reports, or too few held out, are named with what is needed."""
    assert str(LEAST_REPORTS) in (too_few(3, 1) or "")
    assert str(LEAST_HELD) in (too_few(LEAST_REPORTS, LEAST_HELD - 1) or "")
    assert too_few(LEAST_REPORTS - LEAST_HELD, LEAST_HELD) is None


def spans(source: int, cue: int, content: int) -> Spans:
    """Return an attribution of three spans of five characters."""
    return Spans(*(((at, at + 5),) for at in (source, cue, content)))


def test_only_what_was_judged_counts() -> None:
    """Found elsewhere in a report judged in part, it counts neither for nor against."""
    wanted = Wanted("x" * 100, (spans(0, 6, 12),), learned=((0, 20),))
    assert compared([spans(0, 6, 12), spans(60, 66, 72)], wanted) == ((1, 1, 1), (3, 3, 3))
    whole = Wanted("x" * 100, (spans(0, 6, 12),))
    assert compared([spans(0, 6, 12), spans(60, 66, 72)], whole) == ((1, 2, 1), (3, 6, 3))


def test_a_missed_boundary_costs_spans_and_not_the_attribution() -> None:
    """The two measures tell apart what is found and where it ends."""
    near = Spans(((0, 5),), ((6, 11),), ((12, 18),))
    assert compared([near], Wanted("x" * 20, (spans(0, 6, 12),))) == ((1, 1, 1), (2, 3, 3))


def test_the_interval_holds_the_change_and_narrows() -> None:
    """A gain in every report has an interval above nothing; one in half of them a wider one."""
    worse, better = ((1, 2, 2), (3, 6, 6)), ((2, 2, 2), (6, 6, 6))
    sure = changes([worse] * 20, [better] * 20, 1)[0]
    assert (sure.before, sure.after, sure.low, sure.high) == (50, 100, 50, 50)
    mixed = changes([worse] * 20, [better, worse] * 10, 1)[0]
    assert 0 < mixed.low < mixed.after - mixed.before < mixed.high < 50
    assert changes([worse] * 20, [better, worse] * 10, 1)[0] == mixed


def change(name: str, before: float, after: float) -> Change:
    """Return a change without a width."""
    return Change(name, before, after, after - before, after - before)


BETTER = (change("attributions", 80, 80), change("spans", 70, 71))


def test_a_better_model_passes() -> None:
    """One measure better and none worse is enough."""
    assert refusals(BETTER, (), gold=False) == []


@pytest.mark.parametrize(
    ("held", "guard", "gold", "word"),
    [
        ((change("attributions", 80, 79), change("spans", 70, 90)), (), "", "attributions fall"),
        ((change("attributions", 80, 90), change("spans", 70, 69)), (), "", "spans fall"),
        ((change("attributions", 80, 80), change("spans", 70, 70)), (), "", "nothing is better"),
        (BETTER, (change("attributions", 100, 99 - AGREEMENT_MARGIN),), "", "nobody judged"),
        (BETTER, (change("spans", 80, 79 - GOLD_MARGIN),), "gold", "gold"),
    ],
)
def test_a_worse_model_is_refused(
    held: tuple[Change, ...],
    guard: tuple[Change, ...],
    gold: str,
    word: str,
) -> None:
    """Each way to be worse is refused by its name."""
    why = refusals(held, guard, gold=bool(gold))
    assert len(why) == 1
    assert word in why[0]


def test_a_guard_within_its_margin_passes() -> None:
    """Parting from the base a little is what a team's convention teaches; spans there count for nothing."""
    guard = (change("attributions", 100, 101 - AGREEMENT_MARGIN), change("spans", 100, 20))
    assert refusals(BETTER, guard, gold=False) == []


def test_the_card_tells_what_was_done() -> None:
    """Base, day, judgements and scores stand in the model card."""
    outcome = Outcome(
        shipped=True, out="mine", base="base-1", model="tuned-1", reports=30, learned=22, judged=300,
        changed=40, replayed=9, held=BETTER, guard=(change("attributions", 100, 97),), guarded=7, gold=False,
        refused=(),
    )  # fmt: skip
    card = card_of(outcome, "2026-11-24", epochs=4, seed=1)
    for told in (
        "base-1",
        "2026-11-24",
        "22 of 30",
        "300",
        "40",
        "| spans | 70.0 | 71.0 | +1.0 … +1.0 |",
        "7 reports",
    ):
        assert told in card


def test_wanted_keeps_every_span() -> None:
    """An example is measured by all that stands in it."""
    made = reading()
    every = [judgement(n, Verb.ACCEPT, made, n) for n in range(len(made.attributions))]
    got = example(*every)
    assert got is not None
    assert len(wanted_of(got.article).spans) == len(made.attributions)


# ------------------------------------------------------------------------------------ the command

run = CliRunner().invoke


def kept(path: Path, many: int) -> Path:
    """Return a store with so many reports, of each of which one attribution was accepted."""
    with open_store(path) as store:
        writer = store.writer()
        for n in range(many):
            made = reading(outlet=f"Herald {n}")
            report = msgspec.structs.replace(made.report, url=f"https://herald{n}.example/bridge")
            writer.add(report, msgspec.structs.replace(made, report=report))
        with store.view() as view:
            ids = [each.id for each in view.reports(limit=None)]
            targets = [(name, view.reading(name)) for name in ids]
        for name, found in targets:
            assert found is not None
            store.judge(
                "Ada", "accept", Target(report=name, layer="attributions", item=found.attributions[0].id)
            )
    return path


def test_a_store_with_too_few_judgements_is_told(tmp_path: Path) -> None:
    """Exit code 1, how many there are and how many are needed; nothing is written."""
    store = kept(tmp_path / "few.db", 3)
    got = run(app, ["train", "--from-judgements", "--store", str(store), "--out", str(tmp_path / "mine")])
    assert got.exit_code == 1
    assert "3 reports with judged attributions, and 20 are needed" in got.stderr
    assert not (tmp_path / "mine").exists()


@pytest.mark.skipif(find_spec("torch") is not None, reason="torch is here")
def test_without_torch_the_extra_is_named(tmp_path: Path) -> None:
    """Who has judged enough but has no torch learns what to install."""
    store = kept(tmp_path / "enough.db", 40)
    got = run(app, ["train", "--from-judgements", "--store", str(store), "--out", str(tmp_path / "mine")])
    assert got.exit_code == 2
    assert "pip install 'reportedly[train]'" in got.stderr
    assert not list(tmp_path.glob("mine*"))


def test_what_is_called_wrongly_is_told(tmp_path: Path) -> None:
    """No source of labels, a folder that holds something, gold that is none: exit code 2, and why."""
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "note.txt").write_text("mine")
    got = run(app, ["train", "--store", "none.db", "--out", str(tmp_path / "mine")])
    assert (got.exit_code, "--from-judgements" in got.stderr) == (2, True)
    got = run(app, ["train", "--from-judgements", "--out", str(tmp_path / "full")])
    assert (got.exit_code, "not empty" in got.stderr) == (2, True)
    store = kept(tmp_path / "enough.db", 40)
    told = ["--store", str(store), "--out", str(tmp_path / "mine"), "--gold", str(tmp_path / "nothing")]
    got = run(app, ["train", "--from-judgements", *told])
    assert (got.exit_code, "gold" in got.stderr) == (2, True)


def test_the_command_does_not_load_torch() -> None:
    """The parts that need no torch do not bring it in."""
    assert "torch" not in sys.modules
