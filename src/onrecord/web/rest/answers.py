"""Answers as JSON with an ETag; a program that has one already is told so."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import Response

from onrecord.record.wire import as_json, plain
from onrecord.web.etag import matches, tag_of

MODIFIED: dict[int | str, dict[str, Any]] = {304: {"description": "You have it already (If-None-Match)."}}


def answer(
    request: Request, value: Any, *, status: int = 200, media_type: str = "application/json"
) -> Response:
    """Any value of the record's types, or plain dicts and lists."""
    body = as_json(plain(value) if not isinstance(value, dict) else value)
    tag = tag_of(body)
    if status == 200 and request.method == "GET" and matches(request, tag):
        return Response(status_code=304, headers={"ETag": tag})
    data = body.encode("utf-8")
    return Response(data, status, media_type=media_type, headers={"ETag": tag})
