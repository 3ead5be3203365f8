"""Adding: one report with all that belongs to it, as rows, inside a transaction that is the caller's."""

import hashlib
import re
from collections.abc import Callable, Iterable, MutableMapping
from datetime import UTC, datetime
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection, Row

from reportedly.errors import StoreError
from reportedly.record import Reading, ReferenceKind, Report, report_id
from reportedly.record.citations import verify_reading, verify_spans
from reportedly.record.days import days_of
from reportedly.store import fulltext
from reportedly.store.kept import Added, Became, Entry
from reportedly.store.keys import Keys, keys_of, number_of
from reportedly.store.laying import lay_over
from reportedly.store.logbook import judgements_on
from reportedly.store.packing import pack
from reportedly.store.tables import (
    NAME_WORDS,
    NAMES,
    PROBLEMS,
    READINGS,
    RECORD_INDEX,
    REFERENCES,
    REPORTS,
    SUPERSEDED,
    TEXTS,
)
from reportedly.store.trace_tables import UNTRACED
from reportedly.store.words import folded_words, index_words

_INSERTS: dict[str, Callable[[sa.Table], Any]] = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_UNKEEPABLE = re.compile("[\0\ud800-\udfff]")
Names = MutableMapping[int, str]
"""Number of a name -> the name."""


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """An entry with all that can be made of it before the writer's turn."""

    entry: Entry
    sha256: str
    words: list[str]
    packed: bytes | None
    keys: list[Keys]


def now() -> str:
    """Return this moment as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def sha256_of(text: str) -> str:
    """Return the hash under which a text is kept."""
    return hashlib.sha256(text.encode()).hexdigest()


def prepare(entry: Entry) -> Prepared:
    """Check an entry and make ready what is to be written.

    Raises CitationMismatchError where a citation does not match the text, StoreError where the text holds
    what a database cannot keep.
    """
    report, reading = entry.report, entry.reading
    check_keepable(report.id, *(getattr(report, field) for field in report.__struct_fields__))
    check_keepable(report.id, entry.added_from, entry.published_basis)
    for each in entry.references:
        check_keepable(report.id, each.kind, each.url, each.title)
    verify_spans(entry.references, report.text, "references")
    if reading is not None:
        verify_reading(reading, report)
    return Prepared(
        entry=entry,
        sha256=sha256_of(report.text),
        words=index_words(report.text),
        packed=None if reading is None else pack(reading),
        keys=[] if reading is None else keys_of(reading),
    )


def is_keepable(value: str) -> bool:
    """Whether a database can keep `value`, or look for it: it has no NUL and no half of a character."""
    return _UNKEEPABLE.search(value) is None


def check_keepable(name: str, *values: str | None) -> None:
    """Check that a database can keep `values`. Raises StoreError."""
    if not all(value is None or is_keepable(value) for value in values):
        why = "holds a NUL or half a character, which no database keeps"
        raise StoreError(repr(name), why, "take it in with reportedly, which mends such text")


def add(connection: Connection, ready: Prepared, names: Names) -> Added:
    """Write one entry, unless its text is known; `names` are those that are in the store, added to here."""
    report = ready.entry.report
    known = connection.execute(
        sa.select(REPORTS).where(
            REPORTS.c.sha256 == ready.sha256, REPORTS.c.outlet.is_not_distinct_from(report.outlet)
        )
    ).first()
    if ready.entry.added_from is not None:
        _mend(connection, ready.entry.added_from)
    if known is not None:
        return _again(connection, known, ready, names)
    story = _story(connection, report)
    key = _free_id(connection, report)
    added = Added(
        id=key,
        became=Became.NEW if story is None else Became.VERSION,
        story=key if story is None else story.story,
        version=1 if story is None else story.version + 1,
    )
    seq = _insert_report(connection, ready, added, names)
    connection.execute(sa.insert(TEXTS).values(seq=seq, text=report.text))
    fulltext.index(connection, seq, ready.words)
    if story is not None:
        connection.execute(sa.insert(SUPERSEDED).values(seq=story.seq, successor=seq))
        untrace(connection, [story.seq])
    _insert_references(connection, seq, ready.entry)
    if ready.packed is not None and ready.entry.reading is not None:
        _insert_reading(connection, seq, ready.entry.reading, ready.packed)
        index_keys(connection, seq, ready.keys, names)
        untrace(connection, [seq])
    return added


def put_reading(connection: Connection, row: Row[Any], reading: Reading, packed: bytes, names: Names) -> bool:
    """Make `reading` the one of the report in `row`, unless the same model's is there already."""
    before = connection.execute(sa.select(READINGS.c.model).where(READINGS.c.seq == row.seq)).first()
    if before is not None and before.model == (reading.model or ""):
        return False
    connection.execute(sa.delete(READINGS).where(READINGS.c.seq == row.seq))
    _insert_reading(connection, row.seq, reading, packed)
    report = msgspec.structs.replace(reading.report, id=row.id)
    judged = lay_over(msgspec.structs.replace(reading, report=report), judgements_on(connection, row.id))
    index_keys(connection, row.seq, keys_of(judged.reading), names)
    untrace(connection, [row.seq])
    return True


def untrace(connection: Connection, seqs: Iterable[int]) -> None:
    """Note that reports are to be traced anew, or no longer."""
    rows = [{"seq": seq, "mark": 1} for seq in seqs]
    if rows:
        again = upsert(connection, UNTRACED).on_conflict_do_update(
            index_elements=["seq"], set_={"mark": UNTRACED.c.mark + 1}
        )
        connection.execute(again, rows)


def index_keys(connection: Connection, seq: int, keys: list[Keys], names: Names) -> None:
    """Make `keys` what the report with number `seq` is found by."""
    connection.execute(sa.delete(RECORD_INDEX).where(RECORD_INDEX.c.seq == seq))
    rows: dict[tuple[object, ...], None] = {}
    for each in keys:
        speaker = number_of(each.speaker or "")
        places = sorted({n for place in each.places if (n := number_of(place)) is not None})
        for place in places or (None,):
            days = (each.days.begins, each.days.ends) if each.days else (None, None)
            rows[each.layer, each.kind, speaker, place, *days] = None
    keep_names(connection, {name for each in keys for name in (each.speaker, *each.places) if name}, names)
    if rows:
        columns = ("layer", "kind", "speaker", "place", "first_day", "last_day")
        values = [{"seq": seq, "n": n, **dict(zip(columns, row, strict=True))} for n, row in enumerate(rows)]
        connection.execute(sa.insert(RECORD_INDEX), values)


def upsert(connection: Connection, table: sa.Table) -> Any:  # noqa: ANN401 - each database has its own type
    """Return the INSERT of this database that can say what to do ON CONFLICT."""
    return _INSERTS[connection.dialect.name](table)


def keep_names(connection: Connection, written: set[str], names: Names) -> None:
    """Put into the store the names that are not there."""
    new: dict[int, tuple[str, ...]] = {}
    for name in written:
        number = number_of(name)
        if number is not None and number not in names:
            new[number], names[number] = folded_words(name), name
    if new:
        rows = [{"id": number, "words": " ".join(words)} for number, words in new.items()]
        connection.execute(upsert(connection, NAMES).on_conflict_do_nothing(), rows)
        words_of = [
            {"word": w, "name": number} for number, words in new.items() for w in dict.fromkeys(words)
        ]
        connection.execute(upsert(connection, NAME_WORDS).on_conflict_do_nothing(), words_of)


def _again(connection: Connection, known: Row[Any], ready: Prepared, names: Names) -> Added:
    """Keep what is new about a text that is known: its reading, or another address of it."""
    url = ready.entry.report.url
    if url is not None and url != known.url:
        of_it = sa.select(REFERENCES.c.n, REFERENCES.c.url).where(REFERENCES.c.seq == known.seq)
        there = connection.execute(of_it).all()
        if url not in {row.url for row in there}:
            n = max((row.n for row in there), default=-1) + 1
            connection.execute(
                sa.insert(REFERENCES).values(seq=known.seq, n=n, kind=ReferenceKind.ALSO_AT.value, url=url)
            )
    reading, packed = ready.entry.reading, ready.packed
    reread = (
        reading is not None and packed is not None and put_reading(connection, known, reading, packed, names)
    )
    became = Became.REREAD if reread else Became.KNOWN
    return Added(id=known.id, became=became, story=known.story, version=known.version)


def _story(connection: Connection, report: Report) -> Row[Any] | None:
    """Return the latest version of the story that `report` is a new version of, None where it is a new one.

    The same story has the same id (where its file gave one), the same address, or the same outlet,
    headline and day of publication.
    """
    same: list[sa.ColumnElement[bool]] = [REPORTS.c.id == report.id]
    if report.url:
        same.append(REPORTS.c.url == report.url)
    if (day := _same_day(report)) is not None:
        same.append(REPORTS.c.same_day == day)
    story = sa.select(REPORTS.c.story).where(sa.or_(*same)).order_by(REPORTS.c.seq.desc()).limit(1)
    latest = sa.select(REPORTS).where(REPORTS.c.story == story.scalar_subquery())
    return connection.execute(latest.order_by(REPORTS.c.version.desc()).limit(1)).first()


def _same_day(report: Report) -> int | None:
    """Return the hash of outlet, headline and day, None where one of them is not known."""
    days = days_of(report.published)
    if not report.outlet or not report.headline or days is None or days.first != days.last:
        return None
    return number_of(f"{report.outlet} | {report.headline} | {days.begins}")


def _free_id(connection: Connection, report: Report) -> str:
    """Return the id under which to keep a report: its own, or its content's where another text has that."""
    for key in (report.id, report_id(report.text, report.outlet)):
        if connection.execute(sa.select(REPORTS.c.seq).where(REPORTS.c.id == key)).first() is None:
            return key
    return sha256_of(f"{report.outlet}\n{report.text}")


def _insert_report(connection: Connection, ready: Prepared, added: Added, names: Names) -> int:
    report, days = ready.entry.report, days_of(ready.entry.report.published)
    keep_names(connection, {report.outlet} if report.outlet else set(), names)
    done = connection.execute(
        sa.insert(REPORTS).values(
            id=added.id,
            story=added.story,
            version=added.version,
            outlet=report.outlet,
            outlet_name=number_of(report.outlet or ""),
            url=report.url,
            headline=report.headline,
            published=report.published,
            first_day=days.begins if days else None,
            last_day=days.ends if days else None,
            published_basis=ready.entry.published_basis,
            language=report.language,
            sha256=ready.sha256,
            same_day=_same_day(report),
            added_at=now(),
            added_from=ready.entry.added_from,
        )
    )
    key = done.inserted_primary_key
    if key is None:  # the databases we know always tell it
        raise StoreError(added.id, "the database did not tell the number of its row", "please report this")
    seq: int = key[0]
    return seq


def _insert_references(connection: Connection, seq: int, entry: Entry) -> None:
    rows = [
        {
            "seq": seq,
            "n": n,
            "kind": each.kind,
            "url": each.url or None,
            "start": each.span.start if each.span else None,
            "end": each.span.end if each.span else None,
            "words": each.span.text if each.span else each.title or None,
        }
        for n, each in enumerate(entry.references)
    ]
    if rows:
        connection.execute(sa.insert(REFERENCES), rows)


def _insert_reading(connection: Connection, seq: int, reading: Reading, packed: bytes) -> None:
    connection.execute(
        sa.insert(READINGS).values(
            seq=seq, model=reading.model or "", schema=reading.schema, read_at=now(), packed=packed
        )
    )


def _mend(connection: Connection, name: str) -> None:
    open_ = (PROBLEMS.c.name == name) & PROBLEMS.c.mended.is_(None)
    connection.execute(sa.update(PROBLEMS).where(open_).values(mended=now()))
