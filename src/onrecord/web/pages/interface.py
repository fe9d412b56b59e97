"""*For programs*: the operations of REST, from the same description that programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from onrecord.web.showing import show

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that programs can ask for."""

    method: str
    path: str
    summary: str
    told: str
    parameters: tuple[tuple[str, str], ...]


@router.get("/api")
def interface(request: Request) -> Response:
    """All operations."""
    return show(request, "api.html.jinja", operations=tuple(_operations(request)))


def _operations(request: Request) -> Iterator[Operation]:
    for path, methods in request.app.openapi()["paths"].items():
        for method, one in methods.items():
            parameters = tuple((p["name"], p.get("description", "")) for p in one.get("parameters", ()))
            yield Operation(
                method.upper(), path, one.get("summary", ""), one.get("description", ""), parameters
            )
