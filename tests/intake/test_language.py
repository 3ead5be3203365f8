"""The language gate: which language a report is in, and what follows from it."""

import pytest

from reportedly.intake.language import gate, identify
from reportedly.record import Report

SENTENCES = {
    "en": "The ferry across the river was stopped on Monday, the head of the port told reporters.",
    "ru": "Паром через реку был остановлен в понедельник, сообщила журналистам начальник порта.",
    "uk": "Пором через річку зупинили в понеділок, повідомила журналістам начальниця порту.",
    "de": "Die Fähre über den Fluss wurde am Montag gestoppt, sagte die Leiterin des Hafens.",
    "fr": "Le bac qui traverse le fleuve a été arrêté lundi, a déclaré la directrice du port.",
    "ar": "توقفت العبارة عبر النهر يوم الاثنين، حسبما قالت مديرة الميناء للصحفيين.",
}


def _report(text: str, language: str | None = None) -> Report:
    return Report(id="x", text=text, language=language)


@pytest.mark.parametrize("code", SENTENCES)
def test_a_sentence_is_enough(code: str) -> None:
    """One sentence of news is enough to tell its language."""
    language = identify(SENTENCES[code])
    assert language.code == code
    assert 0.5 < language.probability <= 1.0


@pytest.mark.parametrize("code", [code for code in SENTENCES if code != "en"])
def test_a_language_that_is_not_read_is_said_and_recorded(code: str) -> None:
    """A report in another language carries its code and a message that names it."""
    report, problem = gate(_report(SENTENCES[code]))
    assert report.language == code
    assert problem is not None
    assert problem.code == "language-not-read"
    assert problem.message.startswith(f"not read: language {code}")


def test_english_passes() -> None:
    """An English report gets its code and no problem."""
    report, problem = gate(_report(SENTENCES["en"]))
    assert (report.language, problem) == ("en", None)


@pytest.mark.parametrize(
    ("said", "code", "read"), [("en-GB", "en", True), ("EN", "en", True), ("uk_UA", "uk", False)]
)
def test_what_is_said_about_the_language_is_believed(said: str, code: str, *, read: bool) -> None:
    """A person or a file that names the language is not contradicted, however the text looks."""
    report, problem = gate(_report(SENTENCES["ru"], said))
    assert report.language == code
    assert (problem is None) == read


def test_a_handful_of_names_is_read_with_a_doubt() -> None:
    """Text too short to tell is read, its language left open, and the doubt is recorded."""
    report, problem = gate(_report("Hulyaipole Orikhiv Tokmak"))
    assert report.language is None or report.language == "en"
    assert problem is None or problem.code == "language-not-certain"


@pytest.mark.parametrize("text", ["12345", "\x00", "🚢", "\u200f", "x\ud800y", "\n"])
def test_any_text_has_an_answer(text: str) -> None:
    """No text, however odd, stops the gate."""
    assert 0.0 <= identify(text).probability <= 1.0
