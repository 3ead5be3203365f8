"""Status: how firmly a fact is told."""

from reportedly.reading.facts import labels
from reportedly.reading.facts.found import Anchored
from reportedly.record import Status


def status_of(a: Anchored) -> Status:
    """Return the likeliest status of an event or control statement."""
    return Status(labels.STATUSES[max(range(len(a.statuses)), key=a.statuses.__getitem__)])
