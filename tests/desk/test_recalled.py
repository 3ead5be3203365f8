"""What is worked out from all reports is kept until one comes in."""

from reportedly.desk.recalled import Recalled


def test_a_value_holds_until_a_report_comes_in() -> None:
    """The same store gives the value without work; another report, and it is made anew."""
    made = list[int]()
    recalled = Recalled[str]()

    def make() -> str:
        made.append(1)
        return f"made {len(made)}"

    assert [recalled.value(newest, make) for newest in (0, 0, 7, 7, 7)] == [
        "made 1",
        "made 1",
        "made 2",
        "made 2",
        "made 2",
    ]
