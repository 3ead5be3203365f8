"""Credits: what a report says about whose work it holds; each cites the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.intake.credits import credits_in
from reportedly.record import CreditKind, verify


def _found(paragraph: str) -> list[tuple[CreditKind, str | None, str | None]]:
    text = f"Bridge closed at Sumy\n\n{paragraph}"
    found = credits_in(text)
    for credit in found:
        verify(credit.span, text)
        if credit.name is not None:
            verify(credit.name, text)
            assert credit.span.start <= credit.name.start < credit.name.end <= credit.span.end
    return [(credit.kind, credit.outlet, credit.name.text if credit.name else None) for credit in found]


REUTERS, AFP = ("reuters", "Reuters"), ("agence-france-presse", "AFP")


@pytest.mark.parametrize(
    ("paragraph", "kind", "named"),
    [
        ("SUMY, Ukraine (AFP) — A bridge was hit.", CreditKind.WIRE_MARK, [AFP]),
        ("SUMY (Reuters/AFP) - A bridge was hit.", CreditKind.WIRE_MARK, [REUTERS, AFP]),
        ("Sumy, 4 March (Reuters) – A bridge was hit.", CreditKind.WIRE_MARK, [REUTERS]),
        ("MOSCOW, March 4. /TASS/. A bridge was hit.", CreditKind.WIRE_MARK, [("tass", "TASS")]),
        ("The bridge fell, he said. (AFP)", CreditKind.WIRE_MARK, [AFP]),
        ("The bridge fell, he said. — Reuters", CreditKind.WIRE_MARK, [REUTERS]),
        ("AFP", CreditKind.WIRE_MARK, [AFP]),
        ("By Reuters", CreditKind.WIRE_MARK, [REUTERS]),
        ("Reuters contributed to this report.", CreditKind.CONTRIBUTED, [REUTERS]),
        ("Ann Example in Kyiv and AFP contributed reporting.", CreditKind.CONTRIBUTED, [AFP]),
        ("He left. Reuters contributed to this story", CreditKind.CONTRIBUTED, [REUTERS]),
        ("Additional reporting by Reuters in Kyiv", CreditKind.REPORTING, [REUTERS]),
        ("(With inputs from AFP)", CreditKind.WITH, [AFP]),
        ("With AFP and Reuters", CreditKind.WITH, [AFP, REUTERS]),
        ("With agencies", CreditKind.WITH, [(None, None)]),
        ("Agencies", CreditKind.WITH, [(None, None)]),
        ("Source: Ukrinform", CreditKind.SOURCE, [("ukrinform", "Ukrinform")]),
        ("This article was originally published by Meduza.", CreditKind.ORIGINAL, [("meduza", "Meduza")]),
        ("Republished from Meduza with thanks", CreditKind.ORIGINAL, [("meduza", "Meduza")]),
    ],
)
def test_a_credit_is_found(
    paragraph: str, kind: CreditKind, named: list[tuple[str | None, str | None]]
) -> None:
    """Wire marks and credit lines give the outlets that they name, each once."""
    assert _found(paragraph) == [(kind, *one) for one in named]


@pytest.mark.parametrize(
    "paragraph",
    [
        "Reuters reported that the bridge fell.",
        "He told the agency (Reuters) that the bridge fell.",
        "The minister contributed to this report on the bridge.",
        "Ann Example contributed to this report.",
        "Reporting by Ann Example; editing by Ben Example",
        "Source: own calculations",
        "With Reuters staff waiting outside, the minister left.",
        "The Post",
        "The sources of the agencies were closed.",
        "A bridge — one of four — was hit.",
        "",
    ],
)
def test_what_is_no_credit_is_none(paragraph: str) -> None:
    """Attributions, people's names and clauses that look alike are not credits."""
    assert _found(paragraph) == []


@given(st.text(alphabet="(/AFP) \nReuters—contributed to this report.with:", max_size=300))
def test_every_credit_cites_the_text(text: str) -> None:
    """Whatever the text, spans lie in it and hold their words."""
    for credit in credits_in(text):
        verify(credit.span, text)


@pytest.mark.parametrize(
    "unit", ["(AFP) ", "with reporting by ", "contributed ", "originally published by ", "a", "[(/", "— "]
)
def test_long_paragraphs_take_linear_time(unit: str) -> None:
    """A megabyte of what almost is a credit is searched in a moment, in one paragraph or in many."""
    start = time.monotonic()
    credits_in(unit * (1_000_000 // len(unit)))
    credits_in("\n".join([(unit * 1_200)[:1_199]] * 400))
    assert time.monotonic() - start < 20
