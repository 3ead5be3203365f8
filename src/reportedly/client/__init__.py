"""Client: what a desk holds, from another program or machine, in the types of this package.

    with Client("http://127.0.0.1:8377", token="rpt_…") as desk:
        for report in desk.reports(Filters(outlet="observer")):
            reading = desk.reading(report.id)

Methods raise the package's errors: UnknownReportError, UnknownClaimError, RefusedJudgementError where a
judgement does not fit, JudgedMeanwhileError where somebody was quicker, StoreError for all else.
"""

from reportedly.client.asking import JudgedMeanwhileError
from reportedly.client.client import Client
from reportedly.client.shapes import (
    About,
    ExportState,
    Found,
    FoundRecord,
    Marks,
    Near,
    RunState,
    Written,
)

__all__ = [
    "About",
    "Client",
    "ExportState",
    "Found",
    "FoundRecord",
    "JudgedMeanwhileError",
    "Marks",
    "Near",
    "RunState",
    "Written",
]
