"""Evaluation: scorers, floors and the benchmark. `python -m evaluation` prints the table."""
