"""Intake: bytes -> Report, from files, folders, patterns and standard input; no network here.

`find_inputs` lists what is to be read, one `Input` for one report, and says what it leaves out;
`take_in` turns one `Input` into a `Report`, or sets it aside with a reason and a next step.
"""

from reportedly.intake.inputs import Input, LeftOut, Refused, find_inputs
from reportedly.intake.language import gate
from reportedly.intake.overrides import Overrides, iso
from reportedly.intake.take import Taken, take_in

__all__ = ["Input", "LeftOut", "Overrides", "Refused", "Taken", "find_inputs", "gate", "iso", "take_in"]
