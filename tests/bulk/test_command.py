"""The command: what it takes for inputs, how it refuses, how it tells how a run stands."""

import json
import socket
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from unittest import mock

import pytest
from typer.testing import CliRunner

from reportedly.bulk import cluster
from reportedly.bulk.bundles import Bundle
from reportedly.bulk.progress import Progress, Standing
from reportedly.bulk.run import Asked, run
from reportedly.bulk.run_report import RunReport, Total, page_of
from reportedly.bulk.state import How, State, Tally
from reportedly.cli import app
from reportedly.cli.bulk import line_of
from reportedly.errors import BulkError

RUN = "reportedly.bulk.run.run"


def asked(*arguments: str) -> Asked:
    """Return what the command asks of a run when it is called so."""
    with mock.patch(RUN, side_effect=BulkError("x", "not today", "come back")) as ran:
        done = CliRunner().invoke(app, ["bulk", *arguments])
    assert done.exit_code == 1, done.output
    assert "x: not today; come back" in done.output
    said: Asked = ran.call_args.args[0]
    return said


def test_inputs_and_output() -> None:
    """The last argument is the output; `read` may be said, or not; options may stand before or after."""
    for arguments in (("a", "b", "out"), ("read", "a", "b", "out")):
        assert (asked(*arguments).inputs, asked(*arguments).output) == (("a", "b"), "out")
    said = asked("--workers", "3", "a", "out", "--max-bytes", "500", "--field", "text=body", "--fresh")
    assert (said.workers, said.max_bytes, said.fresh, said.inputs) == (3, 500, True, ("a",))
    assert said.fields is not None
    assert said.fields.text == "body"
    assert asked("./read", "out").inputs == ("./read",)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["out"], "Missing argument"),
        (["-", "out"], "reads no standard input"),
        (["a", "out", "--workers", "0"], "--workers"),
        (["a", "out", "--field", "text"], "write it like text=body"),
    ],
)
def test_called_wrongly(arguments: list[str], told: str) -> None:
    """What cannot be meant is refused with code 2 and a word on how to say it."""
    done = CliRunner().invoke(app, ["bulk", *arguments])
    assert done.exit_code == 2
    assert told in done.output


def test_help_names_both_commands() -> None:
    """Without arguments, and with --help, the command says how it is called."""
    for arguments in (["bulk", "--help"], ["bulk"]):
        told = CliRunner().invoke(app, arguments).output
        assert "INPUT... OUTPUT" in " ".join(told.split())


def test_what_is_there_already(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An output that another model read, or nobody knows, is not added to; --fresh would throw it away."""
    monkeypatch.setattr("reportedly.bulk.run.model_name", lambda: "this")
    (tmp_path / "known" / "_state").mkdir(parents=True)
    how = {"model": "another", "version": "1", "max_bytes": 9, "words": 9, "fields": {}}
    (tmp_path / "known" / "_state" / "job.json").write_text(json.dumps(how))
    with pytest.raises(BulkError, match=r"was read in another way.*model was another.*--fresh"):
        run(Asked(inputs=("a",), output=str(tmp_path / "known")))
    (tmp_path / "foreign" / "reports").mkdir(parents=True)
    (tmp_path / "foreign" / "reports" / "part-1.parquet").write_bytes(b"words")
    with pytest.raises(BulkError, match=r"no run of reportedly bulk left there.*--fresh"):
        run(Asked(inputs=("a",), output=str(tmp_path / "foreign")))
    (tmp_path / "known" / "_state" / "job.json").write_text("words")
    with pytest.raises(BulkError, match="cannot be read"):
        run(Asked(inputs=("a",), output=str(tmp_path / "known")))
    before = sorted(tmp_path.rglob("*"))
    with (
        mock.patch("reportedly.bulk.run.cluster", side_effect=BulkError("x", "so far", "so good")),
        pytest.raises(BulkError, match="so far"),
    ):
        run(Asked(inputs=("a",), output=str(tmp_path / "foreign"), fresh=True))
    assert sorted(tmp_path.rglob("*")) == before  # a run that cannot begin takes nothing from another
    with (
        mock.patch("reportedly.bulk.run.cluster", return_value=nullcontext(1)),
        mock.patch("reportedly.bulk.run.come_back", side_effect=BulkError("x", "so far", "so good")),
        pytest.raises(BulkError, match="so far"),
    ):
        run(Asked(inputs=("a",), output=str(tmp_path / "foreign"), fresh=True))
    assert [path.name for path in (tmp_path / "foreign" / "reports").iterdir()] == ["part-none.parquet"]


def test_ray_may_be_missing(tmp_path: Path) -> None:
    """Without Ray the command names the extra that brings it."""
    code = (
        "import sys; sys.modules['ray'] = None\n"
        f"sys.argv = ['reportedly', 'bulk', {str(tmp_path / 'in.txt')!r}, {str(tmp_path / 'out')!r}]\n"
        "from reportedly.cli import main; main()"
    )
    (tmp_path / "in.txt").write_text("words")
    ran = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True)  # noqa: S603 - ours
    assert ran.returncode == 1
    assert "pip install 'reportedly[bulk]'" in ran.stderr


def test_a_head_that_falls_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the cluster's head does not answer any more, the run is interrupted, and knows why."""
    monkeypatch.setattr(cluster, "_KNOCK_SECONDS", 0.02)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        head = cluster._Head(f"127.0.0.1:{listening.getsockname()[1]}")  # noqa: SLF001 - the thread alone
        head.start()
        time.sleep(0.2)
        assert not head.lost
    with pytest.raises(KeyboardInterrupt):
        time.sleep(20)
    assert head.lost
    head.join()


def test_a_run_stands_so() -> None:
    """Share and time left come from the bytes that are done; what was known before is no rate."""
    bundles = (Bundle(number=0, name="a"), Bundle(number=1, name="b"))
    with mock.patch("time.monotonic", return_value=0.0):
        progress = Progress(bundles)
        assert progress.standing().left is None
    with mock.patch("time.monotonic", return_value=10.0):
        tally = Tally(part="1", bundle="a", reports=40, words=400, problems={"empty": 2})
        progress.count(bundle=0, width=0.5, tally=tally, known=True)
        assert (progress.standing().left, progress.standing().rate) == (None, 0.0)
        progress.count(bundle=0, width=0.25, tally=tally, known=False)
        standing = progress.standing()
    assert (standing.reports, standing.known, standing.words, standing.problems) == (80, 40, 400, 4)
    assert (standing.share, standing.rate, standing.left) == (0.375, 4.0, 50.0)
    assert line_of(standing) == "37.5%, 80 reports, 4.0 a second, 4 problems, 50 s left"


def test_the_page_of_a_run_is_safe() -> None:
    """Names of files stand in the page as text, whatever they hold; counts and problems are there."""
    total = Total(
        parts=1, inputs=3, reports=2, again=0, words=9, problems={"<b>": 1}, left_out={}, rows={"reports": 2},
        seconds={"reading": 1.5}, sha256="abc",
    )  # fmt: skip
    now = Standing(
        reports=2, known=0, words=9, problems=1, parts=1, share=1.0, seconds=2.0, left=0.0
    )  # fmt: skip
    report = RunReport(
        inputs=["<script>"], output="out", address=None, workers=1, began=0.0, seconds={"reading": 2.0},
        left_out=0, unfinished=["<i>"], repeats=0, this_run=now,
        how=How(model="m", version="1", max_bytes=1, words=1, fields={}), versions={"ray": "2"}, total=total,
    )  # fmt: skip
    page = page_of(report)
    assert report.set_aside == 1
    assert "1 inputs not finished" in page
    assert "&lt;script&gt;" in page
    assert "<script>" not in page
    assert "<i>" not in page


def test_notes_that_are_damaged_cost_a_part(tmp_path: Path) -> None:
    """A note that cannot be read counts as none: the part is read again."""
    from reportedly.bulk.places import Output  # noqa: PLC0415 - for this test alone

    output = Output(str(tmp_path))
    state = State(output, "token")
    output.write("_state/done/1.json", b"{")
    output.write("_state/begun/1.json", b"{")
    assert state.done("1") is None
    assert state.begin("1").times == 1
    assert state.begin("1").times == 2
