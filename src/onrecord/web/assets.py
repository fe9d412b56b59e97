"""Our own files: styles and scripts, kept by browsers for ever under an address that changes with them."""

from __future__ import annotations

from fastapi import APIRouter, HTTPException
from fastapi.responses import Response

from onrecord.web.templating import static, static_bytes

router = APIRouter()
KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".json": "application/json",
}


@router.get("/static/{digest}/{name}")
def file(digest: str, name: str) -> Response:
    """One file."""
    try:
        data, known = static_bytes(name), static(name) == f"/static/{digest}/{name}"
    except FileNotFoundError:
        raise HTTPException(404, "There is no such file.") from None
    kept = "public, max-age=31536000, immutable" if known else "no-cache"
    kind = KINDS.get(name[name.rfind(".") :], "application/octet-stream")
    return Response(data, media_type=kind, headers={"Cache-Control": kept})


@router.get("/favicon.ico")
def icon() -> Response:
    """The picture of the tab."""
    return Response(static_bytes("icon.svg"), media_type=KINDS[".svg"])


@router.get("/robots.txt")
def robots() -> Response:
    """Nothing here is for search engines."""
    return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")
