"""Claims and one claim: counts, the tree of voices, words that differ, joining and parting."""

import re
from typing import Any

import pytest
from litestar.testing import TestClient

from reportedly.desk.pages.claim_shown import differing
from reportedly.linking import open_traces
from reportedly.store import Store

Desk = TestClient[Any]


@pytest.fixture
def most(store: Store) -> str:
    """Return the id of the claim that most reports make."""
    with open_traces(store) as traces:
        return traces.claims(limit=1)[0].id


def test_the_list_counts_reports_and_origins(desk: Desk, store: Store) -> None:
    """Each claim of the list has its counts, and leads to its page."""
    with open_traces(store) as traces:
        rows = traces.claims(limit=3)
    text = desk.get("/claims").text
    for row in rows:
        assert f'href="/claims/{row.id}"' in text
    assert re.search(rf"{rows[0].reports} reports · {rows[0].origins} origins?", text)


@pytest.mark.parametrize(
    ("asked", "status"),
    [({"since": "some day"}, 400), ({"words": "…"}, 400), ({"number": "9" * 50}, 200), ({"order": "x"}, 200)],
)
def test_any_filter_answers(desk: Desk, asked: dict[str, str], status: int) -> None:
    """What cannot be understood is told on the page; what says nothing narrows nothing."""
    answer = desk.get("/claims", params=asked)
    assert answer.status_code == status
    assert 'name="words"' in answer.text


def test_a_claim_shows_every_member_in_its_origin(desk: Desk, store: Store, most: str) -> None:
    """Each member stands once among the origins and once among the members, and leads to its words."""
    with open_traces(store) as traces:
        trace = traces.claim(most)
    text = desk.get(f"/claims/{most}").text
    for number, member in enumerate(trace.claim.members, 1):
        at = f"/reports/{member.report}#{min(member.spans).start}-{max(s.end for s in member.spans)}"
        assert f'href="{at}"' in text
        assert text.count(f'href="#m{number}"') == 1
        assert text.count(f'id="m{number}"') == 1


def test_any_member_names_the_claim(desk: Desk, store: Store, most: str) -> None:
    """The key of a later member leads to the same claim: a link that somebody kept does not die."""
    from reportedly.tracing.wordings import key_of  # noqa: PLC0415 -- only here

    with open_traces(store) as traces:
        members = traces.claim(most).claim.members
    last = f"claim-{key_of(members[-1].id):015x}"
    assert last != most
    assert f'action="/claims/{most}/judge"' in desk.get(f"/claims/{last}").text


@pytest.mark.parametrize("key", ["claim-0", "nothing", "claim-" + "f" * 40])
def test_a_claim_that_is_not_there_is_told(desk: Desk, key: str) -> None:
    """A wrong id gets a page that says so."""
    assert desk.get(f"/claims/{key}").status_code == 404


def test_parting_and_undoing(desk: Desk, store: Store, most: str) -> None:
    """Two members that a person parts are two claims; undone, they are one again."""
    with open_traces(store) as traces:
        members = traces.claim(most).claim.members
    two = [members[0].id, next(m.id for m in members if m.report != members[0].report)]
    token = re.search(r'name="desk-token" content="([^"]+)"', desk.get(f"/claims/{most}").text)
    assert token is not None
    form = {"member": two, "part": "yes", "why": "another day", "_token": token[1]}
    assert desk.post(f"/claims/{most}/judge", data=form, follow_redirects=False).status_code == 303
    with open_traces(store) as traces:
        assert two[1] not in {m.id for m in traces.claim(most).claim.members}
    with store.view() as view:
        (judgement,) = view.judgements()
    assert (judgement.who, judgement.why) == ("m.k.", "another day")
    undo = {"withdraw": str(judgement.id), "_token": token[1]}
    assert desk.post(f"/claims/{most}/judge", data=undo, follow_redirects=False).status_code == 303
    with open_traces(store) as traces:
        assert two[1] in {m.id for m in traces.claim(most).claim.members}


def test_parting_takes_two(desk: Desk, most: str) -> None:
    """With nothing chosen nothing is written, and the page says what to do."""
    token = re.search(r'name="desk-token" content="([^"]+)"', desk.get(f"/claims/{most}").text)
    assert token is not None
    answer = desk.post(f"/claims/{most}/judge", data={"part": "yes", "_token": token[1]})
    assert answer.status_code == 400
    assert "two statements or more" in answer.text


def test_words_of_ones_own_are_told_apart() -> None:
    """Only words that the claim's wording has not are marked, whatever their case."""
    pieces = differing("Two ferries sank off Odesa", "two boats sank near Odesa")
    assert "".join(p.words for p in pieces) == "two boats sank near Odesa"
    assert [p.words.strip() for p in pieces if p.own] == ["boats", "near"]
