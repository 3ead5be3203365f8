"""Tables: every reading can be laid out in rows, and nothing of it is lost."""

import random
from pathlib import Path

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.exports.tables import (
    Around,
    arounds_of,
    problem_row,
    readings_of,
    rows_of,
    schema_of,
    table_named,
    tables,
)
from reportedly.record import (
    Act,
    Attribution,
    Basis,
    Change,
    Control,
    Event,
    EventType,
    Figure,
    Kind,
    Manner,
    Place,
    PlaceKind,
    Precision,
    Problem,
    Reading,
    Reference,
    Report,
    Source,
    Span,
    Status,
    Time,
    Voice,
    What,
)
from reportedly.record.citations import verify_reading
from tests.demo_read import demo_outcomes

words = st.text(st.characters(codec="utf-8"), max_size=12)
maybe = st.none() | words
spans = st.builds(lambda at, text: Span(at, at + len(text), text), st.integers(0, 10**6), words)
numbers = st.none() | st.floats(allow_nan=False)
some_spans = st.lists(spans, max_size=3).map(tuple)
voices = st.builds(Voice, who=words, kind=st.sampled_from(Kind), outlet=maybe, citation=st.none() | spans)
said = st.builds(
    Attribution,
    id=words,
    speaker=words,
    source=some_spans,
    cue=some_spans,
    content=some_spans,
    manner=st.sampled_from(Manner),
    act=st.sampled_from(Act),
    inside=maybe,
    medium=maybe,
    chain=st.lists(voices, max_size=3).map(tuple),
    confidence=st.floats(0, 1),
)
figures = st.builds(
    Figure,
    id=words,
    span=spans,
    low=numbers,
    high=numbers,
    approx=st.booleans(),
    unit=maybe,
    what=st.sampled_from(What),
    whose=maybe,
    cumulative=st.none() | st.booleans(),
    period=st.none() | spans,
    si=st.none() | st.tuples(numbers, numbers, words),
    by=maybe,
)
facts = {"status": st.sampled_from(Status), "when": maybe, "when_span": st.none() | spans, "by": maybe}
controls = st.builds(
    Control,
    id=words,
    span=spans,
    place=maybe,
    holder=maybe,
    change=st.sampled_from(Change),
    place_spans=some_spans,
    holder_spans=some_spans,
    confidence=st.floats(0, 1),
    **facts,
)
events = st.builds(
    Event,
    id=words,
    span=spans,
    type=st.sampled_from(EventType),
    mode=maybe,
    acled=st.none() | st.tuples(words, words),
    actor=maybe,
    recipient=maybe,
    place=maybe,
    actor_spans=some_spans,
    recipient_spans=some_spans,
    place_spans=some_spans,
    confidence=st.floats(0, 1),
    **facts,
)
places = st.builds(
    Place,
    span=spans,
    name=words,
    kind=st.sampled_from(PlaceKind),
    geonames_id=st.none() | st.integers(1, 2**40),
    lat=numbers,
    lon=numbers,
    country=maybe,
    admin1=maybe,
    precision=st.none() | st.sampled_from(Precision),
)
readings = st.builds(
    Reading,
    report=st.builds(
        Report, id=words, outlet=maybe, url=maybe, headline=maybe, published=maybe, language=maybe, text=words
    ),
    sources=st.lists(
        st.builds(
            Source, id=words, who=words, kind=st.sampled_from(Kind), named=st.booleans(), role=maybe,
            affiliation=maybe, mentions=some_spans,
        ),
        max_size=2,
    ).map(tuple),
    attributions=st.lists(said, max_size=2, unique_by=lambda each: each.id).map(tuple),
    places=st.lists(places, max_size=2).map(tuple),
    times=st.lists(
        st.builds(Time, span=spans, edtf=maybe, basis=st.sampled_from(Basis)), max_size=2
    ).map(tuple),
    figures=st.lists(figures, max_size=2).map(tuple),
    controls=st.lists(controls, max_size=2).map(tuple),
    events=st.lists(events, max_size=2).map(tuple),
    model=maybe,
    problems=st.lists(st.builds(Problem, code=words, message=words), max_size=2).map(tuple),
)  # fmt: skip
arounds = st.builds(
    Around,
    published_basis=maybe,
    fetched=maybe,
    input=maybe,
    references=st.lists(
        st.builds(Reference, kind=words, url=words, title=words, span=st.none() | spans), max_size=2
    ).map(tuple),
)


def through_arrow(rows: dict[str, list[dict[str, object]]]) -> dict[str, list[dict[str, object]]]:
    """Return rows as they come back from Arrow."""
    return {
        name: pa.Table.from_pylist(each, schema=schema_of(name)).to_pylist() for name, each in rows.items()
    }


@settings(max_examples=50, deadline=None)  # the first example loads Arrow
@given(st.lists(st.tuples(readings, arounds), max_size=3), st.randoms(use_true_random=False))
def test_nothing_is_lost(given_: list[tuple[Reading, Around]], chance: random.Random) -> None:
    """Whatever readings hold comes back the same through Arrow, in whatever order the rows lie."""
    rows: dict[str, list[dict[str, object]]] = {table.name: [] for table in tables()}
    for number, (reading, around) in enumerate(given_):
        for name, each in rows_of(reading, around, key=str(number)).items():
            rows[name] += each
    rows = through_arrow(rows)
    for name, each in rows.items():
        if name != "reports":
            chance.shuffle(each)
    assert list(readings_of(rows)) == [reading for reading, _ in given_]
    assert list(arounds_of(rows)) == [around for _, around in given_]


def test_the_demo_comes_back(root: Path, tmp_path: Path) -> None:
    """The demo reports, read by the shipped models, come back from Parquet files, with all their proof."""
    taken = [outcome.reading for outcome in demo_outcomes(root)]
    read = [reading for reading in taken if reading is not None]
    assert len(read) >= 51
    rows: dict[str, list[dict[str, object]]] = {table.name: [] for table in tables()}
    for reading in read:
        for name, each in rows_of(reading).items():
            rows[name] += each
    assert all(rows[name] for name in rows if name not in {"references", "problems"})
    for name, each in rows.items():
        pq.write_table(pa.Table.from_pylist(each, schema=schema_of(name)), tmp_path / f"{name}.parquet")
    back = {name: pq.read_table(tmp_path / f"{name}.parquet").to_pylist() for name in rows}
    again = list(readings_of(back))
    assert again == read
    for reading in again:
        verify_reading(reading, reading.report)


def test_every_column_says_what_it_means() -> None:
    """Each column of each table is described, in Arrow's own metadata too, and no name is used twice."""
    for table in tables():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names)), table.name
        assert all(column.says for column in table.columns), table.name
        schema = schema_of(table.name)
        assert schema.names == names
        assert [field.metadata[b"description"].decode() for field in schema] == [
            column.says for column in table.columns
        ]


def test_every_field_has_a_column() -> None:
    """A row has exactly the columns of its table, so that a field that is added to the record is told of."""
    reading = Reading(report=Report(id="r", text="Words."), problems=(Problem(code="c", message="m"),))
    rows = rows_of(reading, Around(references=(Reference(kind="link"),)))
    rows["problems"].append(problem_row("a.txt", Problem(code="empty", message="the text is empty")))
    for name in ("reports", "references", "problems"):
        assert rows[name]
        for row in rows[name]:
            assert sorted(row) == sorted(column.name for column in table_named(name).columns)


def test_what_is_no_table_is_said() -> None:
    """Another name is refused with those there are; a row of another shape is refused too."""
    with pytest.raises(KeyError, match="there are reports"):
        table_named("facts")
    rows = rows_of(Reading(report=Report(id="r", text="Words.")))
    rows["reports"][0]["text"] = 4
    with pytest.raises(msgspec.ValidationError):
        list(readings_of(rows))
