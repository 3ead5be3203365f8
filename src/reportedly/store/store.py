"""Store: where reports, readings and judgements are kept. `open_store` opens or makes one.

store = open_store("reports.db")
store.writer().add(report, reading)
with store.view() as view:
    hits = view.find("bridge -railway", Filters(speaker="governor"))
store.judge("m.k.", Verb.REJECT, Target(report=report.id, layer="figures", item="f2"))
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy.engine import Engine

from reportedly.errors import StoreError
from reportedly.store.accounts import Accounts
from reportedly.store.connecting import Place, connect, locate, writing
from reportedly.store.failures import patient, told
from reportedly.store.judgement import Judgement, Target, Verb
from reportedly.store.judging import Asked, judge
from reportedly.store.migrating import bring_up_to_date
from reportedly.store.traces import TraceRows
from reportedly.store.view import View
from reportedly.store.writer import Writer

Result = TypeVar("Result")

PATIENCE = 30.0
"""Seconds to wait for another process that writes: a batch of 2,000 reports takes less."""


class Store:
    """One store. Closing it lets go of its connections; it may be used from several threads."""

    def __init__(self, engine: Engine, place: Place, patience: float) -> None:
        """Use `open_store`."""
        self._engine, self._place, self._patience = engine, place, patience

    def __enter__(self) -> Self:
        """Return the store."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the store."""
        self.close()

    @property
    def name(self) -> str:
        """How messages call it: its file, or its address without the password."""
        return self._place.name

    @property
    def where(self) -> str:
        """What `open_store` opens it by, in another process; may hold a password, so it is never shown."""
        return self._place.url

    def writer(self) -> Writer:
        """Return a writer: adds reports, readings, problems and feeds."""
        return Writer(self._engine, self._place, self._patience)

    def view(self) -> View:
        """Return what the store holds now; close it, or leave its `with`, to let go of the moment."""
        return View(self._engine, self._place, self._patience)

    def accounts(self) -> Accounts:
        """Return who may log in to the desk over this store."""
        return Accounts(self._engine, self._place, self._patience)

    def judge(
        self,
        who: str,
        verb: Verb | str,
        target: Target | int,
        *,
        value: Mapping[str, Any] | None = None,
        why: str | None = None,
    ) -> Judgement:
        """Write a judgement into the log and return it with its number.

        `target` names a record by report, layer, and its words or the id it is shown with; a whole report;
        or a name. For `withdraw` it is the number of a judgement. What `value` holds depends on the verb:
        `correct` field -> value; `add` the record; `grade` a Grade; `merge` and `split` the members.
        Raises RefusedJudgementError, UnknownReportError or CitationMismatchError where it does not fit,
        StoreError where it cannot be written.
        """
        try:
            asked = Asked(who=who, verb=Verb(verb), target=target, value=value, why=why)
        except ValueError:
            why_not = f"there is no verb {verb!r}"
            raise StoreError("the judgement", why_not, f"choose from {', '.join(Verb)}") from None

        def once() -> Judgement:
            with writing(self._engine) as connection:
                written = judge(connection, asked, self.name, {})
                connection.commit()
            return written

        return patient(self.name, self._patience, once)

    def tracing(self, work: Callable[[TraceRows], Result]) -> Result:
        """Return `work`, done on the rows of the trace in one transaction: all of it is written, or nothing.

        It may be done again, where another process held the store. Raises StoreError.
        """

        def once() -> Result:
            with writing(self._engine) as connection:
                result = work(TraceRows(connection))
                connection.commit()
            return result

        return patient(self.name, self._patience, once)

    def close(self) -> None:
        """Let go of all connections."""
        with told(self.name):
            self._engine.dispose()


def open_store(where: str | Path | None = None, *, create: bool = True, patience: float = PATIENCE) -> Store:
    """Open the store at `where`: a file (None is ./reportedly.db), sqlite:///FILE or postgresql://….

    A new or older store is brought up to this release's schema first; two openers may do so together.
    With `create` False a file that is not there is an error. `patience` is how long, in seconds, to wait
    for another process that writes. Raises StoreError, with the store's name and what to do next.
    """
    place = locate(where)
    if place.file is not None and not place.file.exists():
        if not create:
            raise StoreError(place.name, "there is no store", "add reports first: reportedly add FILE...")
        if not place.file.parent.is_dir():
            raise StoreError(place.name, "its folder is not there", f"make it: mkdir -p {place.file.parent}")
    engine = connect(place)
    try:
        bring_up_to_date(engine, place, patience)
    except BaseException:
        engine.dispose()
        raise
    return Store(engine, place, patience)
