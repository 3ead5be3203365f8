"""The reference of the docs: written from the code, and noticed where it is not."""

import ast
from pathlib import Path

import pytest

from reportedly import settings
from reportedly.cli.saying import INTERRUPTED
from tools.reference import __main__ as reference
from tools.reference import codes, commands, lists


def test_check_fails_on_a_difference(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page that was edited by hand, or not written after a change, fails the check and names the mend."""
    monkeypatch.setattr(reference, "TARGET", tmp_path / "reference")
    monkeypatch.setattr(reference, "PAGES", {"cli.md": commands.page})
    assert reference.main(["--check"]) == 1
    assert reference.main([]) == 0
    assert reference.main(["--check"]) == 0
    page = tmp_path / "reference" / "cli.md"
    page.write_text(page.read_text(encoding="utf-8").replace("--outlet", "--paper"), encoding="utf-8")
    assert reference.main(["--check"]) == 1
    assert "cli.md is not what the code says; run: python -m tools.reference" in capsys.readouterr().err


def test_every_command_is_told_with_its_options() -> None:
    """Commands inside groups are told too; choices, defaults and what is needed are said."""
    told = {each.name: each for each in commands.commands()}
    assert {"read", "judge accept", "ledger figures", "desk-user token", "gazetteer import"} <= set(told)
    options = {name: each for each in told["read"].parameters for name in each.names}
    assert options["-f"].names == ("--format", "-f")
    assert options["--format"].takes == "terminal|json|html"
    assert options["--format"].default == "terminal"
    assert options["FILE..."].default == "needed"
    assert not options["FILE..."].is_option
    page = commands.page()
    assert "## `judge accept` {#judge-accept}" in page
    assert "`--format`, `-f` `terminal\\|json\\|html`" in page


def test_every_code_of_a_problem_is_told(root: Path) -> None:
    """What is given as a code where an input is set aside is found, with the words that go with it."""
    found = codes.problem_codes()
    told = {each.code for each in found}
    assert {"language-not-read", "too-large", "robots", "no-letters", "empty", "citation-mismatch"} <= told
    assert all(each.why or each.next_step for each in found if each.code in {"robots", "binary", "no-feed"})
    literal = set()
    for path in (root / "src" / "reportedly" / "intake").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "SetAsideError":
                literal |= {
                    each.value
                    for each in node.args[1:2]
                    if isinstance(each, ast.Constant) and isinstance(each.value, str)
                }
    assert literal
    assert literal <= told


def test_settings_and_exit_codes_are_told() -> None:
    """Every setting of the package has its variable, and the codes are those that the command ends with."""
    told = codes.settings_told()
    assert [name for name, _, _ in told] == [
        f"`REPORTEDLY_{field.upper().replace('MEGABYTES', 'MB')}`"
        for field in settings.Settings.__struct_fields__
    ]
    assert told[0][2] == "`50`"
    assert f"| {INTERRUPTED} | interrupted" in codes.page()


def test_every_word_list_says_what_it_is(root: Path) -> None:
    """Each list has a head that says what it holds, and the page shows it."""
    page = lists.page()
    for path in (root / "wordlists").glob("*.yaml"):
        row = next(line for line in page.splitlines() if line.startswith(f"| [{path.stem}](#{path.stem}) |"))
        assert len(row.split("|")[2].strip()) > 20
