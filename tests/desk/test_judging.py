"""Judging in the Reader: what a person says is written down, shown with name and time, undone, and met."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any

import msgspec
import pytest
from litestar.testing import TestClient

from reportedly.desk.access.gate import Gate
from reportedly.desk.access.identity import Identity, Role
from reportedly.desk.app import make_app
from reportedly.desk.pages.judging_fields import AT, FIELDS, values_of
from reportedly.desk.pages.judging_forms import value_of
from reportedly.desk.pages.judging_meeting import Base, Met, Wish, Written, write
from reportedly.desk.settings import DeskSettings
from reportedly.errors import RefusedJudgementError
from reportedly.record import Attribution, Place, Reading
from reportedly.record.layers import LAYERS
from reportedly.store import Judgement, Store, Target, Verb
from reportedly.store.items import item_of
from tests.desk.asking import send
from tests.desk.conftest import BASE
from tests.desk.reader_story import MODEL, READING, REPORT, TEXT, at

Desk = TestClient[Any]


@pytest.fixture
def made(store: Store) -> str:
    """Return the id of the report with a reading made by hand."""
    return store.writer().add(REPORT, READING).id


def _log(store: Store, id_: str) -> list[Judgement]:
    with store.view() as view:
        return [each for each in view.history(id_).judgements if each.target.report == id_]


def _reading(store: Store, id_: str) -> Reading:
    with store.view() as view:
        reading = view.reading(id_)
    assert reading is not None
    return reading


def _said(store: Store, id_: str, key: str) -> Attribution:
    return next(each for each in _reading(store, id_).attributions if each.id == key)


def _judge(desk: Desk, id_: str, last: int = 0, **what: str) -> Any:  # noqa: ANN401 - a response of httpx
    return send(desk, f"/reports/{id_}/judge", last=str(last), model=MODEL, **what)


def _form(desk: Desk, id_: str, asked: str) -> dict[str, str]:
    """Return the fields of a form as a browser would send them."""
    page = desk.get(f"/reports/{id_}/form?{asked}").text
    page = page[page.index("data-form") :]
    fields = {}
    for tag in re.findall(r"<input [^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ("checkbox" not in tag or "checked" in tag):
            fields[name[1]] = value[1] if value else ""
    fields |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>([^<]*)</textarea>', page))
    for name, inner in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', inner)
        fields[name] = chosen[1] if chosen else re.findall(r'value="([^"]*)"', inner)[0]
    fields.pop("_token", None)
    return {name: value.replace("&#34;", '"').replace("&#39;", "'") for name, value in fields.items()}


def _send(desk: Desk, id_: str, fields: dict[str, str]) -> Any:  # noqa: ANN401 - a response of httpx
    return send(desk, f"/reports/{id_}/record", **fields)


def test_what_is_accepted_says_so(desk: Desk, store: Store, made: str) -> None:
    """An accepted record bears name and time, on the record and in the log."""
    answer = _judge(desk, made, accept="a3")
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/reports/{made}#a3"
    (written,) = _log(store, made)
    assert (written.verb, written.who, written.target.layer) == (Verb.ACCEPT, "m.k.", "attributions")
    page = desk.get(f"/reports/{made}").text
    assert re.search(r"accepted by <bdi>m\.k\.</bdi>, <time[^>]*>just now</time>", page)
    assert 'data-item="a3"' in page
    assert 'data-state="accepted"' in page


def test_what_is_rejected_can_be_had_back(desk: Desk, store: Store, made: str) -> None:
    """A rejected record is shown struck out, no longer in the text, until that is undone."""
    _judge(desk, made, reject="f1")
    assert _reading(store, made).figures == ()
    page = desk.get(f"/reports/{made}").text
    (number,) = re.findall(r'class="record[^"]* rejected"[^>]*data-undo="(\d+)"', page)
    assert " f1 " not in re.sub(r'data-r="([^"]*)"', r" \1 ", page)
    _judge(desk, made, last=int(number), withdraw=number)
    assert [each.id for each in _reading(store, made).figures] == ["f1"]
    assert 'class="undone"' in desk.get(f"/reports/{made}").text
    again = _judge(desk, made, last=int(number) + 1, withdraw=number)
    assert again.status_code == 422
    assert "withdrawn already" in again.text


def test_a_speaker_is_corrected(desk: Desk, store: Store, made: str) -> None:
    """Another speaker in the form becomes the speaker, ends the chain, and nothing else is touched."""
    fields = _form(desk, made, "correct=a2")
    assert (fields["who"], fields["content"]) == (
        "Taras Lymar",
        "Moscow had denied that its drones struck the bridge and killed forty soldiers",
    )
    answer = _send(desk, made, {**fields, "who": "Olena Marchuk", "why": "he only read it out"})
    assert answer.status_code == 303
    (written,) = _log(store, made)
    assert written.value is not None
    assert list(written.value) == ["speaker"]
    assert written.value["speaker"]["role"] is None  # it was the other's
    assert written.why == "he only read it out"
    said = _said(store, made, "a2")
    assert [voice.who for voice in said.chain] == ["Vorskla Post", "Olena Marchuk"]
    page = desk.get(f"/reports/{made}").text
    assert "corrected by <bdi>m.k.</bdi>" in page
    assert "speaker: Olena Marchuk" in page


def test_words_are_corrected_where_they_stand(desk: Desk, store: Store, made: str) -> None:
    """Words typed into a form are found in the text, at the place nearest to where they were."""
    fields = _form(desk, made, "correct=a2")
    _send(desk, made, {**fields, "content": "its drones struck the   bridge\nkilled forty soldiers"})
    assert [span.text for span in _said(store, made, "a2").content] == [
        "its drones struck the bridge",
        "killed forty soldiers",
    ]


def test_a_chain_goes_through_those_whom_the_report_names(desk: Desk, store: Store, made: str) -> None:
    """A voice between outlet and speaker must be named in the report; it is cited."""
    fields = _form(desk, made, "correct=a2")
    refused = _send(desk, made, {**fields, "through": "The Daily Flare"})
    assert refused.status_code == 422
    assert "does not name" in refused.text
    _send(desk, made, {**fields, "through": "Psel Courier"})
    chain = _said(store, made, "a2").chain
    assert [voice.who for voice in chain] == ["Vorskla Post", "Psel Courier", "Taras Lymar"]
    assert chain[1].citation is not None
    assert chain[2].citation == at("Governor Taras Lymar")


def test_a_new_place_proves_itself(desk: Desk, store: Store, made: str) -> None:
    """A place that is said anew is cited by the words nearest by, not by those of the old one."""
    fields = _form(desk, made, "correct=c1")
    _send(desk, made, {**fields, "place": "Sumy"})
    (control,) = _reading(store, made).controls
    assert [span.text for span in control.place_spans] == ["Sumy"]
    assert control.place_spans[0] == at("Sumy", 200)
    assert control.holder_spans == READING.controls[0].holder_spans


@pytest.mark.parametrize(
    ("layer", "words", "more"),
    [
        ("attributions", "Sumy is quiet", {"who": "Iryna Bondar", "cue": "said"}),
        ("places", "Psel", {"kind": "water", "lat": "50.9", "lon": "34.8"}),
        ("times", "quiet", {"edtf": "2025-03", "basis": "said"}),
        ("figures", "Ukrainian troops", {"low": "1,200", "what": "troops", "approx": "yes"}),
        ("controls", "and Sumy is", {"place": "Sumy", "holder": "Ukrainian troops"}),
        ("events", "closed", {"type": "COERCE", "actor": "harbour master"}),
    ],
)
def test_a_record_is_added(
    desk: Desk, store: Store, made: str, layer: str, words: str, more: dict[str, str]
) -> None:
    """Words that somebody marks become a record of each layer, said to be added."""
    span = at(words, 100 if words != "closed" else 0)
    fields = _form(desk, made, f"add={layer}&at={span.start}-{span.end}")
    before = len(getattr(_reading(store, made), layer))
    answer = _send(desk, made, {**fields, **more})
    assert answer.status_code == 303, answer.text
    assert len(getattr(_reading(store, made), layer)) == before + 1
    key = answer.headers["location"].partition("#")[2]
    page = desk.get(f"/reports/{made}").text
    row = page[page.index(f'data-item="{key}"') :]
    assert "added by" in row.split("data-item=")[1]


@pytest.mark.parametrize(
    ("asked", "wrong", "told"),
    [
        ("correct=a2", {"content": "words that nobody wrote"}, "does not say"),
        ("correct=a2", {"who": " "}, "is empty"),
        ("correct=a2", {"content": "", "cue": "", "source": ""}, "nothing would be left"),
        ("correct=a2", {}, "nothing was changed"),
        ("correct=f1", {"low": "many"}, "is no number"),
        ("correct=f1", {"low": "nan"}, "is no number"),
        ("correct=f1", {"what": "cats"}, "is no choice"),
        ("correct=c1", {"when": "last week"}, "is no date"),
        ("correct=c1", {"span": "is held\nby"}, "more than one passage"),
        ("add=places&at=0-6", {"lat": "50"}, "latitude and longitude"),
        ("add=places&at=0-6", {"lat": "500", "lon": "1"}, "is no lat"),
        ("add=events&at=0-0", {}, "has no words"),
    ],
)
def test_what_does_not_fit_is_refused(
    desk: Desk, store: Store, made: str, asked: str, wrong: dict[str, str], told: str
) -> None:
    """A value that is none is told in the form, which keeps what was typed; nothing is written."""
    answer = _send(desk, made, {**_form(desk, made, asked), **wrong})
    assert answer.status_code == 422
    assert told in answer.text
    assert 'role="alert"' in answer.text
    assert all(value.strip() in answer.text for value in wrong.values() if "\n" not in value)
    assert _log(store, made) == []


def test_who_comes_second_decides(desk: Desk, store: Store, made: str) -> None:
    """Of two who judge one record, the second is shown what the first said, and may then go on."""
    _judge(desk, made, accept="a3")
    (first,) = _log(store, made)
    met = _judge(desk, made, reject="a3")
    assert met.status_code == 409
    assert "accepted" in met.text
    assert "<strong>reject</strong>" in met.text
    assert _log(store, made) == [first]
    assert f'name="last" value="{first.id}"' in met.text
    assert _judge(desk, made, last=first.id, reject="a3").status_code == 303
    assert [each.verb for each in _log(store, made)] == [Verb.ACCEPT, Verb.REJECT]


def test_others_records_are_no_conflict(desk: Desk, store: Store, made: str) -> None:
    """Two who judge different records of one report do not meet."""
    _judge(desk, made, accept="a3")
    assert _judge(desk, made, accept="a2").status_code == 303
    assert len(_log(store, made)) == 2


def test_two_forms_are_laid_over_each_other(desk: Desk, store: Store, made: str) -> None:
    """The second form keeps what the first said of other fields, and shows both where they differ."""
    mine, theirs = _form(desk, made, "correct=a2"), _form(desk, made, "correct=a2")
    _send(desk, made, {**theirs, "act": "warn", "who": "Olena Marchuk"})
    met = _send(desk, made, {**mine, "who": "Iryna Bondar"})
    assert met.status_code == 409
    assert len(_log(store, made)) == 1
    assert re.search(r"<td[^>]*>Olena Marchuk</td><td[^>]*>Iryna Bondar</td>", met.text)
    assert '<option value="warn" selected>' in met.text
    first = re.search(r'name="first" value="([^"]*)"', met.text)
    last = re.search(r'name="last" value="(\d+)"', met.text)
    assert first is not None
    assert last is not None
    again = {**mine, "who": "Iryna Bondar", "act": "warn"}
    again |= {"first": first[1].replace("&#34;", '"').replace("&#39;", "'"), "last": last[1]}
    assert _send(desk, made, again).status_code == 303
    said = _said(store, made, "a2")
    assert (said.act.value, said.chain[-1].who) == ("warn", "Iryna Bondar")
    assert list(_log(store, made)[-1].value or {}) == ["speaker"]


def test_a_record_that_was_moved_is_met_too(desk: Desk, store: Store, made: str) -> None:
    """A place is known by where it stands; who judges it after somebody moved it meets them."""
    span = at("Sumy", 30)
    key = f"p{span.start}-{span.end}.0"
    fields = _form(desk, made, f"correct={key}")
    assert (
        _send(desk, made, {**fields, "span": "The bridge at Sumy", "name": "the bridge"}).status_code == 303
    )
    met = _judge(desk, made, reject=key)
    assert met.status_code == 409
    assert "corrected" in met.text
    assert len(_reading(store, made).places) == 4


def test_what_was_added_twice_is_met(desk: Desk, store: Store, made: str) -> None:
    """Two who add a record at the same words meet."""
    fields = _form(desk, made, "add=events&at=15-21")
    assert _send(desk, made, fields).status_code == 303
    assert _send(desk, made, fields).status_code == 409
    assert len(_log(store, made)) == 1


def test_a_report_read_anew_is_met(desk: Desk, store: Store, made: str) -> None:
    """A judgement on a page from before the report was read anew is not written: ids are other ones."""
    anew = msgspec.structs.replace(READING, model="another", attributions=READING.attributions[1:])
    store.writer().add(REPORT, anew)
    met = _judge(desk, made, accept="a2")
    assert met.status_code == 409
    assert "read anew" in met.text
    assert _log(store, made) == []


def test_of_many_at_once_one_is_written(store: Store, made: str) -> None:
    """However many judge one record at the same moment, one is written and the others are told."""
    with TestClient(make_app(store, DeskSettings()), base_url=BASE) as client:
        at_desk = client.app.dependencies["desk"].dependency()

        def one(n: int) -> Written | Met:
            wish = Wish(verb=Verb.ACCEPT if n % 2 else Verb.REJECT, key="a1")
            return write(at_desk, f"person {n}", made, wish, Base(last=0, model=MODEL))

        with ThreadPoolExecutor(8) as people:
            done = list(people.map(one, range(8)))
    assert sum(isinstance(each, Written) for each in done) == 1
    assert len(_log(store, made)) == 1
    assert all(each.others[0].number == _log(store, made)[0].id for each in done if isinstance(each, Met))


def test_a_grade_holds_for_the_name(desk: Desk, store: Store, made: str) -> None:
    """A grade of a source or outlet is shown wherever the name stands; one that is none is refused."""
    answer = send(
        desk, "/judging/grade", name="Taras Lymar", reliability="B", credibility="2", next=f"/reports/{made}"
    )
    assert answer.headers["location"] == f"/reports/{made}"
    send(desk, "/judging/grade", name="Vorskla Post", reliability="D")
    page = desk.get(f"/reports/{made}").text
    assert re.search(r'title="Admiralty grade of Taras Lymar">B2<', page)
    assert re.search(r'title="Admiralty grade of Vorskla Post">D<', page)
    assert send(desk, "/judging/grade", name="Taras Lymar", reliability="Z").status_code == 422
    elsewhere = send(desk, "/judging/grade", name="x", credibility="1", next="//elsewhere.example/")
    assert elsewhere.headers["location"] == "/"
    send(desk, "/judging/grade", report=made, key="a2", credibility="5")
    row = desk.get(f"/reports/{made}").text.split('data-item="a2"')[1].split("data-item=")[0]
    assert "graded by <bdi>m.k.</bdi>" in row
    with store.view() as view:
        assert set(view.grades()) == {"Taras Lymar", "Vorskla Post", "x"}


def test_who_only_reads_is_shown_no_forms(store: Store, made: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A reader sees records and judgements, but nothing to judge by, and is refused who tries."""

    async def reader(_gate: Gate, _headers: object, _sent: object, visit: str) -> Identity:
        return Identity(who="r.d.", role=Role.READER, via="session", user=1, secret=visit)

    store.judge("m.k.", Verb.ACCEPT, Target(report=made, layer="attributions", item="a1"))
    monkeypatch.setattr(Gate, "_who", reader)
    with TestClient(make_app(store, DeskSettings()), base_url=BASE) as client:
        page = client.get(f"/reports/{made}").text
        assert "accepted by <bdi>m.k.</bdi>" in page
        for wrong in (
            'id="judge"',
            'id="acts"',
            'id="marking"',
            'id="grades"',
            'name="withdraw"',
            "data-marks",
        ):
            assert wrong not in page, wrong
        assert 'name="accept"' not in client.get("/review").text
        assert client.get(f"/reports/{made}/form?correct=a1").status_code == 403
        assert _judge(client, made, last=1, reject="a1").status_code == 403
        assert send(client, "/review/judge", report=made, reject="a1").status_code == 403
        assert send(client, "/judging/grade", name="x", credibility="1").status_code == 403
    assert len(_log(store, made)) == 1


def test_htmx_gets_the_reading(desk: Desk, made: str) -> None:
    """After a judgement htmx gets the reading as it is now, and which record was judged."""
    page = desk.get(f"/reports/{made}").text
    token = re.search(r'name="desk-token" content="([^"]+)"', page)
    assert token is not None
    headers = {"HX-Request": "true", "X-Desk-Token": token[1], "origin": BASE}
    sent = {"accept": "a1", "last": "0", "model": MODEL}
    answer = desk.post(f"/reports/{made}/judge", data=sent, headers=headers)
    assert answer.headers["HX-Retarget"] == "#reading"
    assert 'data-chosen="a1"' in answer.text
    assert "<html" not in answer.text
    met = desk.post(f"/reports/{made}/judge", data=sent, headers=headers)
    assert (met.status_code, met.headers["HX-Retarget"]) == (409, "#judging")


@pytest.mark.parametrize("layer", sorted(LAYERS))
def test_a_form_says_what_the_record_says(layer: str) -> None:
    """A record put into a form and read out of it again is the same, but for what the form does not hold."""
    for item in getattr(READING, layer):
        source = None
        if isinstance(item, Attribution):
            source = next(each for each in READING.sources if each.id == item.speaker)
        values = values_of(layer, item, source)
        assert set(values) >= {field.name for field in FIELDS[layer]}
        read = value_of(layer, values, READING, was=(item, source))
        speaker = read.pop("speaker", None)
        assert speaker is None or speaker["who"] == (source.who if source else "")
        read.pop("chain", None)
        again = item_of(layer, {**msgspec.to_builtins(item), **read})
        assert again == item


@pytest.mark.parametrize("typed", ["", "\n\n", "9" * 400, "🛶" * 5000, "“Forty", "(((", "a" * 25_000])
def test_whatever_is_typed_is_read_or_refused(typed: str) -> None:
    """No value crashes a form, however odd."""
    for layer, fields in FIELDS.items():
        for field in fields:
            values = {field.name: typed, field.name + AT: typed}
            with suppress(RefusedJudgementError):
                read = value_of(layer, values, READING, only={field.name})
                held = read.get(field.name)
                spans = [
                    each
                    for each in (held if isinstance(held, list) else [held])
                    if isinstance(each, dict) and "start" in each
                ]
                assert all(each["text"] == TEXT[each["start"] : each["end"]] for each in spans)


def test_a_place_is_no_attribution() -> None:
    """The reading made by hand holds what the tests think it does."""
    assert all(isinstance(each, Place) for each in READING.places)
    assert TEXT[at("Sumy", 200).start :].startswith("Sumy is quiet")
