"""Merges and splits that persons made: they hold, they outlive readings, and they can be withdrawn."""

import msgspec

from reportedly.linking import ClaimRow, catch_up, open_traces
from reportedly.record import Reading, cite
from reportedly.store import Store, Target, Verb
from tests.linking.by_hand import a_reading, add

DRONES = [a_reading(0, 0, 0, 2), a_reading(1, 1, 0, 3), a_reading(2, 0, 0, 3)]
GRAIN = [a_reading(0, 3, 1, 4), a_reading(1, 3, 1, 4)]


def target(reading: Reading) -> dict[str, object]:
    """Return how a judgement names the attribution of a report."""
    said = reading.attributions[0]
    spans = tuple(sorted({*said.source, *said.cue, *said.content}))
    built: dict[str, object] = msgspec.to_builtins(
        Target(report=reading.report.id, layer="attributions", spans=spans)
    )
    return built


def judged(store: Store, verb: Verb, *readings: Reading) -> int:
    """Write a merge or split of the claims of several reports; return its number."""
    value = {"members": [target(each) for each in readings]}
    return store.judge("m.k.", verb, Target(), value=value).id


def claims(store: Store) -> list[set[str]]:
    """Return the reports of each claim, the largest first."""
    with open_traces(store) as traces:
        rows: list[ClaimRow] = traces.claims(limit=None)
        found = [set(traces.claim(row.id).claim.reports) for row in rows]
    return sorted(found, key=lambda reports: (-len(reports), min(reports)))


def ids(*readings: Reading) -> set[str]:
    """Return the ids of reports."""
    return {each.report.id for each in readings}


def test_a_merge_joins_whole_claims_until_it_is_withdrawn(store: Store) -> None:
    """Each is named by one record; all members come along, and part again."""
    add(store, DRONES + GRAIN)
    assert claims(store) == [ids(*DRONES), ids(*GRAIN)]
    number = judged(store, Verb.MERGE, DRONES[1], GRAIN[0])
    assert claims(store) == [ids(*DRONES, *GRAIN)]
    undo = store.judge("m.k.", Verb.WITHDRAW, number)
    assert claims(store) == [ids(*DRONES), ids(*GRAIN)]
    store.judge("m.k.", Verb.WITHDRAW, undo.id)
    assert claims(store) == [ids(*DRONES, *GRAIN)]


def test_a_split_parts_the_same_words_and_outlives_a_reading(store: Store) -> None:
    """Two reports with the same sentence are two claims where a person says so, whoever reads them anew."""
    add(store, DRONES)
    judged(store, Verb.SPLIT, DRONES[0], DRONES[2])
    parted = claims(store)
    assert not any(ids(DRONES[0], DRONES[2]) <= reports for reports in parted)
    said = DRONES[2].attributions[0]
    text = DRONES[2].report.text
    longer = cite(text, said.content[0].start, said.cue[0].end)
    other = msgspec.structs.replace(said, id="a7", content=(longer,), source=(), cue=said.cue)
    store.writer().put_reading(msgspec.structs.replace(DRONES[2], attributions=(other,), model="later"))
    assert not any(ids(DRONES[0], DRONES[2]) <= reports for reports in claims(store))


def test_nobody_waits_where_nothing_changed(store: Store) -> None:
    """What was traced is not traced again; a judgement on a record has its report traced anew."""
    add(store, DRONES)
    assert catch_up(store).reports == len(DRONES)
    assert catch_up(store).reports == 0
    store.judge("m.k.", Verb.REJECT, Target(report=DRONES[0].report.id, layer="attributions", item="a1"))
    assert catch_up(store).reports == 1
    assert claims(store) == [ids(*DRONES[1:])]


def test_a_newer_version_takes_the_place_of_the_older(store: Store) -> None:
    """Only the latest version of a story is traced, also where it was not read yet."""
    url = "https://herald.example/dam"
    add(store, [a_reading(0, 0, 0, 2, id="first", url=url), *DRONES[1:]])
    assert claims(store) == [{"first"} | ids(*DRONES[1:])]
    add(store, [a_reading(0, 3, 1, 2, id="second", url=url)])
    assert claims(store) == [ids(*DRONES[1:])]
