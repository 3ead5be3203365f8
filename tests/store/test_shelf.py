"""The shelf: reports by day, by outlet, by when they came in; the same on both databases."""

import time

import pytest

from reportedly.record import Report, report_id
from reportedly.store import Day, Filters, Published, Store
from reportedly.store.names import Named, Names
from tests.made import reading


def _report(text: str, outlet: str | None, published: str | None, headline: str | None = None) -> Report:
    key = report_id(text, outlet)
    return Report(id=key, outlet=outlet, published=published, headline=headline, language="en", text=text)


@pytest.fixture
def shelved(store: Store) -> Store:
    """Return a store with five reports on two days and one without a date; one has a newer version."""
    writer = store.writer()
    writer.add(_report("Fog closed the port.", "The Lakeside Dispatch", "2025-03-04"))
    writer.add(_report("Ferries were late.", "Northern Herald", "2025-03-05"))
    writer.add(_report("The quay was dry.", "Northern Herald", "2025-03-04T08:00:00+02:00"))
    writer.add(_report("Nobody said when.", None, None))
    writer.add(_report("A dike broke.", "Northern Herald", "2025-03-05", "Dike"))
    writer.add(_report("A dike broke near the mill.", "Northern Herald", "2025-03-05", "Dike"))
    return store


def test_the_latest_day_comes_first_and_the_undated_last(shelved: Store) -> None:
    """Reports stand by day, within a day by outlet; an older version does not stand on the shelf."""
    with shelved.view() as view:
        found = [(each.published, each.outlet) for each in view.shelf.latest()]
    assert found == [
        ("2025-03-05", "Northern Herald"),
        ("2025-03-05", "Northern Herald"),
        ("2025-03-04T08:00:00+02:00", "Northern Herald"),
        ("2025-03-04", "The Lakeside Dispatch"),
        (None, None),
    ]


def test_pages_of_the_shelf_part_it(shelved: Store) -> None:
    """Whatever the order, pages one after another hold every report once."""
    with shelved.view() as view:
        for by_added in (False, True):
            whole = view.shelf.latest(by_added=by_added)
            paged = [view.shelf.latest(by_added=by_added, limit=2, offset=at) for at in (0, 2, 4)]
            assert [each for page in paged for each in page] == whole
            assert len({each.id for each in whole}) == 5


def test_the_latest_added_come_first(shelved: Store) -> None:
    """By when they came in, the one added last is the first."""
    with shelved.view() as view:
        assert view.shelf.latest(by_added=True, limit=1)[0].headline == "Dike"


def test_days_count_what_stands_on_the_shelf(shelved: Store) -> None:
    """Each day has as many reports as its list shows, with a filter too."""
    with shelved.view() as view:
        every = view.shelf.days()
        herald = view.shelf.days(Filters(outlet="herald"))
    assert every == [
        Day(day="2025-03-05", reports=2),
        Day(day="2025-03-04", reports=2),
        Day(day=None, reports=1),
    ]
    assert herald == [Day(day="2025-03-05", reports=2), Day(day="2025-03-04", reports=1)]


def test_a_day_holds_its_reports(shelved: Store) -> None:
    """The list of a day has as many reports as the day is said to have; those without a date are one list."""
    with shelved.view() as view:
        for each in view.shelf.days():
            assert len(view.shelf.of_day(each.day)) == each.reports
        assert [each.published for each in view.shelf.of_day(None)] == [None]
        assert view.shelf.of_day("2025-03-06") == []


def test_an_outlet_of_many_words_narrows(shelved: Store) -> None:
    """A name of three words, one of them twice, narrows as one of two does."""
    with shelved.view() as view:
        for asked in ("the lakeside dispatch", "the lakeside the dispatch"):
            assert len(view.shelf.latest(Filters(outlet=asked))) == 1
        assert view.shelf.latest(Filters(outlet="the lakeside herald dispatch")) == []


def test_outlets_are_counted(shelved: Store) -> None:
    """Outlets come with the most reports first; no outlet is none."""
    with shelved.view() as view:
        assert view.shelf.outlets() == [
            Published(outlet="Northern Herald", reports=4),
            Published(outlet="The Lakeside Dispatch", reports=1),
        ]


def test_what_came_in_since_is_counted(shelved: Store) -> None:
    """What was added after a moment is new, what was there before is not; counting has an end."""
    with shelved.view() as view:
        last = view.shelf.latest(by_added=True, limit=1)[0].added_at
        assert view.shelf.added_after(last) == 0
        assert view.shelf.added_after("") == 6
        assert view.shelf.added_after("", at_most=4) == 4
        before = view.shelf.newest()
    time.sleep(0.002)
    shelved.writer().add(_report("The fog lifted.", "Northern Herald", "2025-03-06"))
    with shelved.view() as view:
        assert view.shelf.added_after(last) == 1
        assert view.shelf.newest() > before


def test_names_are_spelt_as_reports_spell_them(store: Store) -> None:
    """A few words lead to the speakers of that name, in whatever case they are typed, and to no others."""
    read = reading()
    store.writer().add(read.report, read)
    with store.view() as view:
        found = view.shelf.names("MARCHUK olena")
        assert found.speakers == (Named(name="Olena Marchuk", reports=1),)
        assert view.shelf.names("olena bondar") == Names()
        assert view.shelf.names("  …  ") == Names()


def test_an_empty_store_has_an_empty_shelf(store: Store) -> None:
    """Nothing is asked in vain of a store without reports."""
    with store.view() as view:
        shelf = view.shelf
        assert (shelf.newest(), shelf.latest(), shelf.days(), shelf.outlets()) == (0, [], [], [])
        assert (shelf.added_after(""), shelf.open_problems()) == (0, 0)
