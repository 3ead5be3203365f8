"""What more than one test needs."""

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent


settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):  # a change is judged on examples that are the same each time; at home they are new
    settings.load_profile("ci")


def pytest_configure(config: pytest.Config) -> None:
    """Keep the index of places in pytest's cache, for this process and those it starts, not in the home.

    And hear Ctrl-C, for those it starts: a shell that runs the tests in the background has it ignored.
    """
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    cache: pytest.Cache | None = getattr(config, "cache", None)  # none with -p no:cacheprovider
    if cache is not None and "REPORTEDLY_GAZETTEER" not in os.environ:
        os.environ["REPORTEDLY_GAZETTEER"] = str(cache.mkdir("gazetteer"))


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the root of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of annotated reports and corpora; skip the test where it is absent."""
    folder = Path(os.environ.get("REPORTEDLY_SHARED", ROOT.parent / "shared"))
    if not (folder / "gold").is_dir():
        pytest.skip(f"needs the annotated reports: no {folder}/gold here (set REPORTEDLY_SHARED)")
    return folder
