"""Examples of what several reports say together, for the docs of the API."""

import msgspec

from reportedly.desk.api import examples
from reportedly.linking import ClaimRow, OpposedPair, Trace
from reportedly.record import Kind, Status, Voice
from reportedly.tracing.claims import Claim
from reportedly.tracing.comparable import Label
from reportedly.tracing.contradictions import Contradiction
from reportedly.tracing.ledgers import ControlEntry, FigureEntry, PositionEntry, Stance
from reportedly.tracing.origins import Origin, Origins, Root
from reportedly.tracing.statement import Named, Statement, StatementKind

_ID = "claim-08b1f02c5d9e374"
_SAYS = Statement(
    id=f"{examples.REPORT.id}#c1",
    report=examples.REPORT.id,
    outlet=examples.REPORT.outlet,
    published=examples.REPORT.published,
    kind=StatementKind.CONTROL,
    item="c1",
    words="Russian troops have left Kupiansk",
    spans=examples.SAID.content,
    head="have left",
    chain=examples.SAID.chain,
    attribution="a1",
    type="loses",
    actors=("Russian troops",),
    places=(Named("Kupiansk", country="UA"),),
)
_DENIES = msgspec.structs.replace(
    _SAYS,
    id="9d40c7b2e1f58a36#c2",
    report="9d40c7b2e1f58a36",
    outlet="Northern Wire",
    published="2026-09-15",
    item="c2",
    chain=(Voice(who="Northern Wire", kind=Kind.OUTLET), Voice(who="Defence Ministry", kind=Kind.GOVERNMENT)),
    status=Status.DENIED,
)
_AGAINST = Contradiction(
    one=_SAYS.id,
    other=_DENIES.id,
    label=Label.CONTRADICTORY,
    slot="denial",
    why="the Defence Ministry denies what Oleh Marchenko says",
)
ROW = ClaimRow(
    id=_ID,
    words=_SAYS.words,
    statements=2,
    reports=2,
    origins=1,
    unknown=0,
    first_day="2026-09-14",
    last_day="2026-09-14",
    contradicted=True,
    circular=False,
)
TRACE = Trace(
    claim=Claim(id=_ID, words=_SAYS.words, members=(_SAYS,)),
    origins=Origins(
        known=(Origin(root=Root.UTTERANCE, who="Oleh Marchenko", through=("Reuters",), members=(_SAYS.id,)),),
        unknown=(),
    ),
    contradictions=(_AGAINST,),
    against=(_DENIES,),
)
PAIR = OpposedPair(
    contradiction=_AGAINST, one=_SAYS, other=_DENIES, one_claim=_ID, other_claim="claim-0c22e9ab47d1f06"
)
CONTROL = ControlEntry(
    place="Kupiansk",
    geonames_id=None,
    when="2026-09-14",
    said=False,
    holder="Russian troops",
    change="loses",
    status=Status.ASSERTED,
    says="Oleh Marchenko",
    statement=_SAYS.id,
)
FIGURE = FigureEntry(
    what="killed",
    whose="civilians",
    unit="people",
    says="Oleh Marchenko",
    when="2026-09-14",
    said=True,
    low=3,
    high=None,
    approx=False,
    cumulative=None,
    statement=f"{examples.REPORT.id}#f1",
)
POSITION = PositionEntry(
    party="ukraine",
    issue="the return of all prisoners",
    stance=Stance.DEMAND,
    says="Oleh Marchenko",
    when="2026-09-14",
    said=False,
    statement=f"{examples.REPORT.id}#a2.1",
)
