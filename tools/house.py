"""House: no module too long, no function too long, without a reason: `python -m tools.house`.

Guide lengths are those of the house style: a module 400 lines, a function 60, a class 12 public methods.
What is longer stands in `LONGER` with its reason; an entry that is no longer needed fails too, so that the
list shrinks with the code.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDERS = ("src", "tools", "training", "evaluation")
MODULE, FUNCTION, METHODS = 400, 60, 12
_FLAT = "one record written out field by field; nothing in it could go elsewhere"
LONGER: dict[str, str] = {
    "evaluation/bench_store.py::_reading": _FLAT,
    "evaluation/newsroom_page.py::reading_of": _FLAT,
    "evaluation/tracing_gold.py::reading_of": _FLAT,
    "evaluation/two_nodes.py::two_nodes": "one run of two nodes from making to taking down, in order",
    "src/reportedly/client/client.py::Client": "one method for each route of the API",
    "src/reportedly/gold/records.py::gold_of": _FLAT,
    "src/reportedly/linking/asking.py::Traces": "one method for each question",
    "src/reportedly/store/accounts.py::Accounts": "users, sessions, tokens: one connection",
    "src/reportedly/store/trace_pending.py::Pending": "it stands in for TraceRows, question by question",
    "src/reportedly/store/traces.py::TraceRows": "one method for each query of the trace's tables",
    "src/reportedly/store/view.py::View": "one method for each question",
    "src/reportedly/tracing/claims.py::Claims": "the index in memory answers what the store's rows do",
    "src/reportedly/tuning/tune.py::tune": "the table of contents of a training run",
}
"""`path`, `path::function` or `path::Class` -> why it is longer."""


def main() -> int:
    """Say what is too long, or kept in the list without need; return the exit code."""
    over = dict(_over())
    wrong = [f"{name}: {told}" for name, told in over.items() if name not in LONGER]
    wrong += [f"{name}: stands in LONGER and is not too long" for name in LONGER if name not in over]
    for line in sorted(wrong):
        print(line)
    if wrong:
        print("shorten it, or give the reason in tools/house.py", file=sys.stderr)
    return 1 if wrong else 0


def _over() -> Iterator[tuple[str, str]]:
    """Yield what is longer than the guide, and how long it is."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            text = path.read_text(encoding="utf-8")
            name, lines = path.relative_to(ROOT).as_posix(), text.count("\n")
            if lines > MODULE:
                yield name, f"{lines} lines, {MODULE} at most"
            yield from _inside(name, ast.parse(text))


def _inside(name: str, tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION:
                yield f"{name}::{node.name}", f"{lines} lines, {FUNCTION} at most"
        elif isinstance(node, ast.ClassDef):
            public = [n for n in node.body if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef))]
            public = [n for n in public if not n.name.startswith("_")]
            if len(public) > METHODS:
                yield f"{name}::{node.name}", f"{len(public)} public methods, {METHODS} at most"


if __name__ == "__main__":
    sys.exit(main())
