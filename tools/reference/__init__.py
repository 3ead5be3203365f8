"""The reference of the docs, written from the code: `python -m tools.reference`; `--check` only compares."""
