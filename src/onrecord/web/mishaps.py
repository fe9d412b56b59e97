"""What goes wrong, in words: a page for people, a problem in JSON (RFC 9457) for programs."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from onrecord.record.errors import (
    CorrectionError,
    DateError,
    LedgerBusy,
    LedgerError,
    NoSuchStatement,
    NotInLedger,
    OnrecordError,
    QueryError,
    RecordError,
)
from onrecord.web.access import NotAllowed, NotLoggedIn
from onrecord.web.showing import go_to, show

STATUS: tuple[tuple[type[OnrecordError], int], ...] = (
    (NotInLedger, 404),
    (NoSuchStatement, 404),
    (QueryError, 400),
    (DateError, 400),
    (CorrectionError, 409),
    (RecordError, 422),
    (LedgerBusy, 503),
    (LedgerError, 500),
    (OnrecordError, 400),
)
"""The status of each kind of error; the first that fits."""
TITLES = {
    400: "That could not be understood",
    401: "Please log in",
    403: "That is not allowed",
    404: "There is nothing here",
    405: "That cannot be done here",
    409: "That cannot be done as asked",
    413: "That is too much",
    422: "That does not fit",
    429: "Not so fast",
    500: "Something went wrong here",
    503: "The ledger is busy",
}


def add_handlers(app: FastAPI) -> None:
    """Sets what answers to errors."""
    app.add_exception_handler(OnrecordError, _ours)
    app.add_exception_handler(NotLoggedIn, _not_logged_in)
    app.add_exception_handler(NotAllowed, _not_allowed)
    app.add_exception_handler(HTTPException, _http)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(Exception, _unexpected)


def status_of(error: OnrecordError) -> int:
    """The status of an error."""
    return next(status for kind, status in STATUS if isinstance(error, kind))


def problem(request: Request, status: int, why: str, error: OnrecordError | None = None) -> Response:
    """An error as the one who asks wants it; programs are told its kind and parts too."""
    title = TITLES.get(status, "That did not work")
    if request.url.path.startswith("/api/"):
        body: dict[str, str | int] = {"title": title, "status": status, "detail": why}
        if error is not None:
            body |= {
                "error": type(error).__name__,
                "got": error.got,
                "expected": error.expected,
                "hint": error.hint,
            }
        return JSONResponse(body, status, media_type="application/problem+json")
    return show(request, "problem.html.jinja", status=status, title=title, why=why)


def _ours(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    return problem(request, status_of(error), str(error), error)


def _not_logged_in(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotLoggedIn)
    if request.url.path.startswith("/api/"):
        answer = problem(request, 401, "It must be known who asks: send a token, as Authorization: Bearer …")
        answer.headers["WWW-Authenticate"] = "Bearer"
        return answer
    return go_to(f"/login?then={error.then}")


def _not_allowed(request: Request, error: Exception) -> Response:
    assert isinstance(error, NotAllowed)
    return problem(request, 403, error.why)


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = {404: "Nothing has this address.", 405: "This address does not take that kind of request."}
    detail = (
        error.detail if error.detail not in ("Not Found", "Method Not Allowed") else words[error.status_code]
    )
    answer = problem(request, error.status_code, detail)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    told = "; ".join(f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors())
    return problem(request, 422, told)


def _unexpected(request: Request, error: Exception) -> Response:
    return problem(
        request, 500, f"This is a fault of the program ({type(error).__name__}); please report what you did."
    )
