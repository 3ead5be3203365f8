"""Messages: subject, text and date become a report; attachments do not."""

from email.message import EmailMessage

import pytest

from reportedly.errors import SetAsideError
from reportedly.intake import Input, Overrides, Taken, take_in
from reportedly.intake.forms import Form

TEXT = "The road bridge was closed on Tuesday.\n\nRepairs would take weeks, officials said.\n"


def _message(
    subject: str = "Міст у Сумах — bridge closed", sender: str = "Desk <desk@reuters.com>"
) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["From"], message["Date"] = subject, sender, "Tue, 04 Mar 2025 09:30:00 +0200"
    return message


def _take(data: bytes) -> Taken:
    return take_in(Input(name="a.eml", form=Form.MAIL, data=data), Overrides(), 1_000_000)


def test_a_plain_message_is_a_report() -> None:
    """The subject is the headline; the outlet is the sender's where its host is listed."""
    message = _message()
    message.set_content(TEXT)
    taken = _take(message.as_bytes())
    assert taken.report.text == f"Міст у Сумах — bridge closed\n\n{TEXT.strip()}"
    assert (taken.report.headline, taken.report.outlet) == ("Міст у Сумах — bridge closed", "Reuters")
    assert taken.report.published == "2025-03-04T09:30:00+02:00"
    assert "desk@reuters.com" in taken.notes[0].message


def test_attachments_are_left_out_and_said() -> None:
    """Nothing of an attachment gets into the text."""
    message = _message()
    message.set_content(TEXT)
    message.add_attachment(b"secret words", maintype="application", subtype="octet-stream", filename="a.bin")
    taken = _take(message.as_bytes())
    assert "secret" not in taken.report.text
    assert "1 attachments" in taken.notes[-1].message


@pytest.mark.parametrize(
    ("plain", "wins"), [("View this message in a browser.", "html"), (TEXT * 6, "plain")]
)
def test_the_part_that_holds_the_text_is_taken(plain: str, wins: str) -> None:
    """The plain part is the text, unless it is a stub beside an HTML part that holds more."""
    message = _message()
    message.set_content(plain)
    message.add_alternative(
        f"<p>From <a href='https://herald.example/b'>HTML</a>.</p><script>x</script>{'<p>More.</p>' * 20}",
        subtype="html",
    )
    taken = _take(message.as_bytes())
    assert ("From HTML." in taken.report.text) == (wins == "html")
    assert "script" not in taken.report.text
    assert [reference.url for reference in taken.references] == (
        ["https://herald.example/b"] if wins == "html" else []
    )


def test_an_unknown_sender_is_no_outlet_and_a_wrong_date_is_said() -> None:
    """A host that the outlet list does not know gives no outlet; a date that is none is left out."""
    data = b"Subject: x\r\nFrom: Ann <ann@[1.2.3.4]>\r\nDate: soon\r\n\r\nThe bridge is closed.\r\n"
    taken = _take(data)
    assert (taken.report.outlet, taken.report.published) == (None, None)
    assert "published-left-out" in [note.code for note in taken.notes]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"no message at all", "not-a-report"),
        (b"Subject: x\r\n\r\n", "no-text"),
        (b"Subject: x\r\nContent-Type: text/plain; charset=unheard-of\r\n\r\n\xff\xfe\x81\x00\x01", None),
        (
            b"Subject: x\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n"
            + b"--a\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" * 500,
            None,
        ),
        (b"Subject: =?utf-8?b?////?=\r\nFrom: =?x?q?\r\n\r\nThe bridge.", None),
    ],
)
def test_a_broken_message_is_read_or_set_aside(data: bytes, code: str | None) -> None:
    """What is no message, has no text or lies about itself ends in a report or a reason."""
    try:
        taken = _take(data)
    except SetAsideError as error:
        assert code in {None, error.code}  # noqa: PT017 - either may happen
    else:
        assert code is None
        assert taken.report.text
