"""Confidence: how likely an attribution is right, from what the encoder was sure of.

A logistic model (Platt 1999) over the anchor's log-odds and the log-probability of its roles,
fitted on PolNeAR dev articles by `training.calibrate` and measured on the gold dev reports.
"""

import math

from reportedly.reading.found import Found

_LEAST = 1e-4


def confidence_of(f: Found, weights: dict[str, float]) -> float:
    """Return the calibrated probability, 0 to 1, that cue, source and content are right."""
    p = min(max(f.anchor_score, _LEAST), 1 - _LEAST)
    odds = math.log(p / (1 - p))
    total = weights["bias"] + weights["anchor"] * odds + weights["path"] * max(f.path_score, -20.0)
    return round(1 / (1 + math.exp(-total)), 4)
