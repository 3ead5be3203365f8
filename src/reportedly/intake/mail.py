"""A message (.eml, RFC 5322) -> Report: its subject, its text, its date; attachments are left out."""

import re
from email import policy
from email.errors import MessageError
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parseaddr

from reportedly.errors import SetAsideError
from reportedly.intake.dates import date_of
from reportedly.intake.encoding import decode
from reportedly.intake.links import references
from reportedly.intake.overrides import outlet_of
from reportedly.intake.paragraphs import Paragraph, of_fragment
from reportedly.intake.text import keep
from reportedly.record import Problem, Reference, Report, report_id

_STUB = 200
"""Characters of a plain part that only says "view this in a browser" where there is an HTML part too."""
_NEXT_STEP = "save the text of the message as a .txt file"


def report_from_mail(name: str, data: bytes) -> tuple[Report, tuple[Reference, ...], tuple[Problem, ...]]:
    """Return the report that a message is, what it links to, and what was left out of it.

    The subject is the headline. The outlet is the sender's where the outlet list knows his host.
    Raises SetAsideError with code "not-a-report" or "no-text".
    """
    try:
        message = BytesParser(policy=policy.default).parsebytes(data)
        return _report(name, message)
    except SetAsideError:
        raise
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        why = f"no whole message ({type(error).__name__})"
        raise SetAsideError(name, "not-a-report", why, _NEXT_STEP) from error


def _report(name: str, message: EmailMessage) -> tuple[Report, tuple[Reference, ...], tuple[Problem, ...]]:
    subject, sender = " ".join(_header(message, "Subject").split()), _header(message, "From")
    written = _header(message, "Date")
    if not (subject or sender or written):
        raise SetAsideError(name, "not-a-report", "no message: it has no subject, sender or date", _NEXT_STEP)
    body = _body(name, message)
    if not any(character.isalpha() for part in body for character in part.text):
        raise SetAsideError(name, "no-text", "the message has no text", _NEXT_STEP)
    text = "\n\n".join([*([subject] if subject else []), *(part.text for part in body)])
    host = parseaddr(sender)[1].rpartition("@")[2]
    outlet = outlet_of(f"https://{host}/") if re.fullmatch(r"[\w.-]+", host) else None
    published = date_of(written)
    notes = [Problem(code="sender", message=f"sent by {' '.join(sender.split())[:200]}")] if sender else []
    if written and published is None:
        said = f"published is {written[:60]!r}, no date we know"
        notes.append(
            Problem(code="published-left-out", message=f"{said}, and was left out; say it with --published")
        )
    attached = sum(1 for _ in message.iter_attachments()) if message.is_multipart() else 0
    if attached:
        notes.append(
            Problem(
                code="attachments-left-out", message=f"{attached} attachments of the message were left out"
            )
        )
    report = Report(
        id=report_id(text, outlet), outlet=outlet, headline=subject or None, published=published, text=text
    )
    return report, references(None, body, text, None), tuple(notes)


def _body(name: str, message: EmailMessage) -> list[Paragraph]:
    """Return the paragraphs of the plain part, or of the HTML part where the plain one is a stub."""
    plain, marked_up = (message.get_body((kind,)) for kind in ("plain", "html"))
    text = keep(_text(name, plain)) if plain is not None else ""
    if marked_up is not None and len(text) < _STUB:
        found = of_fragment(_text(name, marked_up))
        if sum(len(part.text) for part in found) > len(text):
            return found
    return [Paragraph(part) for part in text.split("\n\n") if part]


def _text(name: str, part: MIMEPart) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    return decode(name, data, part.get_content_charset()) if data.strip() else ""


def _header(message: EmailMessage, key: str) -> str:
    """Return a header as it reads; "" where it is not there or cannot be read."""
    try:
        return str(message.get(key) or "").replace("\x00", "")
    except (MessageError, ValueError, LookupError, AttributeError, TypeError):
        return ""
