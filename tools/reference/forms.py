"""The forms of `reportedly export`: what each writes, and what it needs."""

from reportedly.exports.formats import FORMATS
from tools.reference.markdown import table

_HEAD = """# Export forms

*Written from the code by `python -m tools.reference`; do not edit it here.* How each form is made, and what
its columns mean: [exports](../exports.md). A form of several files needs a folder or an archive (`--out`).
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
