"""Load: many read at the desk while some judge, and no judgement is lost. `python -m evaluation.load`.

    python -m evaluation.load [--seconds 300] [--readers 200] [--writers 20] [--reports 400] [--store FILE]

A desk with logins is started over a store of made reports (or a copy of FILE), on loopback, as a process of
its own. Readers ask for one page after another over one connection each, and look at each for a while;
writers judge records of a few reports that all of them judge, say what they had seen, and where somebody was
quicker (409) look again. Then the log is counted: what was answered with 201 must stand in it once, what
was refused must not.

A closed loop: who waits for an answer asks for nothing else meanwhile. Ends only what it began.
"""

import argparse
import asyncio
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import msgspec

from evaluation.bench_desk import served
from evaluation.newsroom_made import Habits, newsrooms
from reportedly.desk import links
from reportedly.desk.access import passwords, sessions
from reportedly.desk.access.identity import Role
from reportedly.linking import catch_up, open_traces
from reportedly.record.layers import LAYERS
from reportedly.store import Entry, Store, open_store

LONGEST = 1800
"""Seconds that a load may last."""
_HOST = "127.0.0.1"
_TIMEOUT = 60.0
_KEPT = 4.0
"""Seconds after which a connection is not used again: the desk closes it after five."""
_TRIES = 50
_CREATED, _CONFLICT, _FAULT = 201, 409, 500
_VERBS = ("accept", "reject", "note")
_SEED = 20_260_304


class Answer(msgspec.Struct, frozen=True):
    """What a server answered."""

    status: int
    body: bytes


class Connection:
    """One connection to the desk that is kept: HTTP/1.1, no more of it than is needed here."""

    def __init__(self, port: int, token: str) -> None:
        """Connect when first asked; `token` says who asks."""
        self._port, self._token, self._used = port, token, 0.0
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(self, path: str, body: bytes | None = None) -> Answer:
        """Get a page, or send JSON. Raises OSError, EOFError or TimeoutError where no whole answer came."""
        try:
            return await asyncio.wait_for(self._ask(path, body), _TIMEOUT)
        except BaseException:
            self.close()
            raise

    async def _ask(self, path: str, body: bytes | None) -> Answer:
        if time.monotonic() - self._used > _KEPT:
            self.close()
        if self._streams is None:
            self._streams = await asyncio.open_connection(_HOST, self._port)
        reader, writer = self._streams
        method = "GET" if body is None else "POST"
        head = [
            f"{method} {path} HTTP/1.1",
            f"Host: {_HOST}:{self._port}",
            f"Authorization: Bearer {self._token}",
        ]
        if body is not None:
            head += ["Content-Type: application/json", f"Content-Length: {len(body)}"]
        writer.write("\r\n".join((*head, "", "")).encode() + (body or b""))
        await writer.drain()
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {
            name.strip().casefold(): value.strip()
            for name, _, value in (line.partition(":") for line in lines)
        }
        if headers.get("transfer-encoding") == "chunked":
            content = b""
            while size := int(await reader.readuntil(b"\r\n"), 16):
                content += (await reader.readexactly(size + 2))[:-2]
            await reader.readexactly(2)
        else:
            content = await reader.readexactly(int(headers.get("content-length", "0")))
        self._used = time.monotonic()
        if headers.get("connection") == "close":
            self.close()
        return Answer(int(first.split()[1]), content)

    def close(self) -> None:
        """Close the connection; it is opened anew when asked again."""
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None


class Told(msgspec.Struct, kw_only=True):
    """What came of the load."""

    took: dict[str, list[float]] = msgspec.field(default_factory=lambda: defaultdict(list))
    """What was asked for -> milliseconds of each answer."""
    statuses: Counter[int] = msgspec.field(default_factory=Counter)
    broken: Counter[str] = msgspec.field(default_factory=Counter)
    """Why no whole answer came -> how often."""
    written: dict[str, int] = msgspec.field(default_factory=dict)
    """Mark of a judgement that was answered with 201 -> its number in the log."""
    refused: set[str] = msgspec.field(default_factory=set)
    """Marks of judgements that were refused in the end."""
    unsure: set[str] = msgspec.field(default_factory=set)
    """Marks of judgements whose answer never came: they may stand in the log, once."""
    conflicts: int = 0


class Pages(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to ask for."""

    reports: list[str]
    claims: list[str]
    words: list[str]
    records: list[tuple[str, str, str]]
    """Report, layer and id of what is judged."""

    def draw(self, draw: random.Random) -> tuple[str, str]:
        """Return the name and address of a page."""
        report, claim = draw.choice(self.reports), draw.choice(self.claims)
        return draw.choice(
            (
                ("inbox", links.INBOX),
                ("reader", links.report(report)),
                ("reader", links.report(report)),
                ("claims", links.CLAIMS),
                ("a claim", links.claim(claim)),
                ("search", links.search(draw.choice(self.words))),
                ("map", links.MAP),
                ("review", links.REVIEW),
                ("api, reports", f"{links.API}/reports"),
                ("api, a reading", f"{links.API}/reports/{report}/reading"),
                ("api, a claim", f"{links.API}/claims/{claim}"),
            )
        )


class Crowd(msgspec.Struct, frozen=True, kw_only=True):
    """What all of them share."""

    port: int
    pages: Pages
    until: float
    """On the monotonic clock."""
    told: Told


async def read(crowd: Crowd, token: str, think: float, seed: int) -> None:
    """Be a reader, who looks at a page for about `think` seconds."""
    draw, connection, told = _draw(seed), Connection(crowd.port, token), crowd.told
    await asyncio.sleep(draw.random() * think)
    while time.monotonic() < crowd.until:
        name, path = crowd.pages.draw(draw)
        begun = time.monotonic()
        try:
            answer = await connection.ask(path)
        except (OSError, EOFError, TimeoutError) as error:
            told.broken[f"{name}: {type(error).__name__}"] += 1
        else:
            told.statuses[answer.status] += 1
            told.took[name].append(1000 * (time.monotonic() - begun))
        await asyncio.sleep(draw.expovariate(1 / think))
    connection.close()


async def judge(crowd: Crowd, token: str, think: float, seed: int) -> None:
    """Be a writer, who judges one record after another and rests for about `think` seconds between them."""
    draw, connection, number = _draw(seed), Connection(crowd.port, token), 0
    await asyncio.sleep(draw.random() * think)
    while time.monotonic() < crowd.until:
        number += 1
        await judge_one(connection, draw, crowd, f"load:{seed}:{number}")
        await asyncio.sleep(draw.expovariate(1 / think))
    connection.close()


def _draw(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - drawn to be the same again


async def judge_one(connection: Connection, draw: random.Random, crowd: Crowd, mark: str) -> None:
    """Judge a record, looking again as long as somebody is quicker."""
    told, verb = crowd.told, draw.choice(_VERBS)
    report, layer, item = draw.choice(crowd.pages.records)
    for _ in range(_TRIES):
        try:
            looked = await connection.ask(f"{links.API}/reports/{report}/marks")
        except (OSError, EOFError, TimeoutError) as error:
            told.broken[f"marks: {type(error).__name__}"] += 1
            return
        told.statuses[looked.status] += 1
        seen = msgspec.json.decode(looked.body)["last"] if looked.status < 400 else 0  # noqa: PLR2004 - HTTP's
        await asyncio.sleep(draw.random() * 0.3)  # what a person sees gets old
        wish = {
            "verb": verb,
            "target": {"report": report, "layer": layer, "item": item},
            "why": mark,
            "seen": seen,
        }
        begun = time.monotonic()
        try:
            answer = await connection.ask(f"{links.API}/judgements", msgspec.json.encode(wish))
        except (OSError, EOFError, TimeoutError) as error:
            told.broken[f"judge: {type(error).__name__}"] += 1
            told.unsure.add(mark)
            return
        told.statuses[answer.status] += 1
        told.took["judge"].append(1000 * (time.monotonic() - begun))
        if answer.status == _CREATED:
            told.written[mark] = msgspec.json.decode(answer.body)["judgement"]["id"]
            return
        if answer.status != _CONFLICT:
            told.refused.add(mark)
            return
        told.conflicts += 1
    told.refused.add(mark)


def made_store(path: Path, reports: int) -> None:
    """Make a store of reports of made newsrooms, traced."""
    readings = newsrooms(reports, Habits(drop=0.3), _SEED).readings
    with open_store(path) as store:
        store.writer().add_all([Entry(report=each.report, reading=each) for each in readings])
        catch_up(store)


def pages_of(store: Store, hot: int) -> Pages:
    """Return what there is to ask for; `hot` records are those that are judged."""
    with open_traces(store) as traces:
        claims = [claim.id for claim in traces.claims(limit=200)]
        reports = [each.id for each in traces.view.reports(limit=400)]
        readings = [traces.view.reading(each) for each in reports[:40]]
    records = [
        (reading.report.id, layer, each.id)
        for reading in readings
        if reading
        for layer in sorted(LAYERS)
        for each in getattr(reading, layer, ())
        if getattr(each, "id", None) and layer not in {"sources", "problems"}
    ]
    words = [word for reading in readings if reading for word in (reading.report.headline or "").split()]
    records = _draw(_SEED).sample(records, min(hot, len(records)))
    return Pages(reports=reports, claims=claims, words=words or ["drones"], records=records)


def tokens_of(store: Store, readers: int, writers: int) -> tuple[list[str], list[str]]:
    """Return a token for each reader and each writer, with accounts of their own."""
    accounts, password = store.accounts(), passwords.hashed("seven quiet herons at dusk")

    def token(name: str, role: Role) -> str:
        user = accounts.add(name, role, password)
        return sessions.make_token(accounts, user.id, "load", role, 1)

    return (
        [token(f"reader {n}", Role.READER) for n in range(readers)],
        [token(f"writer {n}", Role.REVIEWER) for n in range(writers)],
    )


async def load(crowd: Crowd, tokens: tuple[list[str], list[str]], think: tuple[float, float]) -> None:
    """Have all of them read and judge until it is over."""
    readers, writers = tokens
    await asyncio.gather(
        *(read(crowd, token, think[0], n) for n, token in enumerate(readers)),
        *(judge(crowd, token, think[1], len(readers) + n) for n, token in enumerate(writers)),
    )


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """What the log holds, against what was answered."""

    there: int
    lost: int
    """Answered with 201, and not in the log under that number."""
    doubled: int
    """In the log more than once."""
    unasked: int
    """Refused, and in the log all the same."""
    late: int
    """In the log, though their answer never came."""


def counted(store: Store, told: Told) -> Counted:
    """Hold the log against what was answered."""
    with store.view() as view:
        log = [each for each in view.judgements() if (each.why or "").startswith("load:")]
    numbers = {each.id: each.why for each in log}
    times = Counter(each.why for each in log)
    return Counted(
        there=len(log),
        lost=sum(numbers.get(number) != mark for mark, number in told.written.items()),
        doubled=sum(many > 1 for many in times.values()),
        unasked=sum(mark in times for mark in told.refused),
        late=sum(mark in times for mark in told.unsure),
    )


def at(times: Iterable[float], share: float) -> float:
    """Return a percentile."""
    ordered = sorted(times)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def show(told: Told, found: Counted, seconds: float) -> None:
    """Print the tables."""
    print("| page | answers | p50, ms | p95, ms | p99, ms |\n|---|---:|---:|---:|---:|")
    every = [took for times in told.took.values() for took in times]
    for name, times in (*sorted(told.took.items()), ("**all**", every)):
        shares = " | ".join(f"{at(times, share):,.0f}" for share in (0.5, 0.95, 0.99))
        print(f"| {name} | {len(times):,} | {shares} |")
    print(f"\n{len(every) / seconds:.0f} answers a second; by status {dict(sorted(told.statuses.items()))}")
    print(f"no whole answer: {dict(told.broken) or 'never'}\n")
    print("| judgements answered with 201 | overtaken (409) | in the log | lost | doubled | unasked |")
    print("|---:|---:|---:|---:|---:|---:|")
    print(
        f"| {len(told.written):,} | {told.conflicts:,} | {found.there:,} "
        f"| {found.lost} | {found.doubled} | {found.unasked} |"
    )
    if told.unsure:
        print(f"\n{len(told.unsure)} judgements were never answered; {found.late} of them stand in the log")


def main() -> int:
    """Load a desk and print; exit code 1 where a judgement is lost or doubled, or the desk fails."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--writers", type=int, default=20)
    parser.add_argument("--reports", type=int, default=400)
    parser.add_argument("--hot", type=int, default=20, help="records that are judged")
    parser.add_argument(
        "--think", type=float, nargs=2, default=(5.0, 1.0), help="seconds, readers and writers"
    )
    parser.add_argument("--store", type=Path, help="copied, not written to")
    said = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="reportedly-load-") as folder:
        path = Path(folder) / "store.db"
        if said.store:
            shutil.copy(said.store, path)
        else:
            made_store(path, said.reports)
        with open_store(path) as store:
            pages, tokens = pages_of(store, said.hot), tokens_of(store, said.readers, said.writers)
        process, port = served(path, "--auth")
        seconds = min(said.seconds, LONGEST)
        told = Told()
        crowd = Crowd(port=port, pages=pages, until=time.monotonic() + seconds, told=told)
        try:
            asyncio.run(load(crowd, tokens, tuple(said.think)))
        finally:
            ended = end(process)
        with open_store(path) as store:
            found = counted(store, told)
    print(
        f"{said.readers} readers, {said.writers} writers, {seconds:g} seconds; the desk ended with {ended}\n"
    )
    show(told, found, seconds)
    failed = sum(many for status, many in told.statuses.items() if status >= _FAULT)
    return 1 if found.lost or found.doubled or found.unasked or failed or not told.written else 0


def end(process: "subprocess.Popen[bytes]") -> int:
    """Tell a process of ours to end, and return its exit code."""
    process.terminate()
    try:
        return process.wait(timeout=60)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait(timeout=60)


if __name__ == "__main__":
    sys.exit(main())
