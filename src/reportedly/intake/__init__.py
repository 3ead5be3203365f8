"""Intake: bytes -> Report, from files, folders, archives, feeds and addresses.

`find_inputs` lists what is to be read, one `Input` for one report, and says what it leaves out; it
touches no network. `gather` does the same for addresses too. `take_in` turns one `Input` into a `Taken`:
a report with what stands around it; or it sets the input aside with a reason and a next step.

Nothing keeps or shows the HTML of a page, so nothing sanitises it: what is kept is text.
"""

from reportedly.intake.fields import FIELDS, FieldMap, field_map
from reportedly.intake.inputs import Found, Input, LeftOut, Refused, find_inputs, is_address
from reportedly.intake.known import Known
from reportedly.intake.language import gate
from reportedly.intake.overrides import Overrides, iso
from reportedly.intake.take import Taken, take_in

__all__ = [
    "FIELDS",
    "FieldMap",
    "Found",
    "Input",
    "Known",
    "LeftOut",
    "Overrides",
    "Refused",
    "Taken",
    "field_map",
    "find_inputs",
    "gate",
    "is_address",
    "iso",
    "take_in",
]
