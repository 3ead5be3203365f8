"""Desk: what every handler is given: the store, the settings, and what adds reports."""

from typing import Any, TypeAlias

import msgspec
from litestar import Request as _Request
from litestar.datastructures import State
from litestar.di import NamedDependency

from reportedly.desk.access.identity import Identity
from reportedly.desk.access.limiting import Limiter
from reportedly.desk.exports import Exports
from reportedly.desk.recalled import Recalled
from reportedly.desk.runs import Runs
from reportedly.desk.settings import DeskSettings
from reportedly.desk.tracer import Tracer
from reportedly.store import Published, Store
from reportedly.store.accounts import Accounts

Request = _Request[Identity, Any, State]
"""A request at the desk; `request.user` is who asks."""


class Desk(msgspec.Struct, frozen=True, kw_only=True):
    """One desk. A handler names it as a parameter `desk: AtDesk`."""

    store: Store
    """What is read and judged: `with desk.store.view() as view`."""
    settings: DeskSettings
    """How it is served."""
    runs: Runs
    """What adds reports beside the pages."""
    exports: Exports
    """What hands the store over in other forms."""
    tracer: Tracer
    """What traces beside the pages: `with desk.tracer.traces() as traces`; `wake` it after a judgement."""
    outlets: Recalled[list[Published]]
    """The outlets with the most reports."""
    accounts: Accounts
    """Who may log in."""
    limiter: Limiter
    """What slows down who guesses passwords."""


AtDesk: TypeAlias = NamedDependency[Desk]
"""The type of a handler's parameter `desk`: what `app.make_app` provides under that name."""
