"""Shapes: what the API answers where it is no record of the package's own."""

from typing import Any

import msgspec

from reportedly.adding import AddOutcome
from reportedly.exports.exporting import Exported
from reportedly.exports.selection import Selection
from reportedly.linking import ClaimRow
from reportedly.record import Span
from reportedly.store import Excerpt, Judgement, Listed, Mark


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What answers, and who asks."""

    version: str
    who: str
    role: str
    docs: str
    openapi: str


class Marks(msgspec.Struct, frozen=True, kw_only=True):
    """What people said of a report's records; `last` and `model` are what to judge with."""

    last: int
    model: str | None
    marks: tuple[Mark, ...]


class FoundRecord(msgspec.Struct, frozen=True, kw_only=True):
    """A record that meets the filters; `item` is as the Reading's layer has it."""

    layer: str
    item: dict[str, Any]
    speaker: str | None
    spans: tuple[Span, ...]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A report that was found."""

    report: Listed
    rank: float
    excerpts: tuple[Excerpt, ...] = ()
    matches: tuple[FoundRecord, ...] = ()


class Near(msgspec.Struct, frozen=True, kw_only=True):
    """A claim that is near in meaning, with the cosine of its nearest statement."""

    claim: ClaimRow
    score: float


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """A judgement that was written down, and what another program wrote of the same at the same moment."""

    judgement: Judgement
    beside: tuple[Judgement, ...] = ()


class RunState(msgspec.Struct, frozen=True, kw_only=True):
    """One run of adding."""

    id: str
    stage: str
    begun: str
    who: str
    inputs: int
    outcomes: tuple[AddOutcome, ...]
    why: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {"done", "failed"}


class ExportState(msgspec.Struct, frozen=True, kw_only=True):
    """One export."""

    id: str
    form: str
    selection: Selection
    stage: str
    begun: str
    who: str
    done: int
    of: int
    made: Exported | None
    file: str | None
    why: str

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come."""
        return self.stage in {"done", "failed"}
