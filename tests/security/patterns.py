"""Strings made to be slow for a pattern: what each of its repeats repeats, often, then what breaks the match.

They are made from the pattern's own parse tree (Python's `re._parser`), as ReDoS checkers do: prefix,
pump, suffix (Rathnayake, Thielecke: Static analysis for regular expression exponential runtime, 2014).
"""

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from re import _constants, _parser  # isort: skip

SUFFIXES = ("\x00", "\n", "a", "")
"""What comes after the pump: no pattern of ours ends on a zero, some end on a line's end or a letter."""
MOST = 100
"""Recipes tried of one pattern; of a grammar with hundreds of repeats every so many-th."""
_CATEGORIES = {
    _constants.CATEGORY_DIGIT: "7",
    _constants.CATEGORY_NOT_DIGIT: "a",
    _constants.CATEGORY_SPACE: " ",
    _constants.CATEGORY_NOT_SPACE: "a",
    _constants.CATEGORY_WORD: "a",
    _constants.CATEGORY_NOT_WORD: ".",
}
_CALLS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}
Pattern = re.Pattern[Any]


def of_modules(package: str, leave_out: frozenset[str] = frozenset()) -> dict[str, Pattern]:
    """Return every pattern that a package's modules hold, and those written out in their functions."""
    top = importlib.import_module(package)
    found: dict[str, Pattern] = {}
    for module in pkgutil.walk_packages(top.__path__, f"{package}."):
        if any(part in leave_out for part in module.name.split(".")):
            continue
        held = importlib.import_module(module.name)
        for name, value in vars(held).items():
            for pattern in _within(value):
                found.setdefault(f"{module.name}.{name}: {pattern.pattern!r:.60}", pattern)
        for how, pattern in _written(Path(str(held.__file__))):
            if how != "compile":  # those are held by a name
                found.setdefault(f"{module.name} {how}: {pattern.pattern!r:.60}", pattern)
    return found


def anchored(package: str) -> dict[str, frozenset[str]]:
    """Return "module.NAME" of private patterns that are asked about a text's beginning alone, and how."""
    found = {}
    folder = Path(str(importlib.import_module(package).__file__)).parent
    for path in folder.rglob("*.py"):
        used: dict[str, set[str]] = {}
        tree = ast.parse(path.read_text(encoding="utf-8"))
        called = {id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        inside = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and id(node) in called and isinstance(node.value, ast.Name):
                used.setdefault(node.value.id, set()).add(node.attr)
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and id(node) not in inside:
                used.setdefault(node.id, set()).add("handed on")
        module = ".".join([package, *path.relative_to(folder).with_suffix("").parts])
        for name, how in used.items():
            if name.startswith("_") and how <= {"match", "fullmatch"}:
                found[f"{module}.{name}"] = frozenset(how)
    return found


def _within(value: object) -> Iterator[Pattern]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, tuple | list | set | frozenset):
        for each in value:
            yield from _within(each)
    elif isinstance(value, dict):
        for each in value.values():
            yield from _within(each)


def _written(path: Path) -> Iterator[tuple[str, Pattern]]:
    """Yield the patterns that stand as plain strings in calls of `re`."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if node.func.attr not in _CALLS or not isinstance(node.func.value, ast.Name):
            continue
        said = node.args[0]
        if (
            node.func.value.id == "re"
            and isinstance(said, ast.Constant)
            and isinstance(said.value, str | bytes)
        ):
            yield node.func.attr, re.compile(said.value)


def pumps(pattern: Pattern) -> set[tuple[str, str]]:
    """Return (prefix, pump) for each repeat of a pattern; the prefix is what the pattern wants before it."""
    found: set[tuple[str, str]] = set()
    written = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    flags = pattern.flags if isinstance(pattern.pattern, str) else pattern.flags | re.ASCII
    _walk(_parser.parse(written, flags & ~re.DEBUG), "", found)
    whole = {(prefix, f"{prefix}{pump}") for prefix, pump in found}
    return {(prefix, pump) for prefix, pump in found | whole if pump}


def _walk(tree: Any, before: str, found: set[tuple[str, str]]) -> str:  # noqa: ANN401 - Python's own parse tree
    """Collect the pumps of a tree; return one string that it matches, roughly."""
    said = ""
    for kind, value in tree:
        said += _one(kind, value, before + said, found)
    return said


def _one(kind: Any, value: Any, before: str, found: set[tuple[str, str]]) -> str:  # noqa: ANN401, C901, PLR0911, PLR0912 - one case for each sort of node
    match kind:
        case _constants.LITERAL:
            return chr(value)
        case _constants.NOT_LITERAL:
            return "a" if value != ord("a") else "b"
        case _constants.ANY:
            return "a"
        case _constants.IN:
            if value[0][0] is not _constants.NEGATE:
                for each in value[1:4]:  # other members may be those that a neighbour matches too
                    found.add((before, _of_set([each])))
            return _of_set(value)
        case _constants.BRANCH:
            said = [_walk(branch, before, found) for branch in value[1][:40]]
            found.update((before, each) for each in said[:3])
            return said[0]
        case _constants.SUBPATTERN:
            return _walk(value[3], before, found)
        case _constants.MAX_REPEAT | _constants.MIN_REPEAT | _constants.POSSESSIVE_REPEAT:
            least, most, body = value
            once = _walk(body, before, found)
            if most > 1:
                found.add((before, once))
            return str(once * max(least, 1 if most == 1 else least))
        case _constants.ATOMIC_GROUP:
            return _walk(value, before, found)
        case _constants.ASSERT:
            return _walk(value[1], before, found) if value[0] > 0 else ""
        case _:
            return ""  # places, references, negative assertions: nothing stands there


def _of_set(members: Any) -> str:  # noqa: ANN401 - as above
    negated = members[0][0] is _constants.NEGATE
    if not negated:
        kind, value = members[0]
        if kind is _constants.RANGE:
            return chr(value[0])
        return _CATEGORIES[value] if kind is _constants.CATEGORY else chr(value)
    excluded = re.compile("[" + "".join(_again(each) for each in members[1:]) + "]")
    return next((each for each in "a 7.Б-" if not excluded.match(each)), "\x01")


def _again(member: Any) -> str:  # noqa: ANN401 - as above
    kind, value = member
    if kind is _constants.RANGE:
        return f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
    if kind is _constants.CATEGORY:
        return {"7": r"\d", " ": r"\s"}.get(_CATEGORIES[value], r"\w")
    return re.escape(chr(value))


def seconds(pattern: Pattern, text: str, how: frozenset[str]) -> float:
    """Return the processor time of finding every match in a text, or of looking at its beginning as `how`."""
    given = text if isinstance(pattern.pattern, str) else text.encode("latin-1", "replace")
    start = time.thread_time()
    for each in how:
        getattr(pattern, each)(given)
    if not how:
        for _ in pattern.finditer(given):
            pass
    return time.thread_time() - start


def slowest(pattern: Pattern, length: int, bound: float, how: frozenset[str]) -> tuple[float, str]:
    """Return the longest time for `length` characters, and the recipe; stops at the first over `bound`."""
    worst = (0.0, "")
    recipes = sorted(pumps(pattern))
    for prefix, pump in recipes[:: 1 + len(recipes) // MOST]:
        for suffix in SUFFIXES:
            # What is exponential is seen, and left, in two dozen repetitions.
            for times in (12, 18, 21, 24, 60, max(60, length // len(pump) // 8), length // len(pump)):
                text = prefix + pump * times + suffix
                taken = seconds(pattern, text, how)
                worst = max(worst, (taken, f"{prefix!r} + {pump!r} * {times} + {suffix!r}"))
                if taken > bound:
                    return worst
    return worst
