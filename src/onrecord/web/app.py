"""The app: all parts put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import Depends, FastAPI

from onrecord import __version__
from onrecord.web import assets, rest
from onrecord.web.access import reader
from onrecord.web.guard import Guard
from onrecord.web.mishaps import add_handlers
from onrecord.web.pages import OPEN, PAGES, UNLISTED
from onrecord.web.settings import Settings
from onrecord.web.site import Site

DESCRIPTION = (
    "Who said what in the reports of a ledger: the same filters, ids and records as on the command line "
    "and in Python. Pages begin after an id; every answer has an ETag."
)


def create_app(settings: Settings) -> FastAPI:
    """The app over one ledger, which is opened at once; raises `OnrecordError`.

    Nothing is told to anybody outside: FastAPI's telemetry is off.
    """
    settings.check()
    site = Site(settings)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        site.warm()
        yield
        site.close()

    app = FastAPI(
        title="onrecord",
        version=__version__,
        description=DESCRIPTION,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
        separate_input_output_schemas=False,
    )
    app.state.site = site
    app.add_middleware(Guard, settings=settings)
    add_handlers(app)
    app.include_router(assets.router, include_in_schema=False)
    for router in OPEN:
        app.include_router(router, include_in_schema=False)
    for page in PAGES:
        app.include_router(page.router, dependencies=[Depends(reader)], include_in_schema=False)
    for router in UNLISTED:
        app.include_router(router, dependencies=[Depends(reader)], include_in_schema=False)
    app.include_router(rest.open_router, prefix="/api/v1")
    app.include_router(rest.router, prefix="/api/v1", dependencies=[Depends(reader)])
    return app
