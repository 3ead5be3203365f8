"""Baselines: what one would use otherwise, on the same texts and under the same matching rules.

They run in the bench environment (spaCy, textacy, python-crfsuite); `python -m evaluation --baselines`
starts them there and scores what they find with the functions that score us.
"""
