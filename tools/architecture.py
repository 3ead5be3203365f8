"""Draw the packages and their imports: `python -m tools.architecture`; `--check` only compares.

Writes docs/img/architecture.svg and docs/reference/packages.md. Rows are the layers of the import rule
(pyproject.toml), lines the imports that the code really has; a line is left out where a longer way says it.
"""

import ast
import sys
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

import grimp

from tools.reference.markdown import table

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "img" / "architecture.svg"
PAGE = ROOT / "docs" / "reference" / "packages.md"
PACKAGE = "reportedly"

Imports = Mapping[str, frozenset[str]]
"""Package -> the packages that it imports."""

_WIDTH, _ROW, _BOX, _HIGH = 1000, 84, 112, 34
_MARGIN = 28
_HEAD = """# Packages

*Written from the imports by `python -m tools.architecture`; do not edit it here.* What the picture means
stands in [architecture](../architecture.md). A package may import only what stands below it.

![The packages and their imports](../img/architecture.svg)
"""


def layers(root: Path = ROOT) -> list[list[str]]:
    """Return the layers of the import rule, the upper ones first; each with the packages that exist."""
    settings = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    (rule,) = (each for each in settings["tool"]["importlinter"]["contracts"] if each["type"] == "layers")
    rows = [[name.strip().strip("()") for name in row.replace(":", "|").split("|")] for row in rule["layers"]]
    return [held for row in rows if (held := [name for name in row if _source(root, name) is not None])]


def imports(root: Path = ROOT) -> Imports:
    """Return which package imports which; what stands in the package's own `__init__` is left out."""
    graph = grimp.build_graph(PACKAGE, cache_dir=None)
    found: dict[str, set[str]] = {name: set() for row in layers(root) for name in row}
    for module in graph.modules:
        importer = _package_of(module)
        if importer in found:
            imported = map(_package_of, graph.find_modules_directly_imported_by(module))
            found[importer] |= {name for name in imported if name in found and name != importer}
    return {name: frozenset(held) for name, held in found.items()}


def reduced(held: Imports) -> Imports:
    """Return the imports without those that a longer way says too (the transitive reduction)."""
    beyond: dict[str, frozenset[str]] = {}

    def reached(name: str) -> frozenset[str]:
        if name not in beyond:
            beyond[name] = frozenset()  # a circle ends here; the import rule refuses circles
            beyond[name] = held[name].union(*map(reached, held[name]))
        return beyond[name]

    return {
        name: frozenset(each for each in below if not any(each in reached(other) for other in below - {each}))
        for name, below in held.items()
    }


def picture(rows: Sequence[Sequence[str]], held: Imports) -> str:
    """Return the picture as SVG."""
    ordered = _ordered(rows, held)
    at = {
        name: (round(_MARGIN + (_WIDTH - 2 * _MARGIN) * across), _MARGIN + level * _ROW)
        for level, row in enumerate(ordered)
        for name, across in zip(row, _across(len(row), level), strict=True)
    }
    height = _MARGIN + len(rows) * _ROW
    lines = _lines(at, held)
    boxes = [_box(name, *at[name]) for name in at]
    band = f'width="{_WIDTH - 16}" height="{_HIGH + 24}" rx="8" class="band"'
    bands = [f'<rect x="8" y="{_MARGIN + level * _ROW - 12}" {band}/>' for level in range(len(rows))]
    style = (
        ".band{fill:#f2f4f6}.box{fill:#fff;stroke:#37474f}.line{fill:none;stroke:#90a4ae;stroke-width:1.3}"
        ".name{font:14px sans-serif;fill:#1a2327;text-anchor:middle}"
    )
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">',
            "<title>The packages of reportedly in layers; each imports only what lies below it</title>",
            f"<style>{style}</style>",
            f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
            *bands,
            *lines,
            *boxes,
            "</svg>",
            "",
        ]
    )


def page(rows: Sequence[Sequence[str]], held: Imports, root: Path = ROOT) -> str:
    """Return docs/reference/packages.md."""
    told = [
        (f"`{name}`", _said(root, name), ", ".join(f"`{each}`" for each in sorted(held[name])))
        for row in rows
        for name in row
    ]
    return _HEAD + "\n" + table(("package", "what it is", "imports"), told) + "\n"


def main(arguments: list[str]) -> int:
    """Write picture and page, or with `--check` return 1 where one differs from the code."""
    rows, held = layers(), imports()
    wanted = {PICTURE: picture(rows, reduced(held)), PAGE: page(rows, held)}
    differing = [
        path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in differing:
            where = path.relative_to(ROOT).as_posix()
            print(f"{where} is not what the imports say; run: python -m tools.architecture", file=sys.stderr)
        return 1 if differing else 0
    for path in differing:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(wanted[path], encoding="utf-8")
        print(f"wrote {path.relative_to(ROOT).as_posix()}")
    return 0


def _package_of(module: str) -> str:
    return [*module.split("."), ""][1]


def _source(root: Path, name: str) -> Path | None:
    base = root / "src" / PACKAGE / name
    found = (base / "__init__.py", base.with_name(f"{name}.py"))
    return next((path for path in found if path.exists()), None)


def _said(root: Path, name: str) -> str:
    """Return the first paragraph of a package's docstring."""
    source = _source(root, name)
    doc = ast.get_docstring(ast.parse(source.read_text(encoding="utf-8"))) if source else None
    return (doc or "").split("\n\n")[0]


def _ordered(rows: Sequence[Sequence[str]], held: Imports) -> list[list[str]]:
    """Return the rows, each ordered so that a package stands below those that import it."""
    importers: dict[str, list[str]] = defaultdict(list)
    for name, below in held.items():
        for each in below:
            importers[each].append(name)
    place: dict[str, float] = {}
    ordered = []
    for row in rows:
        middle = {}
        for name in row:
            above = [place[each] for each in importers[name] if each in place]
            middle[name] = sum(above) / len(above) if above else 0.5
        ordered.append([name for _, name in sorted((middle[name], name) for name in row)])
        place |= {name: (number + 0.5) / len(row) for number, name in enumerate(ordered[-1])}
    return ordered


def _across(boxes: int, level: int) -> list[float]:
    """Return where the boxes of a row stand, 0 to 1; those that are alone not below each other."""
    return [(0.5, 0.26, 0.74)[level % 3]] if boxes == 1 else [(each + 0.5) / boxes for each in range(boxes)]


def _lines(at: Mapping[str, tuple[int, int]], held: Imports) -> list[str]:
    """Return the lines; each has its own point at a box, in the order of the other ends."""
    pairs = [(name, below) for name in at for below in held[name]]
    leaving = _points(at, pairs)
    entering = _points(at, [(below, name) for name, below in pairs])
    return [
        _line((leaving[name, below], at[name][1]), (entering[below, name], at[below][1]))
        for name, below in sorted(pairs)
    ]


def _points(
    at: Mapping[str, tuple[int, int]], pairs: Sequence[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    points = {}
    for name in at:
        others = sorted((at[other][0], other) for here, other in pairs if here == name)
        for number, (_, other) in enumerate(others):
            points[name, other] = at[name][0] + round(_BOX * ((number + 0.5) / len(others) - 0.5) * 0.8)
    return points


def _line(start: tuple[int, int], end: tuple[int, int]) -> str:
    (x, y), (to_x, to_y) = (start[0], start[1] + _HIGH), end
    if to_y < y:  # in one row: below the boxes
        to_y += _HIGH
        return f'<path class="line" d="M{x} {y}C{x} {y + 26} {to_x} {y + 26} {to_x} {to_y}"/>'
    bend = max((to_y - y) // 2, 20)
    return f'<path class="line" d="M{x} {y}C{x} {y + bend} {to_x} {to_y - bend} {to_x} {to_y}"/>'


def _box(name: str, x: int, y: int) -> str:
    return (
        f'<rect class="box" x="{x - _BOX // 2}" y="{y}" width="{_BOX}" height="{_HIGH}" rx="5"/>'
        f'<text class="name" x="{x}" y="{y + 22}">{escape(name)}</text>'
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
