"""Card: what a tuned model is, for whoever finds its folder."""

from typing import TYPE_CHECKING

from reportedly.tuning.measuring import Change

if TYPE_CHECKING:
    from reportedly.tuning.tune import Outcome


def card_of(outcome: "Outcome", day: str, *, epochs: int, seed: int) -> str:
    """Return the model card, as Markdown."""
    guard = (
        ["", f"On {guard_of(outcome)}:", "", *_table(outcome.guard)]
        if outcome.guard
        else ["", "There was no guard set."]
    )
    made = (
        f"Tuned on {day} from `{outcome.base}` by `reportedly train --from-judgements`: {epochs} epochs, "
        f"seed {seed}. Only the layers above the fork and the heads were tuned; facts are read as before."
    )
    learned = (
        f"**Learned from** {outcome.learned} of {outcome.reports} judged reports ({outcome.judged} "
        f"attributions judged, of them {outcome.changed} corrected, added or rejected) and the base's own "
        f"reading of {outcome.replayed} reports that nobody judged."
    )
    limits = (
        "**Limits.** It reads as the people read who judged, and was measured on their reports alone. Its "
        "confidence is calibrated as its base's was. All limits of its base hold."
    )
    held = f"On the {outcome.reports - outcome.learned} judged reports that were held out:"
    lines = [f"# Model card: {outcome.model}", "", made, "", learned, "", held, "", *_table(outcome.held)]
    return "\n".join([*lines, *guard, "", limits, ""])


def guard_of(outcome: "Outcome") -> str:
    """Return what the guard set is, in words."""
    if outcome.gold:
        return f"{outcome.guarded} gold reports"
    return f"{outcome.guarded} reports that nobody judged, held against the base's own reading"


def _table(changed: tuple[Change, ...]) -> list[str]:
    rows = [
        f"| {each.name} | {each.before:.1f} | {each.after:.1f} | {each.low:+.1f} … {each.high:+.1f} |"
        for each in changed
    ]
    return ["| F1 | before | after | change, 95 % |", "|---|---|---|---|", *rows]
