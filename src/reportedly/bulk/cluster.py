"""Cluster: parts of all bundles, read by workers here or on many machines. Only this module imports Ray.

Ray Data carries it: tasks cut bundles into parts and wait where the workers are behind, so that memory does
not grow with the input; an actor holds the models and reads part after part. Whatever is killed is started
again, and a part that was begun is read again: `reading.read_part` may be called as often as one likes.
"""

import atexit
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import msgspec

from reportedly.bulk.bundles import Bundle
from reportedly.bulk.parts import Part, parts_of
from reportedly.bulk.places import Output
from reportedly.bulk.reading import Rule, read_part
from reportedly.bulk.state import State, Tally
from reportedly.errors import BulkError, ClusterLostError
from reportedly.version import __version__

_STORE_BYTES = 512 << 20
"""Memory for parts on their way, on this machine."""
_LOOPBACK = "127.0.0.1" if sys.platform == "darwin" else "127.0.0.2"
"""Ray takes 127.0.0.1 for this machine's address in the network, and would listen there."""
_ANSWER_SECONDS = 10
_KNOCK_SECONDS, _SILENT_AT_MOST = 3.0, 5
"""How often the head is knocked at, and after how many times without an answer it counts as lost."""
_IN_HAND = 2
"""Parts that a worker has: one that it reads, and the next."""
_READERS_A_SPLITTER = 32
_JOIN = "look at its Ray version, and at its token (RAY_AUTH_MODE=token, RAY_AUTH_TOKEN_PATH)"
_START = "start it (ray start), check the address (HOST:PORT) and the network between"


class Job(msgspec.Struct, frozen=True, kw_only=True):
    """What every worker has to know."""

    output: str
    """Where to write."""
    token: str
    """The run."""
    rule: Rule
    """How to read."""
    words: int
    """Words of a part."""
    version: str = __version__
    """The release that began it."""


class Came(msgspec.Struct, frozen=True, kw_only=True):
    """What comes back: a part that is done, the end of a bundle, or why nothing more can be done."""

    bundle: int
    """Number of the bundle."""
    tally: Tally | None = None
    """What came of a part."""
    width: float = 0.0
    """How much of its bundle the part is, 0 to 1."""
    known: bool = False
    """Whether it was done before this run."""
    parts: int | None = None
    """How many parts the bundle has; told at its end."""
    cutting: float = 0.0
    """Seconds that cutting the part took."""
    failed: str | None = None
    """What every part would meet: the output's disk is full, the package is not whole."""


@contextmanager
def cluster(address: str | None, workers: int | None) -> Iterator[int]:
    """Start Ray on this machine, or join the cluster at `address`; give the number of workers.

    Raises BulkError where Ray is not installed, or the cluster does not answer.
    """
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    if address is None and "RAY_AUTH_MODE" not in os.environ:  # else Ray leaves a token in the home
        os.environ |= {"RAY_AUTH_MODE": "token", "RAY_AUTH_TOKEN": secrets.token_hex(32)}
    try:
        import ray  # noqa: PLC0415 - an extra, 1 s
        import ray.data  # noqa: PLC0415 - as above
    except ImportError as error:
        why = f"needs {error.name}, which is not installed"
        raise BulkError("bulk", why, "install it: pip install 'reportedly[bulk]'") from error
    heard = signal.getsignal(signal.SIGTERM)  # Ray puts its own in place
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    if address is None:
        workers = workers or _cores_here()
        told: dict[str, Any] = {
            "num_cpus": workers,
            "include_dashboard": False,
            "object_store_memory": _STORE_BYTES,
            "_node_ip_address": _LOOPBACK,
        }
        started, next_step = {"address": "local", **told}, "look at /tmp/ray and the memory of this machine"
    else:
        _answers(address)
        settings = {name: value for name, value in os.environ.items() if name.startswith("REPORTEDLY_")}
        started = {"address": address, "runtime_env": {"env_vars": settings} if settings else None}
        next_step = _JOIN
    try:
        with _hushed():
            ray.init(**started, **quiet)
    except Exception as error:
        first = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise BulkError(address or "Ray", f"cannot be started or joined ({first})", next_step) from error
    signal.signal(signal.SIGTERM, heard)
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    head = _Head(ray.get_runtime_context().gcs_address)
    head.start()
    try:
        yield workers or max(1, _cores(ray))
    except KeyboardInterrupt:
        if not head.lost:
            raise
        why = f"does not answer any more ({head.address})"
        next_step = "see to it and to the network, then run the same command again"
        raise ClusterLostError("the cluster", why, next_step) from None
    finally:
        head.stop.set()
        if head.lost:
            atexit.unregister(ray.shutdown)  # it would wait for a word from the head
        else:
            ray.shutdown()


class _Head(threading.Thread):
    """Knocks at the cluster's head now and then: without it Ray itself ends the process, and says nothing."""

    def __init__(self, address: str) -> None:
        super().__init__(name="head", daemon=True)
        self.address, self.lost, self.stop = address, False, threading.Event()

    def run(self) -> None:
        """Interrupt the main thread where the head was silent for long."""
        silent = 0
        while not self.stop.wait(_KNOCK_SECONDS):
            try:
                _knock(self.address)
                silent = 0
            except OSError:
                silent += 1
            if silent == _SILENT_AT_MOST:
                self.lost = True
                signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
                return


def _cores_here() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _hushed() -> Iterator[None]:
    """Keep what Ray's native code says while it starts from the terminal; what goes wrong is raised."""
    sys.stderr.flush()
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)


def _cores(ray: Any) -> int:  # noqa: ANN401 - the module
    return int(ray.cluster_resources().get("CPU", 1))


def come_back(bundles: tuple[Bundle, ...], job: Job, workers: int) -> Iterator[Came]:
    """Yield what comes of the parts of `bundles`, in the order in which they are done.

    Parts over which workers died too often, and bundles that could not be cut, do not come. Raises BulkError
    where the cluster is lost.
    """
    import ray  # noqa: PLC0415 - an extra
    from ray.data import ActorPoolStrategy, DataContext  # noqa: PLC0415 - as above

    context = DataContext.get_current()
    context.target_max_block_size = 1  # every part goes on by itself
    context.max_errored_blocks = -1
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    packed = [{"bundle": msgspec.msgpack.encode(bundle)} for bundle in bundles]
    data: Any = ray.data.from_items(packed, override_num_blocks=len(packed))
    data = data.flat_map(
        _split,
        fn_args=(msgspec.msgpack.encode(job),),
        num_cpus=0,
        concurrency=min(len(packed), 2 + workers // _READERS_A_SPLITTER),
    )
    data = data.map(
        _Reader,
        fn_constructor_args=(msgspec.msgpack.encode(job),),
        compute=ActorPoolStrategy(
            min_size=1, max_size=workers, initial_size=workers, max_tasks_in_flight_per_actor=_IN_HAND
        ),
        num_cpus=1,
    )
    try:
        for batch in data.iter_batches(batch_size=None, batch_format="pyarrow", prefetch_batches=0):
            for came in batch["came"].to_pylist():
                yield msgspec.msgpack.decode(came, type=Came)
    except (ray.exceptions.RayError, ConnectionError) as error:
        first = str(error).strip().splitlines()[0]
        raise BulkError(
            "the cluster", f"was lost ({first})", "run the same command again to go on"
        ) from error


def _split(row: dict[str, Any], packed_job: bytes) -> Iterator[dict[str, Any]]:
    """Cut a bundle into parts; those that are done already are told, not sent."""
    job = msgspec.msgpack.decode(packed_job, type=Job)
    bundle = msgspec.msgpack.decode(row["bundle"], type=Bundle)
    try:
        _check_version(job)
        state = State(Output(job.output), job.token)
        before, number = 0.0, 0
        for part in parts_of(bundle, max_bytes=job.rule.max_bytes, words=job.words):
            width, before, number = part.reached - before, part.reached, number + 1
            known = state.done(part.id)
            came = Came(
                bundle=bundle.number, width=width, tally=known, known=known is not None, cutting=part.seconds
            )
            yield _row(came, part if known is None else None, bundle.name)
        yield _row(Came(bundle=bundle.number, parts=number))
    except (BulkError, OSError) as error:
        yield _row(Came(bundle=bundle.number, failed=_why(error, job.output)))


def _row(came: Came, part: Part | None = None, name: str = "") -> dict[str, Any]:
    return {
        "came": msgspec.msgpack.encode(came),
        "part": part.id if part else "",
        "name": name,
        "packed": part.packed if part else b"",
    }


class _Reader:
    """Reads parts; the models are loaded with the first report and stay."""

    def __init__(self, packed_job: bytes) -> None:
        self._job = msgspec.msgpack.decode(packed_job, type=Job)
        self._state = State(Output(self._job.output), self._job.token)

    def __call__(self, row: dict[str, Any]) -> dict[str, Any]:
        """Read a part; what is none passes through."""
        if not row["packed"]:
            return {"came": row["came"]}
        came = msgspec.msgpack.decode(row["came"], type=Came)
        try:
            _check_version(self._job)
            tally = read_part(row["part"], row["name"], row["packed"], self._state, self._job.rule)
            came = msgspec.structs.replace(came, tally=tally)
        except (BulkError, OSError) as error:
            came = msgspec.structs.replace(came, failed=_why(error, self._job.output))
        return {"came": msgspec.msgpack.encode(came)}


def _why(error: Exception, output: str) -> str:
    if isinstance(error, BulkError):
        return str(error)
    why = getattr(error, "strerror", None) or str(error)
    next_step = "see to its disk, its rights and the network, then run the same command again to go on"
    return f"{output}: cannot be written or read ({why.lower()}); {next_step}"


def _check_version(job: Job) -> None:
    if job.version != __version__:
        why = f"has reportedly {__version__}, the run was begun by {job.version}"
        raise BulkError(f"the node {socket.gethostname()}", why, "install the same release on every node")


def _answers(address: str) -> None:
    """Knock at an address: Ray itself would try for minutes. Raises BulkError."""
    _, colon, port = address.removeprefix("ray://").rpartition(":")
    if not colon or not port.isdecimal():
        if address == "auto":
            return
        raise BulkError(address, "is no address of a cluster", "write it as HOST:PORT")
    try:
        _knock(address)
    except (OSError, OverflowError) as error:
        why = f"the cluster does not answer ({str(error).lower()})"
        raise BulkError(address, why, _START) from error


def _knock(address: str) -> None:
    host, _, port = address.removeprefix("ray://").rpartition(":")
    socket.create_connection((host.strip("[]"), int(port)), _ANSWER_SECONDS).close()
