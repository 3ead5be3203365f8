"""A process that adds numbered reports to a store: `python -m tests.store.adder WHERE FIRST LAST [BATCH]`.

It says "added" for each report that `add` returned from, so that a test that kills it knows what must be
there afterwards.
"""

import sys

from reportedly.errors import StoreError
from reportedly.store import Entry, open_store
from tests.store.by_hand import numbered


def main() -> int:
    """Add them and return 0, or print the error and return 1."""
    where, first, last, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), int((*sys.argv, "1")[4])
    try:
        with open_store(where) as store:
            _say("open\n")
            writer = store.writer()
            for n in range(first, last, batch):
                readings = [numbered(k) for k in range(n, min(n + batch, last))]
                added = writer.add_all([Entry(report=each.report, reading=each) for each in readings])
                _say("".join(f"added {each.id}\n" for each in added))
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _say(words: str) -> None:
    sys.stdout.write(words)
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
