"""The way from what a person names to a store; a stand-in reads where the models are not the point."""

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from reportedly.adding import AddOutcome, FeedLook, Naming, RereadOutcome, add_inputs, reread_all
from reportedly.errors import ModelMissingError
from reportedly.intake import Overrides, field_map
from reportedly.reading.models import model_name
from reportedly.record import Place, PlaceKind, Reading, Report, Span, cite
from reportedly.store import Filters, Store, Target, open_store
from tests.intake.servers import Site, http

Reader = Callable[..., Reading]
PutReader = Callable[..., None]

MODEL = "stand-in"
ENGLISH = "Ferry stopped\n\nThe ferry across the river was stopped on Monday, Bondar said to reporters."
RUSSIAN = "Паром остановлен\n\nПаром через реку был остановлен в понедельник, сообщила Бондарь."


@pytest.fixture
def put_reader(monkeypatch: pytest.MonkeyPatch) -> PutReader:
    """Give a function that puts another reader, and its model's name, in the place of the encoder's."""

    def put(reader: Reader, model: str = MODEL) -> None:
        module = ModuleType("reportedly.reading.read")
        vars(module)["read_report"] = reader
        monkeypatch.setitem(sys.modules, "reportedly.reading.read", module)
        monkeypatch.setattr("reportedly.adding.add.model_name", lambda: model)
        monkeypatch.setattr("reportedly.adding.rereading.model_name", lambda: model)

    put(reader_of(MODEL))
    return put


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give an empty store."""
    with open_store(tmp_path / "kept.db") as opened:
        yield opened


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """Give an empty folder for inputs."""
    folder = tmp_path / "in"
    folder.mkdir()
    return folder


def reader_of(model: str) -> Reader:
    """Return a reader that takes the first word for a place."""

    def read(report: Report, **_: object) -> Reading:
        end = report.text.index(" ")
        place = Place(span=cite(report.text, 0, end), name=report.text[:end], kind=PlaceKind.OTHER)
        return Reading(report=report, places=(place,), model=model)

    return read


def never(report: Report, **_: object) -> Reading:
    """Stand for a reader that must not be asked."""
    raise AssertionError(f"{report.id} was read")


def run(paths: list[Path | str], store: Store, **more: object) -> list[AddOutcome]:
    """Return what became of the inputs."""
    return list(add_inputs(map(str, paths), store, **more))  # type: ignore[arg-type]


def kinds(outcomes: list[AddOutcome]) -> list[str]:
    """Return what became of each input, in a word or two."""
    return [
        f"aside: {each.set_aside.code}"
        if each.set_aside
        else "left out"
        if each.left_out
        else each.added.became.value
        if each.added
        else "nothing"
        for each in outcomes
    ]


@pytest.mark.usefixtures("put_reader")
def test_reports_are_kept_with_all_that_belongs_to_them(store: Store, inputs: Path) -> None:
    """A report is there with its reading, its outlet, what its date rests on, its credits and its links."""
    page = (
        "<!doctype html><html><head><title>Ferry stopped</title>"
        '<meta property="article:published_time" content="2025-03-04T08:00:00Z"></head><body><article>'
        "<h1>Ferry stopped</h1><p>KYIV (Reuters) — The ferry across the river was stopped on Monday, Bondar "
        'said, as <a href="https://example.org/first">was reported</a> before the ice came down.</p>'
        "<p>It had been running for eleven years without a single day of rest, the harbour said.</p>"
        "</article></body></html>"
    )
    (inputs / "a.html").write_text(page)
    said = Overrides(outlet="The Lakeside Dispatch", url="https://lakeside.example/ferry")
    (outcome,) = run([inputs / "a.html"], store, said=said)
    assert outcome.added is not None
    with store.view() as view:
        (listed,) = view.reports()
        reading = view.reading(listed.id)
        references = view.references(listed.id)
    assert (listed.id, listed.outlet, listed.language) == (outcome.added.id, said.outlet, "en")
    assert (listed.published_basis, listed.model) == ("page", MODEL)
    assert listed.added_from == str(inputs / "a.html")
    assert reading is not None
    assert [place.name for place in reading.places] == ["Ferry"]
    told = {each.kind: each for each in references}
    assert told["credit:wire-mark"].span is not None
    assert told["credit:wire-mark"].span.text == "Reuters"
    assert told["link"].url == "https://example.org/first"


def test_the_same_again_reads_and_writes_nothing(store: Store, inputs: Path, put_reader: PutReader) -> None:
    """What the store has, read by this model, is not read again, from whatever file it comes."""
    for name in ("a.txt", "b.txt"):
        (inputs / name).write_text(ENGLISH)
    assert kinds(run([inputs / "a.txt"], store)) == ["new"]
    put_reader(never)
    outcomes = run([inputs], store)
    assert kinds(outcomes) == ["known", "known"]
    with store.view() as view:
        assert len(view.reports()) == 1
    assert {each.added.id for each in outcomes if each.added} == {view_id(store)}


def view_id(store: Store) -> str:
    """Return the id of the only report."""
    with store.view() as view:
        (listed,) = view.reports()
        return listed.id


@pytest.mark.usefixtures("put_reader")
def test_a_changed_text_is_a_new_version(store: Store, inputs: Path) -> None:
    """Another text at the same address stands beside the older one, and each can be had."""
    said = Overrides(outlet="The Lakeside Dispatch", url="https://lakeside.example/ferry")
    (inputs / "a.txt").write_text(ENGLISH)
    run([inputs / "a.txt"], store, said=said)
    (inputs / "a.txt").write_text(f"{ENGLISH} It sails again.")
    (outcome,) = run([inputs / "a.txt"], store, said=said)
    assert kinds([outcome]) == ["version"]
    assert outcome.added is not None
    with store.view() as view:
        versions = view.history(outcome.added.id).versions
        assert [view.report(each.id).text for each in versions] == [ENGLISH, f"{ENGLISH} It sails again."]


@pytest.mark.usefixtures("put_reader")
def test_malformed_documents_do_not_stop_the_others(store: Store, inputs: Path) -> None:
    """Of 1,000 documents of which 100 are malformed, 900 are in the store and 100 among its problems."""
    bad = [b"", bytes(range(256)) * 9, b"12 345\n--- 6", b'{"text": ', b'{"title": "x"}']
    for number in range(1_000):
        if number % 10 == 3:
            suffix = ".json" if number // 10 % 5 > 2 else ".txt"
            (inputs / f"{number:04}{suffix}").write_bytes(bad[number // 10 % 5])
        else:
            (inputs / f"{number:04}.txt").write_text(f"Ferry {number} stopped\n\n{ENGLISH}")
    outcomes = run([inputs], store)
    assert sum(each.added is not None for each in outcomes) == 900
    with store.view() as view:
        assert len(view.reports(limit=None)) == 900
        problems = view.problems()
    assert len(problems) == 100
    assert {problem.code for problem in problems} == {"empty", "binary", "no-letters", "not-a-report"}
    assert all(problem.message for problem in problems)
    again = kinds(run([inputs], store))
    assert (again.count("known"), len(again)) == (900, 1_000)


@pytest.mark.usefixtures("put_reader")
def test_an_input_that_was_mended_is_no_problem_any_more(store: Store, inputs: Path) -> None:
    """A file set aside and then mended comes in, and the problem says when, even if its text was known."""
    (inputs / "a.txt").write_text("")
    (inputs / "b.txt").write_text(ENGLISH)
    assert kinds(run([inputs], store)) == ["aside: empty", "new"]
    (inputs / "a.txt").write_text(ENGLISH)
    assert kinds(run([inputs], store)) == ["known", "known"]
    with store.view() as view:
        assert view.problems() == []
        assert [problem.mended is not None for problem in view.problems(mended=True)] == [True]


def test_a_report_that_cannot_be_read_is_kept_unread(
    store: Store, inputs: Path, put_reader: PutReader
) -> None:
    """A fault in reading costs the reading, not the report; the next run reads it."""

    def fails(report: Report, **_: object) -> Reading:
        raise KeyError(report.id)

    put_reader(fails)
    (inputs / "a.txt").write_text(ENGLISH)
    (outcome,) = run([inputs], store)
    assert kinds([outcome]) == ["aside: fault"]
    assert outcome.added is not None
    with store.view() as view:
        assert view.report(outcome.added.id).text == ENGLISH
        assert [problem.code for problem in view.problems()] == ["fault"]
    put_reader(reader_of(MODEL))
    assert kinds(run([inputs], store)) == ["reread"]
    with store.view() as view:
        assert view.problems() == []


def test_a_reading_that_does_not_prove_itself_is_refused(
    store: Store, inputs: Path, put_reader: PutReader
) -> None:
    """A citation that is not in the text costs the reading; the reports of the same batch keep theirs."""

    def lies(report: Report, **_: object) -> Reading:
        found = reader_of(MODEL)(report)
        if "lie" not in report.text:
            return found
        place = Place(span=Span(0, 5, "Kyiv!"), name="Kyiv", kind=PlaceKind.CITY)
        return Reading(report=found.report, places=(place,), model=MODEL)

    put_reader(lies)
    for name, words in (("a", ""), ("b", " It was a lie."), ("c", " It was so.")):
        (inputs / f"{name}.txt").write_text(ENGLISH + words)
    assert kinds(run([inputs], store)) == ["new", "aside: citation-mismatch", "new"]
    with store.view() as view:
        assert [each.model for each in view.reports()] == [MODEL, None, MODEL]


def test_another_model_reads_again(store: Store, inputs: Path, put_reader: PutReader) -> None:
    """What another model read is read anew, by adding it or by rereading the store; judgements stay."""
    (inputs / "a.txt").write_text(ENGLISH)
    (inputs / "b.txt").write_text(f"{ENGLISH} And more.")
    run([inputs], store)
    with store.view() as view:
        first, second = (each.id for each in view.reports())
    store.judge("m.k.", "note", Target(report=second), why="look at it again")
    put_reader(reader_of("newer"), "newer")
    assert kinds(run([inputs / "a.txt"], store)) == ["reread"]
    assert list(reread_all(store)) == [
        RereadOutcome(id=second, changed=True, words=len(ENGLISH.split()) + 2, of=1)
    ]
    assert list(reread_all(store)) == []
    with store.view() as view:
        assert {view.reading(key).model for key in (first, second)} == {"newer"}  # type: ignore[union-attr]
        assert [each.why for each in view.history(second).judgements] == ["look at it again"]


def test_a_language_that_is_not_read(store: Store, inputs: Path, put_reader: PutReader) -> None:
    """Such a report is kept, with the reason, and not looked at again; it is read once a person says so."""
    (inputs / "a.txt").write_text(RUSSIAN)
    put_reader(never)
    (outcome,) = run([inputs], store)
    assert [problem.code for problem in outcome.problems] == ["language-not-read"]
    assert kinds(run([inputs], store)) == ["known"]
    with store.view() as view:
        assert [(each.language, each.model) for each in view.reports()] == [("ru", "")]
    put_reader(reader_of(MODEL))
    assert kinds(run([inputs], store, said=Overrides(language="en"))) == ["reread"]


def test_reports_can_be_kept_unread(store: Store, inputs: Path, put_reader: PutReader) -> None:
    """Without reading nothing is read, the language is told all the same, and rereading reads it later."""
    (inputs / "a.txt").write_text(ENGLISH)
    put_reader(never)
    assert kinds(run([inputs], store, read=False)) == ["new"]
    assert kinds(run([inputs], store, read=False)) == ["known"]
    with store.view() as view:
        assert [(each.language, each.model) for each in view.reports()] == [("en", None)]
    put_reader(reader_of(MODEL))
    assert [outcome.changed for outcome in reread_all(store)] == [True]
    assert kinds(run([inputs], store)) == ["known"]


def test_a_report_that_cannot_be_reread_keeps_its_reading(
    store: Store, inputs: Path, put_reader: PutReader
) -> None:
    """Where rereading one report fails the old reading stays and the failure stands among the problems."""
    (inputs / "a.txt").write_text(ENGLISH)
    run([inputs], store)

    def fails(report: Report, **_: object) -> Reading:
        raise KeyError(report.id)

    put_reader(fails, "newer")
    (outcome,) = reread_all(store)
    assert outcome.set_aside is not None
    with store.view() as view:
        assert [(each.id, each.model) for each in view.reports()] == [(outcome.id, MODEL)]
        assert [problem.name for problem in view.problems()] == [outcome.id]


@pytest.mark.usefixtures("put_reader")
def test_a_nul_in_a_text_is_replaced(store: Store, inputs: Path) -> None:
    """A character that no database keeps becomes U+FFFD, with a note, and its citations hold."""
    (inputs / "a.json").write_text(json.dumps({"text": f"{ENGLISH} (Reuters) \0 It was late."}))
    (outcome,) = run([inputs], store)
    assert [problem.code for problem in outcome.problems] == ["characters-replaced"]
    with store.view() as view:
        assert "\ufffd It was late." in view.report(view_id(store)).text
    assert kinds(run([inputs], store)) == ["known"]


@pytest.mark.usefixtures("put_reader")
def test_a_file_name_may_hold_any_bytes(store: Store, inputs: Path) -> None:
    """A name that is not UTF-8 keeps neither a report nor a problem out of the store."""
    try:
        Path(os.fsdecode(os.fsencode(inputs) + b"/\xff.txt")).write_text(ENGLISH)
    except OSError:
        pytest.skip("this file system has no such names")
    Path(os.fsdecode(os.fsencode(inputs) + b"/\xfe.txt")).write_text("")
    assert sorted(kinds(run([inputs], store))) == ["aside: empty", "new"]
    with store.view() as view:
        assert len(view.reports()) == len(view.problems()) == 1


@pytest.mark.usefixtures("put_reader")
def test_files_with_an_id_of_their_own(store: Store, inputs: Path) -> None:
    """Two texts under one id are two versions, and both are known again."""
    for name, words in (("a", ""), ("b", " It sails again.")):
        (inputs / f"{name}.json").write_text(json.dumps({"id": "ferry-1", "text": ENGLISH + words}))
    assert kinds(run([inputs], store)) == ["new", "version"]
    assert kinds(run([inputs], store)) == ["known", "known"]
    (inputs / "c.json").write_text(json.dumps({"id": "ferry", "text": f"{ENGLISH} A longer story."}))
    assert kinds(run([inputs / "c.json"], store)) == ["new"]  # not the one whose id begins like it


@pytest.mark.usefixtures("put_reader")
def test_a_wrong_path_is_no_problem_of_the_store(store: Store, inputs: Path) -> None:
    """What was only misnamed is told and not noted."""
    assert kinds(run([inputs / "gone.txt"], store)) == ["aside: not-found"]
    with store.view() as view:
        assert view.problems() == []


def test_a_package_that_is_not_whole_stops_the_run(store: Store, inputs: Path, put_reader: PutReader) -> None:
    """Every report would fail alike, so the first failure ends the run, and nothing is kept half done."""

    def without_model(report: Report, **_: object) -> Reading:
        raise ModelMissingError(f"no file for {report.id}")

    put_reader(without_model)
    for name in ("a", "b"):
        (inputs / f"{name}.txt").write_text(ENGLISH + name)
    assert kinds(run([inputs], store)) == ["aside: not-whole"]
    with store.view() as view:
        assert (view.reports(), view.problems()) == ([], [])


@pytest.mark.usefixtures("put_reader")
def test_the_fields_of_a_dump_are_told(store: Store, inputs: Path) -> None:
    """Records of a dump nobody knows come in by the paths a person names."""
    record = {"meta": {"when": "2025-03-04"}, "corpo": ENGLISH, "testata": "Il Lago"}
    (inputs / "dump.jsonl").write_text(json.dumps(record) + "\n")
    fields = field_map({"text": "corpo", "outlet": "testata", "published": "meta.when"})
    assert kinds(run([inputs], store)) == ["aside: not-a-report"]
    assert kinds(run([inputs], store, naming=Naming(fields=fields))) == ["new"]
    with store.view() as view:
        assert [(each.outlet, each.published) for each in view.reports()] == [("Il Lago", "2025-03-04")]


@pytest.mark.usefixtures("put_reader")
def test_one_address_is_that_of_one_report(store: Store, inputs: Path) -> None:
    """Of several reports under one given address the first is taken; they are no versions of one story."""
    dump = "\n".join(json.dumps({"text": f"{ENGLISH} For the {n} time."}) for n in ("first", "second"))
    (inputs / "dump.jsonl").write_text(dump)
    said = Overrides(url="https://lakeside.example/ferry")
    assert kinds(run([inputs / "dump.jsonl"], store, said=said)) == ["new", "aside: one-address"]
    assert kinds(run([inputs / "dump.jsonl"], store)) == ["known", "new"]


@pytest.fixture
def site() -> Iterator[Site]:
    """Give a web site on this machine."""
    running = Site()
    yield running
    running.close()


PAGE = (
    "<!doctype html><html><head><title>Ferry {0} stopped</title></head><body><article><h1>Ferry {0} stopped"
    "</h1><p>The ferry {0} across the river was stopped on Monday, Bondar said to reporters at the quay.</p>"
    "<p>It had been running for eleven years without a single day of rest, the harbour said.</p></article>"
    "</body></html>"
)


@pytest.mark.usefixtures("put_reader")
def test_pages_and_feeds_come_in_by_address(store: Store, site: Site) -> None:
    """A page and the entries of a feed are fetched, once; what cannot be had is set aside by its address."""
    for number in (1, 2):
        site.answer(f"/{number}", http(PAGE.format(number).encode()))
    entries = "".join(
        f"<item><title>Ferry {n} stopped</title><link>{site.url}/{n}</link></item>" for n in (1, 2, 3)
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{entries}</channel></rss>'
    site.answer("/feed", http(feed.encode(), Content_Type="application/rss+xml", ETag='"7"'))
    naming = Naming(allow_private=True)
    outcomes = run([f"{site.url}/1", f"{site.url}/feed"], store, naming=naming)
    assert kinds(outcomes) == ["new", "known", "new", "aside: http-404", "nothing"]
    assert outcomes[-1].feed is not None
    with store.view() as view:
        assert [each.url for each in view.reports()] == [f"{site.url}/1", f"{site.url}/2"]
        assert [problem.name for problem in view.problems()] == [f"{site.url}/3"]
        assert view.feed(f"{site.url}/feed") is not None


@pytest.mark.usefixtures("put_reader")
def test_of_a_feed_that_changed_only_what_is_new_is_fetched(store: Store, site: Site) -> None:
    """The second look fetches the new entry and the changed one; the third, unchanged, none at all."""
    for number in range(1, 5):
        site.answer(f"/{number}", http(PAGE.format(number).encode()))

    def feed(*entries: tuple[int, str]) -> bytes:
        items = "".join(
            f"<item><guid>{n}</guid><title>Ferry {n}</title><link>{site.url}/{n}</link>"
            f"<pubDate>{day} Mar 2025 10:00:00 GMT</pubDate></item>"
            for n, day in entries
        )
        data = f'<?xml version="1.0"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'
        return http(data.encode(), Content_Type="application/rss+xml", ETag=f'"{len(entries)}"')

    first = [(1, "Mon, 03"), (2, "Mon, 03"), (9, "Mon, 03")]
    second = [(3, "Tue, 04"), (1, "Mon, 03"), (2, "Tue, 04"), (9, "Mon, 03")]
    unchanged = http(b"", "304 Not Modified")
    site.answer("/feed", feed(*first), feed(*second), feed(*second), unchanged)
    naming = Naming(allow_private=True)

    def asked() -> tuple[set[str], list[FeedLook]]:
        before = len(site.paths)
        feeds = [each.feed for each in run([f"{site.url}/feed"], store, naming=naming) if each.feed]
        return set(site.paths[before:]) - {"/robots.txt"}, feeds

    assert asked() == ({"/feed", "/1", "/2", "/9"}, [FeedLook(new=3, known=0)])
    assert asked() == ({"/feed", "/3", "/2"}, [FeedLook(new=2, known=2)])
    assert asked() == ({"/feed"}, [FeedLook(new=0, known=4)])
    assert asked() == ({"/feed"}, [FeedLook(new=0, known=4)])
    assert 'if-none-match: "4"' in site.requests[-1].lower()


@pytest.mark.usefixtures("put_reader")
def test_an_address_of_this_network_is_refused(store: Store, site: Site) -> None:
    """Unless a person allows it, nothing is fetched from one's own network."""
    assert kinds(run([f"{site.url}/1"], store)) == ["aside: address-refused"]
    assert site.requests == []


@pytest.mark.usefixtures("put_reader")
def test_a_web_archive_comes_in(store: Store, inputs: Path) -> None:
    """Each page of a WARC file is a report of its own, with its address."""
    records = b""
    for number in (1, 2):
        body = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + PAGE.format(number).encode()
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://lakeside.example/{number}\r\n"
            f"WARC-Date: 2025-03-04T08:00:0{number}Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
            f"Content-Type: application/http;msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        records += head.encode() + body + b"\r\n\r\n"
    (inputs / "crawl.warc").write_bytes(records)
    run([inputs / "crawl.warc"], store)
    with store.view() as view:
        assert [each.url for each in view.reports()] == [
            "https://lakeside.example/1",
            "https://lakeside.example/2",
        ]


def test_the_shipped_models_read_what_is_added(store: Store, root: Path) -> None:
    """The real thing, once: the demo's reports are read by the model that is asked for, and are found."""
    outcomes = run([root / "demo" / "reports"], store)
    assert set(kinds(outcomes)) <= {"new", "left out"}
    with store.view() as view:
        listed = view.reports()
        assert {each.model for each in listed} == {model_name()}
        assert view.find("deal", Filters(act="say"))
    assert [each for each in kinds(run([root / "demo" / "reports"], store)) if each != "left out"] == [
        "known"
    ] * len(listed)


def test_a_model_that_is_not_there_is_told(
    store: Store, inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the manifests are missing, nothing is begun, and the message says how to mend it."""
    (inputs / "a.txt").write_text(ENGLISH)
    monkeypatch.setenv("REPORTEDLY_MODEL", str(inputs))
    with pytest.raises(ModelMissingError, match="make demo"):
        run([inputs / "a.txt"], store)
    with store.view() as view:
        assert view.counts().reports == 0
