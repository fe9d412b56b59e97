"""ETags: a browser or program that has an answer already is told so, not sent it again."""

from __future__ import annotations

import hashlib

from fastapi import Request


def tag_of(body: str | bytes) -> str:
    """The tag of a body."""
    data = body.encode("utf-8", "replace") if isinstance(body, str) else body
    return f'"{hashlib.sha256(data).hexdigest()[:24]}"'


def matches(request: Request, tag: str) -> bool:
    """Whether the one who asks has what the tag is of."""
    asked = request.headers.get("if-none-match", "")
    return asked.strip() == "*" or tag in (one.strip().removeprefix("W/") for one in asked.split(","))
