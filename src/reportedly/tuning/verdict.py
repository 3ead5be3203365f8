"""Verdict: whether a tuned model may take the place of its base."""

from collections.abc import Sequence

from reportedly.tuning.measuring import Change

LEAST_CHANGE = 0.005
"""Points below which two figures are the same: what the table would not show."""
GOLD_MARGIN = 1.0
"""Points of F1 that may be lost on gold of the user's own."""
AGREEMENT_MARGIN = 15.0
"""Points of attribution F1 by which it may part from its base on reports that nobody judged.

It agrees with itself at 100, and a team with another convention teaches it to part: this only catches
one that was spoilt."""


def refusals(held: Sequence[Change], guard: Sequence[Change], *, gold: bool) -> list[str]:
    """Return why a tuned model must not be shipped, in words; nothing where it may.

    `held` are the measures on held-out judged reports, `guard` those on the guard set (none where there
    is no such set), which is `gold` of the user's own or the base's own readings.
    """
    found = [
        f"on held-out reports {each.name} fall from {each.before:.1f} to {each.after:.1f}"
        for each in held
        if each.after < each.before - LEAST_CHANGE
    ]
    if not found and all(each.after <= each.before + LEAST_CHANGE for each in held):
        found.append("on held-out reports nothing is better than before")
    margin = GOLD_MARGIN if gold else AGREEMENT_MARGIN
    counted = [each for each in guard if gold or each.name == "attributions"]
    found += [
        f"on {'gold' if gold else 'reports nobody judged'} {each.name} fall from {each.before:.1f} "
        f"to {each.after:.1f}, more than {margin:g} points"
        for each in counted
        if each.after < each.before - margin
    ]
    return found
