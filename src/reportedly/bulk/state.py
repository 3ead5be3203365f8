"""State: which parts of an output are done, and by which settings. It outlives every kill.

In the folder `_state` of the output: `job.json` says how reports are read, `run` which run may write,
`done/PART.json` what came of a part, written last of all its files; `begun/PART.json` how often it was begun.
"""

import uuid
from typing import TYPE_CHECKING

import msgspec

from reportedly.errors import BulkError

if TYPE_CHECKING:
    from reportedly.bulk.places import Output

_JOB, _RUN, _DONE, _BEGUN = "_state/job.json", "_state/run", "_state/done", "_state/begun"


class Tally(msgspec.Struct, kw_only=True):
    """What came of a part."""

    part: str
    """Its id."""
    bundle: str
    """The bundle it is of."""
    worker: str = ""
    """Who read it: machine and process."""
    inputs: int = 0
    """Inputs that it holds."""
    reports: int = 0
    """Reports among them, each counted once where a part holds it twice."""
    again: int = 0
    """Reports that came before in the same part."""
    words: int = 0
    """Words of its reports."""
    left_out: dict[str, int] = {}
    """Why files, or records of an archive, were passed over, and how many."""
    problems: dict[str, int] = {}
    """Problems, by code."""
    rows: dict[str, int] = {}
    """Rows, by table."""
    files: dict[str, str] = {}
    """SHA-256 of its files, by table."""
    seconds: dict[str, float] = {}
    """How long each stage took by the clock, and how long of the processor both."""


class How(msgspec.Struct, frozen=True, kw_only=True):
    """How reports are read: the same for all parts of an output."""

    model: str
    """The encoder and the reader of facts."""
    version: str
    """This release."""
    max_bytes: int
    """The size limit of one input."""
    words: int
    """Words of a part."""
    fields: dict[str, str]
    """Where a dump keeps what, as a person said."""


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """How often a part was begun."""

    times: int = 0
    """By all runs."""
    run: str = ""
    """The last of them."""
    of_run: int = 0
    """By that one."""


class TakenOverError(BulkError):
    """Another run writes this output now: end without a further word."""

    def __init__(self, output: str) -> None:
        """Name the output."""
        super().__init__(output, "another run writes here now", "let it end, or name another output")


class State:
    """What is known of an output."""

    def __init__(self, output: "Output", token: str = "") -> None:
        """Ask and keep it in `output`; `token` is the run that writes."""
        self.output, self.token = output, token

    def how(self) -> How | None:
        """Return how the output's reports are read, None where it is new. Raises BulkError."""
        data = self.output.read(_JOB)
        if data is None:
            return None
        try:
            return msgspec.json.decode(data, type=How)
        except msgspec.MsgspecError as error:
            raise BulkError(self.output.name, f"{_JOB} cannot be read ({error})", "give --fresh") from error

    def take(self) -> None:
        """Make this the run that writes. Whoever wrote before ends at its next file."""
        self.token = uuid.uuid4().hex
        self.output.write(_RUN, self.token.encode())

    def settle(self, how: How) -> None:
        """Note how all parts are read from now on; those read in another way are thrown away by then."""
        self.output.write(_JOB, msgspec.json.format(msgspec.json.encode(how), indent=1))

    def check(self) -> None:
        """Raise TakenOverError where another run took the output over."""
        if self.output.read(_RUN) != self.token.encode():
            raise TakenOverError(self.output.name)

    def done(self, part: str) -> Tally | None:
        """Return what came of a part, None where it is not done."""
        data = self.output.read(f"{_DONE}/{part}.json")
        try:
            return None if data is None else msgspec.json.decode(data, type=Tally)
        except msgspec.MsgspecError:
            return None  # then it is read again

    def all_done(self) -> list[str]:
        """Return the ids of the parts that are done, sorted."""
        return [name.removesuffix(".json") for name in self.output.names(_DONE)]

    def begin(self, part: str) -> "Begun":
        """Note that a part is begun, and return how often it was, this time included."""
        data = self.output.read(f"{_BEGUN}/{part}.json")
        try:
            before = msgspec.json.decode(data, type=Begun) if data else Begun()
        except msgspec.MsgspecError:
            before = Begun()
        of_run = before.of_run + 1 if before.run == self.token else 1
        begun = Begun(times=before.times + 1, run=self.token, of_run=of_run)
        self.output.write(f"{_BEGUN}/{part}.json", msgspec.json.encode(begun))
        return begun

    def finish(self, tally: Tally) -> None:
        """Note that a part is done, all its files being written."""
        self.output.write(f"{_DONE}/{tally.part}.json", msgspec.json.encode(tally))

    def sweep(self) -> None:
        """Remove what killed writers left among the notes."""
        for folder in (_DONE, _BEGUN):
            self.output.sweep(folder)

    def forget_all(self) -> None:
        """Note that all parts are to be read again."""
        for folder in (_DONE, _BEGUN):
            for name in self.output.names(folder):
                self.output.remove(f"{folder}/{name}")
