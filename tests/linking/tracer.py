"""A process that traces a store, to be killed: python -m tests.linking.tracer STORE."""

import sys

from reportedly.linking import catch_up, catching_up
from reportedly.store import open_store

if __name__ == "__main__":
    catching_up._BATCH = catching_up._MOST = 2  # noqa: SLF001 -- many batches, for many instants to be killed at
    with open_store(sys.argv[1]) as found:
        print("open", flush=True)  # noqa: T201 -- told to the test
        catch_up(found, progress=lambda done, of: print(done, of, flush=True))  # noqa: T201 -- as above
