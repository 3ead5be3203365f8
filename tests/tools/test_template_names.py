"""Names that templates read are told to the check for dead code."""

from tools.template_names import TEMPLATES, names_in


def test_names_after_a_dot_are_found() -> None:
    """Attributes are found in expressions and statements, not in strings, markup or comments."""
    template = (
        '{% if shown.day == "x.y" %}<a href="a.b">{{ each.report.id | day }}</a>{% endif %}{# no.thing #}'
    )
    assert names_in(template) == {"day", "report", "id"}


def test_there_are_templates() -> None:
    """The folder is where the tool looks for it."""
    assert "base.html" in {path.name for path in TEMPLATES.glob("*.html")}
