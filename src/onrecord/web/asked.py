"""What an address asks for: its parameters as filters of the ledger, the same as on the command line."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from fastapi import Request

from onrecord.ledger.query import Query
from onrecord.record.errors import QueryError

FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
PERIODS = ("said", "about", "published")
SINGLE = ("words", "named", "corrected", "copies", "confidence", *PERIODS)
FILTERS = tuple(f.name for f in fields(Query))
"""The parameters of a search: the filters of `Query`, by their names."""


def text(request: Request, name: str) -> str | None:
    """A parameter, None where it is empty."""
    return request.query_params.get(name, "").strip() or None


def texts(request: Request, name: str) -> tuple[str, ...]:
    """All values of a parameter."""
    return tuple(value.strip() for value in request.query_params.getlist(name) if value.strip())


def flag(request: Request, name: str) -> bool | None:
    """A parameter that is yes or no; None where it is empty. Raises `QueryError`."""
    value = text(request, name)
    if value is None:
        return None
    if value.lower() not in FLAGS:
        raise QueryError(f"{name} is {value!r}", "yes or no")
    return FLAGS[value.lower()]


def whole(request: Request, name: str, most: int = 1_000_000) -> int:
    """A parameter that is a number from 0, which it is where it is empty. Raises `QueryError`."""
    value = text(request, name) or "0"
    if not (value.isascii() and value.isdigit() and len(value) < 8 and int(value) <= most):
        raise QueryError(f"{name} is {value!r}", f"a number from 0 to {most:,}")
    return int(value)


def page_number(request: Request) -> int:
    """The number of the page asked for, from 1. Raises `QueryError`."""
    number = whole(request, "page") if text(request, "page") else 1
    if number < 1:
        raise QueryError(f"page is {number}", "a number from 1")
    return number


def given(**filters: Any) -> dict[str, Any]:
    """Those filters that are given."""
    return {name: value for name, value in filters.items() if value is not None}


def query_of(request: Request) -> Query:
    """The query of an address; raises `QueryError` that says what cannot be understood."""
    filters: dict[str, Any] = {}
    for name in FILTERS:
        if name in ("words", "confidence"):
            continue
        if name in ("named", "corrected", "copies"):
            value: Any = flag(request, name)
        elif name in PERIODS:
            value = text(request, name)
        else:
            value = texts(request, name) or None
        if value is not None:
            filters[name] = value
    if (least := text(request, "confidence")) is not None:
        filters["confidence"] = _share(least)
    return Query.of(text(request, "words"), **filters)


def pairs(request: Request, *without: str) -> list[tuple[str, str]]:
    """The filters of an address as they were given, to be put in another one."""
    known = (*FILTERS, "sort")
    items = request.query_params.multi_items()
    return [(name, value) for name, value in items if name in known and name not in without and value.strip()]


def _share(value: str) -> float:
    try:
        number = float(value)
        if not 0 <= number <= 1:
            raise ValueError(value)
    except ValueError:
        raise QueryError(f"confidence is {value!r}", "a number from 0 to 1") from None
    return number
