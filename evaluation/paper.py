"""What a language model would cost to do the same by prompting: arithmetic on paper, nothing was run.

Prices and speeds are assumptions with a day, made in round numbers and not looked up; put in your own.
"""

from __future__ import annotations

from dataclasses import dataclass

DAY = "2026-11-24"
WORDS = 805
"""Words of a report: the mean of PolNeAR dev."""
TOKENS_A_WORD = 1.33
INSTRUCTIONS = 2_000
"""Tokens of the guide, the form of the answer and an example, sent with every report."""
ANSWER = 6_000
"""Tokens of the record as JSON: 25 attributions at 120, 98 facts at 31; we find 798 in 5,227 words."""
CORE_HOUR = 0.04
"""Dollars for an hour of a rented core."""


@dataclass(frozen=True)
class Model:
    """A sort of hosted model, as assumed."""

    name: str
    dollars_in: float
    """For a million tokens read."""
    dollars_out: float
    """For a million tokens written."""
    a_second: float
    """Tokens written in a second by one request."""


MODELS = (
    Model("small hosted model", 0.15, 0.60, 120),
    Model("middling hosted model", 1.00, 4.00, 80),
    Model("large hosted model", 3.00, 15.00, 60),
)
REPORTS = 1_000


def table(words_a_second: float) -> list[str]:
    """Return the comparison as Markdown; `words_a_second` is what one core of ours reads, all facts."""
    read = round(WORDS * TOKENS_A_WORD) + INSTRUCTIONS
    rows = [
        f"*Arithmetic on paper, {DAY}: no model was asked. Prices and speeds are assumed, in round numbers.*",
        f"Assumed: {WORDS} words a report (the mean of PolNeAR dev) × {TOKENS_A_WORD} tokens a word and",
        f"{INSTRUCTIONS:,} of instructions = {read:,} read; {ANSWER:,} written, the record as JSON;",
        f"${CORE_HOUR} a core-hour. Second tries, and checking that quoted words stand where they should,",
        "come on top.",
        "",
        "| 1,000 reports | $ a million tokens, read / written | $ | seconds each | hours, one by one |",
        "|---|---:|---:|---:|---:|",
    ]
    for model in MODELS:
        dollars = REPORTS * (read * model.dollars_in + ANSWER * model.dollars_out) / 1e6
        seconds = ANSWER / model.a_second
        prices = f"{model.dollars_in:.2f} / {model.dollars_out:.2f}"
        hours = REPORTS * seconds / 3600
        rows.append(f"| {model.name} | {prices} | {dollars:,.2f} | {seconds:.0f} | {hours:.1f} |")
    seconds = WORDS / words_a_second
    hours = REPORTS * seconds / 3600
    rows.append(f"| reportedly, one core | – | {hours * CORE_HOUR:.4f} | {seconds:.2f} | {hours:.2f} |")
    return rows
