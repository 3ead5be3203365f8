"""Adding: from what a person names to reports kept in a store, each with its reading.

    paths ──intake──▶ Report ──known?──▶ reading ──▶ store

`add_inputs` is the whole way, and yields what became of each input. `reread_all` brings the readings that
another model made up to date. What is in the store already, read by this release's model, is not read
again, so that the same command run twice does the work once; that is also how an interrupted one goes on.
"""

from reportedly.adding.add import AddOutcome, FeedLook, add_inputs
from reportedly.adding.named import Naming
from reportedly.adding.rereading import RereadOutcome, reread_all

__all__ = ["AddOutcome", "FeedLook", "Naming", "RereadOutcome", "add_inputs", "reread_all"]
