"""A damaged store: whatever bytes of the file are changed, it is read, or the error says what to do."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ReportedlyError
from reportedly.linking import open_traces
from reportedly.record import Problem, verify
from reportedly.store import Filters, open_store
from tests.fuzz.damage import fuzzed


def read_all(path: Path) -> None:
    """Read what a store holds; what is read must hold."""
    with open_store(path) as store:
        with store.view() as view:
            view.counts()
            for listed in view.reports(Filters(all_versions=True), limit=None):
                report = view.report(listed.id)
                reading = view.reading(listed.id)
                for said in () if reading is None else reading.attributions:
                    for span in (*said.source, *said.cue, *said.content):
                        verify(span, report.text)
            view.find("drones")
            view.judgements()
        store.writer().set_aside("a.txt", Problem(code="empty", message="the text is empty"))
        with open_traces(store) as traces:
            for claim in traces.claims(limit=5):
                traces.claim(claim.id)


@fuzzed(20)
@given(
    edits=st.lists(
        st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=1, max_size=600)), max_size=6
    ),
    end=st.floats(0, 1) | st.just(1.0),
)
def test_any_damage(made: Path, edits: list[tuple[float, bytes]], end: float) -> None:
    """Bytes changed anywhere, and the end cut off."""
    data = bytearray(made.read_bytes())
    for where, bits in edits:
        at = int(where * len(data))
        data[at : at + len(bits)] = bits
    path = made.with_name("damaged.db")
    for left in made.parent.glob("damaged.db*"):
        left.unlink()
    path.write_bytes(data[: int(end * len(data))])
    try:
        read_all(path)
    except ReportedlyError as error:
        assert str(error)  # noqa: PT017 - either may happen
