"""Adding to a store: new, known, a version, read anew; refused where a citation does not match."""

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from reportedly.errors import CitationMismatchError, StoreError, UnknownReportError
from reportedly.record import Problem, Reading, Reference, Report, Span
from reportedly.store import Added, Became, Entry, Filters, Store, Target, open_store
from reportedly.store.connecting import connect, locate
from tests.store.by_hand import OUTLET, TEXT, a_reading, a_report, at, numbered


def everything(where: str) -> dict[str, list[tuple[object, ...]]]:
    """Return all rows of all tables of a store, by table."""
    engine = connect(locate(where))
    with engine.connect() as connection:
        names = [n for n in sa.inspect(connection).get_table_names() if not n.startswith("words_index")]
        rows = {n: [tuple(row) for row in connection.exec_driver_sql(f'SELECT * FROM "{n}"')] for n in names}  # noqa: S608
    engine.dispose()
    return {name: sorted(found, key=repr) for name, found in rows.items()}


def test_what_is_added_comes_back(store: Store) -> None:
    """A report with its reading and references comes back as it went in, from a store opened anew too."""
    reading = a_reading()
    links = (
        Reference(kind="credit", span=at(TEXT, "the paper")),
        Reference(kind="read-more", url="https://example.org/more", title="Read more: the bridge"),
    )
    added = store.writer().add(reading.report, reading, references=links, added_from="a.txt")
    assert added == Added(id=reading.report.id, became=Became.NEW, story=reading.report.id, version=1)
    with store.view() as view:
        assert view.report(added.id) == reading.report
        assert view.reading(added.id) == reading
        assert view.references(added.id) == links
        (listed,) = view.reports()
        assert (listed.outlet, listed.model, listed.added_from) == (OUTLET, "by hand", "a.txt")


def test_the_same_again_changes_nothing(where: str) -> None:
    """A report that is there already, with the same model's reading, leaves every row as it was."""
    reading = a_reading()
    with open_store(where) as store:
        store.writer().add(reading.report, reading)
        before = everything(where)
        again = store.writer().add(msgspec.structs.replace(reading.report, id="another"), reading)
    assert (again.id, again.became) == (reading.report.id, Became.KNOWN)
    assert everything(where) == before


def test_another_address_of_a_known_text_is_kept(store: Store) -> None:
    """The same text at a second address is known, and the address is kept as a reference, once."""
    writer = store.writer()
    first = writer.add(a_report(url="https://example.org/a"))
    for _ in range(2):
        assert writer.add(a_report(url="https://example.org/b")).became is Became.KNOWN
    with store.view() as view:
        assert view.references(first.id) == (Reference(kind="also-at", url="https://example.org/b"),)


@pytest.mark.parametrize(
    "same",
    [
        {"url": "https://example.org/a", "headline": "x", "published": None},
        {"headline": "Bridge at Sumy closed after strike", "published": "2025-03-04T18:00:00Z"},
        {"id": "given-by-its-file", "headline": "x"},
    ],
    ids=["address", "outlet, headline and day", "id its file gave"],
)
def test_a_changed_text_is_a_new_version(store: Store, same: dict[str, Any]) -> None:
    """Another text of the same story is kept beside the older one, which stays readable."""
    writer = store.writer()
    first = writer.add(a_report(**{"published": "2025-03-04T08:00:00Z", **same}))
    second = writer.add(a_report(f"{TEXT} Two of them later died.", **same))
    third = writer.add(a_report(f"{TEXT} Three of them later died.", **same))
    assert [second.became, third.became] == [Became.VERSION, Became.VERSION]
    assert [first.version, second.version, third.version] == [1, 2, 3]
    assert {first.story, second.story, third.story} == {first.id}
    assert len({first.id, second.id, third.id}) == 3
    with store.view() as view:
        assert view.report(first.id).text == TEXT
        assert [each.id for each in view.history(second.id).versions] == [first.id, second.id, third.id]
        assert [each.successor for each in view.history(first.id).versions] == [second.id, third.id, None]
        assert [hit.report.id for hit in view.find("bridge")] == [third.id]
        every = view.find("bridge", Filters(all_versions=True))
        assert {hit.report.id for hit in every} == {first.id, second.id, third.id}


def test_what_is_alike_by_chance_is_no_version(store: Store) -> None:
    """Another outlet's, another day's, or an outlet's without a headline is a story of its own."""
    writer = store.writer()
    writer.add(a_report())
    for report in (
        a_report(f"{TEXT} More.", outlet="Another Paper"),
        a_report(f"{TEXT} More.", published="2025-03-05"),
        a_report(f"{TEXT} More still.", published=None),
        a_report(TEXT, outlet=None),
        a_report(f"{TEXT} And more.", headline=None),
        a_report(f"{TEXT} And yet more.", headline=None),
    ):
        assert writer.add(report).became is Became.NEW


def test_a_reading_by_another_model_takes_the_place(store: Store) -> None:
    """A known report with a newer model's reading is reread; one without a reading gets its first."""
    writer, reading = store.writer(), a_reading()
    assert writer.add(reading.report).became is Became.NEW
    assert writer.add(reading.report, reading).became is Became.REREAD
    newer = a_reading(model="newer")
    assert writer.add(reading.report, newer).became is Became.REREAD
    with store.view() as view:
        assert view.reading(reading.report.id) == newer
        assert view.to_read("newer") == []
        assert view.to_read("newest") == [reading.report.id]


def broken_at(path: str) -> tuple[Report, Reading]:
    """Return a report and a reading of it in which the citation at `path` says what is not there."""
    reading = a_reading()
    wrong = Span(0, 6, "Tunnel")
    replace = msgspec.structs.replace
    if path == "attributions[1].cue[0]":
        one, two, three = reading.attributions
        return reading.report, replace(reading, attributions=(one, replace(two, cue=(wrong,)), three))
    if path == "sources[0].mentions[1]":
        (source,) = reading.sources
        mentions = (source.mentions[0], Span(10_000, 10_003, "She"))
        return reading.report, replace(reading, sources=(replace(source, mentions=mentions),))
    if path == "figures[0].period":
        return reading.report, replace(reading, figures=(replace(reading.figures[0], period=wrong),))
    first, *others = reading.attributions
    chain = (*first.chain[:-1], replace(first.chain[-1], citation=wrong))
    return reading.report, replace(reading, attributions=(replace(first, chain=chain), *others))


@pytest.mark.parametrize(
    "path",
    [
        "attributions[1].cue[0]",
        "sources[0].mentions[1]",
        "figures[0].period",
        "attributions[0].chain[1].citation",
    ],
)
def test_a_citation_that_does_not_match_is_refused(where: str, path: str) -> None:
    """One wrong citation keeps the whole report out, and the message names the field."""
    report, reading = broken_at(path)
    with open_store(where) as store:
        before = everything(where)
        with pytest.raises(CitationMismatchError) as refused:
            store.writer().add(report, reading)
    assert path in str(refused.value)
    assert everything(where) == before


def test_a_reading_of_another_text_is_refused(store: Store) -> None:
    """A reading belongs to one text: neither add nor put_reading takes it for another."""
    writer, reading = store.writer(), a_reading(a_report(f"{TEXT} More."))
    with pytest.raises(CitationMismatchError, match="another text"):
        writer.add(a_report(), reading)
    writer.add(a_report(id="one"))
    swapped = msgspec.structs.replace(reading, report=msgspec.structs.replace(reading.report, id="one"))
    with pytest.raises(CitationMismatchError, match="another text"):
        writer.put_reading(swapped)
    with pytest.raises(UnknownReportError, match="add it first"):
        writer.put_reading(reading)


def test_a_wrong_reference_is_refused(store: Store) -> None:
    """The words of a reference are a citation like any other."""
    with pytest.raises(CitationMismatchError, match=r"references\[0\]\.span"):
        store.writer().add(a_report(), references=(Reference(kind="credit", span=Span(0, 3, "AFP")),))


def test_of_several_all_are_added_or_none(store: Store) -> None:
    """add_all is one transaction: a wrong entry keeps the right ones out too."""
    good = [Entry(report=(r := numbered(n)).report, reading=r) for n in range(3)]
    report, reading = broken_at("figures[0].period")
    with pytest.raises(CitationMismatchError):
        store.writer().add_all([*good, Entry(report=report, reading=reading)])
    with store.view() as view:
        assert view.counts().reports == 0
    assert [each.became for each in store.writer().add_all(good)] == [Became.NEW] * 3


def test_what_no_database_keeps_is_refused(store: Store) -> None:
    """A NUL or half a surrogate pair is a clear error, not a crash of the driver."""
    for bad in ("a\0b", "a\ud800b"):
        with pytest.raises(StoreError, match="no database keeps"):
            store.writer().add(Report(id="x", text=bad))


@pytest.mark.parametrize("table", ["reports", "texts", "judgements"])
def test_the_database_itself_keeps_what_was_written(where: str, table: str) -> None:
    """Reports, texts and judgements can be neither changed nor deleted, by whatever program."""
    with open_store(where) as store:
        reading = a_reading()
        store.writer().add(reading.report, reading)
        store.judge("m.k.", "note", Target(report=reading.report.id), why="seen")
    engine = connect(locate(where))
    key = "id" if table == "judgements" else "seq"
    for deed in (f"UPDATE {table} SET {key} = {key}", f"DELETE FROM {table}"):  # noqa: S608 - constants
        with (
            engine.connect() as connection,
            pytest.raises(sa.exc.DBAPIError, match="never changed or deleted"),
        ):
            connection.exec_driver_sql(deed)
    engine.dispose()


def test_problems_are_counted_and_mended(store: Store) -> None:
    """An input that fails again is one problem seen twice; a report that comes from it mends it."""
    writer = store.writer()
    for message in ("not text", "still not text"):
        writer.set_aside("b\0ad\udcff.pdf", Problem(code="not-text", message=message))
    writer.set_aside("a.html", Problem(code="empty", message="holds no text"))
    with store.view() as view:
        first, second = view.problems()
        assert (first.name, first.count) == ("a.html", 1)
        assert (second.code, second.message, second.count) == ("not-text", "still not text", 2)
        assert second.first_seen <= second.last_seen <= first.first_seen
    writer.add(a_report(), added_from="a.html")
    with store.view() as view:
        assert [each.code for each in view.problems()] == ["not-text"]
        assert {each.code for each in view.problems(mended=True)} == {"not-text", "empty"}
        assert view.counts().problems == 1


def test_feeds_are_remembered(store: Store) -> None:
    """What a feed's server said last, and what was taken from it, is there for the next request."""
    writer = store.writer()
    writer.fetched("https://example.org/feed", etag='"1"')
    writer.fetched("https://example.org/feed", modified="Tue, 04 Mar 2025 10:00:00 GMT")
    with store.view() as view:
        feed = view.feed("https://example.org/feed")
        assert feed is not None
        assert feed.fetched_at.endswith("+00:00")
        assert (feed.etag, feed.modified) == (None, "Tue, 04 Mar 2025 10:00:00 GMT")
        assert feed.seen == {}
        assert view.feed("https://example.org/other") is None
    seen = {"https://example.org/1": "Tue, 04 Mar 2025", "б\0\ud800": ""}
    writer.fetched("https://example.org/feed", seen=seen)
    with store.view() as view:
        feed = view.feed("https://example.org/feed")
        assert feed is not None
        assert feed.seen == seen


def test_large_and_strange_texts_are_kept(store: Store) -> None:
    """A megabyte of distinct words, 400 digits, a word of 5,000 letters and mixed scripts come back whole."""
    many = " ".join(f"word{n} слово{n}" for n in range(60_000))
    text = f"{many}\n\n{'9' * 400} {'q' * 5000} Zürich 北京 ’'\\ \U0001f600 the end"
    added = store.writer().add(Report(id="large", text=text))
    with store.view() as view:
        assert view.report(added.id).text == text
        assert [hit.report.id for hit in view.find("word77 слово78")] == ["large"]
        assert [hit.report.id for hit in view.find('"word9 слово9"')] == ["large"]
