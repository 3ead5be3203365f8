"""Loading: a report is found by its id, or by the beginning of it."""

from collections.abc import Iterator

import msgspec
import pytest
import sqlalchemy as sa

from reportedly.errors import UnknownReportError
from reportedly.store import Store, open_store
from reportedly.store.connecting import connect, locate
from reportedly.store.loading import beginning_with
from tests.store.by_hand import a_report
from tests.store.server import Server

IDS = ("abc1", "abd2", "ABC3", "ferry-1", "ferry_2", "ferry", "%x", "їжак", "\U0010ffff")

INDEXED = "Index Cond: ((id >= '4f7b'::"
"""What PostgreSQL says where the index answers."""


@pytest.fixture
def sorting(server: Server) -> Iterator[str]:
    """Give a database that sorts as a language does: A beside a, punctuation passed over."""
    how = "TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'en-US-u-ka-shifted'"
    try:
        where = server.create("sorting", how)
    except sa.exc.DBAPIError as error:
        pytest.skip(f"this PostgreSQL sorts as no language does: {error}")
    yield where
    server.drop("sorting")


def fill(store: Store) -> None:
    """Put reports under all the ids into a store."""
    for key in IDS:
        report = a_report(f"Report {key}.", headline=None)
        store.writer().add(msgspec.structs.replace(report, id=key))


def check(store: Store) -> None:
    """Check that beginnings find what they should, and nothing else."""
    fill(store)
    with store.view() as view:
        for key in IDS:
            assert view.report(key).id == key  # the whole id, even where others begin with it
        for key, id_ in (("abc", "abc1"), ("A", "ABC3"), ("ferry_", "ferry_2"), ("ї", "їжак"), ("%", "%x")):
            assert view.report(key).id == id_
        for key in ("ab", "fer"):
            with pytest.raises(UnknownReportError, match="several ids"):
                view.report(key)
        for key in ("x", "", "a\U0010ffff", "\0", "abc\ud800"):
            with pytest.raises(UnknownReportError, match="is not in"):
                view.report(key)


def plan_of(where: str) -> str:
    """Return how the database goes about finding what an id begins with."""
    engine = connect(locate(where))
    sqlite = engine.dialect.name == "sqlite"
    with engine.connect() as connection:
        if not sqlite:
            connection.exec_driver_sql("SET enable_seqscan = off")  # there are too few rows for an index
        query = beginning_with("4f7b").compile(engine)
        values = tuple(query.params.values()) if sqlite else query.params
        explain = f"EXPLAIN {'QUERY PLAN' if sqlite else ''} {query}"
        explained = connection.exec_driver_sql(explain, values).all()
    engine.dispose()
    return " ".join(str(part) for row in explained for part in row)


def test_reports_are_named_by_the_beginning_of_their_ids(store: Store, where: str) -> None:
    """A beginning that one id has will do, others are an error that says so; no other id is looked at."""
    check(store)
    assert ("(id>? AND id<?)" if "://" not in where else INDEXED) in plan_of(where)


def test_how_a_database_sorts_has_no_part_in_it(sorting: str) -> None:
    """Where words are sorted as a language does, the same ids are found, by the index too."""
    with open_store(sorting) as store:
        check(store)
        assert INDEXED in plan_of(sorting)
