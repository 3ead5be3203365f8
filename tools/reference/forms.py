"""The forms of `reportedly export`: what each writes, and what it needs."""

from reportedly.exports.formats import FORMATS
from tools.reference.markdown import table

_HEAD = """# Export forms

*Written from the code by `python -m tools.reference`; do not edit it here.* What `reportedly export FORMAT`
writes. A form of several files needs a folder or an archive (`--out`). What no citation proves is left out and
told by name. `reportedly verify FORMAT PATH` holds an export against its store, citation by citation.
"""


def page() -> str:
    """Return docs/reference/exports.md."""
    rows = [
        (
            f"`{each.name}`",
            each.says,
            ", ".join(f"`{file.name}`" for file in each.files),
            f"`pip install 'reportedly[{each.needs}]'`" if each.needs else "",
        )
        for each in FORMATS
    ]
    return "\n".join([_HEAD, table(("form", "what it is", "files", "needs"), rows)]) + "\n"
