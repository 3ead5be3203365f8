"""Times: when things are said to be, as EDTF values with what each rests on."""

from reportedly.reading.times.expressions import find_timex, told
from reportedly.reading.times.found import FoundTime, Timex
from reportedly.reading.times.intervals import intervals_of

__all__ = ["FoundTime", "Timex", "find_times", "find_timex"]


def find_times(text: str, published: str | None) -> tuple[FoundTime, ...]:
    """Return the times of a report in order; `published` is an ISO date or date-time, None where unknown.

    Durations and sets are no times: `find_timex` gives them. A time that nothing fixes has edtf None and
    basis "unknown"; without a publication date that is every time but those said in full. Time grows
    with the text; no input raises.
    """
    return tuple(intervals_of(told(text, published)))
