"""Exit codes, settings, extras, codes of problems, and errors: what programs go by."""

import ast
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from reportedly import errors, settings
from reportedly.cli import saying
from tools.reference.docstrings import under_fields
from tools.reference.markdown import table

PACKAGE = Path(settings.__file__).resolve().parent
_CODE = re.compile(r"[a-z]+(-[a-z]+)*")
_HEAD = """# Codes, errors, settings and extras

*Written from the code by `python -m tools.reference`; do not edit it here.*
"""
_CODES_TOLD = """`Problem.code` in a reading, `code` of an input that was set aside (`reportedly problems`).
Codes are never renamed. The API has [some of its own](api.md#problems)."""
_EXTRAS_TOLD = """## Extras

What most people do not need is installed by its name: `pip install 'reportedly[NAME]'`."""
_EXITS = (
    ("0", "all was done"),
    (
        str(saying.FAILED),
        "some inputs were set aside (the others were read), or what was asked could not be done",
    ),
    (str(saying.MISUSED), "the command was called wrongly"),
    (str(saying.INTERRUPTED), "interrupted, by Ctrl-C or by the system"),
)


class Code(NamedTuple):
    """One place where the code tells a problem."""

    code: str
    why: str
    """What it says, as far as it is always the same; "…" stands for what is filled in."""
    next_step: str


def page() -> str:
    """Return docs/reference/codes.md."""
    return (
        "\n\n".join(
            [
                _HEAD.rstrip(),
                "## Exit codes\n\nA report in a language that is not read is no failure.",
                table(("code", "when"), _EXITS),
                "## Settings\n\nEnvironment variables; there is no file of settings.",
                table(("variable", "what it says", "as it is"), settings_told()),
                _EXTRAS_TOLD,
                table(("extra", "what it brings"), extras_told()),
                "## Codes of problems",
                _CODES_TOLD,
                table(("code", "what is seen", "what to do"), _told(problem_codes())),
                "## Errors\n\nWhat the package raises on purpose; all are `ReportedlyError`.",
                table(("error", "what to do"), errors_told()),
            ]
        )
        + "\n"
    )


def settings_told() -> list[tuple[str, str, str]]:
    """Return each environment variable, what it means, and what holds where it is not set."""
    told = []
    for field, words in under_fields(settings.Settings).items():
        variable, _, meaning = words.partition(": ")
        value = getattr(settings.Settings(), field)
        told.append((f"`{variable}`", meaning, "" if value is None else f"`{value}`"))
    return told


def extras_told(root: Path = PACKAGE.parent.parent) -> list[tuple[str, str]]:
    """Return each extra of the package with what it brings."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project.get("optional-dependencies", {})
    return [(f"`{name}`", ", ".join(f"`{each}`" for each in held)) for name, held in sorted(extras.items())]


def errors_told() -> list[tuple[str, str]]:
    """Return each error class of the package with the first line of what it says of itself."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.ClassDef)
                and node.name.endswith("Error")
                and not node.name.startswith("_")
            ):
                module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
                doc = (ast.get_docstring(node) or "").split("\n\n")[0]
                found.append((f"`{module}.{node.name}`", doc))
    return sorted(found, key=lambda row: (row[0].split(".")[1] != errors.__name__.split(".")[1], row[0]))


def problem_codes(package: Path = PACKAGE) -> list[Code]:
    """Return every code of a problem that the package can tell, wherever it says so."""
    found = [code for path in sorted(package.rglob("*.py")) for code in _codes_of(path)]
    return sorted(set(found))


def _codes_of(path: Path) -> Iterator[Code]:
    if "desk" in path.parts:  # the API has codes of its own
        return
    tree = ast.parse(path.read_text(encoding="utf-8"))
    everywhere = _assigned(each for each in tree.body if isinstance(each, ast.Assign))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    for scope in (*functions, *(each for each in tree.body if isinstance(each, ast.Assign))):
        yield from _told_in(scope, everywhere | _assigned(ast.walk(scope)))


def _told_in(scope: ast.AST, assigned: dict[str, list[ast.expr]]) -> Iterator[Code]:
    for call in (node for node in ast.walk(scope) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", None)
        if name == "SetAsideError" and len(call.args) == 4:  # noqa: PLR2004 - name, code, why, next step
            why, next_step = (_words(each, assigned) for each in call.args[2:])
            yield from (Code(code, why, next_step) for code in _strings(call.args[1], assigned))
        elif name == "Problem":
            told = {each.arg: each.value for each in call.keywords}
            if "code" in told and "message" in told:
                why, _, next_step = _words(told["message"], assigned).partition("; ")
                yield from (Code(code, why, next_step) for code in _strings(told["code"], assigned))


def _assigned(nodes: Iterable[ast.AST]) -> dict[str, list[ast.expr]]:
    """Return what each name is set to, every time."""
    values: dict[str, list[ast.expr]] = defaultdict(list)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    values[target.id].append(node.value)
                elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                    for each, value in zip(target.elts, node.value.elts, strict=False):
                        if isinstance(each, ast.Name):
                            values[each.id].append(value)
    return values


def _strings(node: ast.expr, assigned: dict[str, list[ast.expr]]) -> Iterable[str]:
    """Return the codes that an expression can be: its text, either branch, what its name was set to."""
    match node:
        case ast.Constant(value=str(text)):
            return [text] if _CODE.fullmatch(text) else []
        case ast.IfExp():
            return [*_strings(node.body, assigned), *_strings(node.orelse, assigned)]
        case ast.Name():
            return [code for value in assigned.get(node.id, ()) for code in _strings(value, {})]
        case _:
            return []


def _words(node: ast.expr, assigned: dict[str, list[ast.expr]]) -> str:
    """Return the words of an expression, "…" where it is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr():
            return "".join(_words(part, {}) for part in node.values)
        case ast.BinOp(op=ast.Add()):
            return _words(node.left, assigned) + _words(node.right, assigned)
        case ast.IfExp():
            return f"{_words(node.body, assigned)}, or: {_words(node.orelse, assigned)}"
        case ast.Name():
            before = [value for value in assigned.get(node.id, ()) if value.lineno <= node.lineno]
            return _words(before[-1], {}) if before else "…"
        case _:
            return "…"


def _told(codes: Iterable[Code]) -> list[tuple[str, str, str]]:
    """Return one row for each code, with what it says in all the places that tell it."""
    of_code: dict[str, list[Code]] = defaultdict(list)
    for code in codes:
        of_code[code.code].append(code)
    return [
        (f"`{name}`", _joined(each.why for each in held), _joined(each.next_step for each in held))
        for name, held in sorted(of_code.items())
    ]


def _joined(texts: Iterable[str]) -> str:
    kept = [text for text in dict.fromkeys(texts) if text.strip("… ")]
    return " · ".join(text.replace("<", "\\<").replace("*", "\\*") for text in kept)
