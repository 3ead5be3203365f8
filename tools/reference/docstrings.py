"""What the docstrings under the fields of a class say."""

import ast
import inspect
import textwrap
from itertools import pairwise


def under_fields(described: type) -> dict[str, str]:
    """Return, for each field of a class that has a docstring under it, its words on one line."""
    (node,) = ast.parse(textwrap.dedent(inspect.getsource(described))).body
    body = node.body if isinstance(node, ast.ClassDef) else []
    return {
        field.target.id: " ".join(str(ast.literal_eval(below.value)).split())
        for field, below in pairwise(body)
        if isinstance(field, ast.AnnAssign)
        and isinstance(field.target, ast.Name)
        and isinstance(below, ast.Expr)
        and isinstance(below.value, ast.Constant)
    }
