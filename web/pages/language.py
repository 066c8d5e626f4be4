"""Choosing the language of the pages; the browser remembers it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.access import ANYBODYS_FORM
from web.cookies import keep_cookie
from web.languages import LANGUAGE_COOKIE, chosen_language
from web.pages.forms import Form
from web.pages.leading import NEXT
from web.routes import Row


def choose(request: Request, form: Form) -> Response:
    """Remember a language, and lead back to where the reader was."""
    wanted = form.get("next", "/")
    response = RedirectResponse(wanted if NEXT.fullmatch(wanted) else "/", status_code=303)
    code = chosen_language(form.get("language"))
    keep_cookie(request, response, LANGUAGE_COOKIE, code, of_host=False)
    return response


ROWS = (
    Row(
        method="POST",
        path="/language",
        call=choose,
        access=ANYBODYS_FORM,
        summary="Choose the language of the pages.",
        page=True,
    ),
)
