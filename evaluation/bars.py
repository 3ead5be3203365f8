"""Bars: what each measure has to reach, and what others reach, as their authors published it."""

from __future__ import annotations

BARS = {
    "polnear/source_exact_f1": (84.0, "BERT-CofeNet (test) 83.2"),
    "polnear/cue_exact_f1": (76.0, "BERT-CofeNet (test) 75.3"),
    "polnear/content_exact_f1": (73.0, "BERT-CofeNet (test) 72.9"),
    "polnear/attribution_f1": (80.0, "trial of one evening 74.6"),
    "polnear/attribution_f1_at_0.8": (72.0, "trial of one evening 65.2"),
    "gold/attribution_f1": (75.0, "two people 94"),
    "gold/speaker": (90.0, "two people 97"),
    "gold/chain": (88.0, "two people 97"),
    "gold/long_chain_f1": (65.0, "two people 89"),
    "gold/nested_recall": (60.0, "two people 82"),
    "gold/manner": (95.0, "two people 100"),
    "gold/act": (80.0, "two people 94"),
    "gold/places_f1": (85.0, "two people 99.6"),
    "gold/near": (90.0, ""),
    "gold/figures_f1": (75.0, "two people 91"),
    "gold/value": (92.0, "two people 98"),
    "gold/what": (85.0, ""),
    "gold/controls_f1": (60.0, "two people 82"),
    "gold/holder": (90.0, ""),
    "gold/events_f1": (55.0, "two people 79"),
    "gold/status": (90.0, "two people 96"),
    "lgl/recognition_f1": (80.0, ""),
    "lgl/acc161": (80.0, "Mordecai3 82.7"),
    "tr-news/recognition_f1": (85.0, ""),
    "tr-news/acc161": (85.0, "Mordecai3 87.3"),
    "timeml/value_f1": (75.0, "HeidelTime about 77.6"),
    "gva/killed": (85.0, "its own baseline 83.7"),
    "gva/injured": (78.0, "its own baseline 74.2"),
    "muc/ceaf_ree_f1": (45.0, "GRIT (TST3+TST4) 54.5"),
    "newsreader/macro_f": (60.0, ""),
    "trace/claims_b3_members": (70.0, ""),
    "trace/claims_b3": (70.0, ""),
    "trace/origins": (60.0, ""),
    "trace/origins_end_to_end": (60.0, ""),
    "trace/contradictions_precision": (70.0, ""),
    "trace/contradictions_recall": (50.0, ""),
    "trace/meaning_pearson": (75.0, "all-MiniLM-L6-v2 79.1"),
    "trace/stories_b3": (90.0, ""),
}
"""Bar of each measure and what others reach, as their authors or annotators published it."""
WATCHED = ("gold/kind", "gold/named", "gold/by", "gold/actor", "timeml/relaxed_f1")
"""Measures without a bar that have a floor all the same."""

ELSEWHERE = (
    (
        "neutral edits: attributions unchanged",
        "93.7",
        "95",
        "python -m evaluation.robustness",
        "../robustness.md",
    ),
    (
        "simulated newsrooms, credits intact: origins right, members given",
        "97.9",
        "95",
        "python -m evaluation.newsroom",
        "../decisions/0013-tracing.md",
    ),
    (
        "simulated newsrooms, credits intact: origins right, end to end",
        "64",
        "95",
        "python -m evaluation.newsroom",
        "../decisions/0015-linking.md",
    ),
)
"""Bars that other commands measure: name, value on 24 November 2026, bar, command, page that says more."""
PUBLISHED = (
    ("BERT-CofeNet", 83.2, 75.3, 72.9),
    ("BERT + CRF", 82.2, 74.9, 71.0),
    ("CRF", 50.6, 53.4, 28.6),
    ("CoreNLP", 13.9, None, 17.5),
)
"""Exact F1 of source, cue and content on the test part of PolNeAR, as Wang et al. (2022) report them."""
