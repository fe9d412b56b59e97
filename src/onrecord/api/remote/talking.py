"""Asking a server: requests over one connection, answers as the record's types, errors as our own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields
from enum import StrEnum
from typing import Any
from urllib.parse import quote, urlsplit

import httpx

from onrecord.compare.following import NoSuchSpeaker
from onrecord.ledger.periods import Period
from onrecord.ledger.query import Query
from onrecord.record import errors
from onrecord.record.errors import LedgerError, LedgerForbidden, LedgerMissing, OnrecordError
from onrecord.record.wire import build

PATIENCE = 300.0
"""Seconds that an answer may take: a whole ledger may have to be gone through for it."""
Params = list[tuple[str, str]]


class Talk:
    """One server, and who we are to it. `token` opens a ledger of a team."""

    def __init__(self, address: str, token: str | None = None) -> None:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise LedgerMissing(f"{address!r} is no address of a server", "such as http://127.0.0.1:8737")
        if parts.username or parts.password:
            raise LedgerMissing(
                "the address holds a name or a password", "the address alone", "give user= and password="
            )
        self.address = address.rstrip("/")
        self._client = httpx.Client(
            base_url=f"{self.address}/api/v1", timeout=PATIENCE, trust_env=False, follow_redirects=False
        )
        self.use(token)

    def use(self, token: str | None) -> None:
        """Shows a token from now on."""
        if token:
            self._client.headers["Authorization"] = f"Bearer {token}"

    def close(self) -> None:
        """Gives the connection back."""
        self._client.close()

    def get(self, kind: Any, path: str, params: Params | None = None) -> Any:
        """What stands under a path, as a value of a type."""
        with self._errors():
            answer = self._client.get(path, params=tuple(params or ()))
        return build(kind, _checked(answer).json(), path)

    def send(self, kind: Any, path: str, body: Mapping[str, Any] | None = None) -> Any:
        """The answer to what is sent."""
        with self._errors():
            answer = self._client.post(path, json={k: v for k, v in (body or {}).items() if v is not None})
        checked = _checked(answer)
        return build(kind, checked.json(), path) if checked.content else None

    def send_bytes(self, kind: Any, path: str, data: bytes, params: Params, media_type: str) -> Any:
        """The answer to bytes that are sent as they are."""
        with self._errors():
            answer = self._client.post(
                path, content=data, params=tuple(params), headers={"Content-Type": media_type}
            )
        return build(kind, _checked(answer).json(), path)

    def json(self, path: str, params: Params | None = None) -> Any:
        """What stands under a path, as dicts and lists."""
        with self._errors():
            return _checked(self._client.get(path, params=tuple(params or ()))).json()

    def data(self, path: str) -> bytes:
        """The bytes under a path."""
        with self._errors():
            return _checked(self._client.get(path)).content

    def lines(self, path: str, params: Params | None = None) -> Iterator[str]:
        """The lines of a long answer, as they come."""
        with self._errors(), self._client.stream("GET", path, params=tuple(params or ())) as answer:
            if answer.status_code != httpx.codes.OK:
                answer.read()
                _checked(answer)
            rest = b""
            for part in answer.iter_bytes():  # a line of our own ends with \n alone
                *whole, rest = (rest + part).split(b"\n")
                yield from (line.decode("utf-8") for line in whole)
            if rest:
                yield rest.decode("utf-8")

    @contextmanager
    def _errors(self) -> Iterator[None]:
        try:
            yield
        except httpx.HTTPError as error:
            raise LedgerMissing(
                f"{self.address} does not answer ({type(error).__name__}: {error})",
                "the address of a ledger that is served",
                "onrecord serve opens one",
            ) from None


def path_of(*parts: str) -> str:
    """A path of some parts, whatever letters they have."""
    return "/" + "/".join(quote(part, safe=":") for part in parts)


def params_of(query: Query, **more: Any) -> Params:
    """A query, and more, as parameters of an address."""
    found: Params = []
    for field in fields(query):
        value = getattr(query, field.name)
        if value != field.default:
            found += _param(field.name, value)
    for name, value in more.items():
        found += _param(name, value)
    return found


def _param(name: str, value: Any) -> Params:
    if value is None:
        return []
    if isinstance(value, tuple):
        return [(name, str(one)) for one in value]
    if isinstance(value, bool):
        return [(name, "true" if value else "false")]
    return [(name, str(value) if not isinstance(value, Period | StrEnum) else f"{value}")]


def _checked(answer: httpx.Response) -> httpx.Response:
    """An answer that is none of an error; raises what went wrong as the ledger would have here."""
    if answer.is_success:
        return answer
    try:
        told = answer.json()
        detail = str(told["detail"])
    except (ValueError, KeyError, TypeError):
        raise LedgerError(
            f"{answer.url.host} answered with {answer.status_code}", "a server of onrecord"
        ) from None
    if answer.status_code in (401, 403, 421):
        hint = "give token=, or user= and password=" if answer.status_code == 401 else ""
        raise LedgerForbidden(detail, hint=hint)
    kind = error_of(str(told.get("error") or ""))
    if told.get("got") is None:
        raise kind(detail)
    raise kind(told["got"], told.get("expected") or "", told.get("hint") or "")


def error_of(name: str) -> type[OnrecordError]:
    """The kind of error of a name; `LedgerError` for none of ours."""
    kind = NoSuchSpeaker if name == NoSuchSpeaker.__name__ else getattr(errors, name, None)
    return kind if isinstance(kind, type) and issubclass(kind, OnrecordError) else LedgerError
