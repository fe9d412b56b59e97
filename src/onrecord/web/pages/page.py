"""What a page is to the rest: a name in the navigation, and its router."""

from __future__ import annotations

from dataclasses import dataclass

from fastapi import APIRouter


@dataclass(frozen=True, slots=True)
class Page:
    """One entry of the navigation: its name, its address, and what answers there."""

    title: str
    path: str
    router: APIRouter
