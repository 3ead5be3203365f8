"""Stores with a hand-made report, and tools to annotate it in."""

import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import msgspec
import pytest

from reportedly.annotating.bringing import Return, bring_back
from reportedly.annotating.handing import reports_to_hand
from reportedly.annotating.returning import Returned
from reportedly.annotating.writing import hand_out
from reportedly.record import Reading
from reportedly.store import Filters, Store, open_store
from tests.annotating.tools import Document, Inception, LabelStudio
from tests.store.by_hand import a_reading

Tool = LabelStudio | Inception


class Desk:
    """A store, a tool, and the way between them."""

    def __init__(self, store: Store, tool: Tool, folder: Path) -> None:
        """Hand the reports of `store` out to `tool`, by way of files in `folder`."""
        self.store, self.tool, self.folder = store, tool, folder
        with store.view() as view:
            ids = reports_to_hand(view, Filters())
            hand_out(view, tool.form, ids, folder / "out")
        self.documents = tool.open(folder / "out")

    @property
    def document(self) -> Document:
        """The only report."""
        (document,) = self.documents
        return document

    def back(self, who: str = "ann", *, accept: bool = False, anew: bool = False) -> Returned:
        """Save the report in the tool, and bring it back."""
        path = self.tool.save(self.documents, self.folder / "out" / "back")
        return bring_back(self.store, [path], Return(who=who, accept=accept, anew=anew))


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of an empty store: a copy takes no time."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    open_store(path).close()
    return path


@pytest.fixture
def stored(empty: Path, tmp_path: Path) -> Iterator[Callable[[Reading], tuple[Store, Path]]]:
    """Give what puts a reading into a store of its own, in a folder of its own."""
    opened: list[Store] = []
    numbers = count()

    def put(reading: Reading) -> tuple[Store, Path]:
        folder = tmp_path / f"store{next(numbers)}"
        folder.mkdir()
        shutil.copy(empty, folder / "test.db")
        store = open_store(folder / "test.db")
        opened.append(store)
        store.writer().add(reading.report, reading)
        return store, folder

    yield put
    for store in opened:
        store.close()


@pytest.fixture(params=[LabelStudio, Inception], ids=["label-studio", "webanno-tsv"])
def tool(request: pytest.FixtureRequest) -> Tool:
    """Return each tool."""
    made: Tool = request.param()
    return made


@pytest.fixture
def desk(stored: Callable[[Reading], tuple[Store, Path]], tool: Tool) -> Desk:
    """Return the hand-made report, handed out as r."""
    reading = a_reading()
    report = msgspec.structs.replace(reading.report, id="r")
    store, folder = stored(msgspec.structs.replace(reading, report=report))
    return Desk(store, tool, folder)
