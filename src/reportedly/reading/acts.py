"""Acts: what a cue does with its content."""

from reportedly.reading import labels
from reportedly.reading.found import Found
from reportedly.record import Act


def act_of(f: Found) -> Act:
    """Return the act the encoder holds most likely (it reads the cue in its sentence)."""
    best = max(range(len(labels.ACTS)), key=lambda k: f.acts[k])
    return Act(labels.ACTS[best])
