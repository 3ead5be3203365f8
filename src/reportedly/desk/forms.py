"""Forms: what a request's form holds, wherever it is read first (the check of its token, or a handler)."""

from litestar.datastructures import FormMultiDict
from litestar.exceptions import ClientException

from reportedly.desk.desk import Request


async def sent_form(request: Request) -> FormMultiDict:
    """Return the form of a request.

    Raises ClientException where a field is not in the encoding that it names, or names one that is none.
    """
    try:
        return await request.form()
    except (UnicodeDecodeError, LookupError) as error:
        raise ClientException("a field of the form is not in its encoding; send it in UTF-8") from error
