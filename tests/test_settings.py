"""Settings: one environment variable each, and a clear word where one is wrong."""

import pytest

from reportedly.settings import Settings, current


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin each test without any setting: the session has one, and a person may have more."""
    for name in ("MAX_MB", "MODEL", "GAZETTEER", "STORE", "WHO"):
        monkeypatch.delenv(f"REPORTEDLY_{name}", raising=False)


def test_settings_have_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has to set anything."""
    monkeypatch.setenv("REPORTEDLY_MAX_MB", " ")
    assert current() == Settings(max_megabytes=50)
    assert current().max_bytes == 50_000_000


def test_settings_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable that is set is what counts."""
    monkeypatch.setenv("REPORTEDLY_MAX_MB", "2")
    assert current() == Settings(max_megabytes=2)


@pytest.mark.parametrize("value", ["many", "0", "-1", "1.5"])
def test_a_wrong_setting_is_named(value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A setting that is no number is refused with its name, not replaced by the default in silence."""
    monkeypatch.setenv("REPORTEDLY_MAX_MB", value)
    with pytest.raises(ValueError, match="REPORTEDLY_MAX_MB"):
        current()
