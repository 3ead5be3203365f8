"""The command, run as people run it: a process of its own. A stand-in reads, so no model is needed."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportedly import __version__
from reportedly.record import decode_reading
from tests.made import STAND_IN

Run = Callable[..., subprocess.CompletedProcess[str]]

GOOD = "Ferry stopped\n\nThe ferry across the river was stopped on Monday. Bondar said it would sail soon."
RUSSIAN = "Паром остановлен\n\nПаром через реку был остановлен в понедельник, сообщила Бондарь."


@pytest.fixture
def environment(root: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give an environment in which the stand-in reads, in the command and in its workers."""
    stand_in = tmp_path_factory.mktemp("stand_in")
    (stand_in / "sitecustomize.py").write_text(STAND_IN)
    inherited = {key: value for key, value in os.environ.items() if key not in {"COLUMNS", "FORCE_COLOR"}}
    return inherited | {"PYTHONPATH": os.pathsep.join([str(stand_in), str(root / "src")])}


@pytest.fixture
def run(environment: dict[str, str], tmp_path: Path) -> Run:
    """Give a function that runs `reportedly` in an empty folder and returns what came of it."""

    def start(*arguments: str, data: bytes = b"", **extra: str) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(  # noqa: S603 - our own command
            [sys.executable, "-m", "reportedly", *arguments],
            input=data,
            capture_output=True,
            cwd=tmp_path,
            env=environment | extra,
            timeout=60,
            check=False,
        )
        out, err = done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")
        return subprocess.CompletedProcess(done.args, done.returncode, out, err)

    return start


@pytest.fixture
def good(tmp_path: Path) -> Path:
    """Give a good report, as `good.txt` in the folder where the command runs."""
    path = tmp_path / "good.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("empty.txt", b"", "the file is empty; give"),
        ("binary.txt", bytes(range(256)) * 20, "binary data, not text; give"),
        (
            "wrong.txt",
            "Паром остановлен, сообщила Бондарь".encode("cp866"),
            "no other encoding is certain; save it",
        ),
        ("broken.txt", b"Bondar said \xe2\x80 it \xc3\xa9", "not valid UTF-8 (0xe2 at byte 12)"),
        ("digits.txt", b"12 345\n--- 6", "no letters in it; give"),
        ("other.json", b'{"title": "x"}', "JSON that is no report"),
        ("cut.json", b'{"text": "x', "no valid JSON"),
        (
            "shell.html",
            b"<!doctype html><html><body><div id=root></div></body></html>",
            "no report's text was found",
        ),
        ("paper.pdf", b"%PDF-1.7", "this PDF cannot be read"),
    ],
)
def test_a_bad_file_is_named_and_the_others_are_read(
    run: Run, tmp_path: Path, good: Path, name: str, data: bytes, says: str
) -> None:
    """Bad input gives one line with its name and the next step, and code 1; the good one is read."""
    (tmp_path / name).write_bytes(data)
    done = run("read", "--format", "json", name, good.name)
    assert done.returncode == 1
    assert done.stderr.startswith(f"reportedly: {name}: ")
    assert says in done.stderr
    assert done.stderr.count("\n") == 1
    assert [decode_reading(line).report.text for line in done.stdout.splitlines()] == [GOOD]


def test_a_50_mb_text_is_set_aside_at_once(run: Run, tmp_path: Path, good: Path) -> None:
    """A wrong file of 50 MB is refused with the limit and the setting that raises it."""
    with (tmp_path / "dump.txt").open("wb") as file:
        file.truncate(50_000_000)
    done = run("read", "-f", "json", "dump.txt", good.name)
    assert done.returncode == 1
    assert "reportedly: dump.txt: 50 MB or more" in done.stderr
    assert "REPORTEDLY_MAX_MB" in done.stderr
    assert done.stdout.count("\n") == 1


@pytest.mark.parametrize(
    "text",
    [
        "Ferry 🚢 stopped\n\nThe ferry was stopped. Bondar said e\u0301 👩‍👩‍👧 in the evening.",
        "Ferry stopped\n\nThe ferry stopped. Bondar said \u200fשלום\u200e and \u202eback\u202c.",
        "Bondar said the line was closed on Monday evening. " * 11_000 + "End.",
    ],
    ids=["emoji", "right to left", "100,000 words on a line"],
)
def test_odd_text_passes_through_untouched(run: Run, tmp_path: Path, text: str) -> None:
    """Emoji, combining characters, direction marks and endless lines are kept, cited and no failure."""
    (tmp_path / "odd.txt").write_text(text, encoding="utf-8")
    done = run("read", "-f", "json", "odd.txt")
    assert (done.returncode, done.stderr) == (0, "")
    reading = decode_reading(done.stdout)
    assert reading.report.text == text
    assert reading.attributions
    assert run("read", "odd.txt").returncode == 0


def test_half_a_surrogate_is_replaced_and_said(run: Run, tmp_path: Path) -> None:
    """A broken JSON escape does not stop the report: it is replaced and the note names the file."""
    (tmp_path / "half.json").write_text(
        r'{"text": "In the evening Bondar said \ud83d it was closed to reporters."}'
    )
    done = run("read", "-f", "json", "half.json")
    assert done.returncode == 0
    assert "\ufffd" in decode_reading(done.stdout).report.text
    assert done.stderr.startswith("reportedly: half.json: half a surrogate pair")


def test_another_language_is_recorded_and_said(run: Run, tmp_path: Path) -> None:
    """A Russian report gives a record with its language and a note with the next step; nothing failed."""
    (tmp_path / "ru.txt").write_text(RUSSIAN, encoding="utf-8")
    done = run("read", "-f", "json", "ru.txt")
    assert done.returncode == 0
    assert done.stderr.startswith("reportedly: ru.txt: not read: language ru")
    assert "--language en" in done.stderr
    reading = decode_reading(done.stdout)
    assert (reading.report.language, reading.attributions) == ("ru", ())
    assert "not read: language ru" in run("read", "ru.txt", "--quiet").stdout


def test_options_say_what_a_plain_file_cannot(run: Run, good: Path) -> None:
    """Outlet, date, address and language given on the command line are in the record."""
    said = (
        "--outlet",
        "The Lakeside Dispatch",
        "--published",
        "2025-03-04",
        "--url",
        "https://lakeside.example/f",
    )
    report = decode_reading(run("read", good.name, "-f", "json", *said, "--language", "en").stdout).report
    assert (report.outlet, report.published, report.url, report.language) == (said[1], said[3], said[5], "en")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("read",), "FILE"),
        (("read", "good.txt", "--published", "yesterday"), "no ISO 8601 date"),
        (("read", "good.txt", "--language", "english!"), "no language code"),
        (("read", "good.txt", "--format", "xml"), "xml"),
        (("read", "good.txt", "--jobs", "0"), "jobs"),
        (("read", "good.txt", "--layers", "places,people"), "people; choose from attributions,places,times,"),
        (("read", "good.txt", "--layers", ""), "no layer is named; choose from attributions"),
        (("read", "good.txt", "--output", "good.txt"), "also to be read"),
        (("read", "good.txt", "--output", "no/such/folder/x"), "cannot be written"),
        (("nonsense",), "nonsense"),
    ],
)
def test_a_wrong_call_is_code_2(run: Run, good: Path, arguments: tuple[str, ...], says: str) -> None:
    """A command called wrongly says what is wrong, reads nothing, and spoils no file."""
    done = run(*arguments)
    assert done.returncode == 2
    assert says in done.stderr
    assert done.stdout == ""
    assert good.read_text(encoding="utf-8") == GOOD


def test_a_wrong_setting_is_code_2(run: Run, good: Path) -> None:
    """A setting that is no number is named before anything is read."""
    done = run("read", good.name, REPORTEDLY_MAX_MB="many")
    assert (done.returncode, done.stdout) == (2, "")
    assert "REPORTEDLY_MAX_MB" in done.stderr


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_only_the_layers_asked_for_are_read(run: Run, good: Path, jobs: str) -> None:
    """With --layers the record keeps its keys, what was not asked for is empty, in workers too."""
    done = run("read", good.name, good.name, "-f", "json", "--layers", "places", "--jobs", jobs)
    assert done.returncode == 0
    for line in done.stdout.splitlines():
        read = json.loads(line)
        assert [place["name"] for place in read["places"]] == ["Ferry"]
        assert [
            read[name] for name in ("sources", "attributions", "times", "figures", "controls", "events")
        ] == [[]] * 6


def test_only_the_layers_asked_for_are_shown(run: Run, good: Path) -> None:
    """The views show the chosen layers; what came along for the voices only is not on them."""
    shown = run("read", good.name, "--layers", "places").stdout
    assert "1 place name" in shown
    assert "attribution" not in shown
    shown = run("read", good.name, "--layers", "control").stdout
    assert "0 control statements" in shown
    assert "Bondar" not in shown
    page = run("read", good.name, "--layers", "control", "-f", "html").stdout
    assert "Nothing found." in page
    assert 'class="card' not in page
    assert 'class="card' in run("read", good.name, "-f", "html").stdout


def test_results_go_to_a_file_that_is_asked_for(run: Run, good: Path, tmp_path: Path) -> None:
    """--output holds exactly what standard output would have held, in each form."""
    for form in ("json", "html", "terminal"):
        printed = run("read", good.name, "--format", form)
        written = run("read", good.name, "--format", form, "--output", "out")
        assert (written.returncode, written.stdout) == (0, "")
        assert (tmp_path / "out").read_text(encoding="utf-8") == printed.stdout


def test_many_files_by_many_processes_are_the_same(run: Run, tmp_path: Path) -> None:
    """--jobs changes nothing in what is printed, nor in its order."""
    for number in range(12):
        (tmp_path / f"r{number:02}.txt").write_text(
            f"Ferry {number} stopped\n\nOn Monday Bondar said it would sail."
        )
    alone, together = run("read", ".", "-f", "json"), run("read", ".", "-f", "json", "--jobs", "2")
    assert (together.returncode, together.stdout) == (0, alone.stdout)
    assert alone.stdout.count("\n") == 12


def test_standard_input_is_read(run: Run) -> None:
    """A report can be piped in."""
    assert decode_reading(run("read", "-", "-f", "json", data=GOOD.encode()).stdout).report.text == GOOD


def test_a_reader_that_has_enough_ends_us_in_silence(environment: dict[str, str], tmp_path: Path) -> None:
    """`| head` gets its lines, and no traceback and no failure come after them."""
    for number in range(200):
        (tmp_path / f"r{number}.txt").write_text(GOOD + " And more." * 500)
    command = f"'{sys.executable}' -m reportedly read . -f json; echo code $? >&2"
    done = subprocess.run(  # noqa: S603 - our own command
        ["/bin/bash", "-c", f"({command}) | head -c 100"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert len(done.stdout) == 100
    assert done.stderr == b"code 0\n"


def test_left_out_files_are_said_unless_quiet(run: Run, tmp_path: Path, good: Path) -> None:
    """What a folder holds beside reports is counted on standard error; --quiet leaves the errors only."""
    (tmp_path / "picture.jpg").write_bytes(b"x")
    (tmp_path / "empty.txt").write_bytes(b"")
    loud, quiet = run("read", ".", "-f", "json"), run("read", ".", "-f", "json", "-q")
    assert good.name
    assert "left out in folders: 1 × no report by its name (.jpg)" in loud.stderr
    assert quiet.stderr.splitlines() == [
        "reportedly: ./empty.txt: the file is empty; give a file with the report's text"
    ]


def test_without_a_terminal_there_is_no_colour_and_no_bar(run: Run, good: Path) -> None:
    """Piped output holds no escape sequence and no blanks at line ends, and standard error is empty."""
    done = run("read", good.name, good.name)
    assert "\x1b" not in done.stdout + done.stderr
    assert not any(line.endswith(" ") for line in done.stdout.splitlines())
    assert "1 attribution · 1 voice · 0 unnamed · 0 second-hand" in done.stdout
    assert done.stderr == ""


def test_a_terminal_of_ascii_is_served(run: Run, good: Path) -> None:
    """Where only ASCII can be printed, the view does without boxes and superscripts."""
    done = run("read", good.name, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stdout.isascii()
    assert "Bondar said [1 it would sail soon]." in done.stdout


def test_a_file_name_cannot_speak_to_the_terminal(run: Run, tmp_path: Path) -> None:
    """Escape sequences and bytes that are no UTF-8 in a file name are not printed as they are."""
    name = b"\x1b[31mred\xff.txt"
    (tmp_path / os.fsdecode(name)).write_bytes(b"")
    done = run("read", os.fsdecode(name))
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert "[31mred" in done.stderr


def test_version_and_schema(run: Run, root: Path) -> None:
    """The command knows its version, and its schema has the fields that the docs describe."""
    assert run("--version").stdout == f"reportedly {__version__}\n"
    published = root / "docs" / "schema" / "reading-1.json"
    printed, described = json.loads(run("schema").stdout), json.loads(published.read_text(encoding="utf-8"))
    assert _fields(printed) == _fields(described)
    assert {"report", "attributions"} <= _fields(printed)["Reading"]


def _fields(schema: dict[str, Any]) -> dict[str, set[str]]:
    return {name: set(what.get("properties", {})) for name, what in schema["$defs"].items()}
