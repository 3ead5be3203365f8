"""Which public names the Python reference shows; the docs site fills in what their docstrings say."""

from importlib import import_module

_HEAD = """# Python

*The list of names is written from the code by `python -m tools.reference`; what each is for is taken from its
docstring when the site is built (`make docs`).* `import reportedly` is small: heavy parts load on first use.
"""
FIRST = ("open_store", "Store", "View", "Writer", "open_traces", "Traces")
"""Names that come before the others of their module."""
MODULES = (
    ("reportedly", "What most programs need"),
    ("reportedly.record", "The record: nouns that are frozen, with the words that prove each field"),
    ("reportedly.store", "A store: reports, readings and judgements, kept"),
    ("reportedly.linking", "Claims, origins and contradictions of a store"),
    ("reportedly.client", "A client of the desk's API"),
    ("reportedly.frames", "Tables of a store for pandas and polars"),
    ("reportedly.exports", "A store in the forms that others use"),
    ("reportedly.exports.exporting", "Writing an export"),
    ("reportedly.exports.selection", "What an export is made of"),
    ("reportedly.exports.formats", "The forms"),
    ("reportedly.exports.checking", "Holding an export against its store"),
    ("reportedly.errors", "Errors, named after what the caller does next"),
)
"""Modules in the order of the page, with their headings. One without `__all__` is shown whole."""


def page() -> str:
    """Return docs/reference/python.md."""
    parts = [_HEAD.rstrip()]
    shown: set[int] = set()
    for name, heading in MODULES:
        try:
            module = import_module(name)
        except ModuleNotFoundError:
            continue
        parts += [f"## {heading}", f"`{name}`"]
        public = [each for each in getattr(module, "__all__", ()) if not each.startswith("__")]
        public.sort(key=lambda each: FIRST.index(each) if each in FIRST else len(FIRST))
        fresh = [each for each in public if id(getattr(module, each)) not in shown or name == "reportedly"]
        if not public:
            parts.append(f"::: {name}")
            continue
        if name == "reportedly":  # the nouns stand below, under the record; here only what they are
            again = [each for each in public if hasattr(import_module("reportedly.record"), each)]
            fresh = [each for each in public if each not in again]
            parts.append("From the record, told below: " + ", ".join(f"`{each}`" for each in again) + ".")
        shown.update(id(getattr(module, each)) for each in fresh)
        parts += [f"::: {_home(name, each)}" for each in fresh]
    return "\n\n".join(parts) + "\n"


def _home(module: str, name: str) -> str:
    """Return where a public name is defined; its docs are taken from there."""
    value = getattr(import_module(module), name)
    home = getattr(value, "__module__", None)
    return f"{home}.{name}" if isinstance(home, str) and home.startswith("reportedly") else f"{module}.{name}"
