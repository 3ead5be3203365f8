"""Names: what two reports write differently and mean alike."""

from reportedly.tracing.names import same_name, side_of


def test_names() -> None:
    """Spellings of one name are one; two persons of one surname are two; a capital acts for its country."""
    assert same_name("Volodymyr Zelensky", "Zelenskyy")
    assert not same_name("Olena Marchuk", "Petro Marchuk")
    assert side_of("Kyiv") == side_of("Ukrainian troops") == side_of("Ukraine")
