"""Cells: what a spreadsheet would run does not run, and what is a number stays one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.views.sheets import plain_cell


@pytest.mark.parametrize("cell", ["=1+1", "+SUM(A1)", "-1+1", "@A1", "\tx", "\rx", "\nx", "＝1", "--1", "-"])
def test_a_formula_is_text(cell: str) -> None:
    """An apostrophe before it, and nothing else changed."""
    assert plain_cell(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "12", "-37.5", "+3", "-1.5e-7", "a=b", " =1", "12-13"])
def test_numbers_and_words_stay(cell: str) -> None:
    """A latitude in the south is no formula."""
    assert plain_cell(cell) == cell


@given(st.text())
def test_no_cell_begins_as_a_formula_unless_it_is_a_number(cell: str) -> None:
    """Whatever the text, it is changed at most by the apostrophe, and only once."""
    plain = plain_cell(cell)
    assert plain in {cell, f"'{cell}"}
    assert not plain.startswith(("=", "@", "\t", "\r", "\n"))
    assert plain_cell(plain) == plain
